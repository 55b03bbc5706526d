"""Another name, another password: what is asked for, what ends, what is told."""

from typing import Any

import pyotp
import pytest
from webtest import TestApp

from talkpython_site.documents import COMMAND_LINE, Account, AuditLine, Mail
from talkpython_site.passwords import Passwords
from talkpython_site.throttling import OWN_CHANGES
from tests.conftest import Visit, watch
from tests.connections import connected_to
from tests.factories import PASSWORD, make_account
from tests.interleaving import Meanwhile
from tests.reading import wrong_fields
from tests.signing_in import try_to
from tests.visitors import send, signed_in

pytestmark = pytest.mark.usefixtures("one_window")

GUESSED, SHORT = "wrong horse", "short"
NEW = "eleven brass lanterns"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of an account of tests
ORIGIN = {"Origin": "https://longwave.example"}
WRONG = "This is not the password of your account."


def stored(account: Account) -> Account:
    found: Account = Account.objects.get(id=account.id)
    return found


def change(browser: Visit, status: int = 303, **fields: str) -> Any:
    """Send the form of the password."""
    given = {"current_password": PASSWORD, "new_password": NEW, **fields}
    return send(browser, "/account/password", given, status=status)


# The name


def test_a_name_is_kept_on_one_line(visit: Visit) -> None:
    account = make_account(name="Ines Okafor")
    browser = signed_in(visit, account)
    form = browser.get("/account/name").forms[1]
    assert form["name"].value == "Ines Okafor"
    form["name"] = "  Zoë\n\tvan  Dijk "
    answer = form.submit(headers=ORIGIN, status=303)
    page = browser.get(answer.location)
    assert "Your name is saved." in page
    assert page.lxml.findtext(".//details[@class='who']/summary/bdi") == "Zoë"
    assert stored(account).name == "Zoë van Dijk"
    assert [(each.action, each.fields) for each in AuditLine.objects] == [
        ("name changed", ["name"])
    ]


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "x" * 10_000, "Ines\x1b[2J"])
def test_what_is_no_name_stays_typed(visit: Visit, name: str) -> None:
    account = make_account(name="Ines Okafor")
    page = send(signed_in(visit, account), "/account/name", {"name": name}, status=422)
    assert list(wrong_fields(page)) == ["name"]
    assert page.html.select_one("#name")["value"] == name
    assert stored(account).name == "Ines Okafor"


def test_the_same_name_is_no_change(visit: Visit) -> None:
    account = make_account(name="Ines Okafor")
    send(signed_in(visit, account), "/account/name", {"name": " Ines  Okafor "}, status=303)
    assert stored(account).revision == 0


def test_nobody_fills_the_site_with_changes(visit: Visit) -> None:
    account = make_account(name="Ines")
    browser = signed_in(visit, account)
    names = [{"name": f"Ines {n}"} for n in range(OWN_CHANGES.most + 1)]
    answers = [send(browser, "/account/name", each, status="*") for each in names]
    assert [each.status_int for each in answers] == OWN_CHANGES.most * [303] + [429]
    assert stored(account).name == f"Ines {OWN_CHANGES.most - 1}"
    assert answers[-1].html.select_one("[name=name]")["value"] == f"Ines {OWN_CHANGES.most}"


def test_markup_in_a_name_is_text(visit: Visit) -> None:
    browser = signed_in(visit)
    send(browser, "/account/name", {"name": "<script>alert(1)</script>"}, status=303)
    assert "&lt;script&gt;alert(1)" in browser.get("/account")


def test_no_other_field_is_taken(visit: Visit) -> None:
    account = make_account()
    fields = {"name": "Ines", "is_admin": "1", "roles": "admin", "email": "x@example.org"}
    fields |= {"name[$ne]": "x", "confirmed_at": "", "revision": "0", "password_hash": "x"}
    send(signed_in(visit, account), "/account/name", fields, status=303)
    now = stored(account)
    assert (now.roles, now.email, now.password_hash) == ([], account.email, account.password_hash)


def test_operators_are_no_name(visit: Visit) -> None:
    page = send(signed_in(visit), "/account/name", {"name[$ne]": "x"}, status=422)
    assert list(wrong_fields(page)) == ["name"]


def test_json_is_no_form(visit: Visit) -> None:
    browser = signed_in(visit)
    browser.post_json("/account/name", {"name": "x"}, headers=ORIGIN, status=400)


def test_two_at_once_are_told_and_keep_what_was_typed(visit: Visit) -> None:
    account = make_account()
    browser = signed_in(visit, account)

    def another_tab() -> None:
        stored(account).rename("From the other tab", COMMAND_LINE)

    browser.get("/account")
    with watch.accompanied(Meanwhile(another_tab, before="update accounts")):
        page = send(browser, "/account/name", {"name": "From this tab"}, status=409)
    assert page.html.select_one("main [name=name]")["value"] == "From this tab"
    page.forms[1].submit(headers=ORIGIN, status=303)
    assert stored(account).name == "From this tab"


