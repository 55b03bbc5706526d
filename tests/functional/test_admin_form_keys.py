"""What a form was made from: of one thing, of one account, and told apart from what is now."""

from typing import Any

from webtest import Upload

from talkpython_site.documents import Draft, Episode, Podcast, utc_now
from tests.conftest import Visit
from tests.drafts import DRAFTS, is_kept, keep, rows
from tests.editors import DRAFT, editor_of, make_tides
from tests.episode_forms import (
    NEW,
    ORIGIN,
    address_of,
    form_at,
    form_in,
    moved,
    problem,
    sent,
    stored,
)
from tests.factories import make_account, make_person, make_podcast
from tests.podcast_forms import form_of as podcast_form
from tests.reading import texts
from tests.visitors import admin, led_to, send, signed_in, token_of


def test_who_goes_back_again_and_again_saves_again_and_again(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, **DRAFT)
    form = form_at(editor, address_of(made))
    for number, title in enumerate(("Ebb", "Flood", "Slack", "Springs"), 1):
        sent(form, title=title)
        assert (stored(made)["title"], stored(made)["revision"]) == (title, number)


def test_between_ones_own_words_those_of_others_are_seen(
    visit: Visit, editor: Visit, show: Podcast
) -> None:
    made = make_tides(show, **DRAFT)
    form = form_at(editor, address_of(made))
    sent(form, title="Ebb")
    sent(form_at(editor_of(visit, show), address_of(made)), title="Theirs")
    assert "Somebody else changed" in problem(sent(form, 409, title="Flood"))
    sent(form, 303, title="Tides", summary="Mine.")  # as it was when the form was made
    assert (stored(made)["title"], stored(made)["summary"]) == ("Theirs", "Mine.")
    assert "Somebody else changed" in problem(sent(form, 409, title="Flood"))


def test_a_podcast_that_came_out_meanwhile_is_said(visit: Visit) -> None:
    hidden = make_podcast("Hidden", slug="hidden", state="draft")
    made = make_tides(hidden)
    browser = editor_of(visit, hidden)
    form = form_at(browser, address_of(made))
    assert "Save – live at once" not in form.text
    sent(podcast_form(editor_of(visit, hidden), hidden), state="published")
    page = sent(form, 409, title="Half a ti")
    assert "published while you wrote" in problem(page)
    assert stored(made)["title"] == "Tides"


def test_a_file_in_the_place_of_a_text_is_none(visit: Visit, show: Podcast) -> None:
    browser = admin(visit)
    key = form_at(browser, NEW)["revision"].value
    fields = {"csrf_token": token_of(browser), "revision": key, "title": "Ebb"}
    fields["podcast"] = Upload("podcast.txt", str(show.id).encode())
    browser.post("/admin/notes", fields, headers=ORIGIN)
    browser.post(NEW, fields, headers=ORIGIN, status=303)  # there is but one to choose


def test_what_keeps_no_drafts_is_told_so(visit: Visit) -> None:
    ines = make_person("Ines Okafor")
    browser = admin(visit)
    page = browser.get(f"/admin/people/{ines.id}")
    key = str(page.lxml.xpath("string(//input[@name='revision']/@value)"))
    assert not is_kept(send(browser, DRAFTS, {"revision": key, "name": "x", "typed": "1"}))
    assert Draft.objects.count() == 0


def test_a_draft_of_a_later_version_is_left_alone(visit: Visit) -> None:
    account = make_account(roles=["admin"], totp_secret="JBSWY3DPEHPK3PXP")  # noqa: S106 - of nobody
    browser, now = signed_in(visit, account), utc_now()
    stored: dict[str, Any] = {
        "_id": f"seance:65f0c1d2e3f4a5b6c7d8e9f0:{account.id}:abcdefghijklmnop",
        "thing": "seance:65f0c1d2e3f4a5b6c7d8e9f0", "account": account.id, "count": 1,
        "base_revision": -1, "fields": {"title": "Later"}, "typed_at": now, "seen_at": now,
    }  # fmt: skip
    Draft.collection().insert_one(stored)
    assert rows(browser.get(DRAFTS)) == []
    assert Draft.objects.count() == 1


def test_of_an_empty_form_nothing_is_kept(editor: Visit) -> None:
    keep(editor, form_at(editor, NEW), title=" ")
    assert rows(editor.get(DRAFTS)) == []


def test_a_very_long_title_is_cut_where_it_is_offered(editor: Visit) -> None:
    keep(editor, form_at(editor, NEW), title="long " * 1_000)
    (title,) = rows(editor.get(DRAFTS))
    assert len(title) <= 121


def test_who_goes_back_to_a_new_form_is_led_to_what_was_saved(
    visit: Visit, editor: Visit, show: Podcast
) -> None:
    page = editor.get(NEW)
    again = f"{NEW}?as={page.lxml.xpath('string(//@data-as)')}"
    assert form_at(editor, again)["revision"].value
    sent(form_at(editor, again), title="Ebb", podcast=str(show.id))
    address, said = led_to(editor.get(again, status=303))
    assert said == "That was saved already: here it is."
    assert address == address_of(Episode.objects.get(title="Ebb"))
    editor_of(visit, make_podcast()).get(again)  # of others it says nothing
    editor.get(f"{NEW}?as=x")


def test_a_preview_link_takes_nothing_that_was_typed(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, **DRAFT)
    for word, told in (("begin", "The preview link is made"), ("end", "is ended")):
        form = form_at(editor, address_of(made))
        page = moved(form, word, 200, title="Half a ti")
        assert told in " ".join(texts(page, "//section//*[@role='status']"))
        assert "what you typed is not saved yet" in page
        again = form_in(page)
        assert again["title"].value == "Half a ti"
        assert stored(made)["title"] == "Tides"
    sent(again)
    assert stored(made)["title"] == "Half a ti"
