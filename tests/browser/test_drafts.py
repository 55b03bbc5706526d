"""What is typed and not saved: it survives closed pages, killed servers and ended sign-ins."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accounts import DESKTOP, PASSWORD, Person, somebody
from tests.browser.bringing import bring_in
from tests.browser.conftest import Admin
from tests.browser.drafts import FEED, SLUG, become_editor, begin, kept, make
from tests.browser.rows import field
from tests.served import Served, free_port, served

GO_ON = "Go on with it"
NOTES = "# What the moon does\n\n[12:40] It *pulls*."


@pytest.fixture(scope="session")
def own(
    environ: dict[str, str], site: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A site with a podcast, to be killed; at the database of the others."""
    port = free_port()
    with served(port, **environ) as own:
        bring_in(environ, site, tmp_path_factory.mktemp("feeds") / "slow.xml", FEED, SLUG)
        yield own


@pytest.fixture(scope="session")
def ines_state(browser: Browser, own: Served, environ: dict[str, str]) -> Any:
    with somebody(browser, f"http://localhost:{own.port}") as ines:
        ines.email = "ines-writes@example.org"
        become_editor(ines, environ)
        return ines.page.context.storage_state()


@pytest.fixture
def ines(browser: Browser, site: str, ines_state: Any) -> Iterator[Person]:
    with somebody(browser, site, storage_state=ines_state, **DESKTOP) as ines:
        ines.email = "ines-writes@example.org"
        yield ines


def title(page: Page) -> Any:
    return page.get_by_label("Title", exact=True)


def notes(page: Page) -> Any:
    return page.get_by_label("Notes", exact=True)


def test_a_page_that_was_closed_is_gone_on_with(ines: Person) -> None:
    begin(ines.page)
    with kept(ines.page):
        title(ines.page).fill("Springs")
        notes(ines.page).fill(NOTES)
    ines.page.close()
    page = ines.page = ines.page.context.new_page()
    page.goto("/admin/episodes/new")
    offered = page.locator(".drafts-offered > div", has_text="Springs")
    expect(offered).to_contain_text(re.compile(r"You began Springs today at \d\d:\d\d"))
    ines.check()
    offered.get_by_role("link", name=GO_ON).click()
    expect(title(page)).to_have_value("Springs")
    expect(notes(page)).to_have_value(NOTES)
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".flash")).to_be_visible()
    page.goto("/admin/drafts")
    ines.sees("Not saved yet")
    expect(page.locator("main")).not_to_contain_text("Springs")


def test_a_draft_is_thrown_away(ines: Person) -> None:
    begin(ines.page)
    with kept(ines.page):
        title(ines.page).fill("Neaps")
    ines.page.goto("/admin/drafts")
    row = ines.page.locator(".drafts-rows li", has_text="Neaps")
    row.get_by_role("button", name="Throw it away").click()
    expect(ines.page.locator(".flash")).to_contain_text("thrown away")
    expect(row).to_have_count(0)


def test_a_killed_server_loses_nothing(
    browser: Browser, own: Served, environ: dict[str, str], ines_state: Any
) -> None:
    address = f"http://localhost:{own.port}"
    with somebody(browser, address, storage_state=ines_state, **DESKTOP) as ines:
        begin(ines.page)
        with kept(ines.page):
            title(ines.page).fill("Before the fall")
        own.process.kill()
        own.process.wait(30)
        title(ines.page).fill("After the fall")
        told = ines.page.locator("[data-when=away]")
        expect(told).to_contain_text("What you typed is safe here")
        expect(told).to_be_visible()
        expect(title(ines.page)).to_have_value("After the fall")
        with served(own.port, **environ):
            with kept(ines.page):
                pass
            expect(told).to_be_hidden()
            ines.page.reload()
            offered = ines.page.locator(".drafts-offered")
            expect(offered).to_contain_text("After the fall")


