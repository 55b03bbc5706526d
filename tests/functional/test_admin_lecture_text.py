"""The text of a lecture while it is written, as its page will show it."""

import pytest

from talkpython_site.documents import Lecture
from tests.conftest import Visit
from tests.lecture_forms import address_of, form_at, lecture_form, made, pressed_to_see, stored
from tests.visitors import admin, send

CODE = "# Ebb\n\n```python\nprint(1)\n```"
PAINTED = '<span class="code-name">print</span>'


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


def test_it_is_seen_beside_while_it_is_typed(browser: Visit) -> None:
    lecture: Lecture = made()
    form = form_at(browser, lecture)
    shown = send(browser, "/admin/notes", {"revision": form["revision"].value, "text": CODE})
    assert PAINTED in shown.text
    assert "Nothing is written yet" in send(
        browser, "/admin/notes", {"revision": form["revision"].value, "text": ""}
    )
    assert "A text of 200 kB" in send(
        browser, "/admin/notes", {"revision": form["revision"].value, "text": "x" * 200_001}
    )
    assert stored(lecture)["revision"] == 0


def test_it_is_seen_without_script(browser: Visit) -> None:
    lecture: Lecture = made()
    page = pressed_to_see(form_at(browser, lecture), text=CODE)
    assert PAINTED in str(page.html.select_one("#preview"))
    assert lecture_form(page)["text"].value == CODE
    assert stored(lecture)["revision"] == 0


def test_a_text_in_html_stays_html(browser: Visit) -> None:
    lecture = made(text_html="<p>As it <b>came</b>.</p>")
    page = browser.get(address_of(lecture))
    assert "In HTML, as it came." in page.html.select_one("#text-hint").get_text()
    page = pressed_to_see(lecture_form(page), text="<p>As <i>changed</i>.</p>")
    assert "<i>changed</i>" in str(page.html.select_one("#preview"))
