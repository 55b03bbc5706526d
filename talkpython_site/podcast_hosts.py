"""Who makes a podcast, as editors type it: a line each, with a role and the time of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from talkpython_site.documents import Credit, Person
from talkpython_site.documents.folding import fold
from talkpython_site.episode_lines import Line, changed, counted, lines_of, quoted, read_lines
from talkpython_site.episode_names import MOST_PEOPLE, made_ids, name_of, person_line, read_person

HOST = "host"
DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
TERM = re.compile(rf"(?P<since>{DAY})?\s*(?P<to>–|—|-|to)\s*(?P<until>{DAY})?|(?P<one>{DAY})")
WORDED = re.compile(rf"[Ss]ince\s+(?P<since>{DAY})|[Uu]ntil\s+(?P<until>{DAY})")  # as pages say it
WITH_TIME = re.compile(rf"(?:.*\W)?{DAY}\s*(?:–|—|-|to)?\s*\)?")  # of a role or a name: at its end
BRACKETED = re.compile(r"\[.*\]")  # how a row says when, where that is no time
DASH = "–"


class Said(NamedTuple):
    """A person as a line says them."""

    name: str
    role: str | None
    since: str | None
    until: str | None


def term_text(since: str | None, until: str | None) -> str:
    """``2019–2023``, ``2019–`` for who is there still, ``2019`` for that year alone."""
    if not since and not until:
        return ""
    return str(since) if since == until else f"{since or ''}{DASH}{until or ''}"


def term_told(since: str, until: str) -> str:
    """The same for everybody: ``since 2019``, ``until 2023``."""
    if since and until:
        return term_text(since, until)
    return f"since {since}" if since else f"until {until}"


def host_line(name: str, credit: Credit) -> str:
    term = term_text(credit.since, credit.until)
    line = person_line(name, credit.role)
    return f"{line}, {term}" if term else line


def read_host(number: int, line: str) -> Said:
    """Raises ``ValueError``, which names the line."""
    before, _, last = line.rpartition(",")
    if before and BRACKETED.fullmatch(last.strip()):
        raise ValueError(f"{quoted(number, line)} names no years: type 2019–2023, or 2019–.")
    term = term_in(last.strip()) if before else None
    name, role = read_person(number, before if term else line)
    if any(map(WITH_TIME.fullmatch, (role or "", *name.split(",")[1:]))):
        raise ValueError(f"{quoted(number, line)} needs its time last: Ines, host, 2019–2023.")
    if term is None:
        return Said(name, role, None, None)
    refuse_term(number, line, term)
    if role is None and term.is_one:
        raise ValueError(
            f"{quoted(number, line)} can mean two things: type {term.since}– for since then, or"
            f" {HOST}, {term.since} for that time alone."
        )
    return Said(name, role, term.since, term.until)


class Term(NamedTuple):
    """From when to when, as it was typed; ``is_one`` where that was one day, month or year."""

    since: str | None
    until: str | None
    is_one: bool = False


def term_in(text: str) -> Term | None:
    """None where it is no time."""
    found = TERM.fullmatch(text) or WORDED.fullmatch(text)
    if found is None:
        return None
    one = found.groupdict().get("one")
    return Term(one, one, is_one=True) if one else Term(found["since"], found["until"])


def refuse_term(number: int, line: str, term: Term) -> None:
    """Raises ``ValueError`` for one that cannot be."""
    if not term.since and not term.until:
        raise ValueError(f"{quoted(number, line)} names no year beside its dash.")
    for given in filter(None, (term.since, term.until)):
        if not is_day(given):
            raise ValueError(f"{quoted(number, line)} has no such day: {given}.")
    if term.since and term.until and is_before(term.until, term.since):
        raise ValueError(f"{quoted(number, line)} ends before it begins.")


def is_before(end: str, beginning: str) -> bool:
    return end[: len(beginning)] < beginning[: len(end)]


def is_day(given: str) -> bool:
    """Whether there is such a day, month or year."""
    try:
        date.fromisoformat(given + "-01-01"[len(given) - 4 :])
    except ValueError:
        return False
    return True


def hosts_text(people: Iterable[Credit], names: Mapping[Any, str]) -> str:
    return "\n".join(host_line(name_of(names, each.person), each) for each in people)


def read_hosts(text: str, known: Sequence[Credit], names: Mapping[Any, str]) -> list[Line[Credit]]:
    """``names`` are those of everybody, by id. Raises ``ValueError``."""
    counted(lines_of(text), MOST_PEOPLE, "people")
    return read_lines(
        text,
        known,
        lambda credit: host_line(name_of(names, credit.person), credit),
        read_host,
        [(lambda said: fold(said.name), lambda each: fold(name_of(names, each.person)))],
    )


def credits_of(lines: Sequence[Line[Credit]]) -> list[Credit]:
    """Those who have a line stay who they are; others are found by name, else made."""
    ids = made_ids(Person, [line.said.name for line in lines if line.part is None])
    return [credit_of(line, ids) for line in lines]


def credit_of(line: Line[Credit], ids: Mapping[str, Any]) -> Credit:
    if line.part is not None and line.is_same:
        return line.part
    said: Said = line.said
    person = line.part.person if line.part else ids[fold(said.name)]
    role = said.role or HOST
    return changed(Credit, line.part, person=person, role=role, since=said.since, until=said.until)
