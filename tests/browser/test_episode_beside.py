"""The ways from the form of an episode to what can be done to it, where that stands below."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Admin
from tests.browser.rows import begin_titled, save


def test_links_lead_below_the_form_and_back(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin_titled(page, show, "أصوات المنارة", size)
        save(page)
        ways = page.get_by_role("link", name="Publish, preview", exact=False)
        expect(ways).to_have_count(2 if size["viewport"]["width"] < 1100 else 0)
        for way in ways.all():
            way.click()
            expect(page.get_by_role("button", name="Publish now")).to_be_in_viewport()
            page.get_by_role("link", name="Back to the form").click()
            expect(page.get_by_label("Title", exact=True)).to_be_in_viewport()
        page.get_by_role("button", name="Make a preview link").click()
        page.get_by_role("button", name="End it").click()
        expect(page.get_by_role("button", name="Make a preview link")).to_be_visible()
        admin.check()
