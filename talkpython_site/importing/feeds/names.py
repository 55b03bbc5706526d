"""People and topics of a feed: found by their folded names, made where nobody knows them."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from bson import ObjectId
from slugify import slugify

from talkpython_site.documents import NotUniqueError, Person, Topic
from talkpython_site.documents.folding import fold

SLUG_LENGTH = 80


def ids_of(
    kind: type[Person] | type[Topic], named: Mapping[str, Mapping[str, Any]]
) -> dict[str, ObjectId]:
    """Folded name → id for all names given with what else is known of them; new ones are made."""
    wanted = {
        fold(name): (name, facts) for name, facts in reversed(list(named.items())) if fold(name)
    }
    known = known_ids(kind, wanted)
    for key in wanted.keys() - known.keys():
        name, facts = wanted[key]
        known[key] = make(kind, key, name, facts)
    return known


def known_ids(kind: type[Person] | type[Topic], keys: Iterable[str]) -> dict[str, ObjectId]:
    found = kind.objects.by_keys(list(keys)).only("key").as_pymongo()
    return {stored["key"]: stored["_id"] for stored in found}


def make(
    kind: type[Person] | type[Topic], key: str, name: str, facts: Mapping[str, Any]
) -> ObjectId:
    """Insert a name under the first free address; somebody may have been faster."""
    slug = slugify(name, max_length=SLUG_LENGTH) or "x"
    for attempt in range(1, 1000):
        candidate = slug if attempt == 1 else f"{slug}-{attempt}"
        with suppress(NotUniqueError):
            return kind(key=key, name=name, slug=candidate, **facts).insert().id
        if key in (known := known_ids(kind, [key])):
            return known[key]
    raise RuntimeError(f"no free address for {name!r} was found")
