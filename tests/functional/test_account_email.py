"""Another address: proved, confirmed at the new one, told to the old one."""

from typing import Any

import pyotp
import pytest

from talkpython_site.documents import Account, AuditLine, Mail
from talkpython_site.throttling import EMAIL_ACCOUNT
from tests.conftest import Visit
from tests.factories import FIRST_DAY, PASSWORD, make_account
from tests.reading import wrong_fields
from tests.visitors import send, signed_in

pytestmark = pytest.mark.usefixtures("one_window")

OLD, NEW = "ines@example.org", "ines@new.example"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of an account of tests


def stored(account: Account) -> Account:
    found: Account = Account.objects.get(id=account.id)
    return found


def ask(browser: Visit, email: str = NEW, status: int = 303, **fields: str) -> Any:
    given = {"email": email, "current_password": PASSWORD, **fields}
    return send(browser, "/account/email", given, status=status)


def test_it_is_asked_for_at_the_new_one_and_told_to_the_old_one(visit: Visit) -> None:
    account = make_account(OLD)
    browser = signed_in(visit, account)
    answer = ask(browser, " Ines@New.Example ")
    page = browser.get(answer.location)
    assert "A mail is on its way to the new address" in page
    assert page.html.select_one(".told").text.split()[0] == "Ines@new.example"
    now = stored(account)
    assert (now.email, now.new_email) == (OLD, "Ines@new.example")
    assert {mail.kind for mail in Mail.objects} == {"confirm_new_email", "email_change_asked"}
    (line,) = AuditLine.objects
    assert (line.action, line.fields, line.values) == (
        "new address asked for", ["new_email"], {},
    )  # fmt: skip
    assert NEW not in str(Mail.collection().find_one({"kind": "confirm_new_email"}))


def test_an_account_asks_at_few_addresses(visit: Visit) -> None:
    browser = signed_in(visit, make_account(OLD))
    for n in range(EMAIL_ACCOUNT.most):
        ask(browser, f"ines{n}@new.example")
    ask(browser, NEW, status=429)


def test_it_is_given_up_again(visit: Visit) -> None:
    account = make_account(OLD, new_email=NEW)
    browser = signed_in(visit, account)
    form = browser.get("/account").forms[1]
    for _ in range(2):  # the second time from a tab that still shows it
        answer = form.submit("keep", headers={"Origin": "https://longwave.example"}, status=303)
        assert "Your address stays as it is." in browser.get(answer.location)
    assert stored(account).new_email is None
    assert [line.action for line in AuditLine.objects] == ["new address given up"]


def test_who_signs_in_at_the_form_gives_up_nothing_yet(visit: Visit) -> None:
    account = make_account(OLD, new_email=NEW)
    again = {"sign_in-email": OLD, "sign_in-password": PASSWORD}
    answer = send(visit, "/account/email", {"keep": "1", **again}, status=303)
    assert answer.location == "https://longwave.example/account"
    assert stored(account).new_email == NEW


def test_what_waits_stands_in_the_form(visit: Visit) -> None:
    browser = signed_in(visit, make_account(OLD, new_email=NEW))
    assert browser.get("/account/email").html.select_one("#email")["value"] == NEW


@pytest.mark.parametrize(
    "email",
    [
        "", "ines", "ines@", "@new.example", "ines@new..example", "ines@new.example, x@y.example",
        "ines@new.example\nBcc: x@y.example", f"{'x' * 9_000}@new.example", "{'$ne': ''}",
    ],
)  # fmt: skip
def test_what_is_no_address_stays_typed(visit: Visit, email: str) -> None:
    account = make_account(OLD)
    page = ask(signed_in(visit, account), email, 422)
    assert list(wrong_fields(page)) == ["email"]
    assert page.html.select_one("#email")["value"] == email
    assert PASSWORD not in page
    assert stored(account).new_email is None


@pytest.mark.parametrize("field", ["email[$ne]", "email[]", "new_email"])
def test_operators_are_no_address(visit: Visit, field: str) -> None:
    account = make_account(OLD, new_email="waiting@new.example")
    fields = {field: NEW, "current_password": PASSWORD}
    page = send(signed_in(visit, account), "/account/email", fields, status=422)
    assert list(wrong_fields(page)) == ["email"]
    assert Mail.objects.count() == 0


@pytest.mark.parametrize("same", [OLD, "INES@EXAMPLE.ORG", "ｉnes@example.org"])
def test_the_address_of_now_is_none(visit: Visit, same: str) -> None:
    page = ask(signed_in(visit, make_account(OLD)), same, 422)
    assert wrong_fields(page) == {"email": "This is the address that you have already."}


@pytest.mark.parametrize("confirmed_at", [FIRST_DAY, None])
def test_it_is_said_whether_the_old_one_is_told(visit: Visit, confirmed_at: Any) -> None:
    account = make_account(OLD, confirmed_at=confirmed_at)
    page = signed_in(visit, account).get("/account/email")
    assert ("The old one is told of it." in page) is (confirmed_at is not None)


@pytest.mark.parametrize("taken", ["teo@bücher.example", "TEO@xn--bcher-kva.example"])
def test_a_taken_address_is_refused_in_every_spelling(visit: Visit, taken: str) -> None:
    make_account("teo@bücher.example")
    page = ask(signed_in(visit, make_account(OLD)), taken, 422)
    assert wrong_fields(page) == {"email": "Another account has this address."}


def test_nobody_tries_out_who_has_an_account(visit: Visit) -> None:
    for n in range(20):
        make_account(f"somebody-{n}@example.org")
    browser = signed_in(visit, make_account(OLD))
    ask(browser)  # a free one does not count
    for n in range(20):
        ask(browser, f"somebody-{n}@example.org", 422)
    page = ask(browser, "somebody-1@example.org", 429)
    assert page.html.select_one("main [name=email]")["value"] == "somebody-1@example.org"
    assert page.html.select_one("main [name=current_password]").get("value") is None


def test_a_stranger_gets_three_mails_an_hour(visit: Visit) -> None:
    for _ in range(3):
        ask(signed_in(visit))
    account = make_account(OLD)
    page = ask(signed_in(visit, account), status=429)
    assert int(page.headers["Retry-After"]) > 0
    assert stored(account).new_email is None
    assert Mail.objects(kind="confirm_new_email").count() == 3


def test_password_and_code_are_asked_for(visit: Visit) -> None:
    account = make_account(OLD, totp_secret=SECRET)
    browser, code = signed_in(visit, account), pyotp.TOTP(SECRET).now()
    assert list(wrong_fields(ask(browser, "", 422, current_password=""))) == [
        "email", "current_password", "code",
    ]  # fmt: skip
    assert list(wrong_fields(ask(browser, status=422))) == ["code"]
    guessed = "wrong horse"
    assert list(wrong_fields(ask(browser, status=422, code=code, current_password=guessed))) == [
        "current_password"
    ]
    assert stored(account).new_email is None
    ask(browser, code=code)
    assert stored(account).new_email == NEW


def test_nobody_changes_it_for_somebody_else(visit: Visit) -> None:
    account, other = make_account(OLD), make_account()
    fields = {"account": str(account.id), "id": str(account.id), "email_key": "x"}
    ask(signed_in(visit, other), NEW, 303, **fields)
    assert (stored(account).new_email, stored(other).new_email) == (None, NEW)
