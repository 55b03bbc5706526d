"""The form of a course whose process is killed after any of its writes makes each lecture once."""

from pathlib import Path
from typing import Any

from mongoengine import get_db

from talkpython_site import make_app
from talkpython_site.documents import AuditLine, Course, Draft, Lecture, Revision
from talkpython_site.settings import Settings
from tests.conftest import Visit
from tests.connections import make_settings
from tests.course_forms import NEW, address_of, form_of, new_form
from tests.episode_forms import ORIGIN
from tests.killing import every_death
from tests.visitors import admin

HERE = {"HTTP_HOST": "longwave.example", "wsgi.url_scheme": "https"}
TYPED = "# Ebb\nAgain\nAgain"
MORE = "# Ebb [1]\nAgain [3]\nNew\nAgain [2]\n# Last"
Fields = list[tuple[str, str]]


def send(uri: str, var: str, address: str, fields: Fields, cookies: dict[str, str]) -> None:
    app: Any = make_app(make_settings(uri, Path(var)))
    app.registry.living.housekeeping.stop()
    browser = Visit(app, extra_environ=HERE)
    for name, value in cookies.items():
        browser.set_cookie(name, value.strip('"'))
    browser.post(address, fields, ORIGIN, status=303)


def filled(form: Any, outline: str) -> Fields:
    form["title"].force_value("Tides")
    form["outline"].force_value(outline)
    return [pair for pair in form.submit_fields() if isinstance(pair[1], str)]


def lectures() -> dict[Any, int]:
    return {each.id: each.key for each in Lecture.objects}


def test_a_killed_form_is_finished_by_the_same_form(
    database_uri: str, settings: Settings, visit: Visit
) -> None:
    browser = admin(visit)
    fields = filled(new_form(browser), TYPED)
    work = (database_uri, str(settings.var), NEW, fields, dict(browser.cookies))
    for _writes in every_death(database_uri, send, *work):
        died_with = lectures()
        browser.post(NEW, fields, ORIGIN, status=303)
        (made,) = Course.objects
        assert [each.title for each in made.lectures] == ["Again", "Again"]
        assert [each.key for each in made.lectures] == sorted(lectures().values())
        assert died_with.items() <= lectures().items()
        for document in (Course, Lecture, Draft, AuditLine):
            document.collection().delete_many({})
        get_db()["stamps"].delete_many({})


def test_a_killed_change_is_finished_by_the_same_form(
    database_uri: str, settings: Settings, visit: Visit
) -> None:
    browser = admin(visit)
    browser.post(NEW, filled(new_form(browser), TYPED), ORIGIN, status=303)
    course = Course.objects.get()
    before, held = Course.collection().find_one(), lectures()
    fields = filled(form_of(browser, course), MORE)
    work = (database_uri, str(settings.var), address_of(course), fields, dict(browser.cookies))
    for _writes in every_death(database_uri, send, *work):
        browser.post(address_of(course), fields, ORIGIN, status=303)
        now = Course.objects.get()
        (new,) = set(lectures().values()) - set(held.values())
        assert [each.key for each in now.lectures] == [3, new, 2]
        assert [each.title for each in now.chapters] == ["Ebb", "Last"]
        assert held.items() <= lectures().items()
        Course.collection().replace_one({"_id": course.id}, before or {})
        Lecture.collection().delete_many({"_id": {"$nin": list(held)}})
        for document in (Revision, Draft):
            document.collection().delete_many({})
