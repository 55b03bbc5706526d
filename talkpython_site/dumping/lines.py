"""Documents as lines of text and back, bit by bit: MongoDB Extended JSON v2, canonical."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bson
from bson import CodecOptions, json_util
from bson.binary import UuidRepresentation
from bson.codec_options import DatetimeConversion
from bson.json_util import JSONMode, JSONOptions
from bson.regex import Regex

from talkpython_site.documents import DOCUMENTS
from talkpython_site.dumping.manifest import DumpError

MOST_BYTES = 16_777_216  # of a document, as MongoDB has it
LONGEST = 8 * MOST_BYTES  # of its line: {"$numberInt":"1"} for four bytes, and the like
# Neither turns UUIDs or times into what has fewer of them than BSON.
EXACT: dict[str, Any] = {
    "uuid_representation": UuidRepresentation.UNSPECIFIED,
    "datetime_conversion": DatetimeConversion.DATETIME_MS,
    "tz_aware": True,
}
CODEC: CodecOptions[dict[str, Any]] = CodecOptions(**EXACT)
CANONICAL = JSONOptions(json_mode=JSONMode.CANONICAL, **EXACT)
# What the parsers of JSON and of Extended JSON say to nonsense.
BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
          bson.errors.BSONError)  # fmt: skip
CHANGING = "pending"  # housekeeping carries out what stands there, from the first moment on


def line_of(raw: bytes) -> bytes:
    """A stored document as a line; raises ``DumpError`` where it could not be read back as it is.

    A field called ``$date``, say, would come back as a time.
    """
    try:
        line = json_util.dumps(bson.decode(raw, CODEC), json_options=CANONICAL).encode() + b"\n"
        is_same = document_of(line) == raw
    except BROKEN:
        line, is_same = b"", False
    if not is_same:
        raise DumpError("it holds what Extended JSON cannot say.")
    return line


def document_of(line: bytes) -> bytes:
    """The document in a line as BSON; raises what stands in ``BROKEN``."""
    found = json_util.loads(line, json_options=CANONICAL)
    raw = bson.encode(found, codec_options=CODEC)
    if len(raw) > MOST_BYTES or not is_id(found["_id"]):
        raise ValueError("no document")
    return raw


def is_id(value: Any) -> bool:
    """Whether a database takes it as ``_id``: no list, no regular expression, no field ``$…``."""
    is_plain = not isinstance(value, list | Regex)
    return is_plain and not any(name.startswith("$") for name in names_in(value))


def names_in(value: Any) -> Iterator[str]:
    """The names of all fields, however deep."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from names_in(each)


def read_lines(path: Path) -> Iterator[bytes]:
    """The documents of a file; raises ``DumpError`` with the number of the line that is none."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST + 1):
            number += 1
            try:
                if len(line) > LONGEST or not line.endswith(b"\n"):
                    raise ValueError("no whole line")
                raw = document_of(line)
            except BROKEN:
                raise DumpError(f"line {number} is no document.") from None
            yield raw


def identity(raw: bytes) -> tuple[bytes, bytes]:
    """What tells a document from others, and a digest of what it holds for good."""
    stored = bson.decode(raw, CODEC)
    name = bson.encode({"_id": stored["_id"]}, codec_options=CODEC)
    stored.pop(CHANGING, None)
    return name, hashlib.sha256(bson.encode(stored, codec_options=CODEC)).digest()


class Uniques:
    """Finds documents that the unique indexes of a collection would not let in together."""

    def __init__(self, collection: str) -> None:
        self._seen: set[bytes] = set()
        declared = [
            spec
            for document in DOCUMENTS
            if document._get_collection_name() == collection
            for spec in document.indexes()
            if spec.get("unique")
        ]
        self._indexes = [(["_id"], False)]
        for spec in declared:
            names = [name for name, _direction in spec["fields"]]
            self._indexes.append((names, "partialFilterExpression" in spec))

    def add(self, raw: bytes) -> None:
        """Raises ``DumpError`` where one like it was there before."""
        stored = bson.decode(raw, CODEC)
        for fields, is_partial in self._indexes:
            if is_partial and not all(field in stored for field in fields):
                continue
            values = {field: stored.get(field) for field in fields}
            key = hashlib.sha256(bson.encode(values, codec_options=CODEC)).digest()
            if key in self._seen:
                raise DumpError(f"two documents share their {' and '.join(fields)}.")
            self._seen.add(key)
