"""Load a dump that was checked: files first, what makes them visible last."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from bson import ObjectId
from bson.raw_bson import RawBSONDocument
from mongoengine.connection import get_db

from talkpython_site.documents import ImportRun, NotUniqueError, utc_now
from talkpython_site.documents.stamp import EVERYTHING, announce
from talkpython_site.dumping.checking import Checked
from talkpython_site.dumping.lines import identity, read_lines
from talkpython_site.dumping.manifest import (
    DOCUMENTS,
    LINES,
    MEDIA,
    PICTURES,
    DumpError,
    Step,
    in_order,
)
from talkpython_site.dumping.stored import stored_collections, stored_documents
from talkpython_site.importing.runs import release_if_dead
from talkpython_site.media import MediaFolder, MissingError
from talkpython_site.pictures import PictureFolder
from talkpython_site.sample.removing import LOCK

VISIBLE_LAST = ("courses", "interviews", "episodes", "podcasts")
# What was done or counted on a site, such as removing its sample: that never stands against a dump.
HISTORY = ("course_figures", "import_runs", "sample_loads")
TRACE = ObjectId("64756d702069732068657265")  # of a run of ours, while it goes on
MOST_AT_ONCE = 100
BYTES_AT_ONCE = 8_000_000


class Loaded(NamedTuple):
    """How many documents are new, how many were there already."""

    new: int
    known: int


def load(dump: Checked, media: MediaFolder, pictures: PictureFolder, step: Step) -> Loaded:
    """Bring all of a dump into a database that holds nothing else; again: what is missing of it.

    Raises ``DumpError`` before the first write where there is anything else, and ``PyMongoError``
    or ``OSError``; after each the same once more finishes it.
    """
    begin()
    try:
        refuse_sample()
        known = known_documents(dump)
    except DumpError:
        end()
        raise
    load_media(dump, media, step)
    load_pictures(dump, pictures, step)
    already = sum(map(len, known.values()))
    new, done = dump.manifest.documents() - already, 0
    with step("Documents", new) as tell:
        for collection in in_order(dump.documents, VISIBLE_LAST):
            for batch in batches(missing(dump, collection, known[collection])):
                write(collection, batch)
                done += len(batch)
                tell(done)
    end()
    announce(EVERYTHING)
    return Loaded(new, already)


def begin() -> None:
    """Leave a trace by which a site that starts meanwhile, or after this was killed, brings no
    sample.
    """
    with suppress(NotUniqueError):  # a load that was stopped left it
        ImportRun(id=TRACE, source="a dump", started_at=utc_now()).insert()


def end() -> None:
    ImportRun.collection().delete_one({"_id": TRACE})


def refuse_sample() -> None:
    """Raises ``DumpError`` where a process loads the sample: it had begun before the trace."""
    release_if_dead(LOCK)
    if ImportRun.objects.holding(LOCK).first():
        raise DumpError("The sample is being loaded or removed: try again when it has ended.")


def write(collection: str, documents: list[RawBSONDocument]) -> None:
    if collection not in HISTORY:
        get_db()[collection].insert_many(documents)
        return
    for document in documents:
        get_db()[collection].replace_one({"_id": document["_id"]}, document, upsert=True)


def known_documents(dump: Checked) -> dict[str, set[bytes]]:
    """The documents of each collection that are in the database already, by ``_id``.

    Raises ``DumpError`` for any that is not in the dump, or is another there, but in ``HISTORY``.
    """
    known: dict[str, set[bytes]] = {name: set() for name in dump.documents}
    for name in stored_collections():
        digests = dump.documents.get(name, {})
        for raw in stored_documents(name):
            key, digest = identity(raw)
            if digests.get(key) == digest:
                known[name].add(key)
            elif name not in HISTORY:
                raise DumpError(
                    f"The database holds what is not in this dump, in {name} for one: load it into"
                    " an empty database."
                )
    return known


def load_media(dump: Checked, media: MediaFolder, step: Step) -> None:
    names = sorted(dump.manifest.names(MEDIA))
    with step("Media", len(names)) as tell:
        for done, key in enumerate(names, 1):
            if not is_kept(media, key, dump.manifest.entry(MEDIA, key).size_bytes):
                with (dump.folder / MEDIA / key).open("rb") as source:
                    kept = media.keep(source, key.partition(".")[2]).key
                refuse_changed(f"{MEDIA}/{key}", is_same=kept == key)
            tell(done)


def is_kept(media: MediaFolder, key: str, size_bytes: int) -> bool:
    try:
        with media.open(key) as file:
            return file.size_bytes == size_bytes
    except MissingError:
        return False


def load_pictures(dump: Checked, pictures: PictureFolder, step: Step) -> None:
    names = sorted(dump.manifest.names(PICTURES))
    with step("Pictures", len(names)) as tell:
        for done, key in enumerate(names, 1):
            if not pictures.wanted(key):
                kept = pictures.keep((dump.folder / PICTURES / key).read_bytes())
                refuse_changed(f"{PICTURES}/{key}", is_same=kept == key)
            tell(done)


def missing(dump: Checked, collection: str, known: set[bytes]) -> Iterator[RawBSONDocument]:
    """The documents that are not in the database yet, read once more."""
    name, digests = f"{DOCUMENTS}/{collection}{LINES}", dump.documents[collection]
    for raw in read_lines(dump.folder / name):
        key, digest = identity(raw)
        refuse_changed(name, is_same=digests.get(key) == digest)
        if key not in known:
            yield RawBSONDocument(raw)


def refuse_changed(name: str, *, is_same: bool) -> None:
    if not is_same:
        raise DumpError(f"{name} has changed since it was checked.")


def batches(documents: Iterator[RawBSONDocument]) -> Iterator[list[RawBSONDocument]]:
    batch: list[RawBSONDocument] = []
    for document in documents:
        batch.append(document)
        if len(batch) == MOST_AT_ONCE or sum(len(each.raw) for each in batch) > BYTES_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