def test_who_is_signed_out_goes_on(browser: Browser, site: str, ines_state: Any) -> None:
    with somebody(browser, site, storage_state=ines_state, **DESKTOP) as ines:
        ines.email = "ines-writes@example.org"
        begin(ines.page)
        title(ines.page).fill("Slack water")
        ines.page.context.clear_cookies()
        told = ines.page.get_by_text("You are signed out.")
        expect(told).to_be_visible()
        ines.check()
        with ines.page.context.expect_page() as opened:
            told.get_by_role("link", name="sign in in another tab").click()
        other = Person(opened.value, email=ines.email)
        other.fill(**{"E-mail address": ines.email, "Password": PASSWORD})
        with kept(ines.page):
            other.press("Sign in")
            other.sees("Not saved yet")
            ines.page.bring_to_front()
        expect(told).to_be_hidden()
        ines.page.get_by_role("button", name="Save draft").click()
        expect(ines.page.locator(".flash")).to_be_visible()
        expect(title(ines.page)).to_have_value("Slack water")


def test_two_are_told_of_each_other(ada: Admin, ines: Person) -> None:
    make(ines.page, "High water")
    with ada.browse(**DESKTOP) as admin:
        admin.page.goto(ines.page.url)
        told = admin.page.locator(".drafts-said", has_text="Ines Okafor has this open too.")
        expect(told).to_be_visible()
        with kept(admin.page):
            title(admin.page).fill("High water, theirs")
        with kept(ines.page):
            notes(ines.page).fill(NOTES)
        told = ines.page.locator(".drafts-told")
        expect(told).to_contain_text("Ada Lind is writing here too.")
        admin.page.get_by_role("button", name="Save draft").click()
        expect(admin.page.locator(".flash")).to_be_visible()
        with kept(ines.page):
            notes(ines.page).fill(f"{NOTES} Twice a day.")
        expect(told).to_contain_text("Somebody saved this meanwhile: see what changed.")
        ines.check()
    ines.page.get_by_role("button", name="Save draft").click()
    expect(title(ines.page)).to_have_value("High water, theirs")
    expect(notes(ines.page)).to_have_value(f"{NOTES} Twice a day.")


def test_what_was_typed_just_before_a_reload_is_offered(ines: Person) -> None:
    make(ines.page, "Low water")
    title(ines.page).fill("Low water, again")
    ines.page.reload()
    link = ines.page.get_by_role("link", name=re.compile("go on with it", re.IGNORECASE))
    link.click()
    expect(title(ines.page)).to_have_value("Low water, again")
    ines.page.get_by_role("button", name="Save draft").click()
    expect(ines.page.locator(".flash")).to_contain_text("saved")
    ines.page.reload()
    expect(ines.page.locator(".drafts-offered")).to_have_count(0)


def test_a_podcast_that_was_begun_is_gone_on_with(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        admin.page.goto("/admin/podcasts/new")
        with kept(admin.page):
            title(admin.page).fill("Springs and neaps")
            field(admin.page, "Name", "person 1").fill("Nora Neap")
        admin.check()
        admin.page.goto("/admin/drafts")
        row = admin.page.locator(".drafts-rows li", has_text="Springs and neaps")
        expect(row).to_contain_text("A new podcast, not saved yet")
        row.get_by_role("link", name=GO_ON).click()
        expect(title(admin.page)).to_have_value("Springs and neaps")
        expect(field(admin.page, "Name", "person 1")).to_have_value("Nora Neap")
        admin.check()
        title(admin.page).fill("Springs")
        admin.press("Make the podcast")
        expect(admin.page.locator(".flash")).to_contain_text("The podcast is made.")
        admin.page.goto("/admin/drafts")
        admin.sees("Not saved yet")
        expect(row).to_have_count(0)


def test_back_from_what_was_just_made_leads_to_it_again(ines: Person) -> None:
    make(ines.page, "Springs, once")
    address = ines.page.url.partition("?")[0]
    ines.page.go_back()
    expect(ines.page.locator(".flash")).to_contain_text("That was saved already")
    assert ines.page.url.partition("?")[0] == address


def test_a_preview_link_leaves_what_was_typed(ines: Person) -> None:
    make(ines.page, "Neaps")
    title(ines.page).fill("Neaps, half")
    ines.page.get_by_role("button", name="Make a preview link").click()
    expect(ines.page.locator(".preview-link .kept")).to_contain_text("not saved yet")
    expect(title(ines.page)).to_have_value("Neaps, half")
    ines.check()
    ines.page.get_by_role("button", name="Save draft").click()
    expect(ines.page.locator(".flash")).to_contain_text("saved")
    expect(title(ines.page)).to_have_value("Neaps, half")
