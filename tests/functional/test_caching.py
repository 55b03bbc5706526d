"""Public pages come from memory, and never say what is not true any more."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from prometheus_client import REGISTRY
from pyramid.request import Request
from pyramid.response import Response
from webtest import TestApp

from talkpython_site import configure
from talkpython_site.documents import Podcast
from talkpython_site.kept_pages import KeptPages, Place, Version
from talkpython_site.settings import Settings
from tests.conftest import Queries, Visit
from tests.factories import make_episode, make_person, make_podcast, make_topic

EPISODE = "/episodes/deep/12/tides"
PODCAST = "/podcasts/deep"
FEED = "/podcasts/deep/feed.xml"
MOST_QUERIES = {"/": 1, "/episodes": 1, PODCAST: 2, EPISODE: 2, FEED: 3}
PAGES = tuple(MOST_QUERIES)
STAMP = ["find stamps"]
GUID = "9b7c8a52-4f3b-5d11-8a7e-2f1c8d0f6b11"


@pytest.fixture
def pages(app: Any, visit: Visit) -> Iterator[KeptPages]:  # noqa: ARG001 - the database is emptied first
    """What is kept of a site with one episode: nothing yet."""
    before, kept = app.registry.kept_pages, KeptPages(10_000_000)
    app.registry.kept_pages = kept
    make_episode(make_podcast(slug="deep", guid=GUID), key="12", slug="tides", title="Tides")
    yield kept
    app.registry.kept_pages = before


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(("path", "most"), list(MOST_QUERIES.items()))
def test_queries(visit: Visit, queries: Queries, path: str, most: int) -> None:
    with queries() as cold:
        first = visit.get(path)
    assert cold.count <= most, cold.names
    with queries() as kept:
        again = visit.get(path)
    with queries() as unchanged:
        visit.get(path, headers={"If-None-Match": first.headers["ETag"]}, status=304)
    assert kept.names == unchanged.names == STAMP
    assert again.body == first.body
    assert list(again.headers.items()) == list(first.headers.items())


def test_what_another_thread_has_just_made_is_not_made_again(
    app: Any, visit: Visit, pages: KeptPages, queries: Queries
) -> None:
    first = visit.get(EPISODE)

    class Others(KeptPages):
        """Whoever looks for a page finds none; whoever then has a turn finds theirs."""

        def turn(self, place: Place, version: Version) -> Any:
            self.keep(place, pages.last(place) or pytest.fail("it was kept"))
            return super().turn(place, version)

    app.registry.kept_pages = Others(10_000_000)
    with queries() as asked:
        assert visit.get(EPISODE).body == first.body
    assert asked.names == STAMP


def test_unknown_parameters_are_in_no_page_and_no_key(visit: Visit, pages: KeptPages) -> None:
    bodies = [visit.get(f"/episodes{query}").body for query in ("?utm_source=x&page=1", "?page=1")]
    bodies += [visit.get(f"/episodes?page=9&page=1&id={n}").body for n in range(3)]
    assert len(set(bodies)) == len(pages) == 1


def test_figures_tell_where_pages_come_from(visit: Visit, pages: KeptPages) -> None:
    def figure(answer: str) -> float:
        return REGISTRY.get_sample_value("talkpython_public_pages_total", {"answer": answer}) or 0

    answers = ("rendered", "kept", "unchanged")
    before = [figure(answer) for answer in answers]
    tags = {visit.get("/episodes").headers["ETag"] for _ in range(3)}
    visit.get("/episodes", headers={"If-None-Match": tags.pop()}, status=304)
    assert [figure(each) - old for each, old in zip(answers, before, strict=True)] == [1, 2, 1]
    assert pages.size_bytes > 1_000


@pytest.mark.usefixtures("pages")
def test_the_order_of_parameters_makes_no_other_page(visit: Visit, queries: Queries) -> None:
    visit.get("/episodes?podcast=deep&page=1")
    with queries() as asked:
        visit.get("/episodes?page=1&podcast=deep")
    assert asked.names == STAMP


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/episodes", ["", "?page=1", "?page=01", "?page=", "?podcast=", "?podcast=%20%20&topic="]),
        ("/episodes", ["?podcast=deep", "?podcast=+deep", "?podcast=deep%20&page=001&year="]),
        (PODCAST, ["", "?podcast=deep", "?podcast=anything"]),
        (EPISODE, ["", "?t=", "?t=%20"]),
    ],
)
def test_what_means_the_same_is_one_page(
    visit: Visit, pages: KeptPages, path: str, queries: list[str]
) -> None:
    tags = {visit.get(path + query).headers["ETag"] for query in queries}
    assert (len(tags), len(pages)) == (1, 1)


def test_a_page_of_one_name_has_no_parameter_of_its_kind(visit: Visit, pages: KeptPages) -> None:
    make_episode(people=[make_person("Ada")], topics=[make_topic("tides")])
    for path, own in (("/people/ada", "person"), ("/topics/tides", "topic")):
        tags = {visit.get(path + q).headers["ETag"] for q in ("", f"?{own}=x", f"?{own}=y")}
        assert len(tags) == 1
    assert len(pages) == 2


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("path", [*PAGES, "/sitemap.xml", "/llms.txt"])
def test_both_encodings_and_head_come_from_one_page(visit: Visit, path: str) -> None:
    assert visit.get(path, status=200).body
    asked = ("identity", "gzip", "gzip;q=0", "gzip, br")
    answers = [
        Request.blank(path, headers={"Accept-Encoding": each}).get_response(visit.app)
        for each in asked
    ]
    plain, packed, *_others = answers
    head = Request.blank(path, headers={"Accept-Encoding": "gzip"}, method="HEAD")
    assert gzip.decompress(packed.body) == plain.body
    assert [each.etag for each in answers] == [plain.etag, packed.etag] * 2
    assert plain.etag != packed.etag
    answer = head.get_response(visit.app)
    assert (answer.body, answer.headers) == (b"", packed.headers)


def test_a_second_of_an_episode_is_not_kept(visit: Visit, pages: KeptPages) -> None:
    for query in ("?t=75", "?t=abc"):
        visit.get(EPISODE + query)
    assert len(pages) == 0
    etag = visit.get(f"{EPISODE}?t=75").headers["ETag"]
    visit.get(f"{EPISODE}?t=75", headers={"If-None-Match": etag}, status=304)


def test_only_what_is_there_is_kept(visit: Visit, pages: KeptPages) -> None:
    visit.get("/episodes/deep/12/other", status=301)
    for path in ("/episodes?page=7", "/episodes/deep/99/tides", "/podcasts/nobody", "/healthz"):
        visit.get(path, status="*")
    assert len(pages) == 0


def test_cookies_of_others_change_nothing(visit: Visit, pages: KeptPages, queries: Queries) -> None:
    first = visit.get("/episodes", headers={"Cookie": "_analytics=1"})
    with queries() as asked:
        again = visit.get("/episodes")
    assert (again.body, asked.names, len(pages)) == (first.body, STAMP, 1)
    assert "Set-Cookie" not in first.headers


@pytest.mark.usefixtures("clean")
def test_what_sets_a_cookie_is_nobody_else_s(settings: Settings) -> None:
    def greet(request: Request) -> Response:
        request.response.set_cookie("name", request.GET["name"])
        return request.response

    own = site_with(settings, greet, params=("name",))
    for name in ("Ada", "Ada", "Bo"):
        answer = own.get(f"/greeting?name={name}")
        assert name in answer.headers["Set-Cookie"]
        assert answer.headers["Cache-Control"] == "private, no-store"


def site_with(settings: Settings, view: Any, **options: Any) -> TestApp:
    """The site with one view more."""
    config = configure(settings)
    config.add_route("greeting", "/greeting")
    config.add_view(view, route_name="greeting", permission="site:pages:read", **options)
    app = config.make_wsgi_app()
    app.registry.catalogue.load()
    return TestApp(app)


@pytest.mark.usefixtures("clean")
def test_templates_under_development_are_not_kept(settings: Settings) -> None:
    asked = []

    def greet(request: Request) -> Response:
        asked.append(request)
        return Response("hello")

    own = site_with(replace(settings, templates_reload=True), greet, params=())
    for _ in range(2):
        assert "ETag" not in own.get("/greeting").headers
    assert len(asked) == 2


@pytest.mark.usefixtures("pages")
def test_what_is_planned_appears_at_its_second(visit: Visit) -> None:
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=60)
    podcast = Podcast.objects.get(slug="deep")
    make_episode(podcast, title="Planned", key="13", slug="planned", published_at=soon)
    new = "/episodes/deep/13/planned"
    for moment, is_out in ((-1, False), (-1, False), (0, True), (0, True)):
        with time_machine.travel(soon + timedelta(seconds=moment), tick=False):
            assert all(("Planned" in visit.get(path)) is is_out for path in PAGES)
            visit.get(new, status=200 if is_out else 404)
