"""From registering to being erased and back, as somebody with a browser does it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.accounts import PHONE, Person, somebody

NEW = "eleven brass lanterns"


def test_a_new_student_registers_and_confirms(ines: Person) -> None:
    ines.register()
    expect(ines.page).to_have_url(re.compile("/episodes"))
    expect(ines.page.locator("header details summary bdi")).to_have_text("Ines")
    ines.page.goto("/account")
    expect(ines.page.get_by_text("Not confirmed yet")).to_be_visible()
    ines.check()
    ines.account("Turn on the second factor")
    expect(ines.page.get_by_text("once your address is confirmed")).to_be_visible()
    ines.check()
    ines.open_mail("Confirm your address")
    ines.sees("Did you make this account?")
    ines.check()
    ines.press("Confirm this address")
    expect(ines.page.locator(".flash")).to_contain_text("Your address is confirmed.")
    ines.page.get_by_role("link", name="Close").click()
    expect(ines.page.locator(".flash")).to_have_count(0)


def test_a_lost_phone_locks_nobody_out(ines: Person) -> None:
    ines.register()
    ines.confirm()
    recovery_codes = ines.turn_on_second_factor()
    assert len(set(recovery_codes)) == 10
    ines.sign_out()
    ines.sign_in(code=ines.code)
    ines.sees("Your account")
    ines.sign_out()
    ines.sign_in(code=recovery_codes[0])
    ines.sees("Your account")
    expect(ines.page.get_by_text("9 recovery codes left")).to_be_visible()
    ines.sign_out()
    ines.sign_in(code=recovery_codes[0])
    expect(ines.page.get_by_role("alert")).to_contain_text("not right, or was used before")
    ines.check()


def test_a_forgotten_password_is_set_anew(ines: Person) -> None:
    ines.register()
    ines.sign_out()
    ines.follow("Sign in")
    ines.follow("Forgotten")
    ines.fill(**{"E-mail address": ines.email})
    ines.press("Send the mail")
    ines.sees("Look into your mail")
    ines.open_mail("A new password")
    ines.sees("Set a new password")
    ines.check()
    ines.fill(**{"New password": "short"})
    ines.press("Set the password")
    expect(ines.page.get_by_role("alert")).to_be_visible()
    ines.check()
    ines.fill(New_password=NEW)
    ines.press("Set the password")
    ines.sees("Your new password is set")
    ines.check()
    ines.sign_in()
    expect(ines.page.get_by_role("alert")).to_contain_text("The address or the password")
    ines.sign_in(password=NEW)
    ines.sees("Your account")
    ines.page.goto("/dev/mail")
    expect(ines.mails("Your password at")).to_have_count(1)


def test_another_sign_in_is_ended(browser: Browser, site: str, ines: Person, size: Any) -> None:
    ines.register()
    with somebody(browser, site, **size) as elsewhere:
        elsewhere.email = ines.email
        elsewhere.sign_in()
        elsewhere.sees("Your account")
        ines.account("See all sign-ins")
        ines.check()
        ines.page.get_by_role("button", name="End all others").click()
        expect(ines.page.locator(".flash")).to_be_visible()
        elsewhere.page.goto("/account")
        elsewhere.sees("Sign in")


def test_everything_is_handed_out_then_deleted_and_taken_back(ines: Person, tmp_path: Path) -> None:
    ines.register()
    ines.account("Export")
    ines.check()
    ines.prove()
    with ines.page.expect_download() as download:
        ines.press("Download the file")
    download.value.save_as(tmp_path / "export.json")
    exported = (tmp_path / "export.json").read_text(encoding="utf-8")
    assert ines.email in exported
    assert json.loads(exported)
    ines.account("Delete the account")
    ines.check()
    ines.prove()
    ines.press("Delete my account")
    ines.sees("Your account is deleted")
    ines.sign_in()
    ines.sees("You deleted this account")
    ines.check()
    ines.press("Take it back and sign in")
    ines.sees("Your account")
    expect(ines.page.locator(".flash")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_doors_are_accessible(browser: Browser, site: str, size: Any, scheme: Any) -> None:
    with somebody(browser, site, **size, color_scheme=scheme) as visitor:
        for address in ("/sign-in", "/register", "/reset", "/reset/sent", "/signed-out"):
            visitor.page.goto(address)
            visitor.check()
        visitor.page.goto("/register")
        visitor.press("Register")
        expect(visitor.page.get_by_role("alert")).to_be_visible()
        visitor.check()


def test_their_own_pages_are_accessible(browser: Browser, site: str) -> None:
    with somebody(browser, site, **PHONE) as ines:
        ines.email = "own-pages@example.org"
        ines.register()
        ines.visit("", "/name", "/email", "/password", "/sign-ins", "/export", "/delete")
        ines.confirm()
        ines.turn_on_second_factor()
        ines.visit("", "/second-factor", "/second-factor/off", "/recovery-codes", "/name")
        ines.page.context.clear_cookies(name=re.compile("account$"))
        ines.press("Save the name")
        ines.sees("Sign in again")
        ines.check()
        ines.page.goto("/dev/mail")
        ines.check()


def test_without_a_script_all_goes_on(browser: Browser, site: str, size: Any) -> None:
    with somebody(browser, site, **size, java_script_enabled=False) as visitor:
        visitor.email = f"plain-{size['viewport']['width']}@example.org"
        visitor.register()
        visitor.page.goto("/account")
        visitor.sees("Your account")
        visitor.sign_out()
