"""How far somebody is in a lecture: told while they watch or read, and there in any browser."""

from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from talkpython_site.documents import Enrolment, TranscriptLine, utc_now
from talkpython_site.documents.enrolment import HALF, parts_of
from talkpython_site.sign_ins import COOKIE
from tests.browser.accounts import PHONE
from tests.browser.watching import Taught, Watched, check, student, teach, video
from tests.connections import connected_to
from tests.waiting import wait_until

WIDE: Any = {"viewport": {"width": 1280, "height": 800}}


def progress(uri: str, taught: Taught) -> dict[str, int]:
    """What is kept of the first lecture."""
    with connected_to(uri):
        stored = Enrolment.collection().find_one({"course": taught.course.id}) or {}
    found: dict[str, int] = stored.get("lectures", {}).get("3", {})
    return found


def is_done(page: Page) -> None:
    expect(page.locator(".lecture-done")).to_contain_text("Done")
    expect(page.get_by_role("button", name="Not done yet")).to_be_visible()
    expect(page.locator("#lecture-outline .done")).to_have_count(1)


def test_where_it_goes_on_stands_beside_its_length(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    taught = teach(site, environ["MONGODB_URI"], **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        Watched(page).shows("0:00", "0:24", 0)
        page.goto(f"{taught.address}?t=6")
        Watched(page).shows("0:06", "0:24", 25)


def test_it_goes_on_where_one_stopped_on_any_device(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    uri = environ["MONGODB_URI"]
    taught = teach(site, uri, **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        watched = Watched(page)
        watched.seek("0:06")
        wait_until(lambda: watched.asked("currentTime") > 8)
        watched.press("k")
        wait_until(lambda: progress(uri, taught).get("position", 0) >= 8)
        page.reload()
        Watched(page).stands_at(9)
    with student(browser, site, taught, **PHONE) as page:
        watched = Watched(page)
        watched.stands_at(9)
        check(page)
        watched.play(8)
    kept = progress(uri, taught)
    assert kept["first"] & 1 == 0, "what was skipped was not watched"
    assert kept["first"] > 0


def test_what_is_watched_to_its_end_is_done(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    taught = teach(site, environ["MONGODB_URI"], **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        watched = Watched(page)
        page.evaluate("document.querySelector('.video-box video').playbackRate = 8")
        watched.button("Play").click()

        is_done(page)
        check(page)


def test_what_is_marked_as_not_done_is_watched_anew(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    uri = environ["MONGODB_URI"]
    taught = teach(site, uri, **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        watched = Watched(page)
        page.evaluate("document.querySelector('.video-box video').playbackRate = 8")
        watched.button("Play").click()
        is_done(page)
        page.get_by_role("button", name="Not done yet").click()
        expect(page.get_by_role("button", name="Done, next lecture")).to_be_visible()

        page.evaluate("document.querySelector('.video-box video').playbackRate = 1")
        watched.seek("0:06")
        wait_until(lambda: watched.asked("currentTime") > 7)
        watched.press("k")

        wait_until(lambda: progress(uri, taught).get("first", 0) > 0)
        assert parts_of(progress(uri, taught)) < HALF
        expect(page.get_by_role("button", name="Done, next lecture")).to_be_visible()


def test_what_is_left_is_told_as_the_page_goes(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    uri = environ["MONGODB_URI"]
    taught = teach(site, uri, **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        watched = Watched(page)
        watched.seek("0:12")
        watched.plays_from(13)

        page.get_by_role("link", name="Courses", exact=True).first.click()

        wait_until(lambda: progress(uri, taught).get("position", 0) >= 12)


@pytest.mark.parametrize(("paragraphs", "lines"), [(20, 0), (0, 3), (6, 2)])
def test_what_there_is_to_read_was_read_and_is_done(
    browser: Browser, site: str, environ: dict[str, str], paragraphs: int, lines: int
) -> None:
    code = f"<pre><code>{'tide = ' * 40}</code></pre>"
    text = "<p>Low water.</p>" * paragraphs + code if paragraphs else ""
    said = [TranscriptLine(start_seconds=at, text="The tide. " * 40) for at in range(lines)]
    taught = teach(site, environ["MONGODB_URI"], text_html=text, transcript=said)
    with student(browser, site, taught, **PHONE) as page:
        with page.expect_request("**/progress"):
            expect(page.get_by_role("button", name="Done, next lecture")).to_be_visible()
        check(page)

        page.locator(":is(.lecture-text, .said) > :last-child").last.scroll_into_view_if_needed()

        is_done(page)


def test_it_says_when_nothing_can_be_saved(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    taught = teach(site, environ["MONGODB_URI"], **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        page.route("**/progress", lambda route: route.abort())
        watched, said = Watched(page), page.get_by_text("is not being saved")
        for _ in range(3):
            watched.press("k")
            watched.plays_from(watched.asked("currentTime"))
            watched.press("k")
            wait_until(lambda: watched.asked("paused"))
        expect(said).to_be_visible()
        page.unroute("**/progress")

        watched.press("k")
        watched.plays_from(watched.asked("currentTime"))
        watched.press("k")

        expect(said).to_be_hidden()


def test_it_says_when_nothing_is_saved_any_more(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    uri = environ["MONGODB_URI"]
    taught = teach(site, uri, **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        watched, said = Watched(page), page.locator(".lecture-away")
        with connected_to(uri):
            Enrolment.objects(course=taught.course.id).update(left_at=utc_now())
        watched.press("k")
        expect(said).to_contain_text("You are not enrolled any more.")
        check(page)

        said.get_by_role("link").click()

        expect(page).to_have_url(f"{site}/courses/{taught.course.slug}")


def test_who_is_signed_out_meanwhile_signs_in_and_comes_back(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    taught = teach(site, environ["MONGODB_URI"], **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        watched = Watched(page)
        page.context.clear_cookies(name=COOKIE)

        watched.press("k")

        way = page.locator(".lecture-away").get_by_role("link", name="Sign in again")
        expect(way).to_have_attribute("href", f"/sign-in?next={quote(taught.address, safe='')}")


def test_done_leads_to_the_next_lecture(
    browser: Browser, site: str, environ: dict[str, str], app: Any
) -> None:
    taught = teach(site, environ["MONGODB_URI"], **video(app.registry.media))
    with student(browser, site, taught, **WIDE) as page:
        Watched(page)
        page.evaluate("window.isSamePage = true")

        page.get_by_role("button", name="Done, next lecture").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Lecture 4")
        expect(page.locator("#lecture-outline .done")).to_have_count(1)
        assert page.evaluate("window.isSamePage")
