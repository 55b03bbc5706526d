"""What stands before a conversation in a file: facts between two lines "---", or a "# Title"."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from talkpython_site.documents.folding import fold
from talkpython_site.importing.interviews.bare_titles import bare_title
from talkpython_site.importing.interviews.census import is_question
from talkpython_site.importing.interviews.parsed import Doubt
from talkpython_site.importing.interviews.pieces import title_in

EDGE = re.compile(r"---[ \t]*")
FACT = re.compile(r"(?P<name>[A-Za-z][\w -]{0,40}?)(?<! )[ \t]*+:(?:[ \t]+(?P<value>.*))?")
ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")
ROLE = re.compile(r"(?P<name>.*?)[ \t]*(?:\((?P<aside>[^()]*)\)|,[ \t]*(?P<role>[^,]*))")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
KNOWN = ("title", "date", "language", "people", "topics")
MOST_LINES = 200
LONGEST_TITLE = 300
MOST_SIGNS = 3000  # of a heading, with all that is taken away
MOST = 50  # people, or topics
LONGEST_NAME = 200

NOT_KEPT = "“{}” is not read; the original keeps it"
NO_DATE = "this is no date such as 2026-12-01"
NO_LANGUAGE = "this is no language such as en or pt-BR"
TOO_LONG = "this is more than is read; the original keeps it"

Facts = dict[str, tuple[int, list[str]]]  # name -> its line, and what is said


class Front(NamedTuple):
    """What is known of an interview before anybody speaks in it."""

    title: str = ""
    published_at: datetime | None = None
    language: str | None = None
    people: tuple[tuple[str, str | None], ...] = ()  # names and roles
    topics: tuple[str, ...] = ()
    line: int = 0  # how many lines stand before the rest
    doubts: tuple[Doubt, ...] = ()


def read_front(text: str) -> tuple[Front, str]:
    """With the rest of the text."""
    lines = text.split("\n")
    end = end_of(lines)
    facts, doubts = facts_in(lines[1:end]) if end else ({}, [])
    start = end + 1 if end else 0
    title = " ".join(facts.get("title", (0, []))[1])
    if not title:
        title, start = first_title(lines, start)
    front = Front(
        title[:LONGEST_TITLE].strip(),
        date_in(facts, doubts),
        language_in(facts, doubts),
        tuple(people_in(facts, doubts)),
        tuple(few(facts, "topics", doubts)),
        start,
        tuple(doubts),
    )
    return front, "\n".join(lines[start:])


def end_of(lines: list[str]) -> int:
    """The place of the line that ends the facts; 0 where there are none."""
    if not EDGE.fullmatch(lines[0].lstrip("\ufeff")):
        return 0
    places = range(1, min(len(lines), MOST_LINES))
    end = next((at for at in places if EDGE.fullmatch(lines[at])), 0)
    inner = [line for line in lines[1:end] if line.strip() and not line.lstrip().startswith("#")]
    is_all = all(FACT.fullmatch(line) or ITEM.fullmatch(line) for line in inner)
    return end if inner and is_all else 0


def facts_in(lines: list[str]) -> tuple[Facts, list[Doubt]]:
    facts: Facts = {}
    doubts = []
    values: list[str] = []
    for number, line in enumerate(lines, 2):
        item, fact = ITEM.fullmatch(line), FACT.fullmatch(line)
        if item:
            values.append(bare(item["value"]))
        elif fact:
            name = fact["name"].lower()
            values = list(values_of(name, fact["value"] or ""))
            if name in KNOWN:
                facts[name] = number, values
            else:
                doubts.append(Doubt(number, NOT_KEPT.format(fact["name"])))
    return facts, doubts


def values_of(name: str, value: str) -> Iterator[str]:
    """Lists stand between brackets, or with commas between them, or ";" where roles follow."""
    whole = value.strip()
    if name not in {"people", "topics"}:
        yield bare(whole)
        return
    is_list = whole.startswith("[") and whole.endswith("]")
    inner = whole[1:-1] if is_list else whole
    sign = ";" if ";" in inner else ","
    is_one = name == "people" and not is_list and sign == "," and "(" not in inner
    yield from (bare(each) for each in ([inner] if is_one else inner.split(sign)))


def bare(value: str) -> str:
    whole = value.strip()
    is_quoted = len(whole) > 1 and whole[0] == whole[-1] and whole[0] in "\"'"
    return whole[1:-1].strip() if is_quoted else whole


def first_title(lines: list[str], start: int) -> tuple[str, int]:
    """The heading with which a text begins, and where the rest does.

    One of several of its level may be a name or a question, as one that asks may be: what it is,
    is known once all is read.
    """
    title, after = first_heading(lines, start)
    is_sure = not is_question(title) and not any(map(is_like_title, lines[after:]))
    return (title, after) if title and is_sure else ("", start)


def first_heading(lines: list[str], start: int = 0) -> tuple[str, int]:
    at = next((at for at in range(start, len(lines)) if lines[at].strip()), start)
    line = lines[at] if at < len(lines) else ""
    words = (title_in(line) or "") if is_like_title(line) else ""
    title = bare_title(words) if len(words) <= MOST_SIGNS else ""
    return (title, at + 1) if title and len(title) <= LONGEST_TITLE else ("", start)


def is_like_title(line: str) -> bool:
    return line.startswith("#") and not line.startswith("##")


def without_title(text: str) -> tuple[str, str]:
    """The line with the heading with which a text begins, and all else at its place."""
    lines = text.split("\n")
    title, after = first_title(lines, 0)
    if not title:
        return "", text
    return lines[after - 1], "\n" * after + "\n".join(lines[after:])


def date_in(facts: Facts, doubts: list[Doubt]) -> datetime | None:
    """A day, as its midnight in UTC."""
    line, values = facts.get("date", (0, [""]))
    given = " ".join(values)
    try:
        day = datetime.fromisoformat(given).date() if given else None
    except ValueError:
        day = None
        doubts.append(Doubt(line, NO_DATE))
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def language_in(facts: Facts, doubts: list[Doubt]) -> str | None:
    line, values = facts.get("language", (0, [""]))
    given = " ".join(values)
    if given and not LANGUAGE.fullmatch(given):
        doubts.append(Doubt(line, NO_LANGUAGE))
        return None
    return given.replace("_", "-") or None


def people_in(facts: Facts, doubts: list[Doubt]) -> Iterator[tuple[str, str | None]]:
    for each in few(facts, "people", doubts):
        match = ROLE.fullmatch(each)
        role = (match["aside"] or match["role"] or "") if match else ""
        name = match["name"] if match and match["name"] else each
        yield name, role.strip().lower() or None


def few(facts: Facts, name: str, doubts: list[Doubt]) -> list[str]:
    """What a list has, each once."""
    line, values = facts.get(name, (0, []))
    found: dict[str, str] = {}
    for each in filter(fold, values):
        found.setdefault(fold(each), each)
    whole = [each for each in found.values() if len(each) <= LONGEST_NAME]
    if len(whole) > MOST or len(whole) < len(found):
        doubts.append(Doubt(line, TOO_LONG))
    return whole[:MOST]
