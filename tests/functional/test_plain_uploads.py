"""Uploads from a browser without script: the form is shown with the file, and nothing is saved."""

from typing import Any

import pytest
from webtest import Upload as Chosen

from talkpython_site.documents import Enclosure, Episode, Upload, utc_now
from tests.audio import keep_audio, mp3, wav
from tests.conftest import Visit
from tests.editors import DRAFT, make_tides
from tests.episode_forms import (
    NEW,
    ORIGIN,
    address_of,
    editor_of,
    form_at,
    form_in,
    saved,
    sent,
    stored,
    wrong,
)
from tests.factories import make_episode, make_podcast
from tests.functional.test_episode_files import pressed
from tests.uploading import begun, uploaded

SOUND = mp3(3)


def note(page: Any) -> str:
    return str(page.html.select_one(".upload .kept").get_text())


def chosen(page: Any, content: bytes = SOUND, status: int = 200, **values: Any) -> Any:
    return pressed(page, "audio", status, audio_file=Chosen("tides.mp3", content), **values)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_file_is_kept_and_the_form_shown_with_it(app: Any, visit: Visit, *, is_new: bool) -> None:
    show = make_podcast()
    made = make_tides(show, **DRAFT, enclosure=None, duration_seconds=None)
    browser = editor_of(visit, made)
    page = chosen(browser.get(NEW if is_new else address_of(made)), title="Ebb", summary="<b>")
    assert note(page) == "It is here, and plays once you save the form. Nothing is saved yet."
    assert page.html.select_one(".upload-here").get_text() == "MP3, 12 kB, 0:03, 32 kbit/s"
    form = form_in(page)
    assert (form["title"].value, form["summary"].value) == ("Ebb", "<b>")
    assert (form["audio_type"].value, form["duration"].value) == ("audio/mpeg", "0:03")
    assert Episode.objects(title="Ebb").count() == 0
    sent(form)
    found = Episode.objects.get(title="Ebb")
    assert (found.enclosure.size_bytes, found.enclosure.type) == (len(SOUND), "audio/mpeg")
    assert found.duration_seconds == 3
    with app.registry.media.open(found.enclosure.media) as file:
        assert file.read() == SOUND


@pytest.mark.parametrize("before", [None, 600])
def test_what_was_typed_stands(visit: Visit, before: int | None) -> None:
    made = make_episode(state="draft", duration_seconds=before)
    page = chosen(editor_of(visit, made).get(address_of(made)), title="", duration="9:59")
    assert "It is 0:03 long, and 9:59 is typed." in note(page)
    assert "It calls itself “Tides”." in note(page)
    assert form_in(page)["duration"].value == "9:59"
    assert form_in(chosen(page, wav(2)))["duration"].value == "9:59"


def test_a_length_that_nobody_typed_follows_the_file(visit: Visit) -> None:
    made = make_episode(state="draft", enclosure=None, duration_seconds=None)
    browser = editor_of(visit, made)
    sent(form_in(chosen(browser.get(address_of(made)), mp3(27))))
    assert stored(made)["duration_seconds"] == 27
    once = chosen(browser.get(address_of(made)), SOUND)
    assert "It is 0:03 long: 0:27 stood there." in note(once)
    twice = chosen(once, wav(2))
    assert "It is 0:02 long: 0:03 stood there." in note(twice)
    assert twice.html.select_one(".upload")["data-filled"] == "0:27 0:02"
    sent(form_in(twice))
    assert stored(made)["duration_seconds"] == 2


@pytest.mark.parametrize("content", [b"<html>", SOUND[:-9], b"PK\x03\x04"])
def test_what_is_no_audio_is_said_at_its_place(visit: Visit, content: bytes) -> None:
    made = make_episode(state="draft")
    page = chosen(editor_of(visit, made).get(address_of(made)), content, 422, title="Ebb")
    assert wrong(page)[0].startswith("File: Th")
    assert form_in(page)["title"].value == "Ebb"
    assert form_in(page)["media"].value == ""


def test_one_that_is_too_large_is_said_at_its_place(visit: Visit) -> None:
    made = make_episode(state="draft")
    most = visit.app.registry.site.uploads_plain_bytes
    page = chosen(editor_of(visit, made).get(address_of(made)), bytes(most + 1), 413, title="Ebb")
    assert wrong(page)[0].startswith("File: A file of 100 MB: 100 MB are the most.")
    assert form_in(page)["title"].value == "Ebb"


