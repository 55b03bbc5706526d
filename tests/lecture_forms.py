"""The form of a lecture in a browser: opened, filled and sent."""

from typing import Any

from webtest import Upload as Chosen

from talkpython_site.documents import Course, Lecture
from tests.conftest import Visit
from tests.episode_forms import ORIGIN, posted
from tests.factories import make_course, make_lecture

MULTIPART = "multipart/form-data"
FILES = {"video": "video_file", "captions": "captions_file", "download": "download_file"}
SRT = b"1\n00:00:01,000 --> 00:00:02,500\n<i>High</i> water\n"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHigh water\n"


def made(**changes: Any) -> Lecture:
    """The second lecture of a course that is a draft; its first one is a preview."""
    course = make_course(state="draft")
    return make_lecture(course, course.lectures[1].key, **changes)


def course_of(lecture: Lecture) -> Course:
    return Course.objects.get(id=lecture.course)


def entry_of(lecture: Lecture) -> Any:
    """What the outline says of it."""
    return next(each for each in course_of(lecture).lectures if each.key == lecture.key)


def address_of(lecture: Lecture, rest: str = "") -> str:
    return f"/admin/lectures/{lecture.id}{rest}"


def lecture_form(page: Any) -> Any:
    return page.forms["lecture-form"]


def form_at(browser: Visit, lecture: Lecture) -> Any:
    return lecture_form(browser.get(address_of(lecture)))


def sent(form: Any, status: int = 303, **values: Any) -> Any:
    return posted(form, form.action, status, **values)


def stored(lecture: Lecture) -> dict[str, Any]:
    return dict(Lecture.collection().find_one({"_id": lecture.id}) or {})


def saved(browser: Visit, lecture: Lecture, **values: Any) -> dict[str, Any]:
    """What is stored once these values are typed and saved."""
    sent(form_at(browser, lecture), **values)
    return stored(lecture)


def chosen(page: Any, do: str, content: bytes, name: str, status: int = 200, **values: Any) -> Any:
    """The form as it is shown once a file is sent by its button."""
    return pressed(page, do, status, **values, **{FILES[do]: Chosen(name, content)})


def pressed(page: Any, do: str, status: int = 200, **values: Any) -> Any:
    """What the site answers to a button of the form that sends files too."""
    form = lecture_form(page)
    (button,) = [each for each in form.fields["do"] if each.value_if_submitted() == do]
    form.action, form.enctype, form.method = button.attrs["formaction"], MULTIPART, "POST"
    for name, value in values.items():
        form[name].force_value(value)
    return form.submit("do", index=form.fields["do"].index(button), headers=ORIGIN, status=status)


def pressed_to_see(form: Any, **values: str) -> Any:
    """The form once more, with its text as its page will show it."""
    return posted(form, form.action, 200, {"see": "text"}, **values)
