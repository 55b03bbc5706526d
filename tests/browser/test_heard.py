"""Heard parts on every strip, as the browser remembers them."""

from typing import Any

import pytest
from bson import ObjectId
from playwright.sync_api import Page, expect

from talkpython_site.documents import Chapter, Podcast
from tests.browser.conftest import Open
from tests.browser.remembering import HEARD, ask, bits, name_of
from tests.factories import make_episode, make_person, make_podcast
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("episodes")

ADDRESS = "/episodes/deep/7/tides"
SEVENTH = f"[data-episode='{name_of(7)}']"


@pytest.fixture
def episodes(clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    """Three, of half an hour, 160 minutes and, the newest, 80 minutes."""
    deep, guest = make_podcast(slug="deep"), make_person("Ines Okafor", slug="ines")
    for number, minutes in ((5, 30), (6, 160), (7, 80)):
        make_episode(
            deep, id=ObjectId(name_of(number)), key=str(number), number=number, slug="tides",
            duration_seconds=minutes * 60, people=[guest],
            strip=[3000, 3500, 6000, 10_000], sponsor_parts=[1],
            chapters=[
                Chapter(start_seconds=0.0, title="Hello"),
                Chapter(start_seconds=600.0, title="Maps at night", sponsor="Lantern Maps"),
            ],
        )  # fmt: skip


def painted(page: Page, strip: str) -> list[tuple[str, str]]:
    """Where heard parts begin on a strip, and how wide they are."""
    rects = page.locator(f"{strip} rect" if strip.endswith(".heard") else f"{strip} .heard rect")
    values = "all => all.map(rect => [rect.getAttribute('x'), rect.getAttribute('width')])"
    return [(x, width) for x, width in rects.evaluate_all(values)]


def in_list(key: int) -> str:
    return f".in-list[data-episode='{name_of(key)}']"


def without_fonts(page: Page) -> None:
    """What moves then is moved by what was heard."""
    page.route("**/*.woff2", lambda route: route.abort())


def test_a_list_shows_what_was_heard(open_page: Open) -> None:
    page = open_page("/nowhere")
    ask(page, "store.keepPlace(name, 2400)", spans=[(0, 2400, 4800)])
    ask(page, "0", name_of(5), [(0, 540, 1800), (900, 1800, 1800)])
    ask(page, "0", name_of(6), [(0, 960, 9600), (3840, 5760, 9600), (6720, 7680, 9600)])

    without_fonts(page)
    page.goto("/episodes")

    assert painted(page, in_list(7)) == [("0%", "50%")]
    assert painted(page, in_list(5)) == [("0%", "11.25%"), ("18.75%", "18.75%")]
    assert painted(page, in_list(6)) == [("0%", "20%"), ("80%", "20%")]  # it is cut in the middle
    words = page.locator(".heard-words")
    assert words.all_text_contents() == ["40 min left", "Heard in part", "Finished"]
    shapes = page.locator(f"{in_list(7)} > *").evaluate_all("all => all.map(s => s.classList[0])")
    assert shapes[:3] == ["pale", "heard", "sponsor"]
    assert page.evaluate("moved") == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_words_find_their_place(open_page: Open, width: int) -> None:
    page = open_page("/episodes", viewport={"width": width, "height": 900})
    heights = "[...document.querySelectorAll('.row')].map(r => r.getBoundingClientRect().height)"
    before = page.evaluate(heights)

    ask(page, "store.keepPlace(name, 360)", spans=[(0, 360, 4800)])
    page.evaluate("document.dispatchEvent(new CustomEvent('player:state'))")

    expect(page.locator(".row .heard-words")).to_have_text("1 h 14 min left")
    assert page.evaluate(heights) == before
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_all_strips_of_an_episode_agree(open_page: Open) -> None:
    page = open_page("/nowhere")
    ask(page, "store.keepPlace(name, 2400)", spans=[(0, 2400, 4800)])

    page.goto("/")
    assert painted(page, ".hero-strip") == [("0%", "50%")]
    expect(page.locator(".hero .heard-words")).to_have_text("40 min left")
    page.goto("/people/ines")
    assert painted(page, in_list(7)) == [("0%", "50%")]
    assert painted(page, f"rect{SEVENTH} + .heard") == [("0%", "50%")]
    page.goto(ADDRESS)
    assert painted(page, f".page-strip{SEVENTH}") == [("0%", "50%")]


def test_it_stays_with_an_episode_whose_show_is_renamed(open_page: Open, app: Any) -> None:
    page = open_page(ADDRESS)
    ask(page, "store.keepPlace(name, 2400)", spans=[(0, 2400, 4800)])

    podcast = Podcast.objects.get(slug="deep")
    podcast.slug = "deeper"
    podcast.change()
    app.registry.catalogue.load()
    page.goto(ADDRESS.replace("deep", "deeper"))

    assert painted(page, ".page-strip") == [("0%", "50%")]


def test_a_page_that_is_swapped_in_shows_it_too(open_page: Open) -> None:
    page = open_page("/nowhere")
    without_fonts(page)
    page.goto("/people/ines")
    ask(page, "store.keepPlace(name, 2400)", spans=[(0, 2400, 4800)])
    page.evaluate("window.isSame = true")

    page.get_by_role("link", name="Episodes", exact=True).first.click()

    expect(page).to_have_url("/episodes")
    expect(page.locator(f"{in_list(7)} .heard rect")).to_have_attribute("width", "50%")
    assert page.evaluate("isSame")
    assert page.evaluate("moved") == []


def test_what_plays_is_painted_as_it_plays(open_page: Open) -> None:
    page = open_page("/episodes")
    assert painted(page, in_list(7)) == []
    tell = "document.dispatchEvent(new CustomEvent('player:time', {detail: {episode: name}}))"

    ask(page, tell, spans=[(0, 2400, 4800)])
    assert painted(page, in_list(7)) == [("0%", "50%")]
    assert painted(page, in_list(5)) == []


def test_another_tab_hears_of_it(open_page: Open) -> None:
    page = open_page("/episodes")
    other = page.context.new_page()
    other.goto("/nowhere")

    ask(other, "store.keepPlace(name, 2400)", spans=[(0, 2400, 4800)])

    expect(page.locator(f"{in_list(7)} .heard rect")).to_have_attribute("width", "50%")
    ask(page, "0", spans=[(3600, 4700, 4800)])
    wait_until(lambda: ask(other, HEARD) == bits((0, 50), (75, 98)))  # an event tells it


def test_sponsors_are_named_in_words(open_page: Open) -> None:
    page = open_page(ADDRESS)

    expect(page.locator("#chapter-list li").nth(1)).to_contain_text("10:00 Sponsor: Lantern Maps")
    expect(page.locator(".page-strip .sponsor")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_tell_heard_from_unheard(open_page: Open, scheme: str) -> None:
    page = open_page("/nowhere", forced_colors="active", color_scheme=scheme)
    ask(page, "0", spans=[(0, 2400, 4800)])
    page.goto("/episodes")

    filled = "rect => getComputedStyle(rect).fill"
    pale, heard = (page.locator(f"{in_list(7)} {each}") for each in (".pale", ".heard rect"))
    assert pale.evaluate(filled) != heard.evaluate(filled)
