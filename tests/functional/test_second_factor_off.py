"""Turning off a second factor, and renewing its recovery codes, as its owner sees it."""

import pytest

from talkpython_site.documents import Mail
from talkpython_site.second_factor import recovery_hash
from tests.conftest import Visit
from tests.factories import PASSWORD, make_account
from tests.second_factors import (
    SECRET,
    SET_UP,
    WRONG,
    code,
    codes_on,
    fill,
    stored,
    submit,
    with_factor,
)
from tests.visitors import led_to, send, signed_in

OFF = "/account/second-factor/off"
RENEW = "/account/recovery-codes"

pytestmark = pytest.mark.usefixtures("still_clock")


# Turning it off


@pytest.mark.parametrize("given", ["code", "recovery code"])
def test_it_is_turned_off_by_password_and_code(visit: Visit, given: str) -> None:
    account = with_factor()
    page = signed_in(visit, account).get(OFF)
    typed = code(SECRET) if given == "code" else "ABCD EFGH JKMN"
    answer = submit(fill(page, OFF, code=typed), status=303)
    assert led_to(answer) == ("/account", "The second factor is off.")
    now = stored(account)
    assert (now.totp_secret, now.totp_step, now.recovery_hashes) == (None, None, [])
    assert [each.kind for each in Mail.objects] == ["second_factor_off"]


@pytest.mark.parametrize(
    "fields", [{"code": ""}, {"code": "000000"}, {"current_password": WRONG}, {"code": "x"}]
)
@pytest.mark.parametrize("address", [OFF, RENEW])
def test_neither_is_left_out(visit: Visit, address: str, fields: dict[str, str]) -> None:
    account = with_factor()
    page = signed_in(visit, account).get(address)
    again = submit(fill(page, address, **{"code": code(SECRET), **fields}), status=422)
    assert again.lxml.find(".//div[@class='errors']") is not None
    assert (stored(account).totp_secret, stored(account).revision) == (SECRET, 0)


def test_what_is_off_is_not_turned_off(visit: Visit) -> None:
    browser = signed_in(visit)
    assert led_to(browser.get(OFF, status=303)) == ("/account", "The second factor is off.")
    assert browser.get(RENEW, status=303).location.endswith(SET_UP)


def test_wrong_codes_are_counted(visit: Visit) -> None:
    browser = signed_in(visit, with_factor())
    page = browser.get(OFF)
    answers = [submit(fill(page, OFF, code="000000"), status="*").status_int for _ in range(10)]
    assert answers == 9 * [422] + [429]


# New recovery codes


def test_new_codes_take_the_place_of_the_old(visit: Visit) -> None:
    account = with_factor()
    browser = signed_in(visit, account)
    page = browser.get(RENEW)
    answer = submit(fill(page, RENEW, code=code(SECRET)))
    assert stored(account).recovery_hashes == [recovery_hash(each) for each in codes_on(answer)]
    assert not any(each in page for each in codes_on(answer))
    assert [each.kind for each in Mail.objects] == ["recovery_codes_renewed"]
    assert "10 recovery codes left" in browser.get(SET_UP)


def test_a_form_for_new_codes_that_is_sent_twice_gives_the_same(visit: Visit) -> None:
    account = with_factor()
    page = signed_in(visit, account).get(RENEW)
    form = fill(page, RENEW, code=code(SECRET))
    assert codes_on(submit(form)) == codes_on(submit(form)) != []
    assert stored(account).revision == 1


def test_no_added_field_turns_anything_on(visit: Visit) -> None:
    account = make_account()
    browser = signed_in(visit, account)
    fields = {"totp_secret": SECRET, "recovery_hashes": "x", "current_password": PASSWORD}
    send(browser, SET_UP, {**fields, "code": code(SECRET), "offer[$ne]": ""}, status=422)
    assert stored(account).totp_secret is None
