"""People and topics of a feed: found by their folded names, made where nobody knows them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from bson import ObjectId

from talkpython_site.documents import NotUniqueError, Person, Topic
from talkpython_site.documents.folding import fold
from talkpython_site.importing.asking import in_parts
from talkpython_site.importing.feeds.parsed import ParsedFeed
from talkpython_site.importing.feeds.slugs import slug_of
from talkpython_site.importing.runs import Run

NUMBERED = 9  # addresses of one kind that are told apart by a number; then by their keys' hashes
DIGITS = 16


@dataclass(slots=True)
class Named:
    """A name in its first spelling, with what is first known of its owner."""

    name: str
    url: str | None = None
    picture_url: str | None = None


def people_in(feed: ParsedFeed) -> dict[str, Named]:
    """Everybody named in a feed by their folded names, in the order of the file."""
    found: dict[str, Named] = {}
    for person in chain(feed.show.people, *(item.people for item in feed.items)):
        known = found.setdefault(fold(person.name), Named(person.name))
        known.url = known.url or person.url
        known.picture_url = known.picture_url or person.picture_url
    found.pop("", None)
    return found


def topics_in(feed: ParsedFeed) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for topic in chain.from_iterable(item.topics for item in feed.items):
        found.setdefault(fold(topic), Named(topic))
    found.pop("", None)
    return found


def ids_of(
    kind: type[Person] | type[Topic], named: dict[str, Named], run: Run
) -> dict[str, ObjectId]:
    """Folded name → id, one for the whole site; new ones are made."""
    known: dict[str, ObjectId] = {}
    for keys in in_parts(named):
        with run.step():
            known |= known_ids(kind, keys)
    for key, each in named.items():
        if key not in known:
            with run.step():
                run.has_written = True
                known[key] = make(kind, key, each)
    return known


def known_ids(kind: type[Person] | type[Topic], keys: list[str]) -> dict[str, ObjectId]:
    return kind.known(keys)


def make(kind: type[Person] | type[Topic], key: str, named: Named) -> ObjectId:
    """Insert a name under the first free address; somebody may have been faster."""
    facts = {"url": named.url, "picture_url": named.picture_url} if kind is Person else {}
    free = slugs(kind, key, named.name)
    while True:
        with suppress(NotUniqueError):
            return kind(key=key, name=named.name, slug=next(free), **facts).insert().id
        if key in (known := known_ids(kind, [key])):
            return known[key]


def slugs(kind: type[Person] | type[Topic], key: str, name: str) -> Iterator[str]:
    """The name as an address, then with a number, then with its key's hash, which nobody shares."""
    slug = slug_of(name, kind.card_kind)
    yield slug
    yield from (f"{slug}-{number}" for number in range(2, NUMBERED + 1))
    yield f"{slug}-{sha256(key.encode()).hexdigest()[:DIGITS]}"
