"""The page, audio, chapters and feed item of an episode before it is out, by a secret link."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from lxml import etree

from talkpython_site.documents import Chapter, Episode, Podcast, utc_now
from tests.audio import SOUND, keep_audio
from tests.conftest import Visit
from tests.editors import DRAFT, make_tides, now_of
from tests.factories import elsewhere, make_episode, make_person, make_podcast, make_topic
from tests.previews import BELOW, SITE, linked, shared

MOMENT = timedelta(milliseconds=1)
NOTES = f'<p>At <a href="{SITE}/episodes/deep/7/tides?t=2#listen">0:02</a>.</p>'
PLANNED: dict[str, Any] = {"state": "published", "published_at": utc_now() + timedelta(days=3)}


@pytest.fixture
def tides(app: Any, show: Podcast) -> Episode:
    """A draft of three seconds that are kept here."""
    chapters = [Chapter(start_seconds=0.0, title="Hello"), Chapter(start_seconds=1.0, title="Ebb")]
    return make_tides(
        show, enclosure=keep_audio(app.registry.media, SOUND), duration_seconds=3,
        chapters=chapters, topics=[make_topic("Harbours")], people=[make_person("Ben Shy")],
        notes_html=NOTES, **DRAFT,
    )  # fmt: skip


def player(page: Any) -> Any:
    return page.html.select_one("[data-player]")


def test_a_guest_sees_the_page_as_it_will_be(app: Any, visit: Visit, tides: Episode) -> None:
    link = linked(app, tides)
    page, words = visit.get(link), visit.get(link).html.main.get_text(" ", strip=True)
    assert page.html.h1.text == "Tides"
    assert page.html.title.text.startswith("Preview: Tides · Deep Harbour 7")
    for told in ("Ben Shy", "Harbours", "Ebb", "The makers of Deep Harbour show you this"):
        assert told in words
    assert "It is not published." in words
    own = {"data-address": link, "data-source": f"{link}/audio.mp3", "data-preview": ""}
    assert own.items() <= player(page).attrs.items()


def test_nothing_of_it_leads_to_where_it_is_not_yet(app: Any, visit: Visit, tides: Episode) -> None:
    make_episode(Podcast.objects.first(), number=6, slug="before")
    link = linked(app, tides)
    page = visit.get(link)
    (second,) = page.html.select(".notes a")
    assert second["href"] == f"{link}?t=2#listen"
    assert "/episodes/deep/7/" not in str(page.html.select_one("article"))
    told = [tag["rel"] for tag in page.html.head.select("link[rel]")]
    assert ["canonical"] not in told
    assert not page.html.select("script[type='application/ld+json'], meta[property='og:url']")
    assert page.html.select_one("meta[name=robots]")["content"] == "noindex"
    assert not {"data-next-title", "data-next-address"} & player(page).attrs.keys()
    assert player(page)["data-episode"] == f"preview-{tides.id}"
    assert visit.get(second["href"]).html.select_one(".player-now").text == "0:02"


@pytest.mark.parametrize("below", BELOW)
def test_nobody_keeps_it_or_tells_of_it(app: Any, visit: Visit, tides: Episode, below: str) -> None:
    link = linked(app, tides)
    for address, status in ((link + below, 200), (f"{link[:-1]}x{below}", 404), (f"{link}/x", 404)):
        headers = visit.get(address, status=status).headers
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Robots-Tag"] == "noindex"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in headers
    assert len(app.registry.kept_pages) == 0
    assert "Disallow: /preview/\n" in visit.get("/robots.txt")


def test_its_address_is_told_to_no_log(
    app: Any, visit: Visit, tides: Episode, noted: Any, caplog: pytest.LogCaptureFixture
) -> None:
    link = linked(app, tides)
    app.registry.media.delete(tides.media)
    for below in ("", "/", "/audio.mp3", "/item.xml?draft=x", "/nothing"):
        visit.get(link + below, status="*")
    assert {each["path"] for each in noted("request")} == {"/preview/{token}"}
    token = link.rpartition("/")[2]
    assert token not in caplog.text
    local = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost"}
    assert token not in visit.get("/metrics", extra_environ=local)


def test_the_audio_is_heard_in_parts(app: Any, visit: Visit, tides: Episode) -> None:
    link = linked(app, tides)
    assert visit.get(f"{link}/audio.mp3").body == SOUND
    part = visit.get(f"{link}/audio.mp3", headers={"Range": "bytes=10-19"}, status=206)
    assert part.body == SOUND[10:20]
    other = visit.get(f"{link}/audio.m4a", status=302)
    assert other.location == f"{SITE}{link}/audio.mp3"


def test_audio_elsewhere_is_led_to(app: Any, visit: Visit, show: Podcast) -> None:
    link = linked(app, make_tides(show, enclosure=elsewhere("7.mp3"), **DRAFT))
    answer = visit.get(f"{link}/audio.mp3", status=302)
    assert answer.location == "https://media.example/7.mp3"
    assert player(visit.get(link))["data-source"] == "https://media.example/7.mp3"


def test_what_has_no_audio_yet_says_so(app: Any, visit: Visit, show: Podcast) -> None:
    link = linked(app, make_tides(show, enclosure=None, **DRAFT))
    page = visit.get(link)
    assert "Audio not out yet." in page
    assert "Nothing: there is no audio that they could play." in page
    assert not player(page)
    assert b"<item>" not in visit.get(f"{link}/item.xml").body
    for below in ("/audio.mp3", "/chapters.json"):
        visit.get(link + below, status=404)


def test_its_chapters_are_told(app: Any, visit: Visit, tides: Episode) -> None:
    answer = visit.get(f"{linked(app, tides)}/chapters.json")
    assert answer.content_type == "application/json+chapters"
    assert [each["title"] for each in json.loads(answer.body)["chapters"]] == ["Hello", "Ebb"]


def item(body: bytes) -> bytes:
    (found,) = etree.fromstring(body).iterfind("channel/item")
    return etree.tostring(found)


def test_apps_will_get_the_very_item(app: Any, visit: Visit, show: Podcast) -> None:
    person = make_person("Ben Shy")
    made = make_tides(show, **PLANNED, people=[person], topics=[make_topic()], season=2)
    made.chapters = [Chapter(start_seconds=0.0, title="Hello")]
    made.change()
    link = linked(app, made)
    before = visit.get(f"{link}/item.xml")
    assert before.content_type == "application/rss+xml"
    with time_machine.travel(PLANNED["published_at"], tick=False):
        assert item(before.body) == item(visit.get("/podcasts/deep/feed.xml").body)


def test_the_item_can_be_read(app: Any, visit: Visit, tides: Episode) -> None:
    page = visit.get(linked(app, tides))
    facts = {fact.dt.text: fact.dd.text for fact in page.html.select(".feed-item dl > div")}
    assert facts["Title"] == "Tides"
    assert facts["Audio"].startswith("audio/mpeg, 12 kB, https://longwave.example/episodes/deep/7/")
    assert (facts["People"], facts["Topics"]) == ("Ben Shy (guest)", "Harbours")
    assert (facts["Length"], facts["Notes"]) == ("3 s", "At 0:02.")
    assert "<title>Tides</title>" in page.html.select_one(".feed-item pre").text
    assert "xmlns:atom" not in page.html.select_one(".feed-item pre").text


def test_a_planned_one_says_when_by_the_clocks_of_its_podcast(app: Any, visit: Visit) -> None:
    show = make_podcast(time_zone="Asia/Tokyo")
    with time_machine.travel("2026-03-01 12:00:00+00:00", tick=False):
        planned = utc_now() + timedelta(days=3, hours=8)
        made = make_tides(show, state="published", published_at=planned)
        words = visit.get(linked(app, made)).html.select_one(".preview-banner").text
    assert "planned for Thursday 5 March 2026, 05:00, by the clocks of Asia/Tokyo" in words
    assert "until Tuesday 31 March 2026, 1" in words


def test_it_shows_what_was_saved_last(visit: Visit, editor: Visit, show: Podcast) -> None:
    made = make_tides(show, **DRAFT)
    link = shared(editor, made)
    found = now_of(made)
    found.title = "Ebb and flow"
    found.change()
    assert visit.get(link).html.h1.text == "Ebb and flow"


def test_nothing_else_that_is_planned_is_seen(app: Any, visit: Visit) -> None:
    show = make_podcast(slug="deep", state="draft")
    for number, moment in ((5, PLANNED["published_at"] - MOMENT), (6, utc_now() - MOMENT)):
        make_episode(show, number=number, title="Whispers", published_at=moment)
    make_episode(title="Whispers", published_at=PLANNED["published_at"] - MOMENT)
    page = visit.get(linked(app, make_tides(show, **PLANNED)))
    assert page.html.h1.text == "Tides"
    assert "Whispers" not in page
    assert not page.html.select(".neighbours, .related")
