"""Turning on a second factor, as its owner sees it."""

import re
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from talkpython_site.documents import COMMAND_LINE, AuditLine, Mail
from talkpython_site.documents.roles import ADMIN
from talkpython_site.second_factor import recovery_hash
from tests.conftest import Visit, watch
from tests.factories import make_account
from tests.interleaving import Meanwhile
from tests.second_factors import (
    SET_UP,
    WRONG,
    code,
    codes_on,
    fill,
    form_of,
    secret_on,
    stored,
    submit,
    turn_on,
)
from tests.visitors import signed_in

OFF = "/account/second-factor/off"
RENEW = "/account/recovery-codes"

pytestmark = pytest.mark.usefixtures("still_clock")


def test_it_is_turned_on_by_a_code_of_the_app(visit: Visit) -> None:
    account = make_account()
    page = turn_on(signed_in(visit, account))
    codes = codes_on(page)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){2}", each) for each in codes)
    assert page.headers["Cache-Control"] == "private, no-store"
    now = stored(account)
    assert now.recovery_hashes == [recovery_hash(each) for each in codes]
    assert [each.kind for each in Mail.objects] == ["second_factor_on"]
    assert [each.action for each in AuditLine.objects] == ["second factor turned on"]
    assert "It is on" in signed_in(visit, now).get(SET_UP)


def test_it_leads_back_to_where_it_was_asked_for(visit: Visit) -> None:
    browser = signed_in(visit, make_account(roles=["admin"]))
    page = browser.get("/admin/audit", status=303).follow()
    codes = submit(fill(page, code=code(secret_on(page))))
    assert codes.html.select_one("a.first")["href"] == "/admin/audit"


def test_else_it_leads_to_the_account(visit: Visit) -> None:
    codes = turn_on(signed_in(visit, make_account()))
    assert codes.html.select_one("a.first")["href"] == "/account"


def test_two_pages_of_one_second_give_different_codes(visit: Visit) -> None:
    """Else a stolen sign-in collects pages, and sends one once the owner has sent theirs."""
    browser, thief = signed_in(visit, account := make_account()), signed_in(visit, account)
    theirs = [thief.get(SET_UP) for _ in range(2)]
    page = browser.get(SET_UP)
    offers = {form_of(each, SET_UP)["offer"].value for each in (*theirs, page)}
    assert len(offers) == 3
    submit(fill(page, code=code(secret_on(page))))
    for each in theirs:
        answer = submit(fill(each, code="", current_password=""), status="*")
        assert codes_on(answer) == []


def test_another_browser_never_saw_the_key(visit: Visit) -> None:
    account = make_account()
    theirs = secret_on(signed_in(visit, account).get(SET_UP))
    assert secret_on(signed_in(visit, account).get(SET_UP)) != theirs


def test_apps_read_the_picture_the_link_and_the_key(visit: Visit) -> None:
    account = make_account("ines+tides@example.org")
    page = signed_in(visit, account).get(SET_UP)
    picture = page.lxml.find(".//img[@class='qr']")
    assert picture.get("alt")
    assert "<svg" in unquote(picture.get("src").removeprefix("data:image/svg+xml;charset=utf-8,"))
    address = urlsplit(page.lxml.xpath("//p[@class='at-hand']/a/@href")[0])
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == "/Longwave:ines+tides@example.org"
    assert parse_qs(address.query) == {"secret": [secret_on(page)], "issuer": ["Longwave"]}
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.lxml.findtext(".//p[@class='key']"))


def test_the_secret_is_the_same_until_the_account_is_changed(visit: Visit) -> None:
    browser = signed_in(visit, account := make_account())
    first, again = (secret_on(browser.get(SET_UP)) for _ in range(2))
    assert first == again
    assert secret_on(signed_in(visit).get(SET_UP)) != first
    assert stored(account).totp_secret is None
    stored(account).rename("Ines", COMMAND_LINE)
    assert secret_on(browser.get(SET_UP)) != first


@pytest.mark.parametrize("wrong", ["000000", "", "12345", "no code", "é" * 10_000])
def test_a_wrong_code_keeps_the_secret(visit: Visit, wrong: str) -> None:
    account = make_account()
    page = signed_in(visit, account).get(SET_UP)
    again = submit(fill(page, code=wrong), status=422)
    assert secret_on(again) == secret_on(page)
    assert again.lxml.xpath("//input[@id='code']/@aria-invalid") == ["true"]
    assert form_of(again, SET_UP)["code"].value == ""
    assert codes_on(submit(fill(again, code=code(secret_on(page)))))


