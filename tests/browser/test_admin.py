"""The pages of those who run the site, as an admin with a browser sees them."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.accounts import PASSWORD, Person
from tests.browser.conftest import Admin

NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 700}}
PAGES = {
    "/admin": "Overview",
    "/admin/accounts": "Accounts",
    "/admin/accounts?q=teo@": "Accounts",
    "/admin/accounts?q=nobody": "Accounts",
    "/admin/audit": "Audit",
    "/admin/mails": "Mails",
}


def open_teo(admin: Person) -> None:
    admin.page.goto("/admin/accounts?q=teo@")
    admin.follow("Teo Brandt")
    admin.sees("Teo Brandt")


def check_each(admin: Person) -> None:
    """Every page of them, also with all its forms open."""
    for address, heading in PAGES.items():
        admin.page.goto(address)
        admin.sees(heading)
        admin.check()
    open_teo(admin)
    admin.check()
    for summary in admin.page.locator("main summary").all():
        summary.click()
    expect(admin.page.locator("main details[open]")).not_to_have_count(0)
    admin.check()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_admin_pages_are_accessible(ada: Admin, size: Any, scheme: Any) -> None:
    with ada.browse(**size, color_scheme=scheme) as admin:
        check_each(admin)


def test_nothing_sticks_out_of_a_narrow_window(ada: Admin) -> None:
    with ada.browse(**NARROW) as admin:
        check_each(admin)


def prove(admin: Person, opens: str, does: str, code: str) -> None:
    """Open a form that asks for a proof, and send it."""
    admin.page.get_by_text(opens, exact=True).click()
    form = admin.page.locator("details[open] form")
    form.get_by_label("Your own password").fill(PASSWORD)
    form.get_by_label("Code", exact=True).fill(code)
    form.get_by_role("button", name=does).click()


def test_a_role_is_taken_away_and_given(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        open_teo(admin)
        roles = admin.page.get_by_role("region", name="Roles")
        prove(admin, "Remove …", "Remove the role", "no code")
        expect(admin.page.get_by_role("alert")).to_contain_text("not right")
        admin.check()
        open_teo(admin)
        prove(admin, "Remove …", "Remove the role", ada.recovery_codes.pop())
        expect(admin.page.locator(".flash")).to_be_visible()
        expect(roles.get_by_text("None: an account like everybody’s.")).to_be_visible()
        prove(admin, "Make an admin …", "Make an admin", ada.recovery_codes.pop())
        expect(admin.page.locator(".flash")).to_be_visible()
        expect(roles.get_by_text("Remove …")).to_be_visible()
        admin.page.goto("/admin/audit")
        expect(admin.page.locator("main")).to_contain_text("Teo Brandt")


def test_the_keyboard_finds_an_account(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        admin.page.goto("/admin")
        search = admin.page.get_by_role("searchbox")
        for _ in range(4):
            admin.page.keyboard.press("Tab")
            if search.evaluate("field => field === document.activeElement"):
                break
        expect(search).to_be_focused()
        admin.page.keyboard.type("teo@")
        admin.page.keyboard.press("Enter")
        expect(admin.page.get_by_role("link", name="Teo Brandt")).to_be_visible()


def test_everybody_else_is_kept_out(ines: Person) -> None:
    ines.page.goto("/admin")
    ines.sees("Sign in")
    ines.register()
    ines.page.goto("/admin")
    ines.check()
    expect(ines.page.locator("body.admin")).to_have_count(0)
