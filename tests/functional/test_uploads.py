"""Uploads in pieces: begun, gone on with after a break, checked and kept."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import Podcast, Upload, utc_now
from tests.audio import mp3, wav
from tests.conftest import Visit
from tests.uploading import UPLOADS, begun, editor_account, lying, sent, told, tus, uploaded
from tests.visitors import signed_in

SOUND = mp3(3)
HALF = len(SOUND) // 2


def test_it_says_what_it_speaks(editor: Visit) -> None:
    for address in (UPLOADS, "/admin/uploads/x"):
        headers = tus(editor, "OPTIONS", address, 204).headers
        assert headers["Tus-Resumable"] == headers["Tus-Version"] == "1.0.0"
        assert headers["Tus-Extension"] == "creation,termination,expiration"
        assert headers["Tus-Max-Size"] == str(10**9)
    answer = tus(editor, "POST", UPLOADS, 412, Tus_Resumable="0.2.2")
    assert answer.headers["Tus-Version"] == "1.0.0"


def test_a_file_comes_in_pieces_and_is_known(app: Any, editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    assert tus(editor, "HEAD", address, 200).headers["Upload-Offset"] == "0"
    answer = sent(editor, address, 0, SOUND[:HALF])
    assert answer.headers["Upload-Offset"] == str(HALF)
    assert answer.headers["Upload-Expires"].endswith("GMT")
    headers = tus(editor, "HEAD", address, 200).headers
    assert (headers["Upload-Offset"], headers["Upload-Length"]) == (str(HALF), str(len(SOUND)))
    assert headers["Cache-Control"] == "no-store"
    assert told(editor, address)["state"] == "arriving"
    sent(editor, address, HALF, SOUND[HALF:])
    known = told(editor, address)
    assert (known["state"], known["type"], known["duration"]) == ("here", "audio/mpeg", "0:03")
    assert (known["bytes"], known["title"]) == (str(len(SOUND)), "Tides")
    assert known["words"] == "MP3, 12 kB, 0:03, 32 kbit/s"
    with app.registry.media.open(known["media"]) as file:
        assert file.read() == SOUND
    assert not lying(app, address).exists()


def test_who_speaks_is_told_as_the_file_says_it(editor: Visit) -> None:
    assert uploaded(editor, mp3(1, artist="Ines Okafor"))["artist"] == "Ines Okafor"
    assert uploaded(editor, SOUND)["artist"] == ""


def test_the_same_bytes_twice_are_kept_once(app: Any, editor: Visit) -> None:
    first, second = uploaded(editor, SOUND), uploaded(editor, SOUND)
    assert first["media"] == second["media"]
    assert list(app.registry.media.keys()).count(first["media"]) == 1


@pytest.mark.parametrize(
    ("name", "ending"), [("a.wav", "wav"), ("a.mp3", "wav"), ("", "wav"), ("“ü”.WAV", "wav")]
)
def test_its_name_does_not_say_what_it_is(editor: Visit, name: str, ending: str) -> None:
    known = uploaded(editor, wav(), name)
    assert (known["name"], known["media"].rpartition(".")[2]) == (name, ending)


# Wrong input


NOT_AUDIO = {
    "html": (b"<!DOCTYPE html><script>alert(1)</script>" * 50, "This is a web page"),
    "svg": (b"\n<svg onload='alert(1)'/>" * 50, "This is a drawing (SVG)"),
    "zip": (b"PK\x03\x04" + bytes(2_000), "This is a ZIP archive"),
    "executable": (b"MZ\x90" + bytes(2_000), "This is a program"),
    "script": (b"#!/bin/sh\nrm -rf /\n", "This is a program"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(2_000), "This is a picture"),
    "noise": (bytes(range(256)) * 20, "This is no audio"),
    "empty": (b"", "This file is empty."),
    "tag alone": (mp3(0), "The file ends too early"),
    "tag before a page": (mp3(0) + b"<html>" * 500, "This is no MP3"),
    "truncated": (SOUND[:-50], "The file ends too early"),
    "truncated wav": (wav()[:-500], "The file ends too early"),
}


@pytest.mark.parametrize("kind", NOT_AUDIO)
def test_what_is_no_audio_is_not_kept(app: Any, editor: Visit, kind: str) -> None:
    content, problem = NOT_AUDIO[kind]
    before = list(app.registry.media.keys())
    address = begun(editor, len(content), "tides.mp3")
    if content:
        sent(editor, address, 0, content)
    known = told(editor, address)
    assert (known["state"], known["media"]) == ("refused", None)
    assert known["problem"].startswith(problem)
    assert list(app.registry.media.keys()) == before
    assert not lying(app, address).exists()
    sent(editor, address, len(content), b"more", 409)


def test_more_than_the_largest_file_is_refused_at_once(editor: Visit) -> None:
    begun(editor, 10**9)
    answer = tus(editor, "POST", UPLOADS, 413, Upload_Length=str(2 * 10**9))
    assert answer.text == "A file of 2.0 GB: 1.0 GB are the most."
    assert Upload.objects.count() == 1


@pytest.mark.parametrize("length", ["", "-1", "many", "1e3", "٣", "9" * 16])
def test_a_size_that_is_none_begins_nothing(editor: Visit, length: str) -> None:
    tus(editor, "POST", UPLOADS, 400, Upload_Length=length)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("metadata", ["", "filename", "filename %%%", "name YQ==", "filename /w=="])
def test_a_name_that_cannot_be_read_is_none(editor: Visit, metadata: str) -> None:
    tus(editor, "POST", UPLOADS, 201, Upload_Length="5", Upload_Metadata=metadata)
    assert Upload.objects.get().name in {"", None}


def test_a_wrong_offset_is_refused_and_changes_nothing(editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    sent(editor, address, 0, SOUND[:HALF])
    for offset in (0, HALF - 1, HALF + 1, len(SOUND)):
        assert sent(editor, address, offset, SOUND, 409).text.startswith(f"{HALF:,} bytes are here")
    tus(
        editor,
        "PATCH",
        address,
        400,
        Upload_Offset="x",
        Content_Type="application/offset+octet-stream",
    )
    tus(editor, "PATCH", address, 415, Upload_Offset=str(HALF), Content_Type="text/plain")
    sent(editor, address, HALF, SOUND, 413)
    sent(editor, address, HALF, SOUND[HALF:])
    assert told(editor, address)["state"] == "here"


def test_another_account_finds_nothing(visit: Visit, editor: Visit, show: Podcast) -> None:
    address = begun(editor, len(SOUND))
    other = signed_in(visit, editor_account(show))
    tus(other, "HEAD", address, 404)
    sent(other, address, 0, SOUND, 404)
    tus(other, "DELETE", address, 404)
    sent(editor, address, 0, SOUND)
    tus(editor, "HEAD", f"{UPLOADS}/nothing", 404)


def test_an_upload_that_has_expired_is_gone(editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    with time_machine.travel(utc_now() + timedelta(hours=23), tick=True):
        sent(editor, address, 0, SOUND[:HALF])
    assert Upload.objects.get().expires_at > utc_now() + timedelta(hours=46)
    Upload.collection().update_one({}, {"$set": {"expires_at": utc_now()}})
    assert sent(editor, address, HALF, SOUND[HALF:], 410).text.endswith("Begin it anew.")


def test_what_was_here_and_is_not_is_gone(app: Any, editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    sent(editor, address, 0, SOUND[:HALF])
    lying(app, address).unlink()
    sent(editor, address, HALF, SOUND[HALF:], 410)


def test_no_space_left_is_said_and_it_goes_on_later(app: Any, editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    lying(app, address).unlink()
    lying(app, address).symlink_to("/dev/full")
    answer = sent(editor, address, 0, SOUND, 507)
    assert answer.text.startswith("There is no room for it")
    lying(app, address).unlink()
    lying(app, address).touch()
    sent(editor, address, 0, SOUND)


def test_it_is_stopped_by_its_sender(app: Any, editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    sent(editor, address, 0, SOUND[:HALF])
    tus(editor, "DELETE", address, 204)
    assert not lying(app, address).exists()
    sent(editor, address, HALF, SOUND[HALF:], 404)
    known = uploaded(editor, mp3(2, "Stopped when it was here"))
    made = Upload.objects.get(media=known["media"])
    tus(editor, "DELETE", f"{UPLOADS}/{made.id}", 204)
    assert known["media"] not in set(app.registry.media.keys())


def test_five_unfinished_ones_are_the_most(visit: Visit, editor: Visit, show: Podcast) -> None:
    first, *_others = [begun(editor, len(SOUND)) for _ in range(5)]
    answer = tus(editor, "POST", UPLOADS, 429, Upload_Length="9")
    assert answer.text.startswith("5 uploads of yours are not finished.")
    sent(editor, first, 0, SOUND)
    begun(editor, len(SOUND))
    begun(signed_in(visit, editor_account(show)), len(SOUND))


# Who may


def test_a_missing_or_wrong_token_is_refused(editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    for token in ("", "x" * 32):
        tus(editor, "POST", UPLOADS, 400, Upload_Length="5", X_CSRF_Token=token)
        tus(editor, "PATCH", address, 400, SOUND, Upload_Offset="0", X_CSRF_Token=token)
        tus(editor, "DELETE", address, 400, X_CSRF_Token=token)
    assert Upload.objects.get().offset == 0


def test_who_is_signed_out_is_told_in_a_sentence(visit: Visit, editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    assert tus(visit, "HEAD", address, 403).headers["Tus-Resumable"] == "1.0.0"
    assert sent(visit, address, 0, SOUND, 403).text.startswith("You are signed out.")
    assert tus(signed_in(visit), "POST", UPLOADS, 403).text == "You may not upload here."


def test_a_piece_has_eight_megabytes_at_most(editor: Visit) -> None:
    address = begun(editor, 2**24)
    sent(editor, address, 0, bytes(2**23 + 1), 413)
    sent(editor, address, 0, bytes(2**23))
    assert Upload.objects.get().offset == 2**23
