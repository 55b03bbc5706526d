"""Forms of content and redirects that were sent while signed out: sent once more, they do it."""

from typing import Any

import pyotp
import pytest

from talkpython_site.documents import AuditLine, Course, Interview, Person, Podcast, Topic, utc_now
from talkpython_site.documents.redirect import Redirect
from talkpython_site.documents.roles import ADMIN
from tests.conftest import Visit
from tests.factories import (
    PASSWORD,
    make_account,
    make_course,
    make_interview,
    make_person,
    make_podcast,
    make_topic,
)
from tests.signing_in import another
from tests.visitors import TOTP_SECRET, send, signed_in

EMAIL = "own@example.org"
# Which page has a form, by which field it is known, what is typed there.
CASES: dict[str, tuple[str, str, dict[str, str]]] = {
    "podcast": ("/admin/podcasts/{podcast}", "subtitle", {"title": "Deep <Water>"}),
    "new podcast": ("/admin/podcasts/new", "subtitle", {"title": "Deep <Water>"}),
    "course": ("/admin/courses/{course}", "subtitle", {"title": "Tides <deep>"}),
    "new course": ("/admin/courses/new", "subtitle", {"title": "Tides <deep>"}),
    "interview": ("/admin/interviews/{interview}", "subtitle", {"title": "Tides <deep>"}),
    "new interview": ("/admin/interviews/new", "subtitle", {"title": "Tides <deep>"}),
    "person": ("/admin/people/{person}", "name", {"name": "Ines <Lund>"}),
    "topic": ("/admin/topics/{topic}", "name", {"name": "Tides"}),
    "redirect": ("/admin/redirects", "to", {"path": "/old", "to": "/podcasts"}),
}


def state() -> list[Any]:
    kinds = (Podcast, Course, Interview, Person, Topic, Redirect)
    return [*(list(each.objects.as_pymongo()) for each in kinds), AuditLine.objects.count()]


def sign_in_by(browser: Visit, address: str, fields: dict[str, Any]) -> Any:
    """Password and code, each sent with all that the form says; gives the last answer."""
    by_password = {"sign_in-email": EMAIL, "sign_in-password": PASSWORD}
    page = send(browser, address, {**fields, **by_password}, status=403)
    step = page.html.select_one("[name=sign_in-step]")["value"]
    by_code = {"sign_in-step": step, "sign_in-code": pyotp.TOTP(TOTP_SECRET).at(utc_now())}
    return send(browser, address, {**fields, **by_code}, status=200)


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_done_by_what_was_sent_signed_out(visit: Visit, name: str) -> None:
    address, named, typed = CASES[name]
    made = {
        "podcast": make_podcast(), "course": make_course(), "person": make_person(),
        "topic": make_topic(), "interview": make_interview(state="draft"),
    }  # fmt: skip
    address = address.format(**{kind: each.id for kind, each in made.items()})
    own = make_account(EMAIL, roles=[ADMIN], totp_secret=TOTP_SECRET)
    page = signed_in(visit, own).get(address)
    form = next(each for each in page.forms.values() if named in each.fields)
    left_out = ("csrf_token", "artwork_file")
    fields = {key: value for key, value in form.submit_fields() if key not in left_out} | typed
    before, browser = state(), another(visit)

    shown = sign_in_by(browser, form.action or address, fields)

    assert state() == before
    for key, value in typed.items():
        assert shown.html.select_one(f"main [name={key}]")["value"] == value
    send(browser, form.action or address, fields, status=303)
    assert state() != before
