"""What lectures hold, in every state of their course, for everybody: a table for people to read.

"Read": what the lecture holds is on its page; "locked": its page, and how to get in. Both lectures
are asked for at once: the one that is open to everybody, then any other.

Below a preview link all doors are asked for at once, by whoever has one that holds, has one that
was ended, or guesses. "Shown": what the course says or holds; "leads on": to where it is out.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from talkpython_site.documents import Course, Enrolment, TranscriptLine, utc_now
from talkpython_site.documents.lecture import Captions, Download
from talkpython_site.previews import token_of
from talkpython_site.sign_ins import hash_of
from tests.audio import SOUND, keep_audio
from tests.conftest import Visit
from tests.editors import DRAFT
from tests.factories import make_account, make_course, make_grant, make_lecture, make_topic
from tests.visitors import admin, signed_in

SAID, WRITTEN, TITLE = "Nobody heard this yet.", "<p>Nobody read this yet.</p>", "Kept Secret"
VTT, LATER = "WEBVTT\n\n00:00.000 --> 00:01.000\nKept.\n", datetime(2999, 1, 1, tzinfo=UTC)
WHO = ("signed out", "new", "granted", "enrolled", "left", "in another", "admin")
NOT_THERE = ["404 404"] * 7
TABLE = {
    "published": ["read locked", "read locked", "read locked", "read read", "read locked",
                  "read locked", "read locked"],
    "unpublished": ["410 410", "410 410", "410 410", "read read", "410 410", "410 410", "410 410"],
    "draft": ["404 404", "404 404", "404 404", "read read", "404 404", "404 404", "404 404"],
    "binned": NOT_THERE,
    "invented later": NOT_THERE,
}  # fmt: skip


def course_of(state: str) -> Course:
    course = make_course(TITLE, slug="secret", state=state, unpublished_reason="It is over.")
    for each in course.lectures[:2]:
        line = TranscriptLine(start_seconds=0.0, text=SAID)
        make_lecture(course, each.key, text_html=WRITTEN, transcript=[line])
    return course


def browsers(visit: Visit, course: Course) -> Iterator[Visit]:
    """In the order of ``WHO``."""
    other, accounts = make_course(slug="knots"), [make_account() for _ in range(5)]
    make_grant(course, accounts[1].email)
    for account, joined in zip(accounts[2:], (course, course, other), strict=True):
        Enrolment.enrol(joined.id, account.id)
    Enrolment.leave(course.id, accounts[3].id)
    yield visit
    for account in accounts:
        yield signed_in(visit, account)
    yield admin(visit)


def met(browser: Visit, address: str) -> str:
    page = browser.get(address, status="*")
    given = [word in page for word in (SAID, WRITTEN)]
    if all(given):
        return "read"
    assert not any(given), address
    is_locked = page.status_int == 403 and TITLE in page
    assert is_locked or TITLE not in page, address
    return "locked" if is_locked else str(page.status_int)


@pytest.mark.parametrize(("state", "expected"), TABLE.items(), ids=TABLE)
def test_who_reads_what(visit: Visit, state: str, expected: list[str]) -> None:
    course = course_of(state)
    found = {
        who: " ".join(met(browser, address) for address in addresses(course))
        for who, browser in zip(WHO, browsers(visit, course), strict=True)
    }
    assert found == dict(zip(WHO, expected, strict=True))


def addresses(course: Course) -> list[str]:
    return [f"/courses/secret/{each.key}/{each.slug}" for each in course.lectures[:2]]


def test_the_page_of_who_is_in_it_is_nobody_elses(visit: Visit) -> None:
    course = course_of("published")
    _out, _new, _granted, enrolled, *_others = browsers(visit, course)
    address = addresses(course)[1]
    page: Any = enrolled.get(address)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in page.headers
    assert met(visit, address) == "locked"


def test_opening_a_lecture_is_one_small_write_and_only_the_first_time(visit: Visit) -> None:
    course = course_of("published")
    _out, _new, _granted, enrolled, left, *_others = browsers(visit, course)
    first, second = addresses(course)
    for address in (first, second, second):
        enrolled.get(address)
        left.get(first)
    found = sorted(each.last for each in Enrolment.objects if each.last)
    assert found == [course.lectures[1].key]


STATES: dict[str, dict[str, Any]] = {
    "draft": DRAFT,
    "scheduled": {"published_at": LATER},
    "published": {},
    "unpublished": {"state": "unpublished"},
    "binned": {"state": "binned"},
    "invented later": {"state": "invented later"},
}
LINKED = {"draft": "shown", "scheduled": "shown", "published": "leads on", "unpublished": "shown"}
BELOW = ("", "/3", "/4", "/4/video.mp4", "/4/captions.en.vtt", "/4/files/tides.csv")
ELSEWHERE = ("/", "/courses", "/topics", "/people", "/sitemap.xml", "/llms.txt")


def linked_course(app: Any, state: str) -> tuple[Course, str, str]:
    """One whose second lecture holds all that one may, a link that holds and one that was ended."""
    course = make_course(TITLE, slug="secret", topics=[make_topic("Kept")], **STATES[state])
    keep = app.registry.media
    make_lecture(course)
    make_lecture(
        course, course.lectures[1].key, text_html=WRITTEN, video=keep_audio(keep, SOUND, "mp4"),
        captions=[Captions(language="en", vtt=VTT)],
        downloads=[Download(name="tides.csv", media=keep_audio(keep, SOUND).media, size_bytes=1)],
    )  # fmt: skip
    ended, live = (token_of(app.registry.signer, course.card_key, salt) for salt in ("old", "new"))
    course.preview_salt, course.preview_hash = "new", hash_of(live)
    course.preview_until = utc_now() + timedelta(days=1)
    course.change()
    return course, f"/preview/{live}", f"/preview/{ended}"


def found_below(browser: Visit, link: str) -> str:
    return " ".join(dict.fromkeys(met_below(browser, link + below) for below in BELOW))


def met_below(browser: Visit, address: str) -> str:
    answer = browser.get(address, status="*")
    given = any(each in answer.body for each in (TITLE.encode(), SOUND, VTT.encode()))
    assert given == (answer.status_int == 200), address
    return {200: "shown", 302: "leads on"}.get(answer.status_int, str(answer.status_int))


@pytest.mark.parametrize("state", STATES)
def test_what_a_preview_link_opens(app: Any, visit: Visit, state: str) -> None:
    course, live, ended = linked_course(app, state)
    for browser in browsers(visit, course):
        assert found_below(browser, live) == LINKED.get(state, "404")
        assert found_below(browser, ended) == "404"
        assert found_below(browser, f"/preview/{32 * '0'}") == "404"


@pytest.mark.parametrize("state", ["draft", "scheduled", "unpublished"])
def test_who_has_opened_a_link_finds_nothing_elsewhere(app: Any, visit: Visit, state: str) -> None:
    course, live, _ended = linked_course(app, state)
    for browser in (visit, signed_in(visit, make_account())):
        for below in BELOW:
            browser.get(live + below)
        for address in ELSEWHERE:
            page = browser.get(address)
            assert not [each for each in (TITLE, "/secret", "/kept") if each in page], address
        for address in (*addresses(course), "/courses/secret", "/topics/kept"):
            assert browser.get(address, status="*").status_int in {404, 410}, address
