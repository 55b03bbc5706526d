"""A site that a browser signs in to: a process of its own, with mails that are read on it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pyotp
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from talkpython_site.documents import utc_now
from tests.waiting import wait_until

PASSWORD = "four grey herons wade"  # noqa: S105 - everybody's, in tests
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 1000}}


@dataclass
class Person:
    """Somebody with a browser, and with an app that shows codes once there is a key."""

    page: Page
    name: str = "Ines Okafor"
    email: str = "ines@example.org"
    key: str = ""
    steps_taken: int = 0

    @property
    def code(self) -> str:
        """A code that was not used yet: that of now, or the next one, which holds already."""
        self.steps_taken += 1
        return pyotp.TOTP(self.key).at(utc_now(), counter_offset=self.steps_taken - 1)

    def fill(self, **fields: str) -> None:
        for label, value in fields.items():
            self.page.get_by_label(label.replace("_", " "), exact=True).fill(value)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def register(self) -> None:
        self.page.goto("/episodes")
        self.follow("Sign in")
        self.follow("Register")
        self.fill(**{"E-mail address": self.email, "Name": self.name, "Password": PASSWORD})
        self.press("Register")

    def sign_in(self, code: str = "", password: str = PASSWORD) -> None:
        self.page.goto("/sign-in?next=%2Faccount")
        self.fill(**{"E-mail address": self.email, "Password": password})
        self.press("Sign in")
        if code:
            self.fill(Code=code)
            self.press("Sign in")

    def sign_out(self) -> None:
        self.page.get_by_text(self.name.split()[0], exact=True).first.click()
        self.press("Sign out")
        self.sees("You are signed out")

    def account(self, way: str) -> None:
        self.page.goto("/account")
        self.page.locator(".own-facts").get_by_role("link", name=way).click()

    def visit(self, *pages: str) -> None:
        """Look at pages of their own, by what stands after "/account"."""
        for page in pages:
            self.page.goto(f"/account{page}")
            self.check()

    def prove(self) -> None:
        self.fill(Current_password=PASSWORD)
        if self.key:
            self.fill(Code=self.code)

    def turn_on_second_factor(self) -> list[str]:
        """Gives the recovery codes."""
        self.account("Turn on the second factor")
        self.sees("Second factor")
        self.key = self.page.locator(".key").inner_text().replace(" ", "")
        self.check()
        self.fill(Current_password=PASSWORD, Code_from_the_app=self.code)
        self.press("Turn it on")
        self.sees("Your recovery codes")
        self.check()
        self.press("Copy all")
        expect(self.page.get_by_role("button", name="Copied")).to_be_visible()
        return self.page.locator(".codes li").all_inner_texts()

    def mails(self, subject: str) -> Locator:
        """Those to them, where the mails are read."""
        mails = self.page.get_by_role("listitem").filter(has_text=self.email)
        return mails.get_by_role("link", name=subject)

    def open_mail(self, subject: str) -> None:
        """Read it and go where it leads."""
        wait_until(lambda: self.page.goto("/dev/mail") and self.mails(subject).count())
        self.mails(subject).click()
        self.page.locator("main .button").click()

    def confirm(self) -> None:
        self.open_mail("Confirm your address")
        self.press("Confirm this address")
        self.sees("Your account")

    def check(self) -> None:
        """The page is accessible, and as wide as the window."""
        found = Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()
        wide = self.page.evaluate("document.documentElement.scrollWidth - screen.width")
        assert wide <= 0, self.page.url


@contextmanager
def somebody(browser: Browser, address: str, **options: Any) -> Iterator[Person]:
    """A browser that nobody has used yet."""
    context = browser.new_context(base_url=address, **options)
    try:
        yield Person(context.new_page())
    finally:
        context.close()
