"""Audio kept here: at which addresses, for whom, and what is said where it cannot be sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from webtest import TestApp

from talkpython_site.documents import Enclosure, Episode, utc_now
from talkpython_site.media import TYPES
from tests.audio import SOUND, Heard, asked, keep_audio
from tests.conftest import Queries, Visit
from tests.connections import connected_to
from tests.factories import make_episode, make_podcast
from tests.reading import blocks, texts

SIZE = len(SOUND)
Noted = Callable[[str], list[dict[str, Any]]]


# Where it is, and where not


@pytest.mark.parametrize("wrong", ["tides.wav", *(f"wrong.{ending}" for ending in TYPES)])
def test_wrong_names_lead_to_the_right_one(visit: Visit, heard: Heard, wrong: str) -> None:
    answer = visit.get(f"/episodes/deep/7/{wrong}", status=301)

    assert answer.location == f"https://longwave.example{heard.address}"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("wrong", ["tides.exe", "tides.mp3.html", "tides."])
def test_other_endings_lead_to_the_page(visit: Visit, heard: Heard, wrong: str) -> None:
    answer = visit.get(f"/episodes/deep/7/{wrong}", status=301)

    assert answer.location == f"https://longwave.example{heard.page}"


@pytest.mark.parametrize(
    ("wrong", "status"),
    [("deep/8/tides.mp3", 404), ("none/7/tides.mp3", 404), ("deep/7/%2e%2e%2fx.mp3", 404),
     ("deep/7/../../x.mp3", 404), ("deep/7/t%00.mp3", 400), ("deep/7/%ff.mp3", 400),
     ("deep/7/%d9%a2.mp3", 301), (f"deep/7/{'x' * 1_900}.mp3", 301)],
)  # fmt: skip
def test_names_that_are_none(visit: Visit, heard: Heard, wrong: str, status: int) -> None:
    assert heard.address == "/episodes/deep/7/tides.mp3"
    visit.get(f"/episodes/{wrong}", status=status)


def test_audio_elsewhere_is_led_to(visit: Visit) -> None:
    urls = {
        "http://m.example/ü b.mp3?x=1%202": "http://m.example/%C3%BC%20b.mp3?x=1%202",
        "https://longwave.example:8443/a.mp3": "https://longwave.example:8443/a.mp3",
    }
    for given, expected in urls.items():
        made = make_episode(make_podcast(), enclosure=Enclosure(url=given, type="audio/mpeg"))
        answer = visit.get(address_of(visit, made), status=302)
        assert answer.location == expected
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "no-cache"


def address_of(visit: Visit, made: Episode) -> str:
    """Where the audio of an episode would be."""
    page = visit.get("/episodes").lxml.xpath(f"//a[contains(@href, '/{made.slug}')]/@href")[0]
    return f"{page}.mp3"


@pytest.mark.parametrize(
    "enclosure",
    [None, Enclosure(url="javascript:alert(1)"), Enclosure(media="../../etc/passwd.mp3"),
     Enclosure(url="https://longwave.example/episodes/deep/7/tides.mp3"),
     Enclosure(url="http://longwave.example:80/episodes/deep/7/tides.mp3"),
     Enclosure(url="https://Longwave.example:443/episodes/deep/7/%74ides.mp3?from=app#t=1")],
)  # fmt: skip
def test_what_is_not_out_is_said(visit: Visit, enclosure: Enclosure | None) -> None:
    make_episode(make_podcast(slug="deep"), number=7, slug="tides", enclosure=enclosure)

    page = visit.get("/episodes/deep/7/tides.mp3", status=404)

    assert "The audio of this episode is not out yet." in page
    assert page.headers["Access-Control-Allow-Origin"] == "*"
    if not (enclosure and enclosure.url):
        assert "Audio not out yet." in visit.get("/episodes/deep/7/tides")


def test_a_missing_file_is_said_and_noted(visit: Visit, heard: Heard, noted: Noted) -> None:
    heard.path.unlink()
    page = visit.get(heard.address, status=404)

    assert "The audio of this episode is missing here just now." in page
    assert [line["key"] for line in noted("a media file is missing")] == [heard.key]
    assert visit.head(heard.address, status=404).body == b""


def test_a_file_shorter_than_said_is_sent_as_it_is(visit: Visit, heard: Heard) -> None:
    heard.path.write_bytes(SOUND[:50])

    assert asked(visit, heard).body == SOUND[:50]
    assert asked(visit, heard, 206, Range="bytes=-10").headers["Content-Range"] == "bytes 40-49/50"
    assert asked(visit, heard, 416, Range=f"bytes=50-{SIZE}").headers["Content-Range"] == (
        "bytes */50"
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_can_only_be_read(visit: Visit, heard: Heard, method: str) -> None:
    answer = visit.request(heard.address, method=method, status=405)

    assert answer.headers["Allow"] == "GET, HEAD"


# Who may hear it


@pytest.mark.parametrize(
    "changes",
    [{"state": "draft"}, {"state": "new"}, {"published_at": utc_now() + timedelta(days=1)}],
)
def test_the_document_decides_not_the_card(
    app: Any, visit: Visit, heard: Heard, changes: dict[str, Any]
) -> None:
    visit.get(heard.address, status=200)
    Episode.collection().update_one({"_id": heard.id}, {"$set": changes})

    TestApp(app).get(heard.address, status=404)


def test_it_asks_for_the_stamp_and_the_episode(
    visit: Visit, heard: Heard, queries: Queries
) -> None:
    with queries() as asks:
        asked(visit, heard, 206, Range="bytes=0-9")

    assert asks.count == 2, asks.names


def test_listening_goes_on_while_the_database_is_away(app: Any, visit: Visit, heard: Heard) -> None:
    other = make_episode(make_podcast(slug="other"))
    visit.get("/episodes")
    with connected_to("mongodb://127.0.0.1:1/nobody_test"):
        visitor = TestApp(app)
        part = visitor.get(heard.address, headers={"Range": "bytes=5-9"}, status=206)
        assert part.body == SOUND[5:10]
        assert visitor.get("/episodes/deep/7/wrong.mp3", status=301).location.endswith("tides.mp3")
        # Where it lies elsewhere, only the document knows the address.
        lost = visitor.get(f"/episodes/other/{other.key}/{other.slug}.mp3", status=503)
        assert int(lost.headers["Retry-After"]) > 0


# On the page


def test_the_page_plays_what_is_kept_here(visit: Visit, heard: Heard) -> None:
    page = visit.get(f"{heard.page}?t=12")

    assert page.lxml.xpath("//audio/@src") == [f"{heard.address}#t=12"]
    assert page.lxml.xpath("//a[@download]/@href") == [heard.address]
    assert texts(page, "//a[@download]") == [f"Download MP3, {SIZE / 1000:.0f} kB"]
    media = blocks(page)["PodcastEpisode"]["associatedMedia"]
    assert media["contentUrl"] == f"https://longwave.example{heard.address}"


def test_what_is_kept_here_goes_before_an_address(app: Any, visit: Visit) -> None:
    enclosure = keep_audio(app.registry.media)
    enclosure.url = "https://media.example/7.mp3"
    make_episode(make_podcast(slug="deep"), number=7, slug="tides", enclosure=enclosure)

    page = visit.get("/episodes/deep/7/tides")

    assert page.lxml.xpath("//audio/@src") == ["/episodes/deep/7/tides.mp3"]
    visit.get("/episodes/deep/7/tides.mp3", status=200)
