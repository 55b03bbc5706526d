"""Which files of the sample something names that is stored, in whatever state it is."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from bson import CodecOptions
from bson.raw_bson import RawBSONDocument

from talkpython_site.documents import (
    Course,
    Draft,
    Episode,
    Interview,
    Lecture,
    Listed,
    Person,
    Podcast,
    Revision,
    Topic,
    Upload,
)
from talkpython_site.documents.base import Stored
from talkpython_site.documents.let_go import KEPT

# What is about to be purged never comes back.
STAYS = {"$or": [{"binned_at": None}, {"is_restorable": True}]}
RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)


def used(files: Iterable[str], now: datetime) -> set[str]:
    """Those of ``media:<key>`` and ``picture:<hash>`` whose hash stands in any field or text."""
    by_hash = {name.partition(":")[2].partition(".")[0].encode(): name for name in files}
    if not by_hash:
        return set()
    wanted = re.compile(b"|".join(map(re.escape, by_hash)))
    return {by_hash[found] for raw in stored(now) for found in wanted.findall(raw)}


def stored(now: datetime) -> Iterator[bytes]:
    """All that may name a file, as MongoDB has it; of revisions those of the last 30 days."""
    kinds: tuple[type[Stored], ...] = (
        Podcast, Episode, Course, Lecture, Interview, Person, Topic, Draft, Upload,
    )  # fmt: skip
    for kind in kinds:
        yield from raws(kind, STAYS if issubclass(kind, Listed) else {})
    yield from raws(Revision, {"replaced_at": {"$gt": now - KEPT}})


def raws(kind: type[Stored], query: dict[str, Any]) -> Iterator[bytes]:
    found = kind.collection().with_options(codec_options=RAW).find(query)
    return (bytes(each.raw) for each in found)
