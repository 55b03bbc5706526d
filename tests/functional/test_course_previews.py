"""The page of a course and all of its lectures before it is out, by a secret link."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import (
    AuditLine,
    Course,
    Enrolment,
    Lecture,
    TranscriptLine,
    utc_now,
)
from talkpython_site.documents.lecture import Captions, Download
from talkpython_site.documents.previewed import PREVIEW_KEPT
from tests.audio import SOUND, keep_audio
from tests.conftest import Visit
from tests.course_forms import form_of
from tests.editors import DRAFT, now_of
from tests.episode_forms import moved
from tests.factories import make_account, make_course, make_lecture
from tests.moves import EDITOR
from tests.previews import SITE, linked, press
from tests.visitors import admin, led_to, signed_in

VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\nEbb.\n"
WORDS = "The tide comes in twice"
PLANNED: dict[str, Any] = {"state": "published", "published_at": utc_now() + timedelta(days=3)}
BELOW = ("", "/2", "/3", "/3/video.mp4", "/3/captions.en.vtt", "/3/files/table.csv")


@pytest.fixture
def course(app: Any, visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    """A draft of two lectures; the second is no preview, and all that it may hold is kept here."""
    made = make_course("Tides by Hand", slug="tides", outline=(2,), **DRAFT)
    make_lecture(made)
    held(app, made, made.lectures[1].key)
    return made


def held(app: Any, course: Course, key: int) -> Lecture:
    keep = app.registry.media
    return make_lecture(
        course, key, video=keep_audio(keep, SOUND, "mp4"), text_html=f"<p>{WORDS}.</p>",
        transcript=[TranscriptLine(start_seconds=0.0, text="Ebb.")],
        captions=[Captions(language="en", vtt=VTT)],
        downloads=[Download(name="table.csv", media=keep_audio(keep).media, size_bytes=3)],
    )  # fmt: skip


def links(page: Any, selector: str) -> list[str]:
    return [each["href"] for each in page.html.select(selector)]


def test_a_guest_sees_the_page_as_it_will_be(app: Any, visit: Visit, course: Course) -> None:
    link = linked(app, course)
    page = visit.get(link)
    words = page.html.main.get_text(" ", strip=True)
    told = " ".join(page.html.select_one(".preview-banner").text.split())
    assert "This is a preview of “Tides by Hand”. It is not published." in told
    assert page.html.h1.text == "Tides by Hand"
    assert links(page, ".outline-lines a") == [f"{link}/{each.key}" for each in course.lectures]
    assert "Enrol" not in words
    assert "/courses/tides" not in str(page.html)


def test_every_lecture_opens_with_all_that_it_holds(app: Any, visit: Visit, course: Course) -> None:
    link = f"{linked(app, course)}/{course.lectures[1].key}"
    page = visit.get(link)
    assert WORDS in page
    assert "/courses/tides" not in str(page.html)
    (video,) = page.html.select("video")
    assert video["src"].partition("#")[0] == f"{link}/video.mp4"
    assert links(page, "#files a") == [f"{link}/files/table.csv"]
    assert visit.get(f"{link}/video.mp4", headers={"Range": "bytes=0-3"}).body == SOUND[:4]
    assert visit.get(video.track["src"]).text == VTT
    assert "attachment" in visit.get(f"{link}/files/table.csv").headers["Content-Disposition"]
    assert Enrolment.objects.count() == 0


@pytest.mark.parametrize("below", BELOW)
def test_nobody_keeps_it_or_tells_of_it(app: Any, visit: Visit, course: Course, below: str) -> None:
    link = linked(app, course)
    for address, status in (
        (link + below, 200),
        (f"{link[:-1]}x{below}", 404),
        (f"{link}/99", 404),
    ):
        headers = visit.get(address, status=status).headers
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Robots-Tag"] == "noindex"
    assert len(app.registry.kept_pages) == 0


def test_a_planned_one_says_when_by_the_clocks_of_the_site(
    app: Any, visit: Visit, course: Course
) -> None:
    course.schedule(PLANNED["published_at"], EDITOR)
    page = visit.get(linked(app, now_of(course)))
    assert "It is planned for" in page
    assert app.registry.site.site_zone.key in page


@pytest.mark.parametrize("below", BELOW)
def test_once_it_is_out_the_link_leads_there(
    app: Any, visit: Visit, course: Course, below: str
) -> None:
    link = linked(app, course)
    now_of(course).publish(EDITOR)
    name = below + {"/2": f"/{course.lectures[0].slug}"}.get(below, "")
    name += f"/{course.lectures[1].slug}" if below == "/3" else ""
    answer = visit.get(link + below, status=302)
    assert answer.location.endswith(f"/courses/tides{name}")


@pytest.mark.parametrize("below", BELOW)
def test_it_ends(app: Any, visit: Visit, course: Course, below: str) -> None:
    link = linked(app, course)
    with time_machine.travel(utc_now() + PREVIEW_KEPT, tick=False):
        visit.get(link + below, status=404)
    now_of(course).end_preview(EDITOR)
    visit.get(link + below, status=404)
    again = linked(app, course)
    now_of(course).bin(EDITOR)
    visit.get(again + below, status=404)


def test_what_is_taken_down_is_shown_by_a_new_link(app: Any, visit: Visit, course: Course) -> None:
    course.publish(EDITOR)
    course.unpublish("It is over.", EDITOR)
    page = signed_in(visit, make_account()).get(linked(app, course))
    assert page.html.h1.text == "Tides by Hand"
    assert "It is over." not in page
    assert "is not out at the moment" not in page


def test_links_of_one_kind_open_nothing_of_the_other(
    app: Any, visit: Visit, course: Course
) -> None:
    link = linked(app, course)
    for below in ("/audio.mp3", "/chapters.json", "/item.xml"):
        visit.get(link + below, status=404)


# Made beside its form


def test_an_admin_makes_and_ends_it(visit: Visit, course: Course) -> None:
    browser = admin(visit)
    assert led_to(press(browser, course, "begin"))[1] == (
        "The preview link is made: whoever has it sees the course."
    )
    page = browser.get(f"/admin/courses/{course.id}")
    link = page.html.select_one("#preview-address").text.removeprefix(SITE)
    visit.get(link)
    assert "See what you have typed" not in page
    assert led_to(press(browser, course, "end"))[0] == f"/admin/courses/{course.id}"
    visit.get(link, status=404)
    assert [line.action for line in AuditLine.objects.order_by("id")] == [
        "preview link made",
        "preview link ended",
    ]


def test_what_is_typed_meanwhile_stays_typed(visit: Visit, course: Course) -> None:
    page = moved(form_of(admin(visit), course), "begin", 200, title="Ebb")
    assert page.html.select_one("[name=title]")["value"] == "Ebb"
    assert "what you typed is not saved yet" in page
    assert (now_of(course).title, now_of(course).has_preview(utc_now())) == ("Tides by Hand", True)


def test_who_is_no_admin_makes_none(visit: Visit, course: Course) -> None:
    press(signed_in(visit, make_account()), course, "begin", 403)
    press(admin(visit), course, "share", 400)
    visit.get(f"/admin/courses/{course.id}/preview", status=405)
    assert not now_of(course).has_preview(utc_now())
