"""What an upload is sent for: video, a file of any kind, captions; audio where nothing is said."""

from typing import Any

import pytest

from talkpython_site.captions import read_captions
from talkpython_site.documents import Upload, utc_now
from talkpython_site.upload_purposes import AUDIO, CAPTIONS, FILE, PURPOSES, VIDEO
from tests.audio import mp3
from tests.conftest import Visit
from tests.uploading import begun, lying, sent, told, uploaded
from tests.video import SOUND, mp4
from tests.visitors import admin

SRT = b"1\n00:00:01,000 --> 00:00:02,500\n<i>High</i> water\n"
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


def kept(app: Any, found: Any) -> bytes:
    with app.registry.media.open(found["media"]) as file:
        return bytes(file.read())


def test_a_video_is_kept_with_its_length(app: Any, browser: Visit) -> None:
    found = uploaded(browser, mp4(65), "tides.mov", "video")
    assert (found["type"], found["duration"], found["state"]) == ("video/mp4", "1:05", "here")
    assert found["words"].startswith("MP4, ")
    assert found["media"].endswith(".mp4")
    assert kept(app, found) == mp4(65)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HTML, "This is a web page, whatever its name says. A video is sent as MP4."),
        (mp4(5, SOUND), "There are no pictures in it, only sound. Export the video again, as MP4."),
        (b"", "This file is empty."),
    ],
    ids=["page", "sound", "empty"],
)
def test_what_shows_nothing_is_no_video(browser: Visit, content: bytes, sentence: str) -> None:
    found = uploaded(browser, content, "tides.mp4", "video")
    assert (found["state"], found["problem"], found["media"]) == ("refused", sentence, None)


@pytest.mark.parametrize("content", [HTML, mp3(1), b"\0"], ids=["page", "sound", "byte"])
def test_any_file_is_kept_as_nothing_that_is_shown(
    app: Any, browser: Visit, content: bytes
) -> None:
    found = uploaded(browser, content, "tides.html", "file")
    assert (found["type"], found["name"]) == ("application/octet-stream", "tides.html")
    assert found["media"].endswith(".bin")
    assert kept(app, found) == content


@pytest.mark.parametrize("purpose", ["video", "file", "captions"])
def test_who_edits_no_courses_sends_nothing_for_them(editor: Visit, purpose: str) -> None:
    begun(editor, 4, "tides", 403, purpose)
    begun(editor, 4, "tides")
    assert [each.purpose for each in Upload.objects] == [None]


@pytest.mark.parametrize("purpose", ["", "video", "file", "captions"])
def test_an_empty_file_is_not_kept(browser: Visit, purpose: str) -> None:
    assert uploaded(browser, b"", "tides.mp4", purpose)["problem"] == "This file is empty."


def test_of_captions_that_is_kept_which_is_written_here(app: Any, browser: Visit) -> None:
    before = set(app.registry.uploads.folder.iterdir())
    found = uploaded(browser, SRT, "tides.srt", "captions")
    written = b"WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHigh water\n"
    assert (found["type"], kept(app, found)) == ("text/vtt", written)
    again = uploaded(browser, written, "tides.vtt", "captions")
    assert again["media"] == found["media"]
    assert set(app.registry.uploads.folder.iterdir()) == before


def test_captions_that_are_killed_while_they_are_written_are_read_again(
    app: Any, browser: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = begun(browser, len(SRT), "tides.srt", purpose="captions")
    with monkeypatch.context() as patch:
        patch.setattr(Upload, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            sent(browser, address, 0, SRT)
    assert read_captions(lying(app, address).read_bytes())[0].text == "High water"
    assert told(browser, address)["state"] == "here"


def killed(*_args: Any, **_known: Any) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HTML, "These are no captions."),
        (SRT.replace(b"02", b"00"), "Caption 1, at 00:00:01.000, ends before anybody can read it."),
    ],
)
def test_wrong_captions_are_told_by_their_place(
    browser: Visit, content: bytes, sentence: str
) -> None:
    found = uploaded(browser, content, "tides.srt", "captions")
    assert found["problem"].startswith(sentence)


def test_captions_are_small(browser: Visit) -> None:
    begun(browser, 2_000_001, "tides.srt", 413, "captions")


def test_nothing_comes_for_a_purpose_that_nobody_knows(browser: Visit) -> None:
    begun(browser, 10, "tides.srt", 400, "pictures")
    address = begun(browser, 4, "tides.srt", purpose="file")
    Upload.objects.update(purpose="of later")
    sent(browser, address, 0, b"1234")
    assert told(browser, address)["problem"].startswith("A newer version of this site took this")


@pytest.mark.parametrize(
    ("content", "sent_as"),
    [(mp3(2), AUDIO), (mp4(8, name="ebb"), VIDEO), (HTML, FILE), (SRT, CAPTIONS)],
)
def test_it_is_taken_for_nothing_else(
    app: Any, browser: Visit, content: bytes, sent_as: Any
) -> None:
    key = uploaded(browser, content, purpose=sent_as.name or "")["media"]
    account = Upload.objects.get(media=key).account
    claim = app.registry.uploads.claim
    taken = [each for each in PURPOSES.values() if claim(account, key, utc_now(), each)]
    assert taken == [sent_as]
