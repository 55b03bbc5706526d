"""The connection to MongoDB, or to the embedded database where none is configured."""

import threading
from collections.abc import Callable, Mapping
from typing import Any

import mongoengine
import pymongo
from mongoengine.connection import get_connection
from pymongo.collection import Collection
from pymongo.errors import OperationFailure, PyMongoError
from pymongo.uri_parser import parse_uri

from talkpython_site import embedded
from talkpython_site.documents import DOCUMENTS
from talkpython_site.open_database import refuse_open_database
from talkpython_site.settings import Settings

DEFAULT_NAME = "talkpython"
INDEX_SECONDS = 3600.0
PING_SECONDS = 1.0
DUPLICATE_KEY = 11000
ALTERED = {85, 86}  # IndexOptionsConflict, IndexKeySpecsConflict
SHOWN_DUPLICATES = 3


class DatabaseError(Exception):
    """The database cannot be used; says why in one sentence for people."""


class Database:
    """The one database of this process: connected, asked, brought back, left."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._uri: str | None = None
        self._has_indexes = False
        self._mending = threading.Lock()

    @property
    def is_embedded(self) -> bool:
        return not self._settings.mongodb_uri

    def connect(self, progress: Callable[[str], None] | None = None) -> None:
        """Connect without asking the server yet; starts the embedded database where it is used.

        Raises ``EmbeddedError`` where that cannot start.
        """
        self._connect(
            self._settings.mongodb_uri or embedded.use(self._settings.var, progress=progress)
        )

    def prepare(self) -> None:
        """See that the database answers and has its indexes; starts an embedded one that died.

        Raises ``PyMongoError``, ``EmbeddedError`` or ``DatabaseError``, and ``SettingsError`` where
        it lets everybody in and must not.
        """
        with self._mending:
            try:
                ping()
            except PyMongoError:
                if not self.is_embedded:
                    raise
                self._connect(embedded.revive(self._settings.var))
                ping()
            if not self._has_indexes:
                refuse_open_database(self._settings)
                build_indexes()
                self._has_indexes = True

    def disconnect(self) -> None:
        """Close the connection and give the embedded database back."""
        mongoengine.disconnect()
        self._uri = None
        if self.is_embedded:
            embedded.release(self._settings.var)

    def _connect(self, uri: str) -> None:
        if uri == self._uri:
            return
        mongoengine.disconnect()
        mongoengine.connect(
            db=parse_uri(uri)["database"] or DEFAULT_NAME,
            host=uri,
            tz_aware=True,
            uuidRepresentation="standard",
            w="majority",
            retryWrites=True,
            retryReads=True,
            serverSelectionTimeoutMS=2000,
            connectTimeoutMS=2000,
            timeoutMS=8000,
            maxPoolSize=self._settings.server_threads + 8,
            appName="talkpython",
        )
        self._uri = uri


def ping() -> None:
    """Raises ``PyMongoError`` where the database does not answer within a second."""
    with pymongo.timeout(PING_SECONDS):
        get_connection().admin.command("ping")


def build_indexes() -> None:
    """Build what is missing of every index, by name; safe from several processes at once.

    Raises ``DatabaseError`` naming the index that cannot be built, and why.
    """
    with pymongo.timeout(INDEX_SECONDS):
        for document in DOCUMENTS:
            for spec in document.indexes():
                build_index(document.collection(), spec)


def build_index(collection: Collection[dict[str, Any]], spec: Mapping[str, Any]) -> None:
    options = {name: value for name, value in spec.items() if name != "fields"}
    try:
        collection.create_index(spec["fields"], **options)
    except OperationFailure as failure:
        reason = reason_of(failure, collection, spec)
        raise DatabaseError(
            f"The index {spec['name']} of {collection.name} cannot be built: {reason}"
        ) from failure


def reason_of(
    failure: OperationFailure, collection: Collection[dict[str, Any]], spec: Mapping[str, Any]
) -> str:
    """In words: what stands against an index, and what to do about it."""
    if failure.code == DUPLICATE_KEY:
        return f"{', '.join(duplicates(collection, spec))}. Change or remove all but one of each."
    if failure.code in ALTERED:
        return (
            f"one with this name or these keys was made otherwise, by hand ({brief(failure)})."
            " Drop that one and start again."
        )
    return brief(failure)


def brief(failure: OperationFailure) -> str:
    return str((failure.details or {}).get("errmsg", failure))


def duplicates(collection: Collection[dict[str, Any]], spec: Mapping[str, Any]) -> list[str]:
    """The first values that are stored more than once, each in words."""
    fields = [name for name, _direction in spec["fields"]]
    found = collection.aggregate(
        [
            {"$match": spec.get("partialFilterExpression", {})},
            {"$group": {"_id": [f"${name}" for name in fields], "count": {"$sum": 1}}},
            {"$match": {"count": {"$gt": 1}}},
            {"$limit": SHOWN_DUPLICATES},
        ]
    )
    return [
        " and ".join(f"{name} {value!s}" for name, value in zip(fields, each["_id"], strict=True))
        + f" is stored {each['count']} times"
        for each in found
    ]


def missing_indexes() -> list[tuple[str, str]]:
    """Collection and name of every declared index that is not there."""
    return [
        (document.collection().name, spec["name"])
        for document in DOCUMENTS
        for spec in document.indexes()
        if spec["name"] not in document.collection().index_information()
    ]


def foreign_indexes() -> list[tuple[str, str]]:
    """Collection and name of every index that no document class declares (any more)."""
    return [
        (document.collection().name, name)
        for document in DOCUMENTS
        for name in document.collection().index_information()
        if name not in {"_id_", *(spec["name"] for spec in document.indexes())}
    ]


def drop_index(collection_name: str, name: str) -> None:
    mongoengine.get_db()[collection_name].drop_index(name)
