"""Audio kept here: whole, in parts, and not at all to whoever has it."""

import os
from typing import Any

import pytest

from talkpython_site.documents import Episode
from talkpython_site.media import TYPES
from tests.audio import SOUND, Heard, asked, keep_audio, wav
from tests.conftest import Visit
from tests.factories import make_episode, make_podcast

SIZE = len(SOUND)
KEPT = "public, no-cache"


# Whole and in parts


def test_a_file_is_sent_whole(visit: Visit, heard: Heard) -> None:
    answer = asked(visit, heard)

    assert answer.body == SOUND
    assert answer.content_length == SIZE
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"] == KEPT
    assert answer.etag
    assert answer.last_modified
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Disposition" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_head_says_the_same_without_a_body(visit: Visit, heard: Heard) -> None:
    whole = asked(visit, heard)
    head = visit.head(heard.address, headers={"Range": "bytes=0-9"}, status=200)

    assert head.body == b""
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("ending", sorted(TYPES))
def test_each_kind_has_its_type(app: Any, visit: Visit, ending: str) -> None:
    enclosure = keep_audio(app.registry.media, f"a {ending}".encode(), ending)
    made = make_episode(make_podcast(slug="deep"), slug="tides", enclosure=enclosure)

    answer = visit.get(f"/episodes/deep/{made.key}/tides.{ending}", status=200)

    assert answer.headers["Content-Type"] == TYPES[ending]


@pytest.mark.parametrize(
    ("asks", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=1000-", 1000, SIZE - 1),
        ("bytes=-10", SIZE - 10, SIZE - 1),
        (f"bytes=-{SIZE + 1}", 0, SIZE - 1),
        (f"bytes=5-{'9' * 100}", 5, SIZE - 1),
    ],
)
def test_a_part_is_sent(visit: Visit, heard: Heard, asks: str, first: int, last: int) -> None:
    answer = asked(visit, heard, 206, Range=asks)

    assert answer.body == SOUND[first : last + 1]
    assert answer.content_length == last - first + 1
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer.headers["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize("asks", [f"bytes={SIZE}-", "bytes=-0", f"bytes={'9' * 100}-"])
def test_a_part_that_is_not_there(visit: Visit, heard: Heard, asks: str) -> None:
    answer = asked(visit, heard, 416, Range=asks)

    assert answer.headers["Content-Range"] == f"bytes */{SIZE}"
    assert answer.text == f"There is nothing at that place: the file has {SIZE} bytes."
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "asks",
    ["bytes=0-1,5-6", "bytes=" + ",".join(["0-0"] * 1_000), "bytes=5-2", "bytes=-1-2", "bytes=--1",
     "bytes=-", "bytes=x-y", "tracks=1-2", "0-5", "\xff"],
)  # fmt: skip
def test_what_makes_no_sense_gets_the_whole_file(visit: Visit, heard: Heard, asks: str) -> None:
    answer = asked(visit, heard, Range=asks)

    assert answer.body == SOUND
    assert "Content-Range" not in answer.headers


def test_an_empty_file_is_sent_whole(app: Any, visit: Visit) -> None:
    made = make_episode(make_podcast(slug="deep"), enclosure=keep_audio(app.registry.media, b""))

    answer = visit.get(f"/episodes/deep/{made.key}/{made.slug}.mp3", headers={"Range": "bytes=0-"})

    assert (answer.status_int, answer.body, answer.content_length) == (200, b"", 0)


# What a client has already


def test_what_a_client_has_is_not_sent_again(visit: Visit, heard: Heard) -> None:
    first = asked(visit, heard)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]

    known: list[dict[str, str]] = [
        {"If_None_Match": etag}, {"If_None_Match": f'"x", W/{etag}'}, {"If_None_Match": "*"},
        {"If_Modified_Since": modified}, {"If_None_Match": etag, "If_Modified_Since": "never"},
        {"If_None_Match": etag, "Range": "bytes=0-9"},
        {"If_None_Match": etag, "Range": f"bytes={SIZE}-"},
    ]  # fmt: skip
    for headers in known:
        answer = asked(visit, heard, 304, **headers)
        assert answer.body == b""
        assert (answer.headers["ETag"], answer.headers["Cache-Control"]) == (etag, KEPT)
        assert "Content-Type" not in answer.headers


def test_what_a_client_has_not_is_sent(visit: Visit, heard: Heard) -> None:
    modified = asked(visit, heard).headers["Last-Modified"]
    unknown: list[dict[str, str]] = [
        {"If_None_Match": '"x"', "If_Modified_Since": modified},
        {"If_Modified_Since": "Sat, 01 Jan 2000 00:00:00 GMT"},
        # The file before this one may have been younger.
        {"If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
    ]  # fmt: skip
    for headers in unknown:
        assert asked(visit, heard, **headers).body == SOUND


def test_a_part_is_joined_only_to_the_same_file(visit: Visit, heard: Heard) -> None:
    os.utime(heard.path, (1_700_000_000.5,) * 2)
    first = asked(visit, heard)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]

    assert modified == "Tue, 14 Nov 2023 22:13:20 GMT"
    for same in (etag, modified):
        assert asked(visit, heard, 206, Range="bytes=0-9", If_Range=same).body == SOUND[:10]
    for other in ('"x"', f"W/{etag}", "Tue, 14 Nov 2023 22:13:21 GMT", "yesterday", ""):
        assert asked(visit, heard, Range="bytes=0-9", If_Range=other).body == SOUND
    # What would be 416 of the same file is nothing of another.
    assert asked(visit, heard, Range=f"bytes={SIZE}-", If_Range='"x"').body == SOUND


def test_who_wants_another_state_of_the_file_is_told(visit: Visit, heard: Heard) -> None:
    first = asked(visit, heard)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]

    for other in ({"If_Match": '"x"'}, {"If_Unmodified_Since": "Sat, 01 Jan 2000 00:00:00 GMT"}):
        answer = asked(visit, heard, 412, Range="bytes=0-9", **other)
        assert answer.text == "The file is no longer the one that was asked for."
    for same in ({"If_Match": etag}, {"If_Match": "*"}, {"If_Unmodified_Since": modified}):
        assert asked(visit, heard, **same).body == SOUND


def test_another_file_has_another_tag(visit: Visit, app: Any, heard: Heard) -> None:
    first = asked(visit, heard).headers["ETag"]
    other = keep_audio(app.registry.media, wav(0.1), "mp3")
    Episode.collection().update_one({"_id": heard.id}, {"$set": {"enclosure.media": other.media}})

    answer = asked(visit, heard, If_None_Match=first)

    assert answer.body == wav(0.1)
    assert answer.headers["ETag"] != first