def test_what_the_site_does_not_take_is_said_at_its_place(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_episode(state="draft")
    monkeypatch.setattr(visit.app.registry.uploads, "largest_bytes", 100)
    page = chosen(editor_of(visit, made).get(address_of(made)), status=413, title="Ebb")
    assert wrong(page) == ["File: A file of 12 kB: 100 bytes are the most."]
    assert form_in(page)["title"].value == "Ebb"


def test_it_is_taken_away_again(visit: Visit) -> None:
    kept = keep_audio(visit.app.registry.media)
    made = make_episode(state="draft", enclosure=kept)
    page = pressed(editor_of(visit, made).get(address_of(made)), "no-audio")
    assert note(page) == "Taken away. Nothing is saved yet: save the form."
    assert stored(made)["enclosure"]["media"] == kept.media
    sent(form_in(page))
    assert "enclosure" not in stored(made)


# What a form names


def test_only_an_upload_of_ones_own_is_named(visit: Visit) -> None:
    made = make_episode(state="draft")
    browser, other = editor_of(visit, made), editor_of(visit, made)
    key = uploaded(other, SOUND)["media"]
    page = sent(form_at(browser, address_of(made)), 422, media=key, title="Ebb")
    assert wrong(page) == ["File: This file is not here any more. Upload it again."]
    assert form_in(page)["title"].value == "Ebb"
    sent(form_at(other, address_of(made)), media=key)
    assert stored(made)["enclosure"]["media"] == key


@pytest.mark.parametrize("key", ["x", "3f" * 32 + ".mp3", "../../etc/passwd"])
def test_what_is_no_upload_is_not_named(visit: Visit, key: str) -> None:
    made = make_episode(state="draft")
    page = sent(form_at(editor_of(visit, made), address_of(made)), 422, media=key)
    assert wrong(page) == ["File: This file is not here any more. Upload it again."]


def test_type_and_bytes_of_a_file_are_facts(visit: Visit) -> None:
    made = make_episode(state="draft", duration_seconds=None)
    browser = editor_of(visit, made)
    key = uploaded(browser, SOUND)["media"]
    typed: dict[str, Any] = {"audio_bytes": "7", "audio_type": "video/mp4", "duration": ""}
    sent(form_at(browser, address_of(made)), media=key, **typed)
    facts = {"media": key, "type": "audio/mpeg", "size_bytes": len(SOUND)}
    assert stored(made)["enclosure"] == facts
    assert stored(made)["duration_seconds"] == 3
    assert saved(visit, made, audio_bytes="8", title="Ebb")["enclosure"] == facts


def test_a_file_and_a_new_address_are_one_too_many(visit: Visit) -> None:
    made = make_episode(state="draft", enclosure=None)
    browser = editor_of(visit, made)
    key, address = uploaded(browser, SOUND)["media"], "https://media.example/1.mp3"
    page = sent(form_at(browser, address_of(made)), 422, media=key, audio=address)
    assert wrong(page) == [
        "Address of the file: Take one of both: the file that you uploaded, or this address."
    ]


def test_a_new_file_takes_the_place_of_an_address(visit: Visit) -> None:
    made = make_episode(enclosure=Enclosure(url="https://media.example/1.mp3", type="audio/mpeg"))
    browser = editor_of(visit, made)
    key = uploaded(browser, SOUND)["media"]
    sent(form_at(browser, address_of(made)), media=key)
    assert "url" not in stored(made)["enclosure"]


def test_an_upload_that_a_form_names_stays_while_it_is_saved(visit: Visit) -> None:
    made = make_episode(state="draft")
    browser = editor_of(visit, made)
    key = uploaded(browser, SOUND)["media"]
    before = Upload.objects.get(media=key).expires_at
    sent(form_at(browser, address_of(made)), media=key)
    assert Upload.objects.get(media=key).expires_at > before
    Upload.collection().update_one({"media": key}, {"$set": {"expires_at": utc_now()}})
    other = make_tides(make_podcast(), **DRAFT)
    page = sent(form_at(editor_of(visit, other), address_of(other)), 422, media=key)
    assert wrong(page)[0].startswith("File: This file is not here any more.")


def test_an_unfinished_upload_is_not_named(visit: Visit) -> None:
    made = make_episode(state="draft")
    browser = editor_of(visit, made)
    address = begun(browser, len(SOUND))
    sent(form_at(browser, address_of(made)), 422, media=address.rpartition("/")[2])


def test_a_file_that_was_chosen_and_not_sent_is_missed(visit: Visit) -> None:
    made = make_episode(state="draft")
    browser = editor_of(visit, made)
    form = form_at(browser, address_of(made))
    form["title"] = "Ebb"
    fields = [*form.submit_fields(), ("audio_file", "tides.mp3")]  # as browsers name it
    page = browser.post(address_of(made), fields, headers=ORIGIN, status=422)
    assert wrong(page)[0].startswith("File: “tides.mp3” was not sent.")
    sent(form_in(page))
    assert stored(made)["title"] == "Ebb"
