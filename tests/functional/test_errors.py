"""Wrong input and failures: the right status, in the site's design, with a way on."""

from typing import Any

import pytest
from pymongo.errors import AutoReconnect
from pyramid.httpexceptions import HTTPGone, HTTPMovedPermanently
from pyramid.request import Request
from webtest import TestApp, TestResponse

from talkpython_site import configure
from tests.factories import make_episode, make_person, make_topic

SITE = "https://longwave.example"


def check(response: TestResponse, status: int, words: str, *, leads_on: bool = True) -> None:
    """It is a page of the site, with its heading and ways on where these answer."""
    assert response.status_int == status
    assert response.content_type == "text/html"
    page = response.lxml
    (heading,) = page.findall(".//h1")
    assert words in heading.text_content()
    ways = ["/", *page.xpath("//header//nav//a/@href")] if leads_on else []
    assert page.xpath("//main//a/@href") == ways
    assert page.xpath("//header//a[@href='/']")
    assert "Longwave" in page.findtext(".//title")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "path", ["/nowhere", "/static/nowhere.css", "/episodes/a/b/c/d", "/nowhere/", "//evil.example/"]
)
def test_an_unknown_address_is_not_found(visit: Any, path: str) -> None:
    check(visit.get(path, status=404), 404, "nothing at this address")


@pytest.mark.parametrize(
    "path",
    [
        "/%ff",
        "/episodes/%c3%28",
        "/%00",
        "/episodes?page=%ff",
        "/episodes?page=%00",
        "/episodes?utm_source=%fe",
        "/healthz?\x00",
        "/" + "a" * 5_000,
        "/episodes?page=" + "9" * 10_000,
    ],
)
def test_an_address_that_cannot_be_read_is_a_bad_request(visit: Any, path: str) -> None:
    check(visit.get(path, status=400), 400, "makes no sense")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_wrong_method_is_told_the_right_ones(visit: Any, method: str) -> None:
    response = visit.request("/sitemap.xml", method=method, status=405)
    assert response.headers["Allow"] == "GET, HEAD"
    check(response, 405, "cannot be asked that way")


def test_a_wrong_method_of_nothing_is_not_found(visit: Any) -> None:
    visit.post("/nowhere", status=404)


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/episodes/", "/episodes"),
        ("/episodes//", "/episodes"),
        ("/sitemap.xml/?page=2&x=%C3%A9", "/sitemap.xml?page=2&x=%C3%A9"),
        ("/people/%E6%B7%B1/", "/people/%E6%B7%B1"),
    ],
)
def test_a_slash_too_many_leads_to_the_right_address(visit: Any, path: str, right: str) -> None:
    host = {"HTTP_HOST": "evil.example", "HTTP_X_FORWARDED_HOST": "evil.example"}
    response = visit.get(path, extra_environ=host, status=301)
    assert response.headers["Location"] == SITE + right
    assert response.headers["Cache-Control"] == "no-cache"


def fail(request: Request) -> None:
    raise {
        "bug": ZeroDivisionError("the secret of the house"),
        "away": AutoReconnect("db.example:27017 is gone"),
        "gone": HTTPGone("This episode was taken back."),
        "moved": HTTPMovedPermanently("/episodes"),
    }[request.matchdict["how"]]


@pytest.fixture
def failing(settings: Any) -> TestApp:
    """The site before anything was loaded, with pages that fail in every way."""
    config = configure(settings)
    config.add_route("failing", "/failing/{how}")
    config.add_view(fail, route_name="failing", permission="site:pages:read")
    config.add_route("single", "/single/{how}")
    config.add_view(fail, route_name="single", request_method="GET", permission="site:pages:read")
    return TestApp(config.make_wsgi_app(), extra_environ={"HTTP_HOST": "longwave.example"})


def test_a_bug_is_a_page_that_names_the_request(failing: TestApp) -> None:
    response = failing.get("/failing/bug", status=500)
    check(response, 500, "went wrong")
    assert "secret of the house" not in response.text
    assert len(response.lxml.findtext(".//code")) == 16


def test_a_database_that_is_away_is_asked_again_later(failing: TestApp) -> None:
    response = failing.get("/failing/away", status=503)
    check(response, 503, "Away for a moment")
    assert response.headers["Retry-After"] == "10"
    assert "db.example" not in response.text


def test_before_anything_was_loaded_pages_are_away(failing: TestApp) -> None:
    for path in ("/", "/sitemap.xml"):
        check(failing.get(path, status=503), 503, "Away for a moment", leads_on=False)
    check(failing.get("/nowhere", status=404), 404, "nothing at this address")
    assert failing.get("/healthz").text == "ok\n"
    assert failing.get("/readyz", status=503).content_type == "text/plain"


def test_what_a_page_says_itself_is_shown(failing: TestApp) -> None:
    response = failing.get("/failing/gone", status=410)
    assert "This episode was taken back." in response.text


def test_a_redirect_is_no_failure(failing: TestApp) -> None:
    response = failing.get("/failing/moved", status=301)
    assert response.headers["Location"] == f"{SITE}/episodes"
    assert (response.content_type, response.text) == ("text/plain", f"It is at {SITE}/episodes\n")


def test_a_wrong_turn_leads_on_to_all_that_there_is(visit: Any) -> None:
    make_episode()
    shown = visit.get("/nowhere", status=404)
    check(shown, 404, "nothing at this address")
    assert "/topics" not in shown.lxml.xpath("//main//a/@href")
    make_episode(people=[make_person()], topics=[make_topic()])
    ways = visit.get("/nowhere", status=404).lxml.xpath("//main//a/@href")
    assert ways == ["/", "/episodes", "/podcasts", "/topics", "/people"]


def test_what_is_not_there_is_named(visit: Any) -> None:
    assert "No episode appeared in 1899." in visit.get("/episodes?year=1899", status=404).text


def test_a_view_that_names_one_method_answers_it(failing: TestApp) -> None:
    assert "This episode was taken back." in failing.get("/single/gone", status=410).text
    assert failing.head("/single/gone", status=410).body == b""
    assert failing.post("/single/gone", status=405).headers["Allow"] == "GET, HEAD"
