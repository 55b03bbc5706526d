"""Videos, captions and downloads of a lecture, from a browser without script."""

from typing import Any

import pytest

from talkpython_site.captions import read_captions
from talkpython_site.documents import Lecture, LetGo, Upload, utc_now
from talkpython_site.upload_tidying import tidy
from tests.conftest import Visit
from tests.episode_forms import wrong
from tests.lecture_forms import (
    SRT,
    VTT,
    address_of,
    chosen,
    entry_of,
    form_at,
    lecture_form,
    made,
    pressed,
    saved,
    sent,
    stored,
)
from tests.video import SOUND, VIDEO, mp4
from tests.visitors import admin

HTML = b"<!doctype html><script>alert(1)</script>"
NOT_TYPED = "Length: Empty this field: the length of a file, and of a text, is counted."
GERMAN = SRT.replace(b"High", b"Hohes")


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


@pytest.fixture
def lecture() -> Lecture:
    return made()


def lose_all(app: Any) -> None:
    media = app.registry.media
    for key in list(media.keys()):
        media.delete(key)


def note(page: Any, of: str) -> str:
    return str(page.html.select_one(f".upload[data-for='{of}'] .kept").get_text())


def test_a_video_is_kept_and_saved(app: Any, browser: Visit, lecture: Lecture) -> None:
    page = chosen(browser.get(address_of(lecture)), "video", VIDEO, "tides.mp4", text="Words")
    assert page.request.path == "/admin/lectures/files"
    assert note(page, "media").startswith("It is here, and is seen once you save the form.")
    assert page.html.select_one(".upload-here").get_text().startswith("MP4, ")
    form = lecture_form(page)
    assert (form["text"].value, form["duration"].value) == ("Words", "")
    assert "video" not in stored(lecture)
    sent(form)
    kept = stored(lecture)
    assert kept["video"]["type"] == "video/mp4"
    assert kept["video"]["size_bytes"] == len(VIDEO)
    assert kept["duration_seconds"] == 5
    with app.registry.media.open(kept["video"]["media"]) as file:
        assert file.read() == VIDEO
    assert entry_of(lecture).has_video


def test_a_video_takes_the_place_of_an_address_and_back(browser: Visit, lecture: Lecture) -> None:
    address = "https://media.example/tides.mp4"
    saved(browser, lecture, video=address, duration="9:59")
    page = chosen(browser.get(address_of(lecture)), "video", VIDEO, "tides.mp4")
    sent(lecture_form(page))
    assert stored(lecture)["video"].keys() == {"media", "type", "size_bytes"}
    assert stored(lecture)["duration_seconds"] == 5
    page = browser.get(address_of(lecture))
    assert page.html.select_one(".upload-here").get_text().endswith(", 0:05")
    assert lecture_form(page)["duration"].value == ""
    sent(lecture_form(page), video=address, media="", duration="9:59")
    assert stored(lecture)["duration_seconds"] == 599
    assert stored(lecture)["video"] == {"url": address, "type": "video/mp4"}
    taken = sent(lecture_form(browser.get(address_of(lecture))), video="")
    assert taken.status_int == 303
    assert "video" not in stored(lecture)
    assert (entry_of(lecture).has_video, entry_of(lecture).duration_seconds) == (False, 8)


def test_both_are_one_too_many(browser: Visit, lecture: Lecture) -> None:
    page = chosen(browser.get(address_of(lecture)), "video", VIDEO, "tides.mp4")
    page = sent(lecture_form(page), 422, video="https://media.example/1.mp4")
    assert wrong(page) == [
        "Address of the video: Take one of both: the video that you uploaded, or this address."
    ]
    sent(lecture_form(pressed(page, "no-video")))
    assert stored(lecture)["video"]["url"] == "https://media.example/1.mp4"


def test_a_video_is_as_long_as_its_file_whatever_is_typed(
    app: Any, browser: Visit, lecture: Lecture
) -> None:
    page = chosen(browser.get(address_of(lecture)), "video", VIDEO, "tides.mp4")
    page = sent(lecture_form(page), 422, duration="9:00:00")
    assert wrong(page) == [NOT_TYPED]
    sent(lecture_form(page), duration="")
    assert stored(lecture)["duration_seconds"] == 5
    assert wrong(sent(form_at(browser, lecture), 422, duration="9:00:00")) == [NOT_TYPED]
    Lecture.collection().update_one({"_id": lecture.id}, {"$set": {"duration_seconds": 599}})
    assert saved(browser, lecture, is_preview="yes")["duration_seconds"] == 599
    assert saved(browser, lecture, text="Words")["duration_seconds"] == 5
    lose_all(app)
    assert saved(browser, lecture, text="Other words")["duration_seconds"] == 5


