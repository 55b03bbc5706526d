"""Every kind of page: accessible in both schemes, narrow enough, still, within its policy."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Open, serving
from tests.browser.pieces import Pieces
from tests.factories import make_episode, make_podcast

KINDS = (
    "home", "episodes", "filtered", "episode", "second", "podcasts", "podcast", "people", "person",
    "topics", "topic", "courses", "course", "lecture", "locked lecture",
    "interviews", "interview", "missing", "refused",
)  # fmt: skip
PHONE = {"width": 390, "height": 844}
NARROW: Any = {"width": 320, "height": 640}
WIDE = {"width": 1440, "height": 1000}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible(
    open_page: Open, world: dict[str, str], kind: str, scheme: Any
) -> None:
    page = open_page(world[kind], color_scheme=scheme, viewport=WIDE)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible_on_a_phone(open_page: Open, world: dict[str, str], kind: str) -> None:
    page = open_page(world[kind], viewport=PHONE, has_touch=True, is_mobile=True)
    for summary in reversed(page.locator("summary:visible").all()):  # an open menu covers others
        summary.click()

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["320", "1440"])
def test_nothing_sticks_out_is_blocked_or_moves(
    open_page: Open, world: dict[str, str], kind: str, viewport: Any
) -> None:
    page = open_page(world[kind], viewport=viewport)
    page.wait_for_load_state("networkidle")

    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.evaluate("broken") == []
    assert page.evaluate("shifted") < 0.005, page.evaluate("moved")


@pytest.fixture(scope="module")
def pieces(app: Any) -> Iterator[tuple[Pieces, str]]:
    """The site, giving pages in pieces, and its address."""
    pieces = Pieces(app)
    with serving(pieces) as address:
        yield pieces, address


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["320", "1440"])
def test_nothing_moves_while_a_page_arrives(
    open_page: Open, pieces: tuple[Pieces, str], world: dict[str, str], kind: str, viewport: Any
) -> None:
    site, address = pieces
    page = open_page("about:blank", base_url=address, viewport=viewport)

    site.deliver(page, world[kind])

    assert page.evaluate("shifted") < 0.005, page.evaluate("moved")


@pytest.mark.parametrize("kind", ["home", "episode", "podcast", "person"])
@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["320", "1440"])
def test_the_heading_stays_while_the_rest_arrives(
    open_page: Open, world: dict[str, str], kind: str, viewport: Any
) -> None:
    page = open_page(world[kind], viewport=viewport, java_script_enabled=False)
    place = "document.querySelector('h1').getBoundingClientRect().top"
    whole, top = page.content(), page.evaluate(place)
    arrived = iter((0, 200, 1000))
    page.route("**" + world[kind], lambda route: route.fulfill(
        body=whole[: whole.index("</h1>") + next(arrived)], content_type="text/html; charset=utf-8"
    ))  # fmt: skip

    for _ in range(3):
        page.goto(world[kind])
        assert page.evaluate(place) == pytest.approx(top, abs=1)


def test_every_page_has_its_own_title_and_one_heading(
    open_page: Open, world: dict[str, str]
) -> None:
    titles = []
    page = open_page("/")
    for kind in KINDS:
        page.goto(world[kind])
        titles.append(page.title())
        assert page.locator("h1").count() == page.locator("main").count() == 1, kind
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
        assert all(b - a <= 1 for a, b in pairwise(levels)), (kind, levels)

    assert len(set(titles)) == len(titles) - 1  # an episode has one page, whatever the second


def test_thirty_years_fit_a_phone(open_page: Open, clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    podcast = make_podcast()
    for year in range(1995, 2025):
        make_episode(podcast, published_at=datetime(year, 5, 1, tzinfo=UTC))

    page = open_page("/", viewport=NARROW)

    assert page.locator(".timeline li").count() == 30
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
