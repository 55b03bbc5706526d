"""What every answer carries, and how public pages are kept."""

import gzip
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from webob import Request

from talkpython_site.documents.stamp import announcement
from tests.factories import make_episode, make_podcast

PAGE = "/sitemap.xml"


@pytest.mark.parametrize("path", ["/healthz", "/sitemap.xml", "/favicon.ico", "/nowhere", "/%ff"])
def test_every_answer_is_guarded(visit: Any, path: str) -> None:
    check_guarded(visit.get(path, expect_errors=True).headers)


def test_static_files_are_guarded(visit: Any) -> None:
    address = visit.app.registry.assets.path("images/icon.svg")
    headers = visit.get(address).headers
    check_guarded(headers)
    assert "immutable" in headers["Cache-Control"]


def check_guarded(headers: Any) -> None:
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "Server" not in headers
    assert "Set-Cookie" not in headers


def test_a_public_page_is_kept_and_asked_for_again(visit: Any) -> None:
    first = visit.get(PAGE)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["Vary"] == "Cookie, Accept-Encoding"
    again = visit.get(PAGE, headers={"If-None-Match": first.headers["ETag"]}, status=304)
    assert again.body == b""
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[name] == first.headers[name]


def test_head_is_get_without_a_body(visit: Any) -> None:
    got, head = visit.get(PAGE), visit.head(PAGE)
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(got.body))
    assert head.body == b""


def test_each_encoding_is_a_page_of_its_own(visit: Any) -> None:
    plain, packed, refused = (
        Request.blank(PAGE, headers={"Accept-Encoding": asked}).get_response(visit.app)
        for asked in ("identity", "gzip, br", "gzip;q=0")
    )
    assert packed.content_encoding == "gzip"
    assert plain.content_encoding is None
    assert gzip.decompress(packed.body) == plain.body == refused.body
    assert packed.etag != plain.etag == refused.etag


def test_unknown_parameters_make_no_other_page(visit: Any) -> None:
    tags = {visit.get(PAGE + query).headers["ETag"] for query in ("", "?utm_source=x", "?&&=")}
    assert len(tags) == 1


def test_a_star_is_nobody_s_page(visit: Any) -> None:
    assert visit.get(PAGE, headers={"If-None-Match": "*"}, status=200).body


def test_a_change_makes_another_page(visit: Any) -> None:
    podcast = make_podcast()
    before = visit.get(PAGE).headers["ETag"]
    podcast.title = "Shallow Harbour"
    podcast.change(announcement(f"podcast:{podcast.id}"))
    assert visit.get(PAGE, headers={"If-None-Match": before}, status=200).headers["ETag"] != before


def test_what_appears_by_itself_makes_another_page(visit: Any) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=60)
    make_episode(published_at=soon)
    before = visit.get(PAGE).headers["ETag"]
    with time_machine.travel(soon + timedelta(seconds=1)):
        assert visit.get(PAGE).headers["ETag"] != before


def test_tomorrow_is_another_page(visit: Any) -> None:
    today = datetime(2030, 6, 1, 12, tzinfo=UTC)
    tags = set()
    for hours in (0, 1, 24):
        with time_machine.travel(today + timedelta(hours=hours)):
            tags.add(visit.get(PAGE).headers["ETag"])
    assert len(tags) == 2
