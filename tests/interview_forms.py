"""The form of an interview in a browser: opened, filled and sent."""

from typing import Any

from talkpython_site.documents import Interview
from tests.conftest import Visit
from tests.episode_forms import form_at, sent

LIST, NEW = "/admin/interviews", "/admin/interviews/new"
FILES = {"artwork_file", "picture_file"}


def address_of(interview: Interview, rest: str = "") -> str:
    return f"/admin/interviews/{interview.id}{rest}"


def form_of(browser: Visit, interview: Interview) -> Any:
    return as_sent(form_at(browser, address_of(interview)))


def new_form(browser: Visit) -> Any:
    return as_sent(form_at(browser, NEW))


def as_sent(form: Any) -> Any:
    """As a browser sends it to be saved: without the files beside it."""
    form.field_order = [(name, field) for name, field in form.field_order if name not in FILES]
    return form


def stored(interview: Interview) -> dict[str, Any]:
    return dict(Interview.collection().find_one({"_id": interview.id}) or {})


def saved(browser: Visit, interview: Interview, **values: Any) -> dict[str, Any]:
    """What is stored once these values are typed and saved."""
    sent(form_of(browser, interview), **values)
    return stored(interview)


def text_in(form: Any) -> str:
    """The conversation as it stands in a form."""
    text: str = form["conversation"].value.replace("\r\n", "\n").strip("\n")
    return text