def test_a_text_is_as_long_as_it_takes_to_read(browser: Visit, lecture: Lecture) -> None:
    Lecture.collection().update_one({"_id": lecture.id}, {"$set": {"transcript": []}})
    page = sent(form_at(browser, lecture), 422, text="word " * 201, duration="9:00:00")
    assert wrong(page) == [NOT_TYPED]
    sent(lecture_form(page), duration="")
    assert (stored(lecture)["duration_seconds"], entry_of(lecture).duration_seconds) == (120, 120)
    said = "0:00 Welcome.\n10:00 The end."
    assert saved(browser, lecture, transcript=said)["duration_seconds"] == 601
    assert saved(browser, lecture, text="", transcript="")["duration_seconds"] == 0
    html = f"<p>{'<b>word</b> ' * 200}</p>"
    other = made(text_html=html, text_source=None, transcript=[])
    assert saved(browser, other, text=f"<i>{html}</i>")["duration_seconds"] == 60


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HTML, "This is a web page, whatever its name says. A video is sent as MP4."),
        (mp4(5, SOUND), "There are no pictures in it, only sound. Export the video again, as MP4."),
        (b"", "This file is empty."),
    ],
    ids=["page", "sound", "empty"],
)
def test_what_is_no_video_is_said_there(
    browser: Visit, lecture: Lecture, content: bytes, sentence: str
) -> None:
    page = chosen(browser.get(address_of(lecture)), "video", content, "tides.mp4", 422, text="Kept")
    assert wrong(page) == [f"Video: {sentence}"]
    assert lecture_form(page)["text"].value == "Kept"


def test_a_file_that_is_missing_is_named(app: Any, browser: Visit, lecture: Lecture) -> None:
    page = chosen(browser.get(address_of(lecture)), "video", VIDEO, "tides.mp4")
    sent(lecture_form(chosen(page, "download", b"1", "notes.pdf")))
    assert not browser.get(address_of(lecture)).html.select(".lecture-missing")
    lose_all(app)
    said = browser.get(address_of(lecture)).html.select(".lecture-missing li")
    assert [each.get_text() for each in said] == [
        "This video is missing in the storage of the site: nobody can watch it. Upload it again.",
        "“notes.pdf” is missing in the storage of the site: nobody can get it. Upload it again.",
    ]


# Captions


def told_of_captions(page: Any) -> list[str]:
    return [each.get_text() for each in page.html.select("[data-known='captions'] li span")]


def test_captions_of_several_languages_are_saved(browser: Visit, lecture: Lecture) -> None:
    page = chosen(browser.get(address_of(lecture)), "captions", SRT, "tides.en.srt")
    assert note(page, "captions") == (
        "The captions in “English” are here. They are seen once you save the form."
    )
    page = chosen(page, "captions", GERMAN, "Gezeiten.srt", captions_language="de_AT")
    lines = lecture_form(page)["captions"].value.split()
    assert lines[::2] == ["en", "de-AT"]
    assert lecture_form(page)["captions_language"].value == ""
    sent(lecture_form(page))
    kept = stored(lecture)["captions"]
    assert (kept[0]["language"], kept[0]["vtt"]) == ("en", VTT)
    assert read_captions(kept[1]["vtt"].encode())[0].text == "Hohes water"
    assert entry_of(lecture).languages == ["en", "de-AT"]
    page = browser.get(address_of(lecture))
    assert lecture_form(page)["captions"].value.split() == lines
    assert [(each["cue_count"], each["end_seconds"]) for each in kept] == [(1, 2.5)] * 2
    assert told_of_captions(page) == ["1 line, to 0:02"] * 2
    old = {"captions.$[].cue_count": "", "captions.$[].end_seconds": ""}
    Lecture.collection().update_one({"_id": lecture.id}, {"$unset": old})
    assert told_of_captions(browser.get(address_of(lecture))) == ["1 line, to 0:02"] * 2


def test_captions_change_their_language_and_go(browser: Visit, lecture: Lecture) -> None:
    page = chosen(browser.get(address_of(lecture)), "captions", SRT, "tides.en.srt")
    sent(lecture_form(chosen(page, "captions", GERMAN, "tides.de.srt")))
    form = lecture_form(browser.get(address_of(lecture)))
    english, german = form["captions"].value.strip().splitlines()
    Upload.objects.delete()
    sent(form, captions=f"{german}\n{english.replace('en', 'en-GB')}")
    assert [each["language"] for each in stored(lecture)["captions"]] == ["de", "en-GB"]
    saved(browser, lecture, captions=german)
    assert entry_of(lecture).languages == ["de"]


