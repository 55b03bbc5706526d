"""Forms of episodes that were sent while signed out: nothing is done before they are sent again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, AuditLine, Episode, utc_now
from talkpython_site.documents.roles import editor_role
from tests.conftest import Visit
from tests.editors import DRAFT, make_tides
from tests.episode_forms import moved, problem
from tests.factories import PASSWORD, make_account, make_podcast
from tests.signing_in import another
from tests.visitors import send, signed_in

EMAIL = "own@example.org"
LATER = datetime(2999, 1, 1, tzinfo=UTC)
BINNED = {"state": "binned", "binned_at": utc_now(), "is_restorable": True}
DAY = f"{utc_now() + timedelta(days=2):%Y-%m-%d}"
# What is stored, what a form on which page sends: a move's word, else the field that it has.
CASES: dict[str, tuple[dict[str, Any], str, str, dict[str, str]]] = {
    "new": (DRAFT, "/admin/episodes/new", "title", {"title": "Ebb"}),
    "form": ({}, "/admin/episodes/{id}", "title", {"title": "Ebb"}),
    "publish": (DRAFT, "/admin/episodes/{id}", "publish", {}),
    "schedule": (DRAFT, "/admin/episodes/{id}", "schedule", {"day": DAY, "clock": "08:30"}),
    "call off": ({"published_at": LATER}, "/admin/episodes/{id}", "call off", {}),
    "unpublish": ({}, "/admin/episodes/{id}", "unpublish", {"reason": "So <it> is."}),
    "bin": ({}, "/admin/episodes/{id}", "bin", {}),
    "restore": (BINNED, "/admin/episodes/bin", "restore", {}),
    "revision": ({}, "/admin/episodes/{id}/revisions/0", "revision", {}),
}


def form_in(page: Any, named: str) -> Any:
    """The form with a field, or with the button of a move."""
    return next(
        form
        for form in page.forms.values()
        if named in form.fields or named in map(word_of, form.fields.get("do", []))
    )


def word_of(field: Any) -> str:
    """Of a button, or of what stands in a form of its own."""
    word: str = getattr(field, "value_if_submitted", lambda: field.value)()
    return word


def sent_to(form: Any, named: str) -> str:
    buttons = [each for each in form.fields.get("do", []) if word_of(each) == named]
    own = buttons[0].attrs.get("formaction") if buttons else None
    return str(own or form.action)


def state() -> list[Any]:
    stored = Episode.collection().find({}, {"revision": 1, "state": 1, "title": 1})
    return [*stored, AuditLine.objects.count()]


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_done_by_what_was_sent_signed_out(visit: Visit, name: str) -> None:
    stored, address, named, typed = CASES[name]
    show = make_podcast(slug="deep")
    made = make_tides(show, **stored)
    made.summary = "Another."
    made.save_as(COMMAND_LINE, "saved")
    own = make_account(EMAIL, roles=[editor_role("podcast", show.id)])
    form = form_in(signed_in(visit, own).get(address.format(id=made.id)), named)
    to, button = sent_to(form, named), {"do": named} if "do" in form.fields else {}
    texts = {key: value for key, value in form.submit_fields() if isinstance(value, str)}
    fields = {**texts, **button, **typed}
    del fields["csrf_token"]
    before, browser = state(), another(visit)
    by_password = {"sign_in-email": EMAIL, "sign_in-password": PASSWORD}
    page = send(browser, to, {**fields, **by_password}, status=200)
    assert state() == before
    for key, value in typed.items():
        assert page.html.select_one(f"main [name={key}]")["value"] == value
    send(browser, to, fields, status=303)
    assert state() != before


def pressed_signed_out(
    visit: Visit, word: str, typed: dict[str, str], meanwhile: Callable[[Episode], Any] = str
) -> Any:
    """What comes of the button of a move beside a draft, once its sender has signed in again."""
    made = make_tides(make_podcast(slug="deep"), **DRAFT)
    own = make_account(EMAIL, roles=[editor_role("podcast", made.podcast)])
    form = form_in(signed_in(visit, own).get(f"/admin/episodes/{made.id}"), word)
    texts = {key: value for key, value in form.submit_fields() if isinstance(value, str)}
    del texts["csrf_token"]
    meanwhile(made)
    by_password = {"sign_in-email": EMAIL, "sign_in-password": PASSWORD}
    fields = {**texts, "do": word, **typed, **by_password}
    return send(another(visit), sent_to(form, word), fields, status="*")


@pytest.mark.parametrize("typed", [{"title": "Ebb", "notes": "All *new*."}, {}])
def test_a_move_comes_back_to_all_that_was_typed(visit: Visit, typed: dict[str, str]) -> None:
    page = pressed_signed_out(visit, "publish", typed)
    assert (page.status_int, Episode.objects.get().state) == (200, "draft")
    assert problem(page) == "You are signed in again. Nothing is saved or published yet."
    form = form_in(page, "title")
    assert {name: form[name].value for name in typed} == typed
    moved(form, "publish")
    now = Episode.objects.get()
    assert (now.state, now.title) == ("published", typed.get("title", "Tides"))


def test_its_day_and_its_clock_stand_there_too(visit: Visit) -> None:
    page = pressed_signed_out(visit, "schedule", {"title": "Ebb", "day": DAY, "clock": "08:30"})
    form = form_in(page, "title")
    assert [form[name].value for name in ("title", "day", "clock")] == ["Ebb", DAY, "08:30"]
    assert page.html.select_one("details[open] [name=day]")
    moved(form, "schedule")
    now = Episode.objects.get()
    assert (now.title, now.status(utc_now())) == ("Ebb", "scheduled")


@pytest.mark.parametrize("theirs", ["title", "summary"])
def test_what_somebody_changed_meanwhile_is_kept_from_it(visit: Visit, theirs: str) -> None:
    def change(made: Episode) -> None:
        made[theirs] = "Theirs."
        made.save_as(COMMAND_LINE, "saved")

    page = pressed_signed_out(visit, "publish", {"title": "Ebb"}, change)

    assert (page.status_int, Episode.objects.get().state) == (409, "draft")
    assert problem(page).startswith("Somebody else changed this episode while you wrote. Nothing")
    assert form_in(page, "title")["title"].value == "Ebb"
    assert "Theirs." in page


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("/admin/episodes/{episode}", "/admin/episodes/files"),
        ("/admin/podcasts/{podcast}", "/admin/podcasts/files"),
    ],
)
def test_a_file_is_chosen_again_beside_all_that_was_typed(
    visit: Visit, address: str, to: str
) -> None:
    made = make_tides(make_podcast(slug="deep"), **DRAFT)
    own = make_account(EMAIL, roles=[editor_role("podcast", made.podcast)])
    page = signed_in(visit, own).get(address.format(episode=made.id, podcast=made.podcast))
    texts = {"revision": form_in(page, "title")["revision"].value, "title": "Ebb"}
    by_password = {"sign_in-email": EMAIL, "sign_in-password": PASSWORD}
    shown = send(another(visit), to, {**texts, "do": "artwork", **by_password}, status=422)
    assert form_in(shown, "title")["title"].value == "Ebb"
    assert shown.html.select_one("#artwork-wrong").text == "Choose a file first."
