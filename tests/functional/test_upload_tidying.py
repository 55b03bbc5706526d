"""What housekeeping takes away: uploads that nobody wants, audio that nothing plays."""

import os
from datetime import datetime, timedelta
from typing import Any

import pytest
from mongoengine.connection import get_db

from talkpython_site.documents import Draft, Episode, LetGo, Podcast, Revision, Upload, utc_now
from talkpython_site.documents.draft import Origin
from talkpython_site.housekeeping import Housekeeping, give_up_old
from talkpython_site.upload_tidying import forget, tidy
from tests.audio import keep_audio, mp3
from tests.conftest import Queries, Visit
from tests.editors import make_tides
from tests.episode_forms import address_of, form_at, sent
from tests.uploading import begun, lying, uploaded
from tests.waiting import wait_until

SOUND = mp3(3)


def in_days(days: float) -> datetime:
    return utc_now() + timedelta(days=days)


def keys(app: Any) -> set[str]:
    return set(app.registry.media.keys())


@pytest.fixture
def tides(show: Podcast) -> Episode:
    return make_tides(show)


def named(browser: Visit, episode: Episode, title: str) -> str:
    """The key of a file that was uploaded, and saved."""
    key = str(uploaded(browser, mp3(2, title))["media"])
    sent(form_at(browser, address_of(episode)), media=key)
    return key


