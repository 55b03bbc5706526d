"""A form whose process is killed after any of its writes: sent again it is whole, and once."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from mongoengine import get_db

from talkpython_site import make_app
from talkpython_site.documents import AuditLine, Draft, Episode, Person, Topic, utc_now
from talkpython_site.documents.draft import MOST_OF_THING, Origin
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.housekeeping import finish_overdue
from talkpython_site.settings import Settings
from tests.conftest import Visit
from tests.connections import make_settings
from tests.drafts import keep
from tests.editors import editor_of
from tests.episode_forms import NEW, ORIGIN, form_at
from tests.factories import make_podcast
from tests.killing import every_death

LATER = timedelta(minutes=1)
HERE = {"HTTP_HOST": "longwave.example", "wsgi.url_scheme": "https"}
TYPED: dict[str, Any] = {
    "title": "Tides",
    "people": "Ines Okafor, guest",
    "topics": "lamps, lenses",
}
Fields = list[tuple[str, str]]


def send(uri: str, var: str, fields: Fields, cookies: dict[str, str]) -> None:
    app: Any = make_app(make_settings(uri, Path(var)))
    app.registry.living.housekeeping.stop()
    browser = Visit(app, extra_environ=HERE)
    for name, value in cookies.items():
        browser.set_cookie(name, value.strip('"'))
    browser.post(NEW, fields, ORIGIN, status=303)


def filled(form: Any) -> Fields:
    for name, value in TYPED.items():
        form[name].force_value(value)
    fields = [pair for pair in form.submit_fields() if isinstance(pair[1], str)]
    return [*(pair for pair in fields if pair[0] != "typed"), ("typed", "1")]


def empty() -> None:
    for document in (Episode, Person, Topic, Draft, AuditLine):
        document.collection().delete_many({})
    get_db()["stamps"].delete_many({})


def test_a_killed_form_of_a_new_episode_is_finished_by_the_same_form(
    database_uri: str, settings: Settings, visit: Visit
) -> None:
    browser = editor_of(visit, make_podcast())
    form = form_at(browser, NEW)
    fields = filled(form)
    keep(browser, form, 1, **TYPED)
    work = (database_uri, str(settings.var), fields, dict(browser.cookies))
    for _writes in every_death(database_uri, send, *work):
        finish_overdue(utc_now() + LATER)
        browser.post(NEW, fields, ORIGIN, status=303)
        (made,) = Episode.objects
        assert (made.title, made.pending) == ("Tides", [])
        assert sorted(each.name for each in Topic.objects) == ["lamps", "lenses"]
        assert [each.person for each in made.people] == [Person.objects.get().id]
        assert [each.action for each in AuditLine.objects(thing=made.card_key)] == ["begun"]
        assert made.card_key in {each.key for each in read_stamp()}
        assert [each.is_closed for each in Draft.objects] == [True]
        empty()
        keep(browser, form, 1, **TYPED)


ACCOUNT = ObjectId(24 * "a")


def keep_one(nonce: str) -> None:
    Draft.keep(Origin("episode:1", ACCOUNT, nonce, 0, ""), {"title": nonce}, 1)


@pytest.mark.usefixtures("clean")
def test_killed_while_it_keeps_what_is_typed_the_next_leaves_no_more_than_may_be(
    database_uri: str,
) -> None:
    for n in range(MOST_OF_THING):
        keep_one(f"before-{n}")
    for _writes in every_death(database_uri, keep_one, "new"):
        assert Draft.objects(fields__title="new").count() == 1
        keep_one("next")
        assert Draft.objects.count() == MOST_OF_THING
        Draft.collection().delete_many({})
        for n in range(MOST_OF_THING):
            keep_one(f"before-{n}")
