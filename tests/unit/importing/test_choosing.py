"""Which podcast a feed belongs to."""

import pytest

from talkpython_site.documents import Podcast
from talkpython_site.importing.feeds.choosing import Choice, choose, free_hue, free_slug
from talkpython_site.importing.feeds.opening import FeedError
from talkpython_site.importing.feeds.parsed import ParsedFeed, ParsedItem, ParsedShow
from tests.factories import make_episode, make_podcast

pytestmark = pytest.mark.usefixtures("clean")

FEED = "https://feeds.example/deep.xml"


def feed(guid: str | None = None, *urls: str, items: int = 4, title: str = "Tides") -> ParsedFeed:
    show = ParsedShow(title, guid=guid, feed_urls=urls)
    return ParsedFeed(show, tuple(ParsedItem(title=str(n), guid=str(n)) for n in range(items)))


def with_episodes(*guids: str, **changes: str) -> Podcast:
    podcast = make_podcast(**changes)
    for guid in guids:
        make_episode(podcast, guid=guid)
    return podcast


def test_the_named_one_wins() -> None:
    named = make_podcast(slug="named")
    make_podcast(guid="g", feed_urls=[FEED])
    assert choose(feed("g", FEED), "named") == Choice(
        named.slug, is_new=False, reason="named by --podcast"
    )
    assert choose(feed("g", FEED), "nobody") == Choice(
        "nobody", is_new=True, reason="no other is called nobody"
    )


def test_another_show_is_not_taken_over() -> None:
    """Else a slip of the hand mixes two shows, and nothing takes them apart again."""
    named = with_episodes("theirs", slug="ebb", title="Ebb", guid="e")
    with pytest.raises(FeedError, match="“Tides”, and ebb is “Ebb”"):
        choose(feed("g", FEED), "ebb")
    assert choose(feed("e"), "ebb").slug == named.slug
    assert choose(feed(title="EBB"), "ebb").slug == named.slug
    make_episode(named, guid="3")
    assert choose(feed("g", FEED), "ebb").slug == named.slug


def test_a_show_without_episodes_takes_any_feed() -> None:
    assert choose(feed("g"), make_podcast(title="Empty").slug).is_new is False


def test_guid_then_address_then_episodes() -> None:
    by_guid, by_url = make_podcast(guid="g"), make_podcast(feed_urls=["https://x.example", FEED])
    by_episodes = with_episodes("0", "1", "other")
    both = feed("g", "https://new.example", FEED)
    assert choose(both, None) == Choice(
        by_guid.slug, is_new=False, reason="known by its podcast:guid"
    )
    assert choose(feed("h", "https://new.example", FEED), None).slug == by_url.slug
    assert choose(feed(None, FEED), None).reason == "known by its feed's address"
    assert choose(feed("h"), None).slug == by_episodes.slug
    assert choose(feed(), None).reason == "known by its episodes"


def test_less_than_half_of_the_episodes_is_not_enough() -> None:
    with_episodes("0", "1")
    assert choose(feed(items=5), None).is_new
    assert not choose(feed(items=4), None).is_new
    assert choose(feed(items=0), None).is_new


def test_two_podcasts_that_know_half_are_neither() -> None:
    with_episodes("0", "1")
    with_episodes("2", "3")
    assert choose(feed(), None) == Choice("tides", is_new=True, reason="it was not known here")


def test_many_episodes_are_asked_for_in_parts() -> None:
    podcast = with_episodes(*map(str, range(0, 120, 2)))
    assert choose(feed(items=120), None).slug == podcast.slug


def test_what_an_import_left_is_found_again() -> None:
    left = with_episodes("1", title="Tides", slug="tides", state="importing")
    stopped = Choice("tides", is_new=True, reason="its import was stopped")
    assert choose(feed(), None) == stopped
    assert choose(feed(), "tides") == stopped
    assert choose(feed(items=1), None).slug == "tides-2"
    assert choose(feed(title="Other tides"), None).slug == "other-tides"
    make_episode(left, guid="2")
    assert choose(feed(), None) == stopped


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Deep Harbour", "deep-harbour"),
        ("DEEP HARBOUR!!!", "deep-harbour"),
        ("\N{ROCKET}", "podcast"),
        ("東京の夜", "dong-jing-noye"),
        ("long " * 100, "long-" * 15 + "long"),
    ],
)
def test_titles_make_addresses(title: str, slug: str) -> None:
    assert free_slug(title) == slug
    make_podcast(slug=slug)
    assert free_slug(title) == f"{slug}-2"
    make_podcast(slug=f"{slug}-2")
    assert free_slug(title) == f"{slug}-3"


def test_hues_are_shared_only_when_all_are_taken() -> None:
    first = free_hue("deep-harbour")
    taken = set()
    for _podcast in range(12):
        taken.add(hue := free_hue("deep-harbour"))
        make_podcast(own_hue=hue)
    assert taken == {f"hue-{n}" for n in range(1, 13)}
    assert free_hue("deep-harbour") == first
