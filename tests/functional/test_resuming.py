"""Signed out while typing: signed in at the form itself, which then stands there unsaved."""

from typing import Any

import pyotp
import pytest

from talkpython_site.documents import Account, Tries, utc_now
from tests.conftest import Visit
from tests.factories import PASSWORD, make_account, make_sign_in
from tests.visitors import SIGN_IN_COOKIE, send

pytestmark = pytest.mark.usefixtures("one_window")

SECRET = pyotp.random_base32()
WRONG = "wrong horse"
ORIGIN = {"Origin": "https://longwave.example"}
NAME = "/account/name"


def form_at(page: Any, address: str) -> Any:
    return next(form for form in page.forms.values() if form.action == address)


def sign_in_at(page: Any, address: str = NAME, **typed: str) -> Any:
    """Fill what the page asks for, and send all that it holds."""
    form = form_at(page, address)
    for name, value in typed.items():
        form[f"sign_in-{name}"] = value
    return form.submit(headers=ORIGIN, status="*")


def who(page: Any) -> str | None:
    name: str | None = page.lxml.findtext(".//header//details//summary/bdi")
    return name


@pytest.fixture
def ines(visit: Visit) -> Account:
    visit.get("/sign-in")
    return make_account("ines@example.org", name="Ines Okafor")


def test_the_form_stands_filled_and_unsaved(visit: Visit, ines: Account) -> None:
    page = send(visit, NAME, {"name": "Ines <b>\r\nØ."}, status=403)
    assert page.lxml.findtext(".//main//h1") == "Sign in again"
    back = sign_in_at(page, email=ines.email, password=PASSWORD)
    assert (back.status_int, who(back)) == (200, "Ines")
    form = form_at(back, NAME)
    assert form["name"].value.split() == ["Ines", "<b>", "Ø."]
    assert Account.objects.get(id=ines.id).name == "Ines Okafor"
    form.submit(headers=ORIGIN, status=303)
    assert Account.objects.get(id=ines.id).name == "Ines <b> Ø."


def test_wrong_passwords_count_and_lose_nothing(visit: Visit, ines: Account) -> None:
    page = send(visit, NAME, {"name": "Ines Ø."}, status=403)
    for _ in range(9):
        page = sign_in_at(page, email=ines.email, password=WRONG)
        assert page.status_int == 422
        assert form_at(page, NAME)["name"].value == "Ines Ø."
    late = sign_in_at(page, email=ines.email, password=PASSWORD)
    assert late.status_int == 429
    assert late.headers["Retry-After"]
    assert PASSWORD not in late
    again = form_at(late, NAME)
    assert again["name"].value == "Ines Ø."
    Tries.collection().delete_many({})
    again["sign_in-password"] = PASSWORD
    assert form_at(again.submit(headers=ORIGIN, status=200), NAME)["name"].value == "Ines Ø."


def test_the_second_factor_is_asked_for_there_too(visit: Visit) -> None:
    account = make_account("bo@example.org", totp_secret=SECRET)
    page = send(visit, NAME, {"name": "Bo"}, status=403)
    page = sign_in_at(page, email="bo@example.org", password=PASSWORD)
    assert (page.status_int, who(page)) == (403, None)
    page = sign_in_at(page, code="000000")
    assert page.status_int == 422
    page = sign_in_at(page, code=pyotp.TOTP(SECRET).at(utc_now()))
    assert page.status_int == 200
    assert form_at(page, NAME)["name"].value == "Bo"
    assert len(Account.objects.get(id=account.id).sign_ins) == 1


def test_a_step_that_came_too_late_begins_again(visit: Visit) -> None:
    account = make_account("bo@example.org", totp_secret=SECRET)
    page = send(visit, NAME, {"name": "Bo"}, status=403)
    page = sign_in_at(page, email="bo@example.org", password=PASSWORD)
    Account.collection().update_one({"_id": account.id}, {"$set": {"password_hash": "another"}})
    page = sign_in_at(page, code=pyotp.TOTP(SECRET).at(utc_now()))
    assert page.status_int == 422
    assert "sign_in-email" in form_at(page, NAME).fields
    assert form_at(page, NAME)["name"].value == "Bo"


@pytest.mark.parametrize("change", ["locked_at", "deleted_at"])
def test_who_is_shut_out_before_the_code_stays_outside(visit: Visit, change: str) -> None:
    account = make_account("bo@example.org", totp_secret=SECRET)
    page = send(visit, NAME, {"name": "Bo"}, status=403)
    page = sign_in_at(page, email="bo@example.org", password=PASSWORD)
    Account.collection().update_one({"_id": account.id}, {"$set": {change: utc_now()}})
    page = sign_in_at(page, code=pyotp.TOTP(SECRET).at(utc_now()))
    assert page.status_int == 422
    assert form_at(page, NAME)["name"].value == "Bo"
    assert Account.objects.get(id=account.id).sign_ins == []


