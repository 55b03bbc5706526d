"""The podcast:guid of imported shows: given, made of an address, or another's."""

from pathlib import Path

import pytest

from talkpython_site.documents import Podcast
from talkpython_site.documents.podcast_guid import guid_of, settle_guid
from tests.feeds import item, rss
from tests.imports import bring_in, counts, kept, podcast

pytestmark = pytest.mark.usefixtures("clean")

TITLE = "<title>Deep Harbour</title>"
GIVEN = "<podcast:guid>0f6f4e5c-6f4b-5c9d-9f5d-2a3f4b5c6d7e</podcast:guid>"
FIRST, LATER = "https://feeds.example/deep.xml", "https://later.example/deep.xml"


def at(*addresses: str) -> str:
    return "".join(f'<atom:link rel="self" href="{address}"/>' for address in addresses)


def feed(inside: str = "") -> str:
    return rss(item(), channel=TITLE + inside)


def test_one_that_came_with_the_show_is_kept(tmp_path: Path) -> None:
    bring_in(tmp_path, feed(GIVEN + at(FIRST)))
    assert podcast()["guid"] in GIVEN
    bring_in(tmp_path, feed(at(FIRST)))
    assert podcast()["guid"] in GIVEN


def test_else_it_is_made_of_the_first_address_and_stays(tmp_path: Path) -> None:
    bring_in(tmp_path, feed(at(FIRST, LATER)))
    assert podcast()["guid"] == guid_of(FIRST)
    assert counts(bring_in(tmp_path, feed(at(LATER, FIRST)))) == (0, 0, 1)
    assert podcast()["guid"] == guid_of(FIRST)


def test_a_show_without_an_address_waits_for_its_feed_here(tmp_path: Path) -> None:
    bring_in(tmp_path, feed())
    assert "guid" not in podcast()
    # A later file that names its address is as good.
    bring_in(tmp_path, feed(at(FIRST)))
    assert podcast()["guid"] == guid_of(FIRST)


def test_what_the_show_brings_later_takes_the_place_of_what_was_made(tmp_path: Path) -> None:
    bring_in(tmp_path, feed(at(FIRST)))
    bring_in(tmp_path, feed(GIVEN + at(FIRST)))
    assert podcast()["guid"] in GIVEN


def test_what_was_made_of_an_address_here_stays(tmp_path: Path) -> None:
    bring_in(tmp_path, feed())
    here = "https://longwave.example/podcasts/deep-harbour/feed.xml"
    settle_guid(podcast()["_id"], [here])
    outcome = bring_in(tmp_path, feed(GIVEN), "deep-harbour")
    assert podcast()["guid"] == guid_of(here)
    assert kept(outcome) == [("The show", "edited here: guid")]


def test_one_that_an_editor_took_away_is_not_made_again(tmp_path: Path) -> None:
    bring_in(tmp_path, feed(at(FIRST)))
    Podcast.collection().update_one({"slug": "deep-harbour"}, {"$unset": {"guid": 1}})
    assert kept(bring_in(tmp_path, feed(at(FIRST)))) == []
    assert "guid" not in podcast()


def test_two_shows_with_one_address_have_one_guid_between_them(tmp_path: Path) -> None:
    bring_in(tmp_path, feed(at(FIRST)))
    bring_in(tmp_path, rss(item(name="other"), channel="<title>Other</title>" + at(FIRST)), "other")
    assert podcast()["guid"] == guid_of(FIRST)
    assert "guid" not in podcast("other")
