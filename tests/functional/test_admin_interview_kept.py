"""What is typed into the form of an interview is kept: by itself, from a death, however much."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from mongoengine import get_db

from talkpython_site import make_app
from talkpython_site.documents import (
    AuditLine,
    Draft,
    Interview,
    Paste,
    Person,
    Revision,
    utc_now,
)
from talkpython_site.housekeeping import finish_overdue
from talkpython_site.settings import Settings
from tests.conftest import Visit
from tests.connections import make_settings
from tests.drafts import DRAFTS, is_kept, keep, offered, rows
from tests.episode_forms import ORIGIN, form_in, sent
from tests.factories import make_interview, make_person
from tests.functional.test_form_kills import LATER
from tests.interview_forms import (
    LIST,
    NEW,
    address_of,
    form_of,
    new_form,
    saved,
    stored,
    text_in,
)
from tests.killing import every_death
from tests.visitors import admin

HERE = {"HTTP_HOST": "longwave.example", "wsgi.url_scheme": "https"}
TALK = ":: question\nWhy?\n\n:: answer Ines Okafor\nSo.\n\n:: answer Ines Okafor\nSo."
MORE = ":: note\nNew.\n\n:: answer [2]\nSo it is.\n\n:: question [1]\nHow did it begin?"
Fields = list[tuple[str, str]]


# By itself


def test_a_change_is_offered_and_gone_on_with(visit: Visit) -> None:
    interview, browser = make_interview(state="draft"), admin(visit)
    form = form_of(browser, interview)
    talk = f"{text_in(form)}\n\n:: note\nHalf a sen"
    assert is_kept(keep(browser, form, title="Deeper", conversation=talk))
    page = browser.get(address_of(interview))
    assert offered(page) != []
    typed = form_in(page.click("Go on with it", index=0))
    assert (typed["title"].value, text_in(typed)) == ("Deeper", talk)
    sent(typed)
    assert (stored(interview)["title"], len(stored(interview)["blocks"])) == ("Deeper", 3)
    assert not Draft.objects(fields__exists=True)


def test_a_new_one_is_begun_and_gone_on_with(visit: Visit) -> None:
    browser = admin(visit)
    keep(browser, new_form(browser), title="Lamps", conversation=":: qestion")
    assert "A new interview, not saved yet" in browser.get(DRAFTS).text
    assert rows(browser.get(LIST)) == ["Lamps"]
    assert rows(browser.get(f"{LIST}?q=lamps")) == []
    form = form_in(browser.get(NEW).click("Go on with it", index=0))
    assert text_in(form) == ":: qestion"
    sent(form, conversation=TALK, people="Ines Okafor")
    assert Interview.objects.get().title == "Lamps"
    assert rows(browser.get(DRAFTS)) == []


def test_an_original_stays_as_long_as_its_form_is_kept(visit: Visit) -> None:
    interview, other, browser = make_interview(), make_interview(slug="other"), admin(visit)
    before = utc_now()
    for each, days in ((interview, 89), (interview, 59), (other, 59)):
        Paste.keep(each.id, f"{days}", before - timedelta(days=90 - days))
    keep(browser, form_of(browser, interview), title="Deeper")
    ends = {
        (each.interview, each.text): round((each.expires_at - before) / timedelta(days=1))
        for each in Paste.objects
    }
    assert ends == {(interview.id, "89"): 89, (interview.id, "59"): 90, (other.id, "59"): 59}


def test_a_draft_meets_what_another_saved(visit: Visit) -> None:
    interview, browser = make_interview(state="draft"), admin(visit)
    form = form_of(browser, interview)
    talk = text_in(form)
    keep(browser, form, conversation=talk.replace("Wet.", "Mine."))
    saved(browser, interview, conversation=f":: note\nTheirs.\n\n{talk}")
    sent(form_in(browser.get(address_of(interview)).click("Go on with it", index=0)))
    assert [each["text_source"] for each in stored(interview)["blocks"]] == [
        "Theirs.", "How did it begin?", "Mine.",
    ]  # fmt: skip


# From a death


def send(uri: str, var: str, address: str, fields: Fields, cookies: dict[str, str]) -> None:
    app: Any = make_app(make_settings(uri, Path(var)))
    app.registry.living.housekeeping.stop()
    browser = Visit(app, extra_environ=HERE)
    for name, value in cookies.items():
        browser.set_cookie(name, value.strip('"'))
    browser.post(address, fields, ORIGIN, status=303)


def filled(form: Any, **typed: str) -> Fields:
    for name, value in typed.items():
        form[name].force_value(value)
    return [pair for pair in form.submit_fields() if isinstance(pair[1], str)]


def test_a_killed_form_of_a_new_one_is_finished_by_the_same_form(
    database_uri: str, settings: Settings, visit: Visit
) -> None:
    browser = admin(visit)
    typed = {"title": "Tides", "people": "Ines Okafor", "topics": "sea", "conversation": TALK}
    fields = filled(new_form(browser), **typed)
    work = (database_uri, str(settings.var), NEW, fields, dict(browser.cookies))
    for _writes in every_death(database_uri, send, *work):
        finish_overdue(utc_now() + LATER)
        browser.post(NEW, fields, ORIGIN, status=303)
        (made,) = Interview.objects
        ines = Person.objects.get().id
        assert (made.title, made.pending, made.last_key) == ("Tides", [], 3)
        assert [each.person for each in made.blocks] == [None, ines, ines]
        assert [each.action for each in AuditLine.objects(thing=made.card_key)] == ["begun"]
        for document in (Interview, Person, Draft, AuditLine):
            document.collection().delete_many({})
        get_db()["stamps"].delete_many({})


def test_a_killed_change_is_finished_by_the_same_form(
    database_uri: str, settings: Settings, visit: Visit
) -> None:
    interview, browser = make_interview(state="draft"), admin(visit)
    before = stored(interview)
    fields = filled(form_of(browser, interview), conversation=MORE)
    address = address_of(interview)
    work = (database_uri, str(settings.var), address, fields, dict(browser.cookies))
    for _writes in every_death(database_uri, send, *work):
        finish_overdue(utc_now() + LATER)
        browser.post(address, fields, ORIGIN, status=303)
        now = Interview.objects.get()
        assert [each.key for each in now.blocks] == [3, 2, 1]
        assert (now.revision, now.pending, Revision.objects.count()) == (1, [], 1)
        Interview.collection().replace_one({"_id": interview.id}, before)
        for document in (Revision, Draft):
            document.collection().delete_many({})


# However much

ANSWER = "The *tide* comes in twice a day, and nobody asks why. " * 9
LARGE = "\n\n".join(f":: {kind}\n{ANSWER}" for kind in ("question", "answer") * 490)


def test_as_much_as_there_may_be_is_saved_and_kept(visit: Visit) -> None:
    interview, browser = make_interview(state="draft", people=[make_person()]), admin(visit)
    after = saved(browser, interview, conversation=LARGE)
    assert (len(LARGE) > 480_000, len(after["blocks"])) == (True, 980)
    form = form_of(browser, interview)
    assert is_kept(keep(browser, form, conversation=f"{text_in(form)} And so on."))
    assert offered(browser.get(address_of(interview))) != []


@pytest.mark.parametrize("text", [":: note\n" + "x" * 1_200_000, "::\n" * 300_000])
def test_too_much_comes_back_as_it_was_typed(visit: Visit, text: str) -> None:
    interview = make_interview(state="draft")
    page = sent(form_of(admin(visit), interview), 422, conversation=text, title="Kept")
    form = form_in(page)
    assert (text_in(form), form["title"].value) == (text.rstrip("\n"), "Kept")
    assert stored(interview)["revision"] == 0