def test_an_upload_that_is_not_gone_on_with_goes_after_a_day(app: Any, editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    lying(app, address).write_bytes(SOUND[:9])
    tidy(app.registry.uploads, in_days(0.99))
    assert Upload.objects.count() == 1
    tidy(app.registry.uploads, in_days(1.01))
    assert Upload.objects.count() == 0
    assert not lying(app, address).exists()


def test_a_file_that_no_form_named_goes_after_a_day(app: Any, editor: Visit) -> None:
    key = uploaded(editor, mp3(2, "Named by nobody"))["media"]
    tidy(app.registry.uploads, in_days(0.99))
    assert key in keys(app)
    tidy(app.registry.uploads, in_days(1.01))
    assert key not in keys(app)


def test_one_that_an_episode_names_stays(app: Any, editor: Visit, tides: Episode) -> None:
    key = named(editor, tides, "Named by an episode")
    tidy(app.registry.uploads, in_days(2.1))
    assert (Upload.objects.count(), key in keys(app)) == (0, True)


def test_one_that_a_draft_names_stays_as_long(app: Any, editor: Visit) -> None:
    key = uploaded(editor, mp3(2, "Named by a draft"))["media"]
    origin = Origin("episode:1", Upload.objects.get().account, "nonce", 0, "draft")
    Draft.keep(origin, {"media": key}, 1)
    tidy(app.registry.uploads, in_days(1.01))
    assert Upload.objects.get().expires_at > in_days(2)
    Draft.close(origin, 2)
    tidy(app.registry.uploads, in_days(2.1))
    assert key not in keys(app)


def test_lines_of_drafts_are_read_once(app: Any, editor: Visit, queries: Queries) -> None:
    keys_sent = [uploaded(editor, mp3(2, str(number)))["media"] for number in range(3)]
    origin = Origin("lecture:1", Upload.objects.first().account, "nonce", 0, "draft")
    digest = str(keys_sent[0]).partition(".")[0]
    Draft.keep(origin, {"downloads": f"a.mp3 | {digest}.bin"}, 1)
    with queries() as asked:
        tidy(app.registry.uploads, in_days(1.01))
    assert [each.media for each in Upload.objects] == keys_sent[:1]
    assert asked.names.count("find drafts") == 1 + 2, "and by index for each that no line names"


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize(
    ("name", "field"),
    [("drafts", "fields.media"), ("episodes", "enclosure.media"),
     ("revisions", "content.enclosure.media")],
)  # fmt: skip
def test_who_names_a_file_is_found_by_an_index(name: str, field: str) -> None:
    found = get_db()[name].index_information().values()
    assert [each.get("sparse") for each in found if each["key"] == [(field, 1)]] == [True]


def test_what_was_replaced_stays_for_30_days(app: Any, editor: Visit, tides: Episode) -> None:
    first, second = named(editor, tides, "First"), named(editor, tides, "Second")
    assert [each.id for each in LetGo.objects] == [first]
    tidy(app.registry.uploads, in_days(29.9))
    assert {first, second} <= keys(app)
    tidy(app.registry.uploads, in_days(30.1))
    assert first not in keys(app)
    assert second in keys(app)
    assert LetGo.objects.count() == 0


def test_what_is_named_again_stays(app: Any, editor: Visit, tides: Episode) -> None:
    first = named(editor, tides, "Named again")
    named(editor, tides, "In between")
    assert named(editor, tides, "Named again") == first
    Revision.collection().update_many({}, {"$set": {"replaced_at": in_days(-40)}})
    LetGo.collection().update_one({"_id": first}, {"$set": {"at": in_days(-40)}})
    tidy(app.registry.uploads, utc_now())
    assert first in keys(app)
    assert first not in {each.id for each in LetGo.objects}


def test_a_young_revision_keeps_its_file(app: Any, editor: Visit, tides: Episode) -> None:
    first = named(editor, tides, "In a revision")
    named(editor, tides, "Newer")
    LetGo.collection().update_one({"_id": first}, {"$set": {"at": in_days(-40)}})
    tidy(app.registry.uploads, utc_now())
    assert first in keys(app)
    assert first in {each.id for each in LetGo.objects}


def test_an_upload_of_what_was_let_go_ends_without_it(
    app: Any, editor: Visit, tides: Episode
) -> None:
    first = named(editor, tides, "Let go")
    named(editor, tides, "Its successor")
    tidy(app.registry.uploads, in_days(2))
    assert first in keys(app)


def test_a_file_of_what_is_purged_is_let_go(app: Any, show: Podcast) -> None:
    binned = {"state": "binned", "binned_at": in_days(-31), "is_restorable": True}
    kept = keep_audio(app.registry.media, mp3(2, "Purged"))
    make_tides(show, enclosure=kept, **binned)
    make_tides(show, number=8, enclosure=None, **binned)
    give_up_old(utc_now())
    assert [each.id for each in LetGo.objects] == [kept.media]


def test_bytes_of_nobody_go(app: Any, editor: Visit) -> None:
    folder = app.registry.uploads.folder
    known = lying(app, begun(editor, len(SOUND)))
    young, old = folder / ("a" * 24), folder / ("b" * 24)
    for path in (known, young, old):
        path.write_bytes(b"x")
    for path in (known, old):
        os.utime(path, (0, 0))
    tidy(app.registry.uploads, utc_now())
    assert (known.exists(), young.exists(), old.exists()) == (True, True, False)
    young.unlink()


def test_one_that_was_named_at_this_moment_stays(app: Any, editor: Visit) -> None:
    key = uploaded(editor, mp3(2, "Claimed"))["media"]
    upload = Upload.objects.get()
    assert app.registry.uploads.claim(upload.account, key, utc_now())
    forget(app.registry.uploads, upload, upload.expires_at)
    assert (Upload.objects.count(), key in keys(app)) == (1, True)


@pytest.mark.parametrize("key", ["bogus", "../../etc/passwd", "3f" * 32 + ".exe"])
def test_what_is_no_key_is_forgotten_and_stops_nothing(app: Any, editor: Visit, key: str) -> None:
    LetGo.note(key, in_days(-40))
    unnamed = uploaded(editor, mp3(2, "Let go beside it"))["media"]
    LetGo.note(unnamed, in_days(-39))
    Upload.collection().delete_many({})
    tidy(app.registry.uploads, utc_now())
    assert (LetGo.objects.count(), unnamed in keys(app)) == (0, False)


def test_a_file_that_cannot_be_deleted_stops_no_other(
    app: Any, editor: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    stuck, other = (uploaded(editor, mp3(2, name))["media"] for name in ("Stuck", "Other"))
    halfway = lying(app, begun(editor, 9))
    path = app.registry.media._path(stuck)
    path.unlink()
    path.mkdir()
    halfway.unlink()
    halfway.mkdir()
    Upload.collection().update_many({}, {"$set": {"expires_at": in_days(-1)}})
    tidy(app.registry.uploads, utc_now())
    assert other not in keys(app)
    assert f"{halfway.name} cannot be taken away" in caplog.text
    assert [each.id for each in LetGo.objects] == [stuck]
    path.rmdir()
    halfway.rmdir()
    tidy(app.registry.uploads, in_days(31))
    assert LetGo.objects.count() == 0


@pytest.mark.usefixtures("visit")
def test_bytes_of_nobody_that_cannot_be_deleted_stop_nothing(app: Any) -> None:
    folder = app.registry.uploads.folder
    folder.mkdir(exist_ok=True)
    stuck, old = folder / ("c" * 24), folder / ("d" * 24)
    stuck.mkdir()
    old.touch()
    for path in (stuck, old):
        os.utime(path, (0, 0))
    tidy(app.registry.uploads, utc_now())
    assert (stuck.exists(), old.exists()) == (True, False)
    stuck.rmdir()


def test_a_young_revision_keeps_what_an_upload_leaves(
    app: Any, editor: Visit, tides: Episode
) -> None:
    first = named(editor, tides, "Left")
    named(editor, tides, "Its successor")
    LetGo.forget(first)  # the process died before it was noted
    tidy(app.registry.uploads, in_days(2))
    assert first in keys(app)
    assert [each.id for each in LetGo.objects] == [first]
    tidy(app.registry.uploads, in_days(33))
    assert first not in keys(app)


@pytest.mark.usefixtures("visit")
def test_housekeeping_does_it() -> None:
    moments: list[datetime] = []
    housekeeping = Housekeeping(tidy_files=moments.append, round_seconds=0.01, tidy_seconds=0)
    housekeeping.start()
    wait_until(lambda: len(moments) > 0)
    housekeeping.stop()