def test_the_database_away_keeps_what_was_typed(visit: Visit) -> None:
    browser = signed_in(visit)
    browser.get("/account")
    token = browser.cookies["__Host-csrf"]
    fields = {"csrf_token": token, "name": "Typed meanwhile"}
    away = TestApp(browser.app, extra_environ=browser.extra_environ, cookiejar=browser.cookiejar)
    with connected_to("mongodb://127.0.0.1:1/nobody_test"):
        page = away.post("/account/name", fields, headers=ORIGIN, status=503)
    assert page.html.select_one("main [name=name]")["value"] == "Typed meanwhile"


# The password


def test_another_password_ends_the_other_sign_ins(visit: Visit) -> None:
    account = make_account()
    here, there = signed_in(visit, account), signed_in(visit, account)
    answer = change(here)
    assert "Your password is changed, and other browsers are signed out." in here.get(
        answer.location
    )
    assert "/sign-in" in there.get("/account", status=303).location
    assert Passwords().is_right(stored(account).password_hash, NEW)
    assert [mail.kind for mail in Mail.objects] == ["password_changed"]
    assert [each.action for each in AuditLine.objects] == ["password changed"]


def test_another_password_gives_up_an_address_that_was_asked_for(visit: Visit) -> None:
    account = make_account(new_email="stranger@example.org")
    change(signed_in(visit, account))
    assert stored(account).new_email is None


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "Type a new password."),
        (SHORT, "Use at least 10 characters"),
        ("password12345", "Many people use"),
        ("ines okafor ines", "Your name"),
        ("longwave123", "the name of this site"),
        ("x" * 1_025, "at most 1,024 characters"),
    ],
)
def test_a_weak_password_is_refused(visit: Visit, password: str, said: str) -> None:
    account = make_account(name="Ines Okafor")
    page = change(signed_in(visit, account), 422, new_password=password)
    assert said in wrong_fields(page)["new_password"]
    assert password == "" or password not in page
    assert stored(account).password_hash == account.password_hash


def test_the_password_of_now_is_asked_for(visit: Visit) -> None:
    account = make_account()
    browser = signed_in(visit, account)
    assert wrong_fields(change(browser, 422, current_password=GUESSED)) == {
        "current_password": WRONG
    }
    page = change(browser, 422, current_password="", new_password="")
    assert list(wrong_fields(page)) == ["new_password", "current_password"]  # as on the page
    assert stored(account).password_hash == account.password_hash


def test_wrong_passwords_are_counted_and_right_ones_are_not(visit: Visit) -> None:
    account = make_account()
    browser = signed_in(visit, account)
    for _ in range(9):
        change(browser, 422, current_password=GUESSED)
    page = change(browser, 429)
    assert int(page.headers["Retry-After"]) > 0
    assert NEW not in page
    assert stored(account).password_hash == account.password_hash
    assert try_to(visit, account.email).status_int == 429  # they are tries to sign in


def test_who_changed_the_password_stays_known(visit: Visit) -> None:
    account = make_account()
    browser = signed_in(visit, account)
    change(browser)
    for _ in range(9):
        try_to(visit, account.email, GUESSED)
    assert try_to(visit, account.email, NEW).status_int == 429
    change(browser, current_password=NEW, new_password=PASSWORD)


def test_a_password_of_any_length_is_compared(visit: Visit) -> None:
    page = change(signed_in(visit), 422, current_password="x" * 5_000)
    assert wrong_fields(page) == {"current_password": WRONG}


# The second factor


def test_a_code_is_asked_for_where_there_is_one(visit: Visit) -> None:
    account = make_account(totp_secret=SECRET)
    browser = signed_in(visit, account)
    assert browser.get("/account/password").html.select_one("#code")
    assert wrong_fields(change(browser, 422)) == {"code": "Type a code too."}
    said = wrong_fields(change(browser, 422, code="000000"))
    assert said == {"code": "This code is not right, or was used before."}
    code = pyotp.TOTP(SECRET).now()
    change(browser, code=code)
    page = change(browser, 422, code=code, current_password=NEW, new_password=PASSWORD)
    assert said == wrong_fields(page)
    assert page.html.select_one("#code")["value"] == ""


def test_none_is_asked_for_elsewhere(visit: Visit) -> None:
    browser = signed_in(visit)
    assert not browser.get("/account/password").html.select_one("#code")
    change(browser, code="nonsense")


def test_a_code_is_not_spent_on_what_will_not_do(visit: Visit) -> None:
    account = make_account(totp_secret=SECRET)
    browser, code = signed_in(visit, account), pyotp.TOTP(SECRET).now()
    change(browser, 422, code=code, new_password=SHORT)
    change(browser, 422, code=code, current_password=GUESSED)
    change(browser, code=code)


def test_wrong_codes_are_counted(visit: Visit) -> None:
    browser = signed_in(visit, totp_secret=SECRET)
    for _ in range(9):
        change(browser, 422, code="000000")
    change(browser, 429, code=pyotp.TOTP(SECRET).now())
