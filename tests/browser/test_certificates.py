"""From the last lecture to a certificate, and that on paper: one page, whatever the name is."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from talkpython_site.documents.certificate import shown_code
from talkpython_site.documents.stamp import announce
from tests.browser.accounts import PASSWORD, Person
from tests.browser.conftest import Open
from tests.connections import connected_to
from tests.factories import make_account, make_certificate, make_course, make_lecture

LONG = "<b>Wolfeschlegelsteinhausenbergerdorff</b> 🐙 María de los Ángeles مريم " + "W" * 126
TITLE = "Everything that there is to know about the sea, its tides and its salts, " * 3
PAPERS = [(paper, landscape) for paper in ("A4", "Letter") for landscape in (True, False)]
SEEN_IN_PRINT = "body *:is(header, nav, footer, button, form, h2)"
LOADED = "[...document.fonts].filter((each) => each.status === 'loaded').map((each) => each.family)"


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def opened(open_page: Open, **said: Any) -> Page:
    made = make_certificate(make_account(name="Ines Okafor"), **said)
    return open_page(f"/certificates/{shown_code(made.id)}", color_scheme="dark")


@pytest.mark.parametrize("said", [{}, {"name": LONG, "course_title": TITLE}], ids=["usual", "long"])
def test_it_prints_on_one_page(open_page: Open, said: dict[str, Any]) -> None:
    page = opened(open_page, **said)
    for paper, landscape in PAPERS:
        pdf = page.pdf(format=paper, landscape=landscape)
        assert (pages(pdf), b"IBMPlexMono" in pdf) == (1, True)
    assert pages(page.pdf(prefer_css_page_size=True)) == 1
    assert {"Familjen Grotesk", "IBM Plex Mono"} <= {
        each.strip('"') for each in page.evaluate(LOADED)
    }


def test_paper_is_light_and_has_the_certificate_alone(open_page: Open) -> None:
    page = opened(open_page)
    expect(page.get_by_role("heading", name="How to verify it")).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    shown = [each for each in page.locator(SEEN_IN_PRINT).all() if each.is_visible()]
    assert [each.inner_text().split() for each in shown] == [["Longwave", "Certificate"]]
    expect(page.locator("h1")).to_have_css("color", "rgb(20, 22, 27)")


def test_nothing_of_it_leaves_the_window(open_page: Open) -> None:
    for width in (320, 390, 1440):
        page = opened(open_page, name=LONG, course_title=TITLE)
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        expect(page.locator("h1")).to_have_text(LONG)


def test_a_student_finishes_and_prints(ines: Person, site: str, environ: dict[str, str]) -> None:  # noqa: ARG001 - its database is there
    with connected_to(environ["MONGODB_URI"]):
        slug = f"ebb-{ines.email.partition('@')[0]}"
        course = make_course("Ebb by Hand", slug=slug, outline=(1,))
        make_lecture(course)
        announce(course.card_key)
    page = ines.page
    page.goto(f"/courses/{slug}/enrol")
    ines.follow("Register")
    ines.fill(**{"E-mail address": ines.email, "Name": ines.name, "Password": PASSWORD})
    ines.press("Register")
    ines.press("Enrol")
    ines.follow(re.compile("Begin with"))
    ines.press("Mark as done")
    expect(page.get_by_role("link", name="See your certificate")).to_be_visible()
    ines.check()
    ines.follow("See your certificate")
    ines.sees(ines.name)
    ines.check()
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    ines.press("Print")
    expect(page).to_have_title("printed")
