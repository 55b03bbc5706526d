"""Ways through the site: by keyboard, on a phone, without a script, in the other scheme."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from talkpython_site.documents import Chapter
from tests.browser.conftest import Open
from tests.factories import make_episode, make_podcast

PHONE: Any = {"width": 390, "height": 844}
DARK, LIGHT = "rgb(16, 19, 23)", "rgb(250, 248, 243)"


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_by_keyboard_to_the_newest_episode(open_page: Open, world: dict[str, str]) -> None:
    page = open_page("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    first = page.locator("main a.first")
    for _ in range(20):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(re.escape(world["episode"]) + "#listen$"))
    expect(page.locator("#listen").get_by_role("button", name="Play")).to_be_visible()


def test_a_chapter_starts_at_its_second(open_page: Open, world: dict[str, str]) -> None:
    """Without a script too; with one it is the player that starts there."""
    page = open_page(world["episode"], java_script_enabled=False)

    page.get_by_role("link", name="Start at 10:00").click()

    assert (page.locator("audio").get_attribute("src") or "").endswith("#t=600")
    expect(page.locator("li.current")).to_contain_text("At 600")


def test_filters_on_a_phone(open_page: Open, world: dict[str, str]) -> None:
    page = open_page(world["episodes"], viewport=PHONE)
    topic = page.get_by_role("link", name="typing")
    expect(topic).to_be_hidden()

    page.get_by_text("Filter", exact=True).click()
    topic.click()

    expect(page.get_by_text("Filter, 1 on")).to_be_visible()
    expect(page.locator("p.chosen")).to_contain_text("about typing")
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("p.chosen")).to_have_count(0)


def test_the_menu_of_a_phone(open_page: Open, world: dict[str, str]) -> None:
    page = open_page(world["home"], viewport=PHONE)
    people = page.locator("#site-header").get_by_role("link", name="People")
    expect(people).to_be_hidden()

    page.get_by_text("Menu").click()
    people.click()

    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()


def test_the_scheme_is_kept(open_page: Open, world: dict[str, str]) -> None:
    page = open_page("/", color_scheme="light")
    assert background(page) == LIGHT

    page.get_by_label("Dark").check()
    assert background(page) == DARK
    page.goto(world["people"])
    assert background(page) == DARK
    expect(page.get_by_label("Dark")).to_be_checked()

    page.get_by_label("As the system").check()
    page.reload()
    assert background(page) == LIGHT


def test_without_a_script_all_works(open_page: Open, world: dict[str, str]) -> None:
    page = open_page(world["episodes"], java_script_enabled=False, viewport=PHONE)
    expect(page.get_by_text("Appearance")).to_be_hidden()

    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("link", name="tides").click()
    page.get_by_role("link", name="Older").click()
    page.locator(".row-title a").first.click()

    expect(page.locator("audio")).to_have_attribute("controls", "")


def test_where_colours_are_forced_strips_have_outlines(
    open_page: Open, world: dict[str, str]
) -> None:
    page = open_page(world["episodes"], forced_colors="active")

    stroke = page.locator(".strip .pale").first.evaluate("rect => getComputedStyle(rect).stroke")

    assert stroke != "none"


def test_a_line_of_a_chapter_starts_it(open_page: Open, world: dict[str, str]) -> None:
    page = open_page(world["episode"])

    page.get_by_text("At 2400").click(force=True)

    expect(page.locator("li.current")).to_contain_text("At 2400")


def test_thumbs_hit_what_they_mean(open_page: Open, world: dict[str, str]) -> None:
    """Links that stand alone are 44 px high where a finger points."""
    page = open_page(world["episode"], viewport=PHONE, has_touch=True, is_mobile=True)

    alone = ".faces a, .inline-names a, .links a, .paging a, .site-header summary, .button"
    for link in page.locator(alone).filter(visible=True).all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 43, link.text_content()


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"]


def test_chapters_follow_the_player_or_stand_beside_it(
    open_page: Open, world: dict[str, str]
) -> None:
    phone = open_page(world["episode"], viewport=PHONE)
    assert top(phone, "#listen") < top(phone, "#chapter-list") < top(phone, "#notes")

    wide = open_page(world["episode"])
    assert top(wide, "#chapter-list") < top(wide, "#listen")


def test_many_chapters_open_where_they_are_asked_for(open_page: Open) -> None:
    chapters = [Chapter(start_seconds=60 * n, title=f"At {n}") for n in range(20)]
    podcast = make_podcast(slug="deep")
    make_episode(podcast, key="7", number=7, slug="tides", chapters=chapters)
    page = open_page("/episodes/deep/7/tides", viewport=PHONE)
    expect(page.locator("#chapter-list")).to_be_hidden()

    page.get_by_role("link", name="20 chapters").click()
    expect(page.locator("#chapter-list")).to_be_visible()
    page.get_by_role("link", name="Start at 2:00").click()
    expect(page.locator("li.current")).to_be_visible()
    expect(page.get_by_role("link", name="20 chapters")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_text("All 20 chapters")).to_be_hidden()


def test_by_keyboard_to_the_first_of_a_list(open_page: Open, world: dict[str, str]) -> None:
    for kind in ("episodes", "podcast", "person", "topic"):
        page = open_page(world[kind])
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the list")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator(".row-title a").first).to_be_focused()


def test_names_are_hit_anywhere_in_their_row(open_page: Open, world: dict[str, str]) -> None:
    for kind in ("people", "topics"):
        page = open_page(world[kind], viewport=PHONE, has_touch=True, is_mobile=True)
        rows = page.locator(":is(.heard, .measured, .letter) li")
        for row in rows.all():
            box = row.bounding_box()
            assert box is not None
            assert box["height"] >= 44
            row.scroll_into_view_if_needed()
            hit = row.evaluate(
                "row => { const b = row.getBoundingClientRect();"
                "return row.contains(document.elementFromPoint(b.right - 3, b.bottom - 3)"
                ".closest('a')) }"
            )
            assert hit, row.text_content()
