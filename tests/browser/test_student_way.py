"""The whole way of a student: from an episode's topic to a certificate on one page of paper."""

import re
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from talkpython_site.documents.stamp import announce
from tests.browser.accounts import DESKTOP, PASSWORD, PHONE, Person, somebody
from tests.browser.test_certificates import pages
from tests.browser.watching import SECONDS, Watched, video
from tests.connections import connected_to
from tests.factories import make_course, make_episode, make_lecture, make_podcast, make_topic
from tests.waiting import wait_until

TITLE = "Tides by Hand"
HALFWAY = SECONDS / 2
FAST = "document.querySelector('.video-box video').playbackRate = 4"
STOPS = """(second) => {
  const video = document.querySelector(".video-box video");
  video.addEventListener("timeupdate", () => { if (video.currentTime > second) video.pause(); });
}"""


class Way(NamedTuple):
    """Where it begins, and what leads on from there."""

    episode: str
    topic: str
    course: str


@pytest.fixture
def way(ines: Person, site: str, environ: dict[str, str], app: Any) -> Way:  # noqa: ARG001 - its database is there
    """An episode, and a course on its topic with two lectures: one to watch, one to read."""
    slug = ines.email.partition("@")[0]
    with connected_to(environ["MONGODB_URI"]):
        topic, podcast = make_topic(f"Tides {slug}"), make_podcast(slug=slug)
        episode = make_episode(podcast, topics=[topic])
        course = make_course(TITLE, slug=slug, outline=(2,), topics=[topic], language="en")
        make_lecture(course, **video(app.registry.media))
        make_lecture(course, course.lectures[1].key)
        for each in (topic, podcast, episode, course):
            announce(each.card_key)
    address = f"/episodes/{slug}/{episode.key}/{episode.slug}"
    return Way(address, topic.name, f"/courses/{slug}")


def test_from_an_episode_to_a_certificate_on_paper(
    browser: Browser, site: str, ines: Person, size: Any, way: Way
) -> None:
    look_around(ines, way)
    join(ines, way)
    watch_half(ines)
    with somebody(browser, site, **(PHONE if size is DESKTOP else DESKTOP)) as elsewhere:
        elsewhere.email = ines.email
        elsewhere.sign_in()
        elsewhere.sees("Your account")
        go_on(elsewhere)
        finish(elsewhere)


def look_around(visitor: Person, way: Way) -> None:
    """From the episode by its topic to what is open of the course, and to what is not."""
    page = visitor.page
    page.goto(way.episode)
    visitor.follow(way.topic)
    visitor.sees(way.topic)
    visitor.follow(TITLE)
    visitor.sees(TITLE)
    visitor.follow("Lecture 2")
    visitor.sees("Lecture 2")
    Watched(page).play()
    page.get_by_role("navigation", name="Before and after").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()


def join(visitor: Person, way: Way) -> None:
    """From the locked lecture; the address is confirmed before they enrol."""
    visitor.page.get_by_role("link", name="Enrol", exact=True).click()
    visitor.follow("Register")
    visitor.fill(**{"E-mail address": visitor.email, "Name": visitor.name, "Password": PASSWORD})
    visitor.press("Register")
    visitor.sees(TITLE)
    visitor.confirm()
    visitor.page.goto(way.course)
    visitor.press("Enrol")
    expect(visitor.page.locator(".flash")).to_contain_text("You are enrolled")


def watch_half(student: Person) -> None:
    """Until their own page says how far they are."""
    page, on = student.page, student.page.get_by_role("link", name=re.compile(", 0:(1[2-9]|2.)$"))
    student.follow(re.compile("Begin with"))
    student.sees("Lecture 2")
    watched = Watched(page)
    page.evaluate(FAST)
    page.evaluate(STOPS, HALFWAY)
    watched.button("Play").click()
    wait_until(lambda: watched.asked("currentTime") > HALFWAY and watched.asked("paused"))
    wait_until(lambda: page.goto("/account/courses") and on.count())


def go_on(student: Person) -> None:
    """In another browser, from where they stopped to the end of the lecture."""
    student.page.goto("/account/courses")
    student.follow(re.compile("Go on at “Lecture 2”"))
    watched = Watched(student.page)
    wait_until(lambda: watched.asked("currentTime") > HALFWAY - 1)
    student.page.evaluate(FAST)
    watched.button("Play").click()
    expect(student.page.locator(".lecture-done")).to_contain_text("Done")
    student.follow(re.compile("^Go on"))
    student.sees("Lecture 3")


def finish(student: Person) -> None:
    """Read the last lecture to its end, and print the certificate."""
    page = student.page
    page.locator(".said > :last-child").scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="See your certificate")).to_be_visible()
    student.follow("See your certificate")
    student.sees(student.name)
    assert pages(page.pdf(format="A4")) == 1
    assert pages(page.pdf(prefer_css_page_size=True)) == 1
