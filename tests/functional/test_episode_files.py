"""The form of an episode with a file in it: nothing is saved, and all that was typed stays."""

from typing import Any

import pytest

from talkpython_site.documents import Episode
from tests.conftest import Visit
from tests.editors import DRAFT, make_tides
from tests.episode_forms import NEW, ORIGIN, address_of, editor_of, form_at, form_in, problem, wrong
from tests.factories import make_episode, make_podcast
from tests.visitors import signed_in, token_of

FILES = "/admin/episodes/files"


def pressed(page: Any, do: str, status: int = 200, **values: Any) -> Any:
    """What the site answers to a button of the form that sends files too."""
    form = form_in(page)
    (button,) = [each for each in form.fields["do"] if each._value == do]
    address = page.html.select_one(f"button[value='{do}']")["formaction"]
    form.action, form.enctype, form.method = address, "multipart/form-data", "POST"
    for name, value in values.items():
        form[name].force_value(value)
    return form.submit("do", index=form.fields["do"].index(button), headers=ORIGIN, status=status)


def test_a_button_without_a_file_keeps_all_that_was_typed(visit: Visit) -> None:
    episode = make_episode(state="draft")
    browser = editor_of(visit, episode)
    page = pressed(browser.get(address_of(episode)), "audio", 422, title="Ebb", notes="“ü”")
    assert wrong(page) == ["File: Choose a file first."]
    form = form_in(page)
    assert (form["title"].value, form["notes"].value) == ("Ebb", "“ü”")
    assert form.action == address_of(episode)
    form.submit(headers=ORIGIN, status=303)
    assert Episode.objects.get(id=episode.id).title == "Ebb"


def test_a_new_one_is_saved_from_the_same_form(visit: Visit) -> None:
    show = make_podcast()
    browser = editor_of(visit, make_episode(show))
    page = pressed(browser.get(NEW), "audio", 422, title="Ebb")
    form = form_in(page)
    assert form.action == NEW
    form.submit(headers=ORIGIN, status=303)
    form.submit(headers=ORIGIN, status=303)
    assert Episode.objects(title="Ebb").count() == 1


def test_a_form_that_is_too_old_is_still_of_its_episode(visit: Visit) -> None:
    episode = make_tides(make_podcast(), **DRAFT)
    browser = editor_of(visit, episode)
    page = pressed(browser.get(address_of(episode)), "audio", 422, revision="old")
    assert problem(page).startswith("This form is too old")
    assert form_in(page).action == address_of(episode)


def test_a_button_that_nobody_knows_does_nothing(visit: Visit) -> None:
    episode = make_episode(state="draft")
    browser = editor_of(visit, episode)
    form = form_at(browser, address_of(episode))
    fields = [*form.submit_fields(), ("do", "dance")]
    page = browser.post(FILES, fields, headers=ORIGIN, status=422)
    assert problem(page) == "Nothing was done by this button."


def test_an_episode_of_somebody_else_is_no_way_in(visit: Visit) -> None:
    episode, other = make_episode(state="draft"), make_episode(state="draft")
    browser = editor_of(visit, episode)
    form = form_at(browser, address_of(episode))
    fields = [(name, value) for name, value in form.submit_fields() if name != "revision"]
    browser.post(f"{FILES}?of={other.id}", [*fields, ("do", "audio")], headers=ORIGIN, status=403)


@pytest.mark.parametrize("of", ["", "x", "65f0c1d2e3f4a5b6c7d8e9f0"])
def test_what_names_no_episode_is_a_new_one(visit: Visit, of: str) -> None:
    browser = editor_of(visit, make_episode(make_podcast()))
    form = form_at(browser, NEW)
    fields = [(name, value) for name, value in form.submit_fields() if name != "revision"]
    page = browser.post(f"{FILES}?of={of}", fields, headers=ORIGIN, status=422)
    assert form_in(page).action == NEW


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 1_001 + b"--x--", 413),
        (b"--x\r\n" + b"A: b\r\n" * 100_000 + b"\r\n1\r\n--x--", 400),
        (b"not a form at all", 400),
        (b"x" * 3_000_000, 400),
    ],
    ids=["parts", "headers", "nothing", "bytes"],
)
def test_what_no_page_sends_is_not_read(visit: Visit, body: bytes, status: int) -> None:
    headers = {**ORIGIN, "X-CSRF-Token": token_of(visit)}
    headers["Content-Type"] = "multipart/form-data; boundary=x"
    visit.post(FILES, body, headers, status=status)


@pytest.mark.parametrize("address", [FILES, "/admin/podcasts/files"])
def test_of_who_may_not_send_them_no_files_are_looked_for(visit: Visit, address: str) -> None:
    unreadable = {**ORIGIN, "Content-Type": "multipart/form-data"}
    signed_in(visit).post(address, b"x" * 3_000_000, headers=unreadable, status=403)
    editor_of(visit, make_episode()).post(address, b"x", headers=unreadable, status=400)
