"""Pictures that nothing names go after 30 days; what anything names, or anybody wants, stays."""

import logging
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Draft, Episode, Revision, Topic, utc_now
from talkpython_site.documents.draft import Origin
from talkpython_site.picture_tidying import tidy, unnamed
from talkpython_site.pictures import PictureFolder
from tests.factories import make_episode, make_interview, make_podcast, said
from tests.pictures import make_picture

pytestmark = pytest.mark.usefixtures("clean")

NOW = utc_now()
WHOSE = ObjectId("65f0c1d2e3f4a5b6c7d8e9f0")
DUE = (0, 31)  # the days of two looks, after which what nothing named is gone


@pytest.fixture
def folder(tmp_path: Path) -> PictureFolder:
    return PictureFolder(tmp_path / "pictures")


@pytest.fixture
def key(folder: PictureFolder) -> str:
    return folder.keep(small())


def small(colour: Any = "blue") -> bytes:
    return make_picture(size=(8, 8), colour=colour)


def look(folder: PictureFolder, *days: float) -> list[str]:
    """What is left after looking on these days."""
    for day in days:
        tidy(folder, folder.root.parent / "pages", NOW + timedelta(days=day))
    return list(folder.keys())


def test_what_nothing_names_goes_after_30_days(
    folder: PictureFolder, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert look(folder, 0, 29.9) == [key]
        assert caplog.messages == []
        assert look(folder, 31) == []
    assert caplog.messages == [f"picture {key} is deleted: nothing has named it for 30 days"]
    assert folder.size(key) is None


def test_the_first_look_deletes_nothing(folder: PictureFolder, key: str) -> None:
    assert look(folder, 400) == [key]


def test_it_looks_once_a_day(folder: PictureFolder) -> None:
    folder.keep(small("blue"))
    look(folder, 0)
    late = folder.keep(small("red"))
    look(folder, 0.9, 1.1)  # the first of them is too early: it notes nothing
    assert look(folder, 31) == [late]
    assert look(folder, 32) == []


def in_podcast(key: str) -> None:
    make_podcast(artwork=key)


def in_episode(key: str) -> None:
    make_episode(artwork=key, state="binned")


def in_notes(key: str) -> None:
    make_episode(notes_source=f"![Ebb](/pictures/{key}/1400.webp)")


def in_portrait(key: str) -> None:
    make_interview(artwork=key, state="unpublished")


def in_block(key: str) -> None:
    make_interview(blocks=[said("picture", "The gauge.", picture=key)])


def in_conversation_that_is_typed(key: str) -> None:
    typed = {"conversation": f":: picture {key} The gauge [3]"}
    Draft.keep(Origin("interview:1", WHOSE, "nonce", 0, "draft"), typed, 1)


def in_draft(key: str) -> None:
    Draft.keep(Origin("episode:1", WHOSE, "nonce", 0, "draft"), {"artwork": key}, 1)


def in_old_revision(key: str) -> None:
    Revision.keep("episode:1", {"revision": 1, "artwork": key})
    long_ago = {"$set": {"replaced_at": NOW - timedelta(days=900)}}
    Revision.collection().update_many({}, long_ago)


def in_what_no_version_wrote(key: str) -> None:
    broken = {"state": 7, "notes_html": [{"deep": f"0{key}"}], "slug": b"\xff"}
    Topic.collection().insert_one({"_id": "bad", **broken})


@pytest.mark.parametrize(
    "name",
    [
        in_podcast, in_episode, in_notes, in_portrait, in_block, in_conversation_that_is_typed,
        in_draft, in_old_revision, in_what_no_version_wrote,
    ],
)  # fmt: skip
def test_what_something_names_stays(folder: PictureFolder, key: str, name: Any) -> None:
    name(key)
    assert look(folder, *DUE) == [key]


def test_what_a_page_of_the_owner_links_to_stays(folder: PictureFolder, key: str) -> None:
    page = folder.root.parent / "pages" / "about.md"
    page.parent.mkdir()
    page.write_text(f"[Our boat](/pictures/{key}/1400.jpg)")
    assert look(folder, *DUE) == [key]


def test_it_counts_from_the_last_time_that_it_was_named(folder: PictureFolder, key: str) -> None:
    episode = make_episode(artwork=key)
    look(folder, 0)
    Episode.collection().update_one({"_id": episode.id}, {"$unset": {"artwork": True}})
    assert look(folder, 20, 49) == [key]
    assert look(folder, 50.1) == []


@pytest.mark.parametrize("want", ["keep", "is_artwork", "size"])
def test_who_wants_it_meanwhile_has_it_for_30_days_more(
    folder: PictureFolder, key: str, want: str
) -> None:
    look(folder, 0)
    getattr(folder, want)(small() if want == "keep" else key)
    assert look(folder, 31, 60) == [key]
    assert look(folder, 61.1) == []


def test_what_is_wanted_while_it_goes_comes_back(folder: PictureFolder, key: str) -> None:
    look(folder, 0)
    place, new_folder = folder._place(key), folder._new_folder

    class Late(PictureFolder):
        def _new_folder(self) -> Path:
            folder.wanted(key)  # after it was seen to be unused for long
            return new_folder()

    late = Late(folder.root)
    assert not late.delete_unused(key, NOW, NOW + timedelta(days=1))
    assert folder.is_whole(key)
    assert not (place / "unused").exists()


def test_wanting_and_deleting_never_disagree(folder: PictureFolder) -> None:
    """Who was told that a picture is here finds it here."""
    before = NOW - timedelta(days=1)
    for colour in range(40):
        key = folder.keep(small((colour, 0, 0)))
        folder.delete_unused(key, before, before - timedelta(days=1))
        told: list[bool] = []
        asking = threading.Thread(target=lambda key=key, told=told: told.append(folder.wanted(key)))
        asking.start()
        folder.delete_unused(key, NOW, before)
        asking.join()
        assert not told[0] or folder.is_whole(key)


def test_one_that_cannot_be_deleted_stops_no_other(
    folder: PictureFolder, caplog: pytest.LogCaptureFixture
) -> None:
    stuck, other = sorted(folder.keep(small(each)) for each in ("red", "blue"))
    (folder._place(stuck) / "unused").mkdir()
    (folder._place(stuck) / "unused" / "in the way").touch()
    assert look(folder, 0) == sorted([stuck, other])
    make_podcast(artwork=stuck)
    assert look(folder, 31) == [stuck]
    assert f"picture {stuck} cannot be taken away" in caplog.text


def test_a_site_without_pictures_looks_at_nothing(folder: PictureFolder) -> None:
    assert look(folder, 0) == []
    assert not folder.root.exists()


def test_reading_ends_where_all_are_found() -> None:
    first, second = "a" * 64, "b" * 64
    texts = iter([f"{first}0 {second}".encode(), b"never read"])
    assert unnamed({first, second}, texts) == set()
    assert list(texts) == [b"never read"]
