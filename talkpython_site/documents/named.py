"""What people and topics share: a name by which they are recognised, and being merged."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import ListField, ObjectIdField, StringField

from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.base import (
    PlainQuerySet,
    SaveConditionError,
    effect,
    follow_up,
)
from talkpython_site.documents.folding import fold
from talkpython_site.documents.revised import Revised
from talkpython_site.documents.revision import Revision

STEPS = 5  # so many merges one after the other are followed
TRIES = 4

Into = Mapping[ObjectId, ObjectId | None]  # what each is merged into


class MergeError(Exception):
    """Why two are not merged, in a sentence for people."""


class NamedQuerySet(PlainQuerySet):
    """People or topics by their folded names."""

    def by_keys(self, keys: list[str]) -> Self:
        return self.filter(key__in=keys)

    def once_by_keys(self, keys: list[str]) -> Self:
        """Those that are or were called so."""
        return self.filter(keys__in=keys)


def survivor(start: ObjectId, into: Into) -> ObjectId:
    """Who stands for somebody after all merges; ``into`` holds everybody who is there.

    Who is in a ring, is merged too often or into what is gone stands for themselves.
    """
    here = start
    for _ in range(STEPS + 1):
        further = into.get(here)
        if further is None or further not in into:
            return here
        here = further
    return start


class Named(Revised):
    """A person or a topic; ``key`` is the folded name, one on the whole site.

    ``keys`` and ``slugs`` are all that it has or had: no other one gets any of these.
    """

    meta: ClassVar[dict[str, Any]] = {
        "abstract": True,
        "strict": False,
        "queryset_class": NamedQuerySet,
        "indexes": [
            {"fields": ["key"], "name": "key_unique", "unique": True},
            {"fields": ["slug"], "name": "slug_unique", "unique": True},
            {
                "fields": ["keys"],
                "name": "keys_unique",
                "unique": True,
                "partialFilterExpression": {"keys": {"$exists": True}},
            },
            {
                "fields": ["slugs"],
                "name": "slugs_unique",
                "unique": True,
                "partialFilterExpression": {"slugs": {"$exists": True}},
            },
            {"fields": ["merged_into"], "name": "merged_into", "sparse": True},
        ],
    }
    own_names = ("key", "slug")
    kept_apart = frozenset({
        "id", "keys", "slugs", "binned_at", "created_at", "revision", "pending", "nonce",
    })  # fmt: skip

    key: str = StringField(required=True)
    slug: str = StringField(required=True)
    name: str = StringField(required=True)
    keys: list[str] = ListField(StringField())
    slugs: list[str] = ListField(StringField())
    merged_into: ObjectId | None = ObjectIdField()  # who stands for this one

    @classmethod
    def known(cls, keys: Iterable[str]) -> dict[str, ObjectId]:
        """Who is, or once was, called so: folded name → id, after all merges."""
        wanted = list(keys)
        found = {
            stored["key"]: stored
            for stored in cls.objects.by_keys(wanted).only("key", "merged_into").as_pymongo()
        }
        if missing := {key for key in wanted if key not in found}:
            once = cls.objects.once_by_keys(sorted(missing)).only("keys", "merged_into")
            for stored in once.as_pymongo():
                found |= dict.fromkeys(missing & set(stored["keys"]), stored)
        ids = {key: stored["_id"] for key, stored in found.items()}
        if not any(stored.get("merged_into") for stored in found.values()):
            return ids
        into = cls.ways(ids.values())
        return {key: survivor(each, into) for key, each in ids.items()}

    @classmethod
    def ways(cls, ids: Iterable[ObjectId]) -> dict[ObjectId, ObjectId | None]:
        """What these are merged into, and what those are, one step beyond what is followed."""
        into: dict[ObjectId, ObjectId | None] = {}
        wanted = set(ids)
        for _ in range(STEPS + 2):
            query = {"_id": {"$in": sorted(wanted)}, "binned_at": None}
            for stored in cls.collection().find(query, {"merged_into": 1}):
                into[stored["_id"]] = stored.get("merged_into")
            wanted = {each for each in into.values() if each and each not in into}
            if not wanted:
                break
        return into

    @classmethod
    def at_slug(cls, slug: str) -> ObjectId | None:
        """Who has an address, or had it."""
        for query in ({"slug": slug}, {"slugs": slug}):
            if stored := cls.collection().find_one(query, {"_id": 1}):
                found: ObjectId = stored["_id"]
                return found
        return None

    def insert(self, *follow: dict[str, Any]) -> Self:
        self.keys, self.slugs = [self.key], [self.slug]
        return super().insert(*follow)

    def discard(self) -> Self:
        self.keys, self.slugs = [], []
        return super().discard()

    def call(self, name: str, slug: str, *, is_new_key: bool = True) -> None:
        """Another name and address; by those of before it is found as well.

        ``is_new_key`` is False where somebody who was merged into this one has the name.
        """
        self._remember()
        if self.name != name:
            self.name = name
            self.key = fold(name) if is_new_key else self.key
        if self.slug != slug:
            self.slug = slug
        self._remember()

    def take(self, content: Mapping[str, Any]) -> None:
        self._remember()
        super().take(content)
        self._remember()

    def merge_into(self, other_id: ObjectId, by: Actor, nonce: str | None = None) -> None:
        """Let another one stand for this one from now on, wherever this one is named.

        Raises ``MergeError``, and ``SaveConditionError`` where somebody else changed this one.
        """
        if self.merged_into:
            raise MergeError("It is merged already.")
        self.merged_into = self._end_of(other_id)
        self.save_as(by, "merged", self._untying(by), nonce=nonce)

    def part(self, by: Actor, nonce: str | None = None) -> None:
        """Let it stand for itself again. Raises ``SaveConditionError``."""
        self.merged_into = None
        self.save_as(by, "parted", nonce=nonce)

    def bring_back(self, revision: Revision, by: Actor, nonce: str | None = None) -> None:
        """Make what it was the newest revision; raises as ``merge_into`` does."""
        before = self.merged_into
        self.take(revision.content)
        follow = []
        if self.merged_into and self.merged_into != before:
            self._end_of(self.merged_into)
            follow.append(self._untying(by))
        number = str(revision.number)
        self.save_as(by, "brought back", *follow, nonce=nonce, number=number)

    def _remember(self) -> None:
        """Put its key and its slug among those that it has or had."""
        if self.key not in self.keys:
            self.keys = [*self.keys, self.key]
        if self.slug not in self.slugs:
            self.slugs = [*self.slugs, self.slug]

    def _end_of(self, other_id: ObjectId) -> ObjectId:
        """Who stands for another one; raises ``MergeError`` where this one cannot join them."""
        into = self.ways([other_id])
        if self.id == other_id:
            raise MergeError("Nothing is merged with itself.")
        if self.id in into:
            raise MergeError("The other one is merged into this one: choose one of both to keep.")
        if other_id not in into:
            raise MergeError("The other one is not there any more.")
        if self._generations() >= STEPS:
            raise MergeError("Too many were merged one after the other: merge those before it.")
        return survivor(other_id, into)

    def _generations(self) -> int:
        """How many merges one after the other lead to this one."""
        ids: list[ObjectId] = [self.id]
        for number in range(STEPS):
            found = self.collection().find({"merged_into": {"$in": ids}}, {"_id": 1})
            ids = [stored["_id"] for stored in found]
            if not ids:
                return number
        return STEPS

    def _untying(self, by: Actor) -> dict[str, Any]:
        return follow_up("untie", kind=self.card_kind, id=self.id, by=by._asdict())


def ring_of(start: ObjectId, into: Into) -> list[ObjectId]:
    """Those who are merged into one another in a ring that somebody is part of."""
    ring, here = [start], into.get(start)
    while here is not None and here not in ring:
        ring.append(here)
        here = into.get(here)
    return ring if here == start else []


@effect("untie")
def untie(entry: dict[str, Any]) -> None:
    """Take one merge back where several at one moment made a ring; whoever looks takes the same.

    Raises ``SaveConditionError`` where others change that one again and again.
    """
    said = entry["data"]
    kind = {each.card_kind: each for each in Named.__subclasses__()}[said["kind"]]
    tries = 0
    while ring := ring_of(said["id"], kind.ways([said["id"]])):
        try:
            kind.objects.get(id=min(ring)).part(Actor(**said["by"]))
        except SaveConditionError:
            tries += 1
            if tries == TRIES:
                raise