def test_nothing_typed_is_asked_for_again(visit: Visit, ines: Account) -> None:
    page = send(visit, NAME, {"name": "Ines Ø."}, status=403)
    page = sign_in_at(page, email=ines.email, password="")
    assert (page.status_int, who(page)) == (422, None)
    assert form_at(page, NAME)["sign_in-email"].value == ines.email
    assert form_at(page, NAME)["name"].value == "Ines Ø."


@pytest.mark.parametrize("change", ["locked_at", "deleted_at"])
def test_a_closed_account_stays_closed(visit: Visit, ines: Account, change: str) -> None:
    Account.collection().update_one({"_id": ines.id}, {"$set": {change: utc_now()}})
    page = send(visit, NAME, {"name": "Ines Ø."}, status=403)
    page = sign_in_at(page, email=ines.email, password=PASSWORD)
    assert page.status_int == 422
    assert "locked or deleted" in page
    assert Account.objects.get(id=ines.id).sign_ins == []


def test_permission_is_asked_anew(visit: Visit, ines: Account) -> None:
    other, address = make_account(), ""
    address = f"/admin/accounts/{other.id}"
    page = send(visit, address, {"action": "lock"}, status=403)
    page = sign_in_at(page, address, email=ines.email, password=PASSWORD)
    assert page.status_int == 403
    assert "for others" in page


def test_a_button_alone_is_offered_once_more(visit: Visit, ines: Account) -> None:
    page = send(visit, "/account/confirmation", status=403)
    back = sign_in_at(page, "/account/confirmation", email=ines.email, password=PASSWORD)
    assert back.lxml.findtext(".//main//h1") == "You are signed in again"
    form_at(back, "/account/confirmation").submit(headers=ORIGIN, status=303)


def test_who_signed_in_in_another_tab_meanwhile_is_not_asked_twice(
    visit: Visit, ines: Account
) -> None:
    page = send(visit, NAME, {"name": "Ines Ø."}, status=403)
    visit.set_cookie(SIGN_IN_COOKIE, make_sign_in(ines))
    back = sign_in_at(page, email=ines.email, password=WRONG)
    assert back.status_int == 200
    assert form_at(back, NAME)["name"].value == "Ines Ø."


def test_what_somebody_else_typed_in_this_browser_is_shown_before_it_is_taken(
    visit: Visit, ines: Account
) -> None:
    visit.set_cookie(SIGN_IN_COOKIE, make_sign_in(ines))
    fields = {"csrf_token": "of who signed out", "name": "Somebody else"}
    page = visit.post(NAME, fields, headers=ORIGIN, status=400)
    assert ines.email in page.lxml.findtext(".//main//p//bdi")
    back = form_at(page, NAME).submit(headers=ORIGIN, status=200)
    assert form_at(back, NAME)["name"].value == "Somebody else"
    assert Account.objects.get(id=ines.id).name == "Ines Okafor"
    form_at(back, NAME).submit(headers=ORIGIN, status=303)
    assert Account.objects.get(id=ines.id).name == "Somebody else"


def test_without_any_cookie_they_sign_in_and_nothing_is_lost(visit: Visit, ines: Account) -> None:
    page = send(visit, NAME, {"name": "Ines Ø."}, status=403)
    visit.cookiejar.clear()
    page = form_at(page, NAME).submit(headers=ORIGIN, status=403)
    assert page.lxml.findtext(".//main//h1") == "Sign in again"
    back = sign_in_at(page, email=ines.email, password=PASSWORD)
    assert form_at(back, NAME)["name"].value == "Ines Ø."
    assert Account.objects.get(id=ines.id).name == "Ines Okafor"


def test_from_elsewhere_nobody_is_asked_to_sign_in(visit: Visit) -> None:
    fields = {"csrf_token": "old", "name": "Ines Ø."}
    page = visit.post(NAME, fields, headers={"Origin": "https://else.example"}, status=400)
    assert "Ines Ø." not in page


def test_sent_again_by_who_is_signed_out_the_form_to_sign_in_is_clean(visit: Visit) -> None:
    visit.set_cookie(SIGN_IN_COOKIE, make_sign_in(make_account()))
    page = visit.post(NAME, {"csrf_token": "old", "name": "Ines Ø."}, headers=ORIGIN, status=400)
    visit.set_cookie(SIGN_IN_COOKIE, "ended")
    back = form_at(page, NAME).submit(headers=ORIGIN, status=403)
    assert not back.html.select(".errors, .wrong")
    assert form_at(back, NAME)["name"].value == "Ines Ø."