def test_the_password_is_asked_for(visit: Visit) -> None:
    account = make_account()
    page = signed_in(visit, account).get(SET_UP)
    right = code(secret_on(page))
    again = submit(fill(page, code=right, current_password=WRONG), status=422)
    assert again.lxml.xpath("//input[@id='current_password']/@aria-invalid") == ["true"]
    assert stored(account).totp_secret is None
    assert codes_on(submit(fill(again, code=right)))


@pytest.mark.parametrize("typed", ["{0[0]} {0[1]}", " {0[0]}-{0[1]} ", "{0[0]}\u00a0{0[1]}"])
def test_codes_are_typed_as_people_type_them(visit: Visit, typed: str) -> None:
    page = signed_in(visit).get(SET_UP)
    right = code(secret_on(page))
    assert codes_on(submit(fill(page, code=typed.format((right[:3], right[3:])))))


def test_the_picture_holds_for_a_quarter_of_an_hour(visit: Visit, still_clock: Any) -> None:
    account = make_account()
    page = signed_in(visit, account).get(SET_UP)
    still_clock.shift(timedelta(minutes=16))
    again = submit(fill(page, code=code(secret_on(page))), status=422)
    assert "open too long" in again
    assert secret_on(again) == secret_on(page)
    assert stored(account).totp_secret is None
    assert codes_on(submit(fill(again, code=code(secret_on(again)))))


@pytest.mark.parametrize("offer", ["", "nonsense", "x" * 10_000])
def test_a_secret_that_was_not_offered_is_refused(visit: Visit, offer: str) -> None:
    account = make_account()
    page = signed_in(visit, account).get(SET_UP)
    form = fill(page, code=code(secret_on(page)))
    form["offer"].force_value(offer)
    submit(form, status=422)
    assert stored(account).totp_secret is None


def test_a_secret_is_offered_to_one_account(visit: Visit) -> None:
    theirs, own = signed_in(visit).get(SET_UP), make_account()
    page = signed_in(visit, own).get(SET_UP)
    form = fill(page, code=code(secret_on(theirs)))
    form["offer"].force_value(form_of(theirs, SET_UP)["offer"].value)
    submit(form, status=422)
    assert stored(own).totp_secret is None


def test_sent_twice_it_shows_the_same_codes(visit: Visit) -> None:
    account = make_account()
    page = signed_in(visit, account).get(SET_UP)
    form = fill(page, code=code(secret_on(page)))
    first, second = submit(form), submit(form)
    assert codes_on(first) == codes_on(second) != []
    assert len(Mail.objects) == 1


def test_sent_twice_at_once_it_is_taken_once(visit: Visit) -> None:
    account = make_account()
    browser = signed_in(visit, account)
    page = browser.get(SET_UP)
    form, seen = fill(page, code=code(secret_on(page))), []
    with watch.accompanied(Meanwhile(lambda: seen.append(submit(form)), before="update accounts")):
        page = submit(form)
    assert codes_on(page) == codes_on(seen[0]) != []
    assert (stored(account).revision, len(Mail.objects)) == (1, 1)


def test_another_change_at_the_same_time_comes_first(visit: Visit) -> None:
    account = make_account()
    page = signed_in(visit, account).get(SET_UP)
    form = fill(page, code=code(secret_on(page)))
    rename = partial(stored(account).rename, "Ada Lind", COMMAND_LINE)
    with watch.accompanied(Meanwhile(rename, before="update accounts")):
        submit(form, status=409)
    assert (stored(account).name, stored(account).totp_secret) == ("Ada Lind", None)


def test_another_tab_finds_it_on(visit: Visit, still_clock: Any) -> None:
    account = make_account()
    browser = signed_in(visit, account)
    other = browser.get(SET_UP)
    still_clock.shift(timedelta(seconds=40))
    turn_on(browser)
    assert "It is on" in submit(fill(other, code=code(secret_on(other))))


def test_an_admin_without_one_is_led_here_and_told_why(visit: Visit) -> None:
    browser = signed_in(visit, roles=[ADMIN])
    page = browser.get("/admin", status=303).follow()
    assert "the admin pages open once this is on" in page
    submit(fill(page, code=code(secret_on(page))))
    assert browser.get("/admin", status=200)
    assert "the admin pages close until it is on again" in browser.get(OFF)
    assert "the admin pages" not in signed_in(visit).get(SET_UP)


def test_who_is_signed_out_signs_in_first(visit: Visit) -> None:
    for address in (SET_UP, OFF, RENEW):
        assert "/sign-in" in visit.get(address, status=303).location
