"""A course that is not out yet, in a guest's browser: read, watched, and nothing of it is kept."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from talkpython_site.documents import Course
from talkpython_site.documents.stamp import announce
from tests.browser.conftest import Admin, Open
from tests.browser.watching import Watched, video
from tests.connections import connected_to
from tests.editors import DRAFT
from tests.factories import make_course, make_lecture, make_person
from tests.previews import linked


@pytest.fixture
def tides(app: Any, clean: None) -> Course:  # noqa: ARG001 - the database is emptied first
    """A draft whose second lecture is watched."""
    course = make_course(
        "Reading the tide", slug="tides", language="en", level="beginner", outline=(3, 2),
        own_hue="hue-4", people=[make_person("Ines Okafor")], **DRAFT,
    )  # fmt: skip
    make_lecture(course)
    make_lecture(course, course.lectures[1].key, **video(app.registry.media))
    return course


def test_a_guest_reads_and_watches_it(
    app: Any, open_page: Open, tides: Course, size: dict[str, Any]
) -> None:
    link, told = linked(app, tides), list[str]()
    page = open_page(link, **size)
    page.on("request", lambda asked: told.append(asked.method))
    expect(page.get_by_role("heading", name="Preview")).to_be_visible()
    expect(page.get_by_role("link", name="Enrol")).to_have_count(0)
    page.get_by_role("link", name=tides.lectures[1].title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(tides.lectures[1].title)
    Watched(page).play()
    expect(page.get_by_text("It comes back.").first).to_be_visible()
    page.get_by_role("link", name="Reading the tide").first.click()
    expect(page).to_have_url(f"{page.url.partition('/preview')[0]}{link}")
    assert set(told) == {"GET"}
    kept = json.dumps(page.evaluate("Object.entries({...localStorage, ...sessionStorage})"))
    assert not [each for each in ("preview", link.rpartition("/")[2], "tide") if each in kept]


def test_an_admin_shares_and_publishes_it(
    ada: Admin, site: str, environ: dict[str, str], size: dict[str, Any]
) -> None:
    with connected_to(environ["MONGODB_URI"]):
        course = make_course("Reading the tide", outline=(1,), **DRAFT)
        make_lecture(course)
        announce(course.card_key)
    with ada.browse(**size) as admin:
        page = admin.page
        page.goto(f"/admin/courses/{course.id}")
        admin.press("Make a preview link")
        link = page.get_by_role("link", name="Open it").get_attribute("href") or ""
        page.get_by_label("Title", exact=True).fill("Reading the ebb")
        admin.press("Publish now")
        expect(page.locator(".flash")).to_contain_text("Saved and published.")
        page.goto(link)
        expect(page).to_have_url(f"{site}/courses/{course.slug}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Reading the ebb")
