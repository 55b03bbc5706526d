"""The language of an episode: its own, else its podcast's, wherever its words are shown."""

from typing import Any

import pytest

from talkpython_site.documents import Chapter, Podcast
from tests.conftest import Visit
from tests.editors import editor_of
from tests.factories import make_episode, make_podcast
from tests.reading import blocks
from tests.reading_feeds import items, make_deep, said

PAGE = "/episodes/deep/7/tides"
BOTH = [("en", "pt_BR", "pt-BR"), ("en", None, "en"), (None, "de", "de"), (None, None, None)]


def tides(of_show: str | None, own: str | None, **changes: Any) -> Podcast:
    show = make_podcast("Deep Harbour", slug="deep", language=of_show)
    values = {"number": 7, "slug": "tides", "title": "Tides", "language": own, **changes}
    make_episode(show, **values)
    return show


def lang_of(page: Any, path: str) -> list[str | None]:
    return [each.get("lang") for each in page.lxml.xpath(path)]


@pytest.mark.parametrize(("of_show", "own", "language"), BOTH)
def test_its_page_says_in_which(
    visit: Visit, of_show: str | None, own: str | None, language: str | None
) -> None:
    tides(of_show, own)
    page = visit.get(PAGE)
    for path in ("//h1", "//section[@class='notes']//div[contains(@class, 'prose')]"):
        assert set(lang_of(page, path)) == {language}, path
    assert blocks(page)["PodcastEpisode"].get("inLanguage") == language
    assert page.lxml.xpath("//@data-language") == ([language] if language else [])


@pytest.mark.parametrize(("of_show", "own", "language"), BOTH)
def test_lists_say_in_which(
    visit: Visit, of_show: str | None, own: str | None, language: str | None
) -> None:
    show = tides(of_show, own)
    make_episode(show)  # the page of a podcast begins with its newest
    for address in ("/episodes", "/podcasts/deep"):
        assert lang_of(visit.get(address), "//a[text()='Tides']") == [language], address
    assert lang_of(editor_of(visit, show).get("/admin/episodes"), "//a[text()='Tides']") == [
        language
    ]


def test_the_newest_is_announced_in_its_language(visit: Visit) -> None:
    tides("en", "pt")
    page = visit.get("/")
    assert lang_of(page, "//h1/a") == lang_of(page, "//p[@class='lead']") == ["pt"]


def test_its_podcast_keeps_its_own(visit: Visit) -> None:
    tides("en", "pt", chapters=[Chapter(start_seconds=0, title="Olá")])
    assert lang_of(visit.get("/podcasts/deep"), "//h1") == ["en"]


@pytest.mark.parametrize(
    ("of_show", "own", "told"),
    [
        ("en", "pt_BR", ["pt-BR"]), ("en", "en", []), ("en", None, []), (None, "de", ["de"]),
        ("en", "no tag!", []),
    ],
)  # fmt: skip
def test_an_item_in_another_language_says_so(
    visit: Visit, of_show: str | None, own: str | None, told: list[str]
) -> None:
    make_episode(make_deep(language=of_show), language=own)
    (item,) = items(visit)
    assert said(item, "dc:language") == told
