"""What the database holds, as it is stored, whether this version knows it or not."""

from collections.abc import Iterator

from bson import CodecOptions
from bson.raw_bson import RawBSONDocument
from mongoengine.connection import get_db

from talkpython_site.dumping.manifest import is_apart
from talkpython_site.interrupts import raise_if_interrupted

RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)


def stored_collections() -> Iterator[str]:
    """All but what belongs to the server or to the processes of one site."""
    for found in get_db().list_collections():
        name: str = found["name"]
        if found.get("type", "collection") == "collection" and not is_apart(name):
            yield name


def stored_documents(collection: str) -> Iterator[bytes]:
    """The documents of a collection as BSON, by ``_id``."""
    found = get_db()[collection].with_options(RAW).find(sort=[("_id", 1)])
    for document in found:
        raise_if_interrupted()
        yield bytes(document.raw)