@pytest.mark.parametrize(
    ("content", "typed", "sentence"),
    [
        (HTML, "de", "These are no captions. WebVTT begins with WEBVTT, SRT with"),
        (SRT.replace(b"02", b"00"), "de", "Caption 1, at 00:00:01.000, ends before"),
        (SRT, "", "Type the language of these captions: its code, as en for English."),
        (SRT, "klingon", "Type the language of these captions: its code, as en for English."),
        (GERMAN, "english", "There are captions in “en” already: take that line away"),
    ],
)
def test_wrong_captions_are_said_there(
    browser: Visit, lecture: Lecture, content: bytes, typed: str, sentence: str
) -> None:
    page = chosen(browser.get(address_of(lecture)), "captions", SRT, "tides.en.srt")
    before = lecture_form(page)["captions"].value
    page = chosen(page, "captions", content, "a.srt", 422, captions_language=typed, text="Kept")
    (said,) = wrong(page)
    assert said.startswith(f"Captions: {sentence}")
    form = lecture_form(page)
    assert (form["captions"].value, form["text"].value) == (before, "Kept")


def test_captions_of_which_the_file_is_gone_are_named(
    app: Any, browser: Visit, lecture: Lecture
) -> None:
    page = chosen(browser.get(address_of(lecture)), "captions", SRT, "tides.en.srt")
    lose_all(app)
    page = sent(lecture_form(page), 422)
    assert wrong(page) == [
        "Captions: The captions in “en” are not here any more. Upload them again."
    ]


# Downloads


def test_files_are_handed_out_under_their_names(browser: Visit, lecture: Lecture) -> None:
    page = chosen(browser.get(address_of(lecture)), "download", HTML, "C:\\slides\\../notes.html")
    page = chosen(page, "download", b"1", "notes.html")
    assert note(page, "downloads") == (
        "There is a file “notes.html” already: this one is called “notes 2.html”."
        " Save the form to hand it out."
    )
    form = lecture_form(page)
    names = [line.partition(" |")[0] for line in form["downloads"].value.strip().splitlines()]
    assert names == ["notes.html", "notes 2.html"]
    sent(form)
    first, second = stored(lecture)["downloads"]
    assert (first["name"], first["size_bytes"]) == ("notes.html", len(HTML))
    assert first["media"].endswith(".bin")
    known = browser.get(address_of(lecture)).html.select("[data-known='downloads'] li span")
    assert [each.get_text() for each in known] == ["40 bytes", "1 byte"]
    moved = f"last | {second['media']}\n../first\u202e.pdf | {first['media']}"
    kept = saved(browser, lecture, downloads=moved)["downloads"]
    assert [(each["name"], each["media"]) for each in kept] == [
        ("last", second["media"]),
        ("first.pdf", first["media"]),
    ]


def test_what_is_replaced_is_let_go_and_stays_for_a_while(
    app: Any, browser: Visit, lecture: Lecture
) -> None:
    page = chosen(browser.get(address_of(lecture)), "video", VIDEO, "tides.mp4")
    sent(lecture_form(chosen(page, "download", b"1", "notes.pdf")))
    kept = stored(lecture)
    keys = {kept["video"]["media"], kept["downloads"][0]["media"]}
    sent(lecture_form(browser.get(address_of(lecture))), media="", downloads="")
    assert {each.id for each in LetGo.objects} == keys
    Upload.objects.delete()
    tidy(app.registry.uploads, utc_now())
    assert all(map(app.registry.media.has, keys))


def test_an_empty_file_is_said_there(browser: Visit, lecture: Lecture) -> None:
    page = chosen(browser.get(address_of(lecture)), "download", b"", "notes.pdf", 422)
    assert wrong(page) == ["Files to take along: This file is empty."]
    page = pressed(browser.get(address_of(lecture)), "download", 422)
    assert wrong(page) == ["Files to take along: Choose a file first."]


def test_a_form_that_is_too_old_to_say_of_which_lecture_it_is(browser: Visit) -> None:
    form = browser.get("/admin/courses/new").forms["course-form"]
    form.action = "/admin/lectures/files"
    assert "There is no such lecture here." in form.submit(status=404)
