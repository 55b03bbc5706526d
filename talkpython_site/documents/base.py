"""The two ways to write a document, and what must follow a write."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

import bson
from bson import ObjectId
from mongoengine import (
    DictField,
    Document,
    EmbeddedDocument,
    IntField,
    ListField,
    QuerySet,
)
from mongoengine.errors import NotUniqueError, OperationError, SaveConditionError
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from talkpython_site.documents.away import refuse_while_away
from talkpython_site.documents.moments import MomentField, utc_now
from talkpython_site.documents.visibility import BINNED

__all__ = [
    "Changeable",
    "Listed",
    "NotUniqueError",
    "Part",
    "PlainQuerySet",
    "SaveConditionError",
    "Stored",
]

FLAGS = ((re.IGNORECASE, "i"), (re.MULTILINE, "m"), (re.DOTALL, "s"), (re.VERBOSE, "x"))


def plain(query: Any) -> Any:
    """A query whose bare regular expressions are written as ``$regex``.

    The embedded engine finds nothing by a bare pattern on an indexed field.
    """
    if isinstance(query, re.Pattern | bson.Regex):
        options = "".join(letter for flag, letter in FLAGS if query.flags & flag)
        return {"$regex": query.pattern, **({"$options": options} if options else {})}
    if isinstance(query, dict):
        return {key: value if key == "$regex" else plain(value) for key, value in query.items()}
    return [plain(value) for value in query] if isinstance(query, list) else query


class PlainQuerySet(QuerySet):
    """Queries that MongoDB and the embedded engine answer alike."""

    @property
    def _query(self) -> Any:
        return plain(super()._query)


class Part(EmbeddedDocument):
    """A part of a document that keeps the keys it does not know, and stores no empty list.

    Otherwise old code that reorders a list would drop what newer code wrote into its entries, and
    new code would write fields that came later into every old one.
    """

    meta: ClassVar[dict[str, Any]] = {"abstract": True, "strict": False}

    def to_mongo(self, *args: Any, **kwargs: Any) -> Any:
        stored = super().to_mongo(*args, **kwargs)
        for key in [key for key, value in stored.items() if value == []]:
            del stored[key]
        for key, value in self._data.items():
            if key not in self._fields and key != "_cls":
                stored.setdefault(key, value)
        return stored


class Stored(Document):
    """A document of one collection, written by ``insert()`` alone unless it is ``Changeable``."""

    meta: ClassVar[dict[str, Any]] = {
        "abstract": True,
        "strict": False,
        "auto_create_index": False,
        "queryset_class": PlainQuerySet,
    }

    # What MongoEngine's metaclass adds.
    objects: ClassVar[Any]
    id: Any

    @classmethod
    def _get_collection(cls) -> Any:
        """MongoEngine's one way to a collection."""
        refuse_while_away()
        return super()._get_collection()

    @classmethod
    def collection(cls) -> Collection[dict[str, Any]]:
        """The collection behind the class, for projected reads and single operators."""
        found: Collection[dict[str, Any]] = cls._get_collection()
        return found

    @classmethod
    def indexes(cls) -> list[dict[str, Any]]:
        """What ``meta`` declares, as the arguments of ``create_index``."""
        return [dict(spec) for spec in cls._meta["index_specs"]]

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any], *, is_new: bool = False) -> Self:
        """A document of fields in the form in which MongoDB stores them."""
        document: Self = cls._from_son(dict(stored), created=is_new)
        return document

    def insert(self) -> Self:
        """Write a new document; raises ``NotUniqueError`` where its key is taken (already done)."""
        try:
            self.save(force_insert=True)
        except NotUniqueError:
            raise
        except OperationError as wrapped:
            # MongoEngine hides which failure of the database it was; pages and commands tell it.
            raise wrapped.__context__ or wrapped from None
        return self


