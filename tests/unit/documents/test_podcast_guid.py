"""A podcast's guid: made once, of its first address, whatever happens meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha1
from uuid import UUID

import pytest
from bson import ObjectId

from talkpython_site.documents import Podcast
from talkpython_site.documents.podcast_guid import guid_of, settle_guid
from tests.factories import make_podcast
from tests.killing import every_death

pytestmark = pytest.mark.usefixtures("clean")

FIRST, OWN = "https://feeds.example/deep.xml", "https://longwave.example/podcasts/deep/feed.xml"


def stored(podcast: Podcast) -> str | None:
    return (Podcast.collection().find_one({"_id": podcast.id}) or {}).get("guid")


def settle(podcast_id: str) -> None:
    settle_guid(ObjectId(podcast_id), [FIRST, OWN])


@pytest.mark.parametrize(
    "here",
    ["http://localhost:6543", "http://deep.localhost.", "http://127.0.0.2", "http://[::1]:80"],
)
def test_the_address_of_a_laptop_names_no_show_for_good(here: str) -> None:
    podcast, own = make_podcast(), f"{here}/podcasts/deep/feed.xml"
    assert settle_guid(podcast.id, [own]) == guid_of(own)
    assert stored(podcast) is None
    assert settle_guid(podcast.id, [own, FIRST]) == guid_of(FIRST) == stored(podcast)


def test_it_is_a_version_5_uuid_of_the_bare_address() -> None:
    """RFC 4122, 4.3, step by step; the namespace's id stands in the podcast namespace's text."""
    space = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6").bytes
    name = sha1(space + b"feeds.example/deep.xml", usedforsecurity=False).digest()
    assert guid_of(FIRST) == str(UUID(bytes=name[:16], version=5))
    same = {FIRST, "http://feeds.example/deep.xml", f"{FIRST}/", f"{FIRST}//"}
    assert {guid_of(address) for address in same} == {guid_of(FIRST)}
    assert guid_of(OWN) != guid_of(FIRST)


def test_it_is_made_of_the_first_address_once() -> None:
    podcast = make_podcast()
    assert settle_guid(podcast.id, [FIRST, OWN]) == guid_of(FIRST)
    assert settle_guid(podcast.id, [OWN]) == guid_of(FIRST)
    assert stored(podcast) == guid_of(FIRST)


def test_one_that_is_there_stays() -> None:
    podcast = make_podcast(guid="came-with-the-show")
    assert settle_guid(podcast.id, [FIRST]) == "came-with-the-show"


def test_two_shows_that_began_at_one_address_have_two() -> None:
    first, second = make_podcast(), make_podcast()
    settle_guid(first.id, [FIRST, OWN])
    assert settle_guid(second.id, [FIRST, OWN]) == guid_of(OWN)
    assert settle_guid(make_podcast().id, [FIRST, OWN]) is None


def test_a_podcast_that_is_gone_has_none() -> None:
    assert settle_guid(ObjectId(), [FIRST]) is None


def test_who_comes_at_the_same_time_finds_the_same() -> None:
    podcast = make_podcast()
    addresses = [[FIRST], [OWN]] * 8
    with ThreadPoolExecutor(8) as pool:
        given = set(pool.map(lambda urls: settle_guid(podcast.id, urls), addresses))
    assert given == {stored(podcast)}


def test_a_death_right_after_it_loses_nothing(database_uri: str) -> None:
    podcast = make_podcast()
    for writes in every_death(database_uri, settle, str(podcast.id)):
        assert writes == 1
        assert stored(podcast) == guid_of(FIRST)
        Podcast.collection().update_one({"_id": podcast.id}, {"$unset": {"guid": 1}})
