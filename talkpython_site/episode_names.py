"""People and topics as editors type them: found by their folded names, else made."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from bson import ObjectId

from talkpython_site import wording
from talkpython_site.documents import Credit, NotUniqueError, Person, Topic
from talkpython_site.documents.base import follow_up
from talkpython_site.documents.folding import fold
from talkpython_site.episode_lines import (
    Line,
    changed,
    counted,
    lines_of,
    on_one_line,
    quoted,
    read_lines,
    short_enough,
)
from talkpython_site.importing.feeds.names import known_ids, slugs

MOST_PEOPLE = 100
MOST_TOPICS = 50
LONGEST_NAME = 200
LONGEST_ROLE = 100
GUEST = "guest"  # who has no role in a line of an episode


class Said(NamedTuple):
    """A person as a line says them."""

    name: str
    role: str | None


def person_line(name: str, role: str | None) -> str:
    """The last comma parts name and role; a name that has one itself is closed by another."""
    return on_one_line(f"{name}, {role}" if role else f"{name}," if "," in name else name)


def read_person(number: int, line: str) -> Said:
    """Raises ``ValueError``, which names the line."""
    name, _, role = line.rpartition(",") if "," in line else (line, "", "")
    if not fold(name):
        raise ValueError(f"{quoted(number, line)} has no name.")
    short_enough(number, line, name, LONGEST_NAME)
    short_enough(number, line, role, LONGEST_ROLE)
    return Said(name.strip(), role.strip() or None)


def credit_line(names: Mapping[Any, str], credit: Credit) -> str:
    return person_line(name_of(names, credit.person), credit.role)


def line_without(role: str, names: Mapping[Any, str], credit: Credit) -> str:
    """The same where who has this role, or none, is named alone."""
    is_plain = (credit.role or role).lower() == role
    return person_line(name_of(names, credit.person), None if is_plain else credit.role)


def read_people(
    text: str,
    known: Sequence[Credit],
    names: Mapping[Any, str],
    line_of: Callable[[Mapping[Any, str], Credit], str] = credit_line,
    otherwise: str = GUEST,
) -> list[Line[Credit]]:
    """``names`` are those of everybody, by id; ``otherwise`` is the role of who has none."""
    counted(lines_of(text), MOST_PEOPLE, "people")

    def read(number: int, line: str) -> Said:
        name, role = read_person(number, line)
        return Said(name, role or otherwise)

    return read_lines(
        text,
        known,
        partial(line_of, names),
        read,
        [(lambda said: fold(said.name), lambda credit: fold(name_of(names, credit.person)))],
    )


def name_of(names: Mapping[Any, str], thing_id: Any) -> str:
    """What something is called; what is gone is named all the same, so that it can stay."""
    return names.get(thing_id) or f"(gone: {thing_id})"


def topics_text(names: Iterable[str]) -> str:
    return ", ".join(map(on_one_line, names))


def read_topics(text: str, known: Iterable[str]) -> list[str]:
    """Names that stand between commas; those that are ``known`` may hold commas themselves.

    Raises ``ValueError`` for too many, or one too long.
    """
    found = {fold(name): name for name in reversed(list(split(text, known)))}
    found.pop("", None)
    names = list(reversed(found.values()))
    counted(names, MOST_TOPICS, "topics")
    for number, name in enumerate(names, 1):
        if len(name) > LONGEST_NAME:
            raise ValueError(
                f"Topic {number}, “{wording.excerpt(name, 60)}”, has more than "
                f"{LONGEST_NAME} characters."
            )
    return names


def split(text: str, known: Iterable[str]) -> Iterator[str]:
    whole = sorted((re.escape(name) for name in known if "," in name), key=len, reverse=True)
    ends = r"(?=\s*(?:[,\n]|$))"
    for match in re.finditer("|".join([*(f"{name}{ends}" for name in whole), r"[^,\n]+"]), text):
        yield match[0].strip()


def said_names(lines: Iterable[Line[Credit]], names: Mapping[Any, str]) -> list[str]:
    """Whom each line names; ``names`` are those of everybody, by id."""
    return [
        name_of(names, line.part.person) if line.part and line.is_same else line.said.name
        for line in lines
    ]


def credits_of(lines: Iterable[Line[Credit]]) -> list[Credit]:
    """Those who have a line stay who they are; others are looked for by name."""
    found = list(lines)
    names = [line.said.name for line in found if line.part is None]
    ids = made_ids(Person, names)
    return [
        line.part
        if line.part is not None and line.is_same
        else changed(
            Credit,
            line.part,
            role=line.said.role,
            person=line.part.person if line.part else ids[fold(line.said.name)],
        )
        for line in found
    ]


def topics_of(names: Sequence[str], own: Mapping[str, ObjectId]) -> list[ObjectId]:
    """The ids of topics, each once; ``own`` holds by their folded names those that are there."""
    ids = dict(own) | made_ids(Topic, [name for name in names if fold(name) not in own])
    return list(dict.fromkeys(ids[fold(name)] for name in names))


def made_ids(kind: type[Person] | type[Topic], names: list[str]) -> dict[str, ObjectId]:
    """Folded name → id; who is not known yet is made."""
    wanted = {fold(name): name for name in reversed(names)}
    known = known_ids(kind, list(wanted)) if wanted else {}
    return known | {key: make(kind, key, name) for key, name in wanted.items() if key not in known}


def make(kind: type[Person] | type[Topic], key: str, name: str) -> ObjectId:
    """Insert a name under the first free address; somebody may have been faster."""
    free = slugs(kind, key, name)
    while True:
        new = kind(key=key, name=name, slug=next(free))
        with suppress(NotUniqueError):
            return new.insert(follow_up("announce", key=new.card_key)).id
        if key in (known := known_ids(kind, [key])):
            return known[key]
