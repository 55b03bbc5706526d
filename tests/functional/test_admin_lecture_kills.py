"""The form of a lecture, killed after any of its writes: nothing is lost, its course is told."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from talkpython_site import make_app
from talkpython_site.documents import AuditLine, Course, Draft, Lecture, LetGo, Revision, utc_now
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.housekeeping import finish_overdue
from talkpython_site.settings import Settings
from tests.conftest import Visit
from tests.connections import make_settings
from tests.episode_forms import ORIGIN
from tests.killing import every_death
from tests.lecture_forms import address_of, course_of, entry_of, form_at, made
from tests.visitors import admin

LATER = timedelta(minutes=1)
HERE = {"HTTP_HOST": "longwave.example", "wsgi.url_scheme": "https"}
OLD = {"media": f"{'a' * 64}.mp4", "type": "video/mp4"}
Fields = list[tuple[str, str]]


def send(uri: str, var: str, address: str, fields: Fields, cookies: dict[str, str]) -> None:
    app: Any = make_app(make_settings(uri, Path(var)))
    app.registry.living.housekeeping.stop()
    browser = Visit(app, extra_environ=HERE)
    for name, value in cookies.items():
        browser.set_cookie(name, value.strip('"'))
    browser.post(address, fields, ORIGIN, status=303)


def filled(browser: Visit, lecture: Lecture) -> Fields:
    """A video elsewhere in the place of one that is kept here."""
    form = form_at(browser, lecture)
    form["media"].force_value("")
    form["video"].force_value("https://media.example/1.mp4")
    form["duration"].force_value("2:00")
    return [pair for pair in form.submit_fields() if isinstance(pair[1], str)]


def begin_again(lecture: dict[str, Any], course: dict[str, Any]) -> None:
    for document, stored in ((Lecture, lecture), (Course, course)):
        document.collection().replace_one({"_id": stored["_id"]}, stored)
    for document in (Draft, AuditLine, Revision, LetGo):
        document.collection().delete_many({})


def test_a_killed_form_is_finished(database_uri: str, settings: Settings, visit: Visit) -> None:
    """By housekeeping where it was saved, and by the same form where it was not."""
    browser, lecture = admin(visit), made(video=OLD)
    before = [
        kind.collection().find_one({"_id": each.id}) or {}
        for kind, each in ((Lecture, lecture), (Course, course_of(lecture)))
    ]
    fields = filled(browser, lecture)
    work = (database_uri, str(settings.var), address_of(lecture), fields, dict(browser.cookies))
    for _writes in every_death(database_uri, send, *work):
        finish_overdue(utc_now() + LATER)
        if Lecture.objects.get(id=lecture.id).revision:
            whole(lecture)
        browser.post(address_of(lecture), fields, ORIGIN, status=303)
        whole(lecture)
        begin_again(*before)


def whole(lecture: Lecture) -> None:
    now, course = Lecture.objects.get(id=lecture.id), course_of(lecture)
    assert (now.revision, now.video.url, now.pending) == (1, "https://media.example/1.mp4", [])
    entry = entry_of(lecture)
    assert (entry.has_video, entry.duration_seconds) == (True, 120)
    assert (course.revision, course.pending) == (1, [])
    assert [each.id for each in LetGo.objects] == [OLD["media"]]
    for thing, did in ((now, "saved"), (course, "lecture saved")):
        assert [each.action for each in AuditLine.objects(thing=thing.card_key)] == [did]
    assert course.card_key in {each.key for each in read_stamp()}