class Changeable(Stored):
    """A document that is changed by guarded writes, one at a time.

    What must follow a write stands in the same write as an entry of ``pending``,
    ``{id, do, at, data}``. The writer carries it out at once; if it dies before, housekeeping does.
    """

    meta: ClassVar[dict[str, Any]] = {
        "abstract": True,
        "strict": False,
        # Sparse: the embedded engine finds what is due among 20,000 in 1 ms, without in 300.
        "indexes": [{"fields": ["pending.at"], "name": "pending_due", "sparse": True}],
    }

    revision: int = IntField()
    pending: list[dict[str, Any]] = ListField(DictField())
    created_at: datetime | None = MomentField()

    def insert(self, *follow: dict[str, Any]) -> Self:
        """Write a new document and carry out what follows from it.

        Raises ``NotUniqueError`` where one of its unique keys is taken.
        """
        self.created_at = self.created_at or utc_now()
        self.revision = self.revision or 0
        self.pending = list(follow)
        super().insert()
        self.finish(*follow)
        return self

    def change(self, *follow: dict[str, Any], pull: Mapping[str, Any] | None = None) -> Self:
        """Write the changed fields as the next revision and carry out what follows.

        ``pull`` takes entries off lists that others write without a revision.

        Raises ``SaveConditionError`` where somebody else wrote since this document was read, and
        ``NotUniqueError`` where a unique key that it got is taken.
        """
        self.validate()
        known = self.revision or 0
        update: dict[str, Any] = self._get_update_doc()
        update.setdefault("$set", {})["revision"] = known + 1
        if follow:  # pushed: the list as it was read may hold entries that were carried out since
            update["$push"] = {"pending": {"$each": list(follow)}}
        if pull:
            update["$pull"] = pull
        guard = {"_id": self.id, "revision": {"$in": [known] if known else [0, None]}}
        try:
            answer = self.collection().update_one(guard, update)
        except DuplicateKeyError as error:
            raise NotUniqueError(str(error)) from error
        if not answer.matched_count:
            raise SaveConditionError(f"revision {known} is not the last one any more")
        self.revision = known + 1
        self.finish(*follow)
        return self

    def finish(self, *follow: dict[str, Any]) -> None:
        """Carry out entries of ``pending`` and take them off the list."""
        self._clear_changed_fields()
        for entry in follow:
            carry_out(type(self), self.id, entry)
        self.pending = [entry for entry in self.pending if entry not in follow]
        self._clear_changed_fields()


class Listed(Changeable):
    """A document that has a card: its change is announced, or its whole run's."""

    meta: ClassVar[dict[str, Any]] = {
        "abstract": True,
        "strict": False,
        "indexes": [{"fields": ["binned_at"], "name": "binned", "sparse": True}],
    }

    card_kind: ClassVar[str]
    own_names: ClassVar[tuple[str, ...]]  # the fields by which it is known, no two the same

    binned_at: datetime | None = MomentField()

    @property
    def card_key(self) -> str:
        """What its announcements name; a new document gets its id here, before its insert."""
        self.id = self.id or ObjectId()
        return f"{self.card_kind}:{self.id}"

    @property
    def is_discarded(self) -> bool:
        """Whether it is about to be purged."""
        return self.binned_at is not None

    def discard(self) -> Self:
        """Put it into the bin: gone from every page, and purged once that is announced.

        Its names are free at once, for nobody looks for them there: each stands before its id,
        as in "tides 65f0c1d2e3f4a5b6c7d8e9f0". Raises ``SaveConditionError`` as a change does.
        """
        self.binned_at = utc_now()
        for name in filter(self.__getitem__, self.own_names):
            self[name] = f"{self[name]} {self.id}"
        if "state" in self._fields:
            self.state = BINNED
        return self.change(follow_up("announce", key=self.card_key))


EFFECTS: dict[str, Callable[[dict[str, Any]], None]] = {}


def effect(do: str) -> Callable[[Callable[[dict[str, Any]], None]], Callable[..., None]]:
    """Register what carries out the ``pending`` entries of this name; twice must be once."""

    def register(function: Callable[[dict[str, Any]], None]) -> Callable[..., None]:
        EFFECTS[do] = function
        return function

    return register


def follow_up(do: str, **data: Any) -> dict[str, Any]:
    """An entry for ``pending``: what to do once the write that carries it is acknowledged."""
    return {"id": str(ObjectId()), "do": do, "at": utc_now(), "data": data}


def carry_out(document_class: type[Stored], document_id: Any, entry: dict[str, Any]) -> None:
    """Do what a ``pending`` entry says, then take it off its document."""
    EFFECTS[entry["do"]](entry)
    document_class.collection().update_one(
        {"_id": document_id}, {"$pull": {"pending": {"id": entry["id"]}}}
    )
