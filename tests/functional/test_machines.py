"""What machines ask every site for."""

from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import etree

from talkpython_site import sitemap
from tests.factories import (
    make_course,
    make_episode,
    make_interview,
    make_person,
    make_podcast,
    make_topic,
)

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = "https://longwave.example"


def pages(visit: Any) -> dict[str, str | None]:
    """Addresses of the sitemap with their days."""
    response = visit.get("/sitemap.xml")
    assert response.content_type == "application/xml"
    found: dict[str, str | None] = {}
    for url in etree.fromstring(response.body).iterfind("s:url", SITEMAP):
        address, *days = (str(each.text) for each in url)
        found[address] = days[0] if days else None
    return found


def test_the_sitemap_of_an_empty_site_has_its_lists(visit: Any) -> None:
    kinds = ("", "episodes", "podcasts", "people", "topics")
    assert pages(visit) == dict.fromkeys(f"{SITE}/{kind}" for kind in kinds)


def test_the_sitemap_names_everything_public_once_with_its_day(visit: Any) -> None:
    podcast = make_podcast(slug="deep-harbour")
    person, topic = make_person("Ines Okafor"), make_topic("databases")
    make_episode(
        podcast,
        key="7",
        slug="tide-tables",
        people=[person],
        topics=[topic],
        published_at=datetime(2024, 5, 1, 23, 30, tzinfo=UTC),
    )
    found = pages(visit)
    for address in (
        "/episodes/deep-harbour/7/tide-tables",
        "/podcasts/deep-harbour",
        "/people/ines-okafor",
        "/topics/databases",
        "/",
    ):
        assert found[SITE + address] == "2024-05-01"


def test_names_are_as_new_as_their_newest_of_any_kind(visit: Any) -> None:
    person, topic = make_person("Ines Okafor"), make_topic("databases")
    both: dict[str, Any] = {"people": [person], "topics": [topic]}
    make_episode(published_at=datetime(2021, 5, 1, tzinfo=UTC), **both)
    make_course(published_at=datetime(2022, 5, 1, tzinfo=UTC), **both)
    make_interview(slug="timed", published_at=datetime(2023, 5, 1, tzinfo=UTC), **both)
    found = pages(visit)
    for path in ("", "people", "topics", "people/ines-okafor", "topics/databases", "interviews",
                 "interviews/timed"):  # fmt: skip
        assert found[f"{SITE}/{path}"] == "2023-05-01"
    assert (found[f"{SITE}/courses"], found[f"{SITE}/episodes"]) == ("2022-05-01", "2021-05-01")


def test_the_sitemap_has_names_that_are_only_interviewed(visit: Any) -> None:
    make_interview(
        slug="tide-\u00e9t\u00e9", people=[make_person("Ines")], topics=[make_topic("sea")]
    )
    make_interview(slug="draft", state="draft", people=[make_person("Abdul")])
    assert {
        each
        for each in pages(visit)
        if "/interviews/" in each or "/people/" in each or "/topics/" in each
    } == {
        f"{SITE}/{path}" for path in ("people/ines", "topics/sea", "interviews/tide-%C3%A9t%C3%A9")
    }


def test_the_sitemap_keeps_what_is_not_public(visit: Any) -> None:
    podcast = make_podcast()
    make_episode(podcast, slug="draft", state="draft")
    make_episode(podcast, slug="later", published_at=datetime.now(UTC) + timedelta(days=1))
    make_episode(make_podcast(state="draft", slug="hidden-show"), slug="hidden")
    assert not [each for each in pages(visit) if "/episodes/" in each or "hidden" in each]


def test_names_in_other_scripts_are_escaped(visit: Any) -> None:
    make_podcast(slug="深い港")
    assert f"{SITE}/podcasts/%E6%B7%B1%E3%81%84%E6%B8%AF" in pages(visit)


def test_the_sitemap_is_the_same_packed_and_not(visit: Any) -> None:
    make_episode(key="a b", slug="tide-\u00e9t\u00e9")
    plain = visit.get("/sitemap.xml", headers={"Accept-Encoding": "identity"})
    packed = visit.get("/sitemap.xml", headers={"Accept-Encoding": "gzip"})
    assert packed.body == plain.body  # unpacked by the visitor
    assert packed.etag != plain.etag
    assert "/a%20b/tide-%C3%A9t%C3%A9<" in plain.text


def test_the_sitemap_ends_where_the_protocol_does(visit: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(sitemap, "MOST", 6)
    for _ in range(3):
        make_episode()
    assert len(pages(visit)) == 6


def test_robots_are_told_of_the_sitemap(visit: Any) -> None:
    response = visit.get("/robots.txt", extra_environ={"HTTP_HOST": "evil.example"})
    assert response.text.endswith(f"Sitemap: {SITE}/sitemap.xml\n")


def test_icons_are_pictures(visit: Any) -> None:
    icon = visit.get("/favicon.ico")
    assert icon.content_type == "image/vnd.microsoft.icon"
    assert icon.body.startswith(b"\0\0\1\0")
    touch = visit.get("/apple-touch-icon.png")
    assert touch.content_type == "image/png"
    assert touch.body.startswith(b"\x89PNG")
    assert "max-age=86400" in touch.headers["Cache-Control"]
