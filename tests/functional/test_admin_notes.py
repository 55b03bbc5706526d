"""Notes beside their field as their page will show them, made by what makes them when saved."""

import re
from typing import Any

import pytest

from talkpython_site.documents import Episode
from talkpython_site.episode_texts import WRITTEN
from tests.conftest import Queries, Visit
from tests.drafts import typed
from tests.editors import DRAFT, editor_of, make_tides, now_of
from tests.episode_forms import NEW, address_of, form_at, form_in, sent
from tests.factories import make_podcast
from tests.visitors import send, signed_in

PREVIEW = "/admin/notes"
NOTES = """# What the moon does

[12:40] It *pulls*, [so](/about) it does.

1:02:03 is after the end, <script>alert(1)</script> and ![no](data:image/png;base64,xx).
"""


def shown(answer: Any) -> str:
    """The notes of a preview, or of a page, as HTML."""
    found = answer.html.select_one(".prose")
    return found.decode_contents().strip() if found else ""


def preview(browser: Visit, form: Any, status: int = 200, /, **words: str) -> Any:
    return send(browser, PREVIEW, typed(form, 0, **words), status=status)


@pytest.mark.parametrize("stored", [DRAFT, {}], ids=["draft", "published"])
def test_it_is_what_the_page_shows_once_saved(visit: Visit, stored: dict[str, Any]) -> None:
    show = make_podcast(slug="deep", language="en")
    tides = make_tides(show, notes_html=None, **stored)
    browser = editor_of(visit, show)
    form = form_at(browser, address_of(tides))
    words: Any = {"title": "Moons", "slug": "moons", "duration": "54:20", "notes": NOTES}
    answer = preview(browser, form, **words)
    assert "/episodes/deep/7/moons?t=760#listen" in shown(answer)
    assert "?t=3723" not in shown(answer)
    assert "script" not in answer
    assert answer.html.select_one(".prose")["lang"] == "en"
    assert (now_of(tides).title, now_of(tides).revision) == ("Tides", 0)
    sent(form, **words)
    assert answer.html.select_one(".prose").decode_contents() == now_of(tides).notes_html
    if not stored:
        assert shown(visit.get("/episodes/deep/7/moons")) == shown(answer)


def test_of_a_new_one_it_is_too(visit: Visit) -> None:
    show = make_podcast(slug="deep")
    make_tides(show)
    browser = editor_of(visit, show)
    form = form_at(browser, NEW)
    words: Any = {"title": "Ebb", "number": "8", "notes": NOTES}
    answer = preview(browser, form, **words)
    sent(form, **words)
    made = Episode.objects.get(title="Ebb")
    assert answer.html.select_one(".prose").decode_contents() == made.notes_html
    assert Episode.objects.count() == 2


def test_without_a_podcast_time_codes_lead_home(visit: Visit) -> None:
    browser = editor_of(visit, make_podcast(), make_podcast())
    answer = preview(browser, form_at(browser, NEW), notes="[12:40] Hello", language="pt-BR")
    assert 'href="https://longwave.example/?t=760#listen"' in shown(answer)
    assert answer.html.select_one(".prose")["lang"] == "pt-BR"


def test_html_of_a_feed_stays_html(visit: Visit) -> None:
    show = make_podcast()
    html = "<p>As it <em>came</em></p>"
    tides = make_tides(show, notes_source=html, notes_html=html, notes_format=None)
    browser = editor_of(visit, show)
    form = form_at(browser, address_of(tides))
    assert shown(preview(browser, form)) == html
    assert shown(preview(browser, form, notes="<p>*Other*</p>")) == "<p>*Other*</p>"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"notes": ""}, "Nothing is written yet."),
        ({"notes": "x" * 200_001}, "Notes of 200 kB: 200 kB at most."),
        ({"notes": "[" * 10_000}, "Notes with more than 5,000 brackets “[” cannot be read."),
        ({"notes": "Hello", "duration": "an hour", "number": "x", "slug": "…"}, "Hello"),
        ({"notes": "Hello", "revision": "forged"}, "Hello"),
    ],
    ids=["none", "large", "brackets", "other fields wrong", "forged"],
)
def test_what_cannot_be_shown_is_said(visit: Visit, words: dict[str, str], said: str) -> None:
    show = make_podcast()
    tides = make_tides(show, notes_html=None, **DRAFT)
    browser = editor_of(visit, show)
    answer = preview(browser, form_at(browser, address_of(tides)), **words)
    assert answer.html.text.strip() == said


@pytest.mark.parametrize("wrong", ["x" * 301, "9" * 5000, "…", "\0", "[:", ""])
def test_no_wrong_field_keeps_it_from_being_shown(visit: Visit, wrong: str) -> None:
    show = make_podcast()
    browser = editor_of(visit, show)
    form = form_at(browser, NEW)
    for name in {*WRITTEN, "podcast"} - {"notes"}:
        words = {"title": "Ebb", "podcast": str(show.id), name: wrong}
        assert shown(preview(browser, form, **words, notes="Hello")) == "<p>Hello</p>"
    words = dict.fromkeys(WRITTEN, wrong) | {"notes": "Hello"}
    assert shown(preview(browser, form, **words)) == "<p>Hello</p>"


def test_it_is_of_ones_own_alone(visit: Visit) -> None:
    show, other = make_podcast(), make_podcast()
    tides, browser = make_tides(show), editor_of(visit, show)
    form = form_at(browser, address_of(tides))
    preview(signed_in(visit), form, 403, notes=NOTES)
    Episode.collection().update_one({"_id": tides.id}, {"$set": {"podcast": other.id}})
    preview(browser, form, 403, notes=NOTES)


# Without script


@pytest.mark.parametrize("address", [NEW, "{}"], ids=["new", "made"])
def test_a_button_shows_it_with_all_that_was_typed(visit: Visit, address: str) -> None:
    show = make_podcast()
    tides = make_tides(show, **DRAFT)
    browser = editor_of(visit, show)
    form = form_at(browser, address.format(address_of(tides)))
    words = {"title": "", "notes": NOTES, "chapters": "nonsense"}
    page = send(browser, form.action, {**typed(form, 0, **words), "see": "notes"})
    assert "What the moon does" in page.html.select_one("#preview .prose").text
    assert not page.html.select(".errors")
    again = form_in(page)
    assert [again[name].value.strip() for name in words] == ["", NOTES.strip(), "nonsense"]
    assert (Episode.objects.count(), now_of(tides).title) == (1, "Tides")
    sent(again, title="Ebb", chapters="")
    assert Episode.objects(title="Ebb").count() == 1


def test_before_that_there_is_none(visit: Visit) -> None:
    page = editor_of(visit, make_podcast()).get(NEW)
    assert page.html.select_one("#preview").has_attr("hidden")
    (button,) = page.html.select("button[name=see]")
    assert button["formaction"] == f"{NEW}#preview"


@pytest.mark.parametrize("season", ["", "2"])
def test_a_new_one_leads_to_no_other_ones_page(visit: Visit, queries: Queries, season: str) -> None:
    show = make_podcast(slug="deep")
    make_tides(show)
    browser = editor_of(visit, show)
    words: Any = {"title": "Ebb", "number": "7", "season": season, "notes": "[0:40] It ebbs."}
    form = form_at(browser, NEW)
    with queries() as asked:
        answer = preview(browser, form, **words, duration="54:20")
    key = "s2e7" if season else r"x\w{6}"
    assert re.search(rf"/episodes/deep/{key}/ebb\?t=40", shown(answer))
    assert asked.names.count("find episodes") <= 2, asked.names
