"""Where one goes on in a lecture: the page after it knows, and so does the lecture itself."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from talkpython_site.documents import Course, Enrolment, TranscriptLine
from talkpython_site.documents.enrolment import HALF, PARTS, parts_of
from talkpython_site.documents.stamp import announce
from tests.browser.accounts import PHONE
from tests.browser.watching import Taught, Watched, check, student, teach, video
from tests.connections import connected_to
from tests.waiting import wait_until

WIDE: Any = {"viewport": {"width": 1280, "height": 800}}
PARAGRAPHS = "".join(f"<p>{f'Low water {n}. ' * 30}</p>" for n in range(40))
LENGTH = 200  # seconds of each lecture
A_FEW = 5  # seconds: half of the time between two events


def kept(uri: str, taught: Taught) -> dict[str, int]:
    """What is kept of the first lecture."""
    with connected_to(uri):
        stored = Enrolment.collection().find_one({"course": taught.course.id}) or {}
    found: dict[str, int] = stored.get("lectures", {}).get("3", {})
    return found


def go_to_course(page: Page, taught: Taught) -> None:
    page.locator(".lecture-way .own").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(taught.course.title)


def second_told(page: Page) -> int:
    """That of "Go on at", as the page says it now."""
    told = page.get_by_role("link", name="Go on at").first.inner_text()
    found = re.search(r", (\d+):(\d\d)$", told)
    assert found, told
    return int(found[1]) * 60 + int(found[2])


def scroll_to(page: Page, share: float) -> None:
    """Some way through what there is to read."""
    text = "document.querySelector(':is(.lecture-text, .said)').getBoundingClientRect()"
    page.evaluate(f"scrollBy(0, {text}.top + {text}.height * {share})")


def read_there(page: Page, uri: str, taught: Taught, share: float) -> float:
    """Stay until what stands there counts as read; gives how far down that is."""

    def is_read() -> int:
        page.evaluate("dispatchEvent(new Event('pagehide'))")
        place = kept(uri, taught)
        return (place.get("first", 0) | place.get("second", 0) << HALF) >> int(share * PARTS)

    wait_until(is_read)
    return float(page.evaluate("scrollY"))


def stands_near(page: Page, top: float, off: float) -> None:
    wait_until(lambda: abs(page.evaluate("scrollY") - top) <= off)


def at_top(page: Page, place: str) -> None:
    top = f"document.querySelector('{place}').getBoundingClientRect().top"
    wait_until(lambda: abs(page.evaluate(top)) < 30)


def test_the_next_page_says_the_second(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    taught = teach(site, environ["MONGODB_URI"], **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        for line, second in (("0:06", 7), ("0:12", 13), ("0:00", 2)):
            watched = Watched(page)
            watched.seek(line)
            watched.plays_from(second)
            go_to_course(page, taught)
            assert second <= second_told(page) <= second + 9
            page.get_by_role("link", name="Go on at").first.click()


def test_what_is_slow_to_be_kept_holds_nobody(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    taught = teach(site, environ["MONGODB_URI"], **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        watched = Watched(page)
        watched.seek("0:06")
        watched.plays_from(6)
        page.route("**/progress", lambda _route: None)
        go_to_course(page, taught)


def test_who_leaves_by_a_whole_page_is_told_at_the_click(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    uri = environ["MONGODB_URI"]
    taught = teach(site, uri, **video(app.registry.media))

    def hold(route: Route) -> None:
        wait_until(lambda: kept(uri, taught).get("position", 0) >= 12, A_FEW)
        route.continue_()

    with student(browser, site, taught, **WIDE) as page:
        watched = Watched(page)
        watched.seek("0:12")
        watched.plays_from(12.2)
        page.evaluate(
            "document.querySelector('.lecture-head').insertAdjacentHTML('afterend',"
            f"'<a hx-boost=false href=/courses/{taught.course.slug}>Away</a>')"
        )
        page.route(f"**/courses/{taught.course.slug}", hold)
        page.get_by_role("link", name="Away").click()
        assert second_told(page) >= 12


@pytest.mark.parametrize("where", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_text_opens_where_it_was_read(
    browser: Browser, site: str, environ: dict[str, str], where: Any
) -> None:
    uri = environ["MONGODB_URI"]
    taught = teach(site, uri, text_html=PARAGRAPHS, transcript=[])
    with student(browser, site, taught, **where) as page:
        scroll_to(page, 0.5)
        top = read_there(page, uri, taught, 0.5)
        page.evaluate("document.querySelector('.lecture-way .own').click()")
        expect(page.get_by_role("heading", level=1)).to_have_text(taught.course.title)
        assert abs(second_told(page) - LENGTH / 2) <= 1
        page.get_by_role("link", name="Go on at").first.click()
        stands_near(page, top, 80)
        check(page)


@pytest.mark.parametrize("lines", [0, 2])
def test_a_text_in_which_nothing_tells_a_time_opens_there_too(
    browser: Browser, site: str, environ: dict[str, str], lines: int
) -> None:
    uri = environ["MONGODB_URI"]
    said = [TranscriptLine(start_seconds=at, text="The tide.") for at in range(lines)]
    taught = teach(site, uri, text_html=PARAGRAPHS, transcript=said)
    with connected_to(uri):
        Course.collection().update_one(
            {"_id": taught.course.id}, {"$unset": {"lectures.0.duration_seconds": True}}
        )
        announce(taught.course.card_key)
    with student(browser, site, taught, **WIDE) as page:
        page.reload()
        scroll_to(page, 0.4)
        top = read_there(page, uri, taught, 0.4)
        page.goto(f"{site}/courses/{taught.course.slug}")
        told = page.get_by_role("link", name="Go on at").first
        expect(told).to_have_text("Go on at “Lecture 3”")
        told.click()
        stands_near(page, top, 120)


def test_a_transcript_opens_at_the_line_that_was_read(
    browser: Browser, site: str, environ: dict[str, str]
) -> None:
    said = [TranscriptLine(start_seconds=n * 6, text="The tide. " * 60) for n in range(20)]
    uri = environ["MONGODB_URI"]
    taught = teach(site, uri, transcript=said)
    with student(browser, site, taught, **WIDE) as page:
        line = page.get_by_role("link", name="1:00", exact=True)
        line.click()
        expect(page).to_have_url(re.compile(r"#t60$"))
        top = read_there(page, uri, taught, 0.5)
        page.evaluate("document.querySelector('.lecture-way .own').click()")
        expect(page.get_by_role("heading", level=1)).to_have_text(taught.course.title)
        assert second_told(page) == 60
        page.get_by_role("link", name="Go on at").first.click()
        stands_near(page, top, 30)
        for address, second in (("?t=30", 30), ("?t=30#t90", 90)):
            page.goto(f"{taught.address}{address}")
            at_top(page, f"#t{second}")


def test_who_signs_in_again_in_another_tab_is_kept_on(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    uri = environ["MONGODB_URI"]
    taught = teach(site, uri, **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        watched = Watched(page)
        watched.press("k")
        watched.plays_from(0)
        for name in ("csrf", "__Host-csrf"):
            page.context.clear_cookies(name=name)
        page.context.new_page().goto(f"{site}/account")
        watched.seek("0:12")
        watched.plays_from(12)
        watched.press("k")
        wait_until(lambda: kept(uri, taught).get("position", 0) >= 12)
        expect(page.locator(".lecture-away")).to_be_empty()


def test_another_tab_brings_nothing_back_that_was_cleared(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    uri = environ["MONGODB_URI"]
    taught = teach(site, uri, **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        watched = Watched(page)
        page.evaluate("document.querySelector('.video-box video').playbackRate = 8")
        watched.press("k")
        expect(page.get_by_role("button", name="Not done yet")).to_be_visible()
        with connected_to(uri):
            own = Enrolment.objects.get(course=taught.course.id)
            Enrolment.reopen(own.course, own.account, 3)
        page.evaluate("document.querySelector('.video-box video').playbackRate = 1")
        watched.seek("0:06")
        for second in (7, 9):
            watched.plays_from(second)
            watched.press("k", "k")
        wait_until(lambda: kept(uri, taught).get("first", 0) > 0)
        assert 0 < parts_of(kept(uri, taught)) < 40
