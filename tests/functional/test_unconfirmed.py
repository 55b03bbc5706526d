"""What waits until an address is confirmed: else strangers lock out whom it belongs to."""

import pyotp
import pytest

from talkpython_site.documents import COMMAND_LINE, Account, Mail, utc_now
from tests.conftest import Visit
from tests.factories import PASSWORD, make_account
from tests.visitors import send, signed_in

SET_UP = "/account/second-factor"


@pytest.fixture
def account(visit: Visit) -> Account:  # noqa: ARG001 - the database is emptied first
    return make_account(confirmed_at=None)


def stored(account: Account) -> Account:
    found: Account = Account.objects.get(id=account.id)
    return found


def test_the_second_factor_says_what_comes_first(visit: Visit, account: Account) -> None:
    browser = signed_in(visit, account)
    for page in (browser.get(SET_UP), send(browser, SET_UP, {"code": "1"}, status=409)):
        assert "once your address is confirmed" in page
        assert page.lxml.find(".//img[@class='qr']") is None
    form = next(each for each in page.forms.values() if each.action == "/account/confirmation")
    form.submit(headers={"Origin": "https://longwave.example"}, status=303)
    assert [each.kind for each in Mail.objects] == ["confirm"]
    stored(account).confirm(COMMAND_LINE)
    assert browser.get(SET_UP).lxml.find(".//img[@class='qr']") is not None


def test_no_form_goes_round_that(visit: Visit, account: Account) -> None:
    """Right in every other way: the account was confirmed when the form was made."""
    browser = signed_in(visit, account)
    stored(account).confirm(COMMAND_LINE)
    page = browser.get(SET_UP)
    Account.collection().update_one({"_id": account.id}, {"$unset": {"confirmed_at": 1}})
    key = page.lxml.findtext(".//p[@class='key']").replace(" ", "")
    form = next(each for each in page.forms.values() if each.action == SET_UP)
    fields = {"offer": form["offer"].value, "current_password": PASSWORD}
    send(browser, SET_UP, {**fields, "code": pyotp.TOTP(key).at(utc_now())}, status=409)
    assert stored(account).totp_secret is None
