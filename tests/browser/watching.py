"""A course with a real video in its first lecture, and students who watch it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, Locator, Page, expect

from talkpython_site.documents import Course, Enrolment
from talkpython_site.documents.episode import Enclosure
from talkpython_site.documents.lecture import Captions, Download, TranscriptLine
from talkpython_site.documents.stamp import announce
from talkpython_site.media import MediaFolder
from talkpython_site.sign_ins import COOKIE
from tests.browser.accounts import Person, somebody
from tests.connections import connected_to
from tests.factories import make_account, make_course, make_lecture, make_sign_in
from tests.waiting import wait_until

# ffmpeg -f lavfi -i testsrc=s=256x144:r=1:d=24 -f lavfi -i anullsrc=r=8000:cl=mono:d=24
#   -c:v libx264 -preset veryslow -crf 51 -g 4 -pix_fmt yuv420p -c:a aac -b:a 8k
#   -map_metadata -1 -shortest -fflags +bitexact -movflags +faststart lecture.mp4
VIDEO = Path(__file__).with_name("lecture.mp4")
SECONDS = 24
SAID = ((0, "The sea is out."), (6, "It comes back."), (12, "Twice a day."), (18, "Mind the mud."))
VTT = "WEBVTT\n\n00:00.000 --> 00:30.000\n{}\n"
TEXT = "<p>Read the table, then the sea.</p><pre><code>tide = table[day]</code></pre>"


def video(media: MediaFolder) -> dict[str, Any]:
    """What a lecture holds that has all there is: ``make_lecture`` takes it."""
    with VIDEO.open("rb") as file:
        kept = media.keep(file, "mp4")
    said = [TranscriptLine(start_seconds=at, text=f"{words} {'Wait. ' * 60}") for at, words in SAID]
    return {
        "video": Enclosure(media=kept.key, type="video/mp4", size_bytes=kept.size_bytes),
        "duration_seconds": SECONDS,
        "text_html": TEXT,
        "transcript": said,
        "captions": [
            Captions(language="en", vtt=VTT.format("Low water.")),
            Captions(language="de", vtt=VTT.format("Niedrigwasser.")),
        ],
        "downloads": [Download(name="tides.zip", media=kept.key, size_bytes=2048)],
    }


class Taught(NamedTuple):
    """What was made: the address of the first lecture, and who is enrolled."""

    course: Course
    address: str
    cookie: SetCookieParam


def teach(site: str, uri: str, **held: Any) -> Taught:
    """A course whose first lecture holds that, and one student."""
    with connected_to(uri):
        course = make_course("Tides by Hand", outline=(3, 2), language="en")
        make_lecture(course, **held)
        account = make_account()
        Enrolment.enrol(course.id, account.id)
        cookie = SetCookieParam(name=COOKIE, value=make_sign_in(account), url=site)
        announce(course.card_key)
    return Taught(course, f"/courses/{course.slug}/3/lecture-3", cookie)


@contextmanager
def student(browser: Browser, site: str, taught: Taught, **options: Any) -> Iterator[Page]:
    """The lecture in one more browser of who is enrolled."""
    with somebody(browser, site, **options) as person:
        person.page.context.add_cookies([taught.cookie])
        person.page.goto(taught.address)
        yield person.page


def check(page: Page) -> None:
    Person(page).check()


class Watched:
    """The video of a page that is open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.locator(".video-box")
        self.current = page.locator(".said .current")
        expect(self.box.locator(".plyr__controls")).to_be_attached()
        self.page.evaluate("new Promise((done) => setTimeout(done))")  # Plyr sets its speed last

    def asked(self, what: str) -> Any:
        return self.page.evaluate(f"document.querySelector('.video-box video').{what}")

    def button(self, name: str) -> Locator:
        return self.box.get_by_role("button", name=name, exact=True).last

    def play(self, second: float = 0) -> None:
        """By the large button, from about that second on."""
        self.box.locator(".plyr__control--overlaid").click()
        self.plays_from(second)

    def plays_from(self, second: float) -> None:
        """Where it stood before may be behind that: it is waited for."""
        wait_until(lambda: self.is_within(second + 0.05, second + 8) and not self.asked("paused"))

    def is_within(self, begin: float, end: float) -> bool:
        return begin < float(self.asked("currentTime")) < end

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def stands_at(self, second: float) -> None:
        """Paused, near there."""
        wait_until(lambda: abs(self.asked("currentTime") - second) < 1.5 and self.asked("paused"))

    def shows(self, position: str, duration: str, percent: float) -> None:
        """Both times, and the bar as far as that."""
        expect(self.box.locator(".plyr__time--current")).to_have_text(position)
        expect(self.box.locator(".plyr__time--duration")).to_have_text(duration)
        bar = self.box.get_by_role("slider", name="Seek")
        wait_until(lambda: abs(float(bar.input_value()) - percent) < 1)

    def seek(self, name: str) -> None:
        self.page.locator(".said").get_by_role("link", name=name, exact=True).click()
