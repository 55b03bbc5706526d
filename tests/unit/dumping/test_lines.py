"""Documents as lines: all that BSON can say comes back bit by bit."""

import struct
import uuid
from datetime import UTC, datetime
from math import isnan
from pathlib import Path
from typing import Any

import bson
import pytest
from bson import (
    Binary,
    Code,
    DatetimeMS,
    DBRef,
    Decimal128,
    Int64,
    MaxKey,
    MinKey,
    ObjectId,
    Regex,
    Timestamp,
)  # fmt: skip
from bson.binary import UuidRepresentation
from hypothesis import example, given
from hypothesis import strategies as st

from talkpython_site.dumping import lines
from talkpython_site.dumping.lines import Uniques, document_of, identity, line_of, read_lines
from talkpython_site.dumping.manifest import DumpError

PLAIN_NAN = struct.pack("<d", float("nan"))
(ODD_NAN,) = struct.unpack("<d", struct.pack("<Q", 0x7FF8000000000001))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text()
    | st.binary() | st.builds(ObjectId) | st.datetimes(timezones=st.just(UTC))
    | st.integers(-(2**62), 2**62).map(DatetimeMS) | st.integers(-9, 9).map(Int64),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abcµ$.", max_size=3), inner),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        1, Int64(1), 2**31, 1.0, -0.0, float("nan"), float("inf"), 1e-320, True, None,
        "tides \u2028 \0 \N{GRINNING FACE}", "", [], {}, [[], {"a": [1, Int64(2)]}],
        datetime(2024, 3, 1, 6, 0, 0, 1000, tzinfo=UTC), DatetimeMS(-1), DatetimeMS(2**62),
        ObjectId("0000000000000000000000a1"), Decimal128("1.10"), Timestamp(1, 2), MinKey(),
        MaxKey(), Regex("^a", "im"), Code("f()"), Code("f()", {"x": 1}), Binary(b"\0\xff", 128),
        Binary.from_uuid(uuid.UUID(int=7)), DBRef("episodes", 7), DBRef("episodes", 7, "other"),
        Binary.from_uuid(uuid.UUID(int=7), UuidRepresentation.PYTHON_LEGACY),
    ],
    ids=repr,
)  # fmt: skip
def test_every_type_comes_back(value: Any) -> None:
    raw = bson.encode({"_id": 1, "z": value, "a": value})

    line = line_of(raw)

    assert document_of(line) == raw
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1


def has_odd_nan(value: Any) -> bool:
    """Whether it holds one whose bits say more than that it is none: Extended JSON knows one."""
    if isinstance(value, dict | list):
        return any(map(has_odd_nan, value.values() if isinstance(value, dict) else value))
    return isinstance(value, float) and isnan(value) and struct.pack("<d", value) != PLAIN_NAN


@example(ODD_NAN)
@given(values)
def test_whatever_is_stored_comes_back_or_is_refused(value: Any) -> None:
    raw = bson.encode({"_id": 1, "value": value})
    try:
        line = line_of(raw)
    except DumpError:  # or a field whose name means something else in Extended JSON
        assert b"$" in raw or has_odd_nan(value)
    else:
        assert document_of(line) == raw


@pytest.mark.parametrize("value", [{"$date": "2024"}, {"$oid": 1}, {"$numberInt": "1"}])
def test_what_would_come_back_as_something_else_is_refused(value: Any) -> None:
    with pytest.raises(DumpError, match="it holds what Extended JSON cannot say"):
        line_of(bson.encode({"_id": 1, "value": value}))


WHOLE = line_of(bson.encode({"_id": 1, "title": "Tides"}))
DEEP = b'{"_id": 1, "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"


@pytest.mark.parametrize(
    "line",
    [b"\n", b"{}\n", b"[]\n", b"1\n", b'{"a": 1}\n', b"\xff\n", WHOLE[:-1], WHOLE[:-3] + b"\n",
     DEEP, b'{"_id": {"$oid": "x"}}\n', b'{"_id": {"$numberLong": "9999999999999999999"}}\n',
     b'{"_id": {"$date": {}}}\n', b'{"_id": {"$binary": {"base64": "abc", "subType": "00"}}}\n',
     b'{"_id": 1, "a": "\\ud800"}\n', b'{"_id": 99999999999999999999999}\n',
     b'{"_id": 1, "a\\u0000": 1}\n', b'{"_id": {"$numberDecimal": "x"}}\n'],
    ids=lambda line: repr(line[:40]),
)  # fmt: skip
def test_what_is_no_document_is_said_with_its_line(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(WHOLE + line + WHOLE)
    found = read_lines(path)

    assert next(found) == document_of(WHOLE)
    with pytest.raises(DumpError, match=r"^line 2 is no document\.$"):
        list(found)


def test_lines_and_documents_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lines"
    path.write_bytes(WHOLE)
    for limit in ("MOST_BYTES", "LONGEST"):
        with monkeypatch.context() as patched:
            patched.setattr(lines, limit, 20)
            with pytest.raises(DumpError, match="line 1 is no document"):
                list(read_lines(path))


def test_what_is_to_be_carried_out_is_no_part_of_what_a_document_is() -> None:
    stored: dict[str, Any] = {"_id": 1, "title": "Tides"}
    key, digest = identity(bson.encode({**stored, "pending": [{"do": "announce"}]}))

    assert (key, digest) == identity(bson.encode(stored))
    assert digest != identity(bson.encode({**stored, "title": "Ebb"}))[1]
    assert key != identity(bson.encode({**stored, "_id": Int64(1)}))[0]


@pytest.mark.parametrize(
    ("collection", "first", "second", "shared"),
    [
        ("podcasts", {"slug": "a"}, {"slug": "a"}, "slug"),
        ("podcasts", {"slug": "a", "guid": "g"}, {"slug": "b", "guid": "g"}, "guid"),
        ("podcasts", {"slug": "a"}, {"slug": "b"}, None),
        ("episodes", {"podcast": 1, "key": "1", "guid": "g"},
         {"podcast": 1, "key": "1", "guid": "h"}, "podcast and key"),
        ("episodes", {"podcast": 1, "key": "1", "guid": "g"},
         {"podcast": 2, "key": "1", "guid": "g"}, None),
        ("invented_later", {"_id": 1}, {"_id": 1}, "_id"),
        ("invented_later", {"slug": "a"}, {"slug": "a"}, None),
    ],
)  # fmt: skip
def test_what_unique_indexes_forbid_is_found(
    collection: str, first: dict[str, Any], second: dict[str, Any], shared: str | None
) -> None:
    uniques = Uniques(collection)
    uniques.add(bson.encode({"_id": 7, **first}))
    if shared is None:
        uniques.add(bson.encode({"_id": 8, **second}))
    else:
        with pytest.raises(DumpError, match=f"^two documents share their {shared}\\.$"):
            uniques.add(bson.encode({"_id": 8, **second}))
