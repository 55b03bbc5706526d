"""What is kept of lectures: drafts and what these name, revisions, files that were let go."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import Draft, Lecture, LetGo, Revision, Upload, utc_now
from talkpython_site.documents.let_go import KEPT
from talkpython_site.upload_tidying import tidy
from tests.conftest import Visit
from tests.drafts import keep
from tests.episode_forms import ORIGIN
from tests.factories import make_course, make_lecture
from tests.lecture_forms import (
    SRT,
    address_of,
    chosen,
    entry_of,
    form_at,
    lecture_form,
    made,
    saved,
    sent,
    stored,
)
from tests.video import VIDEO
from tests.visitors import admin

DAYS = timedelta(days=2)


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


@pytest.fixture
def lecture() -> Lecture:
    return made()


def filled(browser: Visit, lecture: Lecture) -> Any:
    """A form that names a file of each kind."""
    page = chosen(browser.get(address_of(lecture)), "video", VIDEO, "tides.mp4")
    page = chosen(page, "captions", SRT, "tides.en.srt")
    return lecture_form(chosen(page, "download", b"of drafts", "notes.pdf"))


def typed(form: Any) -> dict[str, str]:
    return {name: form[name].value for name in ("media", "captions", "downloads")}


def brought_back(browser: Visit, lecture: Lecture, number: int, status: int = 303) -> Any:
    """What the site answers to the button by a revision."""
    page = browser.get(address_of(lecture, f"/revisions/{number}"))
    form = page.forms[next(key for key, form in page.forms.items() if "revisions" in form.action)]
    return form.submit(headers=ORIGIN, status=status)


def test_what_is_typed_is_kept_and_offered(browser: Visit, lecture: Lecture) -> None:
    keep(browser, form_at(browser, lecture), 1, text="Half a sentence")
    page = browser.get(address_of(lecture))
    (way,) = [each for each in page.html.select("a") if "draft=" in (each.get("href") or "")]
    assert lecture_form(browser.get(way["href"]))["text"].value == "Half a sentence"
    title = page.html.h1.get_text()
    assert title in browser.get("/admin/drafts").html.main.get_text()


def test_files_stay_while_a_draft_names_them(app: Any, browser: Visit, lecture: Lecture) -> None:
    form = filled(browser, lecture)
    keep(browser, form_at(browser, lecture), 1, 200, **typed(form))
    tidy(app.registry.uploads, utc_now() + DAYS)
    assert Upload.objects.count() == 3
    Draft.objects.delete()
    Upload.objects.update(expires_at=utc_now() - DAYS)
    keys = [each.media for each in Upload.objects]
    tidy(app.registry.uploads, utc_now())
    assert Upload.objects.count() == 0
    assert not any(map(app.registry.media.has, keys))


def test_what_a_lecture_names_stays(app: Any, browser: Visit, lecture: Lecture) -> None:
    sent(filled(browser, lecture))
    kept = stored(lecture)
    keys = [kept["video"]["media"], kept["downloads"][0]["media"]]
    for key in keys:
        LetGo.note(key, utc_now() - KEPT)
    Upload.objects.delete()
    tidy(app.registry.uploads, utc_now())
    assert all(map(app.registry.media.has, keys))


def test_what_was_replaced_comes_back_for_30_days(
    app: Any, browser: Visit, lecture: Lecture
) -> None:
    sent(filled(browser, lecture))
    before = stored(lecture)
    saved(browser, lecture, media="", captions="", downloads="", text="Nothing else")
    Upload.objects.delete()
    assert not entry_of(lecture).has_video
    LetGo.objects.update(at=utc_now() - KEPT)
    tidy(app.registry.uploads, utc_now())
    text = browser.get(address_of(lecture, "/revisions/1")).html.main.get_text()
    assert "en · High water" in text
    assert "notes.pdf" in text
    brought_back(browser, lecture, 1)
    now = stored(lecture)
    for name in ("video", "captions", "downloads"):
        assert now[name] == before[name]
    entry = entry_of(lecture)
    assert (entry.has_video, entry.languages) == (True, ["en"])


def test_what_did_not_say_that_it_is_open_comes_back_closed(
    browser: Visit, lecture: Lecture
) -> None:
    saved(browser, lecture, is_preview="yes", text="Words")
    assert entry_of(lecture).is_preview
    brought_back(browser, lecture, 0)
    now, entry = stored(lecture), entry_of(lecture)
    assert "text_source" not in now
    assert (now["is_preview"], now["duration_seconds"]) == (False, 8)
    assert (entry.is_preview, entry.duration_seconds) == (False, 8)


def test_what_neither_of_two_revisions_says_its_outline_goes_on_saying(browser: Visit) -> None:
    course = make_course(state="draft")
    lecture = make_lecture(course)
    sent(lecture_form(chosen(browser.get(address_of(lecture)), "download", b"1", "notes.pdf")))
    brought_back(browser, lecture, 0)
    assert not {"is_preview", "duration_seconds", "downloads"} & stored(lecture).keys()
    now, before = entry_of(lecture), course.lectures[0]
    assert (now.is_preview, now.duration_seconds) == (before.is_preview, before.duration_seconds)


def test_a_file_that_is_gone_is_not_brought_back(
    app: Any, browser: Visit, lecture: Lecture
) -> None:
    sent(filled(browser, lecture))
    saved(browser, lecture, media="")
    Upload.objects.delete()
    old = utc_now() - KEPT - DAYS
    LetGo.objects.update(at=old)
    Revision.objects.update(replaced_at=old)
    tidy(app.registry.uploads, utc_now())
    page = brought_back(browser, lecture, 1, 422)
    assert "A file of that time is not kept any more" in page.html.select_one(".errors").get_text()
    assert "video" not in stored(lecture)


def test_all_of_its_revisions_are_listed_by_its_title(browser: Visit, lecture: Lecture) -> None:
    saved(browser, lecture, text="Words")
    page = browser.get(address_of(lecture, "/revisions"))
    assert entry_of(lecture).title in page.html.main.get_text()
    assert "Text" in page.html.main.get_text()
