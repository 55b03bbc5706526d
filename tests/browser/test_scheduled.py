"""An episode that an editor schedules: there at its second, and whole to programs that read it."""

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import feedparser
import feedparser_rs
from lxml.html import document_fromstring
from playwright.sync_api import Page

from talkpython_site.documents import utc_now
from tests.browser.conftest import Admin
from tests.browser.rows import begin_titled, fill_lines, save
from tests.waiting import wait_until

AUDIO = "https://media.example/three.mp3"
TYPED = {
    "Address of the file": AUDIO, "Bytes": "41,203,118", "Length": "54:20",
    "Summary": "How far light reaches.", "Notes": "[12:40] How far, at last.",
}  # fmt: skip
LINES = {
    "Chapters": "00:00 Hello\n12:40 How far\n30:00 Sponsor: Brass Oil",
    "Sponsors": "00:20:00-00:21:00 Brass Oil | https://brass.example | For lamps.",
    "People": "Ines Okafor, guest",
}
CHAPTERS = [
    {"startTime": 0, "title": "Hello"},
    {"startTime": 760, "title": "How far"},
    {"startTime": 1800, "title": "Sponsor: Brass Oil"},
]
SOON = timedelta(seconds=8)


def schedule(page: Page, at: datetime) -> None:
    """By the clocks of the site, which are those of UTC."""
    page.locator("summary", has_text="Publish later").click()
    page.get_by_label("Day", exact=True).fill(f"{at:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill(f"{at:%H:%M:%S}")
    page.get_by_role("button", name="Schedule it").click()


def read(address: str) -> tuple[int, str]:
    try:
        with urlopen(address, timeout=10) as answer:  # noqa: S310 - the site under test
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_it_is_there_at_its_second(ada: Admin, site: str, show: str, size: Any) -> None:
    title = f"Far light at {size['viewport']['width']}"
    with ada.browse(**size) as admin:
        begin_titled(admin.page, show, "Far light", size)
        for label, value in TYPED.items():
            admin.page.get_by_label(label, exact=True).fill(value)
        for label, text in LINES.items():
            fill_lines(admin.page, label, text)
        save(admin.page)
        at = utc_now().replace(microsecond=0) + SOON
        schedule(admin.page, at)
        admin.sees(title)
        feed = f"{site}/podcasts/lighthouse-mornings/feed.xml"
        assert all(title not in read(each)[1] for each in (f"{site}/episodes", feed)), utc_now()

    wait_until(lambda: utc_now() >= at)
    answered = [read(each) for each in (f"{site}/episodes", feed)]
    assert [(status, title in body) for status, body in answered] == [(200, True)] * 2
    assert utc_now() < at + timedelta(seconds=2)
    entry = entry_of(answered[1][1], title)
    names_all(title, *read(site + urlsplit(entry.link).path))
    chapters = read(site + urlsplit(entry.podcast_chapters["url"]).path)[1]
    assert json.loads(chapters)["chapters"] == CHAPTERS


def names_all(title: str, status: int, page: str) -> None:
    """Whether title, guest and sponsor stand on the page of the episode."""
    assert (status, title in page) == (200, True)
    told: Any = document_fromstring(page)
    (sponsor,) = told.xpath("//ul[@class='sponsors']/li")
    assert sponsor.xpath(".//a/@href")[0] == "https://brass.example"
    assert {"Brass Oil", "20:00", "For lamps."} <= set(words(sponsor))
    assert "Ines Okafor" in words(told.xpath("//article")[0])


def words(part: Any) -> list[str]:
    return [each.strip() for each in part.itertext() if each.strip()]


def entry_of(feed: str, title: str) -> Any:
    """The item as one parser reads it, after another has read the same of it."""
    first, second = (
        next(each for each in parse(feed).entries if each.title == title)
        for parse in (feedparser.parse, feedparser_rs.parse)
    )
    for (played,) in (first.enclosures, second.enclosures):
        assert (played.length, played.type) == ("41203118", "audio/mpeg")
    assert first.itunes_duration == second.itunes.duration == "3260"
    assert first.podcast_chapters["url"] == second.podcast.chapters.url
    assert [(each.name, each.role) for each in second.podcast.persons] == [("Ines Okafor", "guest")]
    assert "12:40" in first.content[0].value
    return first
