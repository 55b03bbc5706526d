"""The database goes away: lists and what was kept go on with a notice, the rest says when."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from webtest import TestApp

from talkpython_site.documents import Podcast
from talkpython_site.documents.stamp import announce
from tests.conftest import Visit
from tests.connections import connected_to
from tests.factories import make_episode, make_podcast

LISTS = ("/", "/episodes", "/podcasts")
KEPT, NEVER_ASKED_FOR = "/episodes/deep/12/tides", "/episodes/deep/13/waves"
FEED = "/podcasts/deep/feed.xml"


@pytest.fixture
def kept(visit: Visit) -> dict[str, Any]:
    """What somebody asked for while the database was there, by address."""
    podcast = make_podcast(slug="deep", guid="9b7c8a52-4f3b-5d11-8a7e-2f1c8d0f6b11")
    make_episode(podcast, key="12", slug="tides", title="About tides")
    make_episode(podcast, key="13", slug="waves", title="About waves")
    announce("*")
    return {path: visit.get(path) for path in ("/episodes", KEPT, FEED)}


@pytest.fixture
def visitor(app: Any, kept: dict[str, Any]) -> Iterator[TestApp]:  # noqa: ARG001 - loaded before
    """Somebody who comes while nothing listens where the database was."""
    with connected_to("mongodb://127.0.0.1:1/nobody_test"):
        yield TestApp(app)


def notice(page: Any) -> str:
    """What the header ends with."""
    found = page.html.find_all(class_="notice", role="status")
    assert len(found) == 1
    assert found[0].parent["id"] == "site-header"
    assert found[0].find_next_sibling() is None
    return str(found[0].text)


def test_lists_go_on_and_say_so(visitor: TestApp) -> None:
    for path in LISTS:
        page = visitor.get(path, status=200)
        assert "About tides" in page or path == "/podcasts"
        assert notice(page).startswith("Shown as of ")


def test_a_kept_page_goes_on_with_the_notice(visitor: TestApp, kept: dict[str, Any]) -> None:
    page = visitor.get(KEPT, status=200)
    assert notice(page) == notice(visitor.get("/podcasts"))  # kept or made anew, it says the same
    tag = page.headers["ETag"]
    assert tag != kept[KEPT].headers["ETag"]
    visitor.get(KEPT, headers={"If-None-Match": kept[KEPT].headers["ETag"]}, status=200)
    visitor.get(KEPT, headers={"If-None-Match": tag}, status=304)
    page.html.find(class_="notice").decompose()
    assert page.html.text.split() == kept[KEPT].html.text.split()
    packed = visitor.get(KEPT, headers={"Accept-Encoding": "gzip"}, status=200)
    assert notice(packed)
    assert packed.headers["ETag"] != tag


@pytest.mark.usefixtures("kept")
def test_who_comes_for_a_second_gets_the_page_from_its_start(visitor: TestApp) -> None:
    page = visitor.get(f"{KEPT}?t=75", status=200)
    assert notice(page)
    assert page.body == visitor.get(KEPT).body


def test_a_kept_feed_goes_on_as_it_was(visitor: TestApp, kept: dict[str, Any]) -> None:
    feed = visitor.get(FEED, status=200)
    assert feed.body == kept[FEED].body
    assert feed.headers["ETag"] == kept[FEED].headers["ETag"]
    visitor.get(FEED, headers={"If-None-Match": feed.headers["ETag"]}, status=304)


def test_tomorrow_kept_pages_still_go_on(visitor: TestApp, kept: dict[str, Any]) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        assert notice(visitor.get(KEPT, status=200))
        feed = visitor.get(FEED, status=200)
        assert feed.headers["ETag"] == kept[FEED].headers["ETag"]
        assert notice(visitor.get("/episodes", status=200))


def test_pages_of_documents_ask_for_patience(visitor: TestApp) -> None:
    for _ in range(2):
        page = visitor.get(NEVER_ASKED_FOR, status=503)
        assert int(page.headers["Retry-After"]) > 0
        assert "ETag" not in page.headers


@pytest.mark.usefixtures("kept")
def test_what_was_kept_before_a_change_does_not_come_back(app: Any, visit: Visit) -> None:
    podcast = Podcast.objects.get(slug="deep")
    make_episode(podcast, key="14", title="About change")
    announce("*")
    assert "About change" in visit.get("/episodes")
    with connected_to("mongodb://127.0.0.1:1/nobody_test"):
        for path in (KEPT, FEED):
            assert "Retry-After" in TestApp(app).get(path, status=503).headers


def test_it_lives_and_is_ready_all_the_same(visitor: TestApp) -> None:
    visitor.get("/healthz", status=200)
    visitor.get("/readyz", status=200)
