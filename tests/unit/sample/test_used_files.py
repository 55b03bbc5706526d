"""Files of the sample that something else names stay, whatever and wherever that is."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Draft, Episode, LetGo, Podcast, Revision, utc_now
from talkpython_site.documents.draft import Origin
from talkpython_site.sample.loading import load
from talkpython_site.sample.removing import remove
from talkpython_site.sample.stores import Stores
from talkpython_site.upload_tidying import tidy
from tests.factories import make_episode, make_podcast
from tests.moves import EDITOR
from tests.samples import small, stores

pytestmark = pytest.mark.usefixtures("clean")

WHOSE = ObjectId("65f0c1d2e3f4a5b6c7d8e9f0")


@pytest.fixture
def kept(tmp_path: Path) -> Stores:
    own = stores(tmp_path)
    load(small(1, 1, 1), own)
    return own


def media() -> str:
    return str(Episode.objects.first().enclosure.media)


def in_upload(kept: Stores) -> None:
    with kept.media.open(media()) as file:
        begun = kept.uploads.begin(WHOSE, "moss.mp3", file.size_bytes, utc_now())
        kept.uploads.take(begun, file, utc_now())


def in_draft(_kept: Stores) -> None:
    Draft.keep(Origin("episode:1", WHOSE, "nonce", 0, "draft"), {"media": media()}, 1)


def in_bin(_kept: Stores) -> None:
    make_episode(make_podcast(), enclosure={"media": media()}).bin(EDITOR)


def in_revision(_kept: Stores, days: float = 29) -> None:
    content = {"enclosure": {"media": media()}}
    Revision.keep("episode:1", {"revision": 1, **content})
    then = utc_now() - timedelta(days=days)
    Revision.collection().update_many({"thing": "episode:1"}, {"$set": {"replaced_at": then}})


@pytest.mark.parametrize("name", [in_upload, in_draft, in_bin, in_revision])
def test_audio_that_is_named_stays(kept: Stores, name: Any) -> None:
    key = media()
    name(kept)
    remove(kept)
    assert list(kept.media.keys()) == [key]
    assert list(kept.pictures.keys()) == []


def test_audio_of_an_old_revision_goes(kept: Stores) -> None:
    in_revision(kept, days=31)
    remove(kept)
    assert list(kept.media.keys()) == []


def test_audio_that_an_upload_named_goes_later(kept: Stores) -> None:
    in_upload(kept)
    remove(kept)
    tidy(kept.uploads, utc_now() + timedelta(days=32))
    tidy(kept.uploads, utc_now() + timedelta(days=64))
    assert (list(kept.media.keys()), LetGo.objects.count()) == ([], 0)


@pytest.mark.parametrize("field", ["notes_source", "artwork"])
def test_a_picture_that_a_text_or_a_draft_episode_shows_stays(kept: Stores, field: str) -> None:
    key = Podcast.objects.first().artwork
    text = f"![Moss](/pictures/{key}/640.webp)" if field == "notes_source" else key
    make_episode(make_podcast(), state="draft", **{field: text})
    remove(kept)
    assert list(kept.pictures.keys()) == [key]
    assert list(kept.media.keys()) == []
