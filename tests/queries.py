"""What is asked of the database: counted, and refused where engines would differ."""

import re
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import bson
from bson.dbref import DBRef
from mongoengine import ListField
from pymongo.monitoring import CommandListener, CommandStartedEvent, CommandSucceededEvent

from talkpython_site.catalogue.snapshot import SOURCES
from talkpython_site.documents import DOCUMENTS

READS = {"find", "getMore", "aggregate", "count", "distinct", "listCollections", "listIndexes"}
WRITES = {"insert", "update", "delete", "findAndModify"}
# What a catalogue reads: the cards, and what announces them.
IN_CATALOGUE = {"stamps", *(each._meta["collection"] for each, _card in SOURCES.values())}
PROCESSES = {"subprocess.Popen", "os.fork", "os.posix_spawn"}  # how Python calls their beginning
NOT_IN_A_REQUEST = {"aggregate", "count", "distinct"}
OPERATORS = {"$text", "$where", "$function", "$accumulator", "$ref", "$changeStream"}
SIDES = {"lower": {"$gt", "$gte"}, "upper": {"$lt", "$lte"}}


@dataclass
class Asked:
    """What was asked, as ``["find stamps", "find episodes"]``."""

    names: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.names)


class Companion(Protocol):
    """What is done in a thread around each of its commands, named as in ``Asked``."""

    def before(self, name: str, command: Mapping[str, Any]) -> None: ...

    def after(self, name: str, command: Mapping[str, Any], reply: Mapping[str, Any]) -> None: ...


class Here(threading.local):
    """What is going on in this thread."""

    asked: Asked | None = None
    in_request = False
    companion: Companion | None = None
    changes_cards = False
    command: tuple[str, Mapping[str, Any]] = "", {}


class Watch(CommandListener):
    """Hears every command of every connection of this process."""

    def __init__(self) -> None:
        self._here = Here()
        self._complaints: list[str] = []
        self.cards_written = 0  # grows with each command that may change what a catalogue reads
        self.file: Path | None = None  # whose tests run
        self.is_alone = True  # False once they have begun another process: it is not heard
        sys.addaudithook(self._hear)

    def _hear(self, event: str, _given: object) -> None:
        if event in PROCESSES:
            self.is_alone = False

    def started(self, event: CommandStartedEvent) -> None:
        command, name = event.command, event.command_name
        self._here.changes_cards = name not in READS and is_of_cards(name, command)
        self.cards_written += self._here.changes_cards
        if name in READS | WRITES:
            here, full_name = self._here, f"{name} {collection_of(name, command)}"
            self._complaints += complaints(name, command, in_request=here.in_request)
            if here.asked is not None:
                here.asked.names.append(full_name)
            if here.companion is not None:
                here.command = full_name, command
                here.companion.before(full_name, command)

    def succeeded(self, event: CommandSucceededEvent) -> None:
        self.cards_written += self._here.changes_cards  # once more, now that others see it
        if self._here.companion is not None and event.command_name in READS | WRITES:
            self._here.companion.after(*self._here.command, event.reply)

    def failed(self, event: Any) -> None:
        """Nothing to do: what was asked counts, however it ended."""

    def taken_complaints(self) -> list[str]:
        """What was asked wrongly since the last time."""
        taken, self._complaints = self._complaints, []
        return taken

    @contextmanager
    def counting(self) -> Iterator[Asked]:
        """Count what this thread asks."""
        self._here.asked = asked = Asked()
        try:
            yield asked
        finally:
            self._here.asked = None

    @contextmanager
    def not_counting(self) -> Iterator[None]:
        asked, self._here.asked = self._here.asked, None
        try:
            yield
        finally:
            self._here.asked = asked

    @contextmanager
    def accompanied(self, companion: Companion) -> Iterator[None]:
        """Have something done around each command of this thread."""
        self._here.companion = companion
        try:
            yield
        finally:
            self._here.companion = None

    @contextmanager
    def request(self) -> Iterator[None]:
        """What this thread asks now keeps a visitor waiting."""
        self._here.in_request = True
        try:
            yield
        finally:
            self._here.in_request = False


def is_of_cards(name: str, command: Mapping[str, Any]) -> bool:
    return name == "dropDatabase" or str(command.get(name)) in IN_CATALOGUE


def collection_of(name: str, command: Mapping[str, Any]) -> str:
    return str(command["collection" if name == "getMore" else name])


def complaints(name: str, command: Mapping[str, Any], *, in_request: bool) -> list[str]:
    """What is wrong with a command, each in a line; DATABASE.md 3 and 6 say why."""
    place = f"{name} {collection_of(name, command)}"
    found = []
    if "startTransaction" in command:
        found.append("a standalone has no transactions")
    if name == "findAndModify" and command.get("upsert"):
        found.append("findAndModify with upsert answers None under a race")
    if in_request and (name in NOT_IN_A_REQUEST or command.get("skip")):
        found.append("no skip, count or aggregation while a visitor waits")
    arrays = arrays_of(collection_of(name, command))
    if name == "distinct" and root(command["key"]) in arrays:
        found.append("distinct through an array comes out empty")
    for query in queries_of(name, command):
        bounds: dict[str, set[str]] = {}
        found += wrong_in(query, "", bounds)
        found += [
            f"a two-sided range on the array {path} loses documents"
            for path, sides in bounds.items()
            if root(path) in arrays and len(sides) == 2
        ]
    return [f"{place}: {complaint}" for complaint in found]


def queries_of(name: str, command: Mapping[str, Any]) -> list[Any]:
    """The parts of a command that choose documents."""
    if name in {"update", "delete"}:
        return [each["q"] for each in command.get(f"{name}s", ())]
    if name == "aggregate":
        return list(command["pipeline"])
    return [command.get("filter" if name == "find" else "query", {})]


def wrong_in(value: Any, path: str, bounds: dict[str, set[str]]) -> Iterator[str]:
    """Complaints about a query; also notes which sides of a range each path has."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from wrong_in(each, path, bounds)
    elif isinstance(value, Mapping):
        sides = [name for name, operators in SIDES.items() if operators & value.keys()]
        bounds.setdefault(path, set()).update(sides)
        yield from (f"not every engine knows {key}" for key in OPERATORS & value.keys())
        for key, inner in value.items():
            here = path if key.startswith("$") else key
            if key != "$regex":
                yield from wrong_in(inner, here, {} if key == "$elemMatch" else bounds)
    elif isinstance(value, re.Pattern | bson.Regex):
        yield f"a bare regular expression on {path} finds nothing where it is indexed"
    elif isinstance(value, DBRef):
        yield f"a DBRef in {path} finds nothing"


def arrays_of(collection: str) -> set[str]:
    """The fields of a collection that hold lists."""
    return {
        name
        for document in DOCUMENTS
        if document._get_collection_name() == collection
        for name, each in document._fields.items()
        if isinstance(each, ListField)
    }


def root(path: str) -> str:
    return path.partition(".")[0]
