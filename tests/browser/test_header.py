"""The header: whatever the site is called and however large its letters are, all of it fits."""

from itertools import combinations
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import Open
from tests.factories import make_episode

LONG = "The Harbour Programme Network of Northern Towns"
WORD = "Donaudampfschifffahrtsgesellschaftsfunk"
PARTS = ("#site-header .site-name", "#site-header .menu", "#site-header .sign-in")
TWICE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-size: 212.5% !important; }");
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture
def site(clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    """One with a menu."""
    make_episode()


def boxes(page: Page, selectors: tuple[str, ...]) -> list[FloatRect]:
    found = [page.locator(selector).bounding_box() for selector in selectors]
    return [box for box in found if box]


def overlap(one: FloatRect, two: FloatRect) -> bool:
    return (
        one["x"] < two["x"] + two["width"]
        and two["x"] < one["x"] + one["width"]
        and one["y"] < two["y"] + two["height"]
        and two["y"] < one["y"] + one["height"]
    )


@pytest.mark.parametrize("large", [False, True], ids=["100", "200"])
@pytest.mark.parametrize("name", ["Longwave", LONG, WORD], ids=["short", "long", "word"])
@pytest.mark.usefixtures("site")
def test_nothing_overlaps_or_sticks_out(open_page: Open, name: str, *, large: bool) -> None:
    page = open_page("/episodes")
    page.locator("#site-header .site-name").evaluate(
        "(link, name) => { link.lastElementChild.textContent = name; }", name
    )
    if large:
        page.evaluate(TWICE)

    for width in (320, 390, 800, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        found = boxes(page, PARTS)

        assert len(found) == len(PARTS)
        assert not any(overlap(one, two) for one, two in combinations(found, 2)), found
        assert all(0 <= box["x"] <= box["x"] + box["width"] <= width for box in found), found
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.usefixtures("site")
def test_the_menu_opens_inside_the_window(open_page: Open, width: int) -> None:
    page = open_page("/episodes", viewport={"width": width, "height": 640}, has_touch=True)
    page.evaluate(TWICE)
    page.get_by_text("Menu", exact=True).tap()
    (box,) = boxes(page, ("#site-header .menu nav",))
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width


@pytest.mark.usefixtures("site")
def test_the_menu_closes_by_escape_and_beside_it(open_page: Open) -> None:
    page = open_page("/episodes", viewport={"width": 390, "height": 640})
    summary, menu = page.get_by_text("Menu", exact=True), page.locator("#site-header .menu nav")
    summary.press("Enter")
    page.keyboard.press("Tab")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    expect(menu).to_be_visible()
    page.mouse.click(5, 600)
    expect(menu).to_be_hidden()


@pytest.mark.parametrize("path", ["/sign-in", "/register", "/signed-out"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_the_doors_are_accessible(open_page: Open, path: str, scheme: Any, width: int) -> None:
    touch: Any = {"has_touch": True, "is_mobile": True} if width == 320 else {}
    page = open_page(path, color_scheme=scheme, viewport={"width": width, "height": 800}, **touch)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("shifted") < 0.005
    if touch:
        heights = page.locator("main :is(input:not([type=hidden]), label, .button)")
        low = [each.bounding_box() for each in heights.all()]
        assert all(box and box["height"] >= 20 for box in low)


@pytest.mark.parametrize("width", [760, 860, 1000])
def test_six_kinds_stand_in_one_row(open_page: Open, world: dict[str, str], width: int) -> None:
    page = open_page(world["people"], viewport={"width": width, "height": 700})

    links = page.locator("#site-header .site-name, #site-header .menu a, #site-header .sign-in")

    assert links.count() == 1 + 6 + 1
    assert page.locator("#site-header .frame").evaluate("frame => frame.offsetHeight") <= 70


@pytest.mark.parametrize("width", [320, 390, 800, 1440])
@pytest.mark.usefixtures("site")
def test_it_is_as_high_wherever_a_page_has_been_cut(open_page: Open, width: int) -> None:
    """What has no summary yet gets one of the browser's own, which is not as high."""
    view = {"width": width, "height": 800}
    page = open_page("/podcasts", viewport=view, java_script_enabled=False)
    whole, parts = page.content(), ("#site-header .header-ways", "#site-header .menu")
    expected = [(box["y"], box["height"]) for box in boxes(page, parts)]
    begin, ends = whole.index('class="menu"'), ("<summary>", "Menu<", "</summary>", "<ul>", "</li>")
    cuts = iter([whole[: whole.index(end, begin)] for end in ends])
    page.route("**/cut", lambda route: route.fulfill(body=next(cuts), content_type="text/html"))
    for end in ends:
        page.goto("/cut")
        assert [(box["y"], box["height"]) for box in boxes(page, parts)] == expected, end
