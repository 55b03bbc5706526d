"""What everybody finds where an episode was taken down."""

from typing import Any

import pytest

from talkpython_site.documents import Chapter, Episode
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_episode, make_podcast
from tests.reading import links, texts
from tests.visitors import signed_in

REASON = "Its guest asked <us> to: it named somebody."
ADDRESSES = (
    "/episodes/deep/7/tides",
    "/episodes/deep/7/an-older-slug?t=60",
    "/episodes/deep/7",
    "/episodes/deep/7/tides.mp3",
    "/episodes/deep/7/chapters.json",
)


def make_gone(**changes: Any) -> Episode:
    values = {
        "state": "unpublished", "unpublished_reason": REASON, "number": 7, "slug": "tides",
        "title": "Tides and names", "chapters": [Chapter(start_seconds=0.0, title="Hello")],
        **changes,
    }  # fmt: skip
    return make_episode(make_podcast("Deep Harbour", slug="deep"), **values)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_of_it_says_why(visit: Visit, queries: Queries, address: str) -> None:
    make_gone()
    for visitor in (visit, signed_in(visit, make_account())):
        with queries() as asked:
            page = visitor.get(address, status=410)
        assert asked.names.count("find episodes") == 1, asked.names
        assert REASON in texts(page, "//main/p")
        assert "Tides and names" not in page
        assert page.lxml.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert {"/", "/podcasts/deep"} <= set(links(page))


def test_its_reason_is_read_anew(visit: Visit) -> None:
    made = make_gone()
    visit.get(ADDRESSES[0], status=410)
    Episode.collection().update_one({"_id": made.id}, {"$set": {"unpublished_reason": "Another."}})
    assert "Another." in visit.get(ADDRESSES[0], status=410)


def test_without_a_reason(visit: Visit) -> None:
    make_gone(unpublished_reason=None)
    assert "It will not come back by itself." in visit.get(ADDRESSES[0], status=410)


@pytest.mark.parametrize("state", ["draft", "binned", "importing", "strange"])
def test_what_was_not_taken_down_is_not_there(visit: Visit, state: str) -> None:
    make_gone(state=state)
    for address in ADDRESSES:
        assert REASON not in visit.get(address, status=404)


def test_an_episode_of_a_podcast_that_is_not_public_is_not_there(visit: Visit) -> None:
    show = make_podcast(slug="deep", state="draft")
    make_episode(show, number=7, slug="tides", state="unpublished", unpublished_reason=REASON)
    for address in ADDRESSES:
        assert REASON not in visit.get(address, status=404)


def test_what_is_taken_down_at_this_moment(app: Any, visit: Visit) -> None:
    """The document decides where the card is older."""
    made = make_gone(state="published", unpublished_reason=None)
    visit.get(ADDRESSES[0])
    catalogue, load = app.registry.catalogue, app.registry.catalogue.load
    changed = {"state": "unpublished", "unpublished_reason": REASON}
    Episode.collection().update_one({"_id": made.id}, {"$set": changed})
    catalogue.load = lambda: None
    try:
        assert REASON in texts(visit.get(f"{ADDRESSES[0]}?t=60", status=410), "//main/p")
        visit.get(ADDRESSES[3], status=410)
        Episode.collection().update_one({"_id": made.id}, {"$set": {"state": "draft"}})
        visit.get(f"{ADDRESSES[0]}?t=61", status=404)
    finally:
        catalogue.load = load


def test_what_was_published_again_meanwhile(app: Any, visit: Visit) -> None:
    made = make_gone()
    visit.get(ADDRESSES[0], status=410)
    catalogue, load = app.registry.catalogue, app.registry.catalogue.load
    Episode.collection().update_one({"_id": made.id}, {"$set": {"state": "published"}})
    catalogue.load = lambda: None
    try:
        visit.get(ADDRESSES[0], status=404)
    finally:
        catalogue.load = load
    load()
    visit.get(ADDRESSES[0], status=200)
