"""Deleting an account: signed out at once, hidden, and nothing done by halves."""

from datetime import timedelta
from functools import partial

import time_machine

from talkpython_site.documents import COMMAND_LINE, Account, AuditLine, Mail, Roster, utc_now
from talkpython_site.documents.roles import ADMIN
from talkpython_site.erasing import erase_due
from tests.conftest import Visit, watch
from tests.factories import PASSWORD, make_account
from tests.interleaving import Meanwhile
from tests.visitors import SIGN_IN_COOKIE, send, signed_in, token_of

ADDRESS = "/account/delete"
WRONG = "wrong horse"
PROOF = {"current_password": PASSWORD}


def stored(account: Account) -> Account:
    found: Account = Account.objects.get(id=account.id)
    return found


def test_the_page_says_what_happens_and_when(visit: Visit) -> None:
    with time_machine.travel("2026-11-30T12:00:00Z", tick=False):
        page = signed_in(visit).get(ADDRESS)
    words = page.lxml.find(".//dl").text_content()
    assert "At once" in words
    assert "For 14 days" in words
    assert "After Monday 14 December 2026" in words


def test_it_signs_out_everywhere_and_hides(visit: Visit) -> None:
    account = make_account()
    here, elsewhere = signed_in(visit, account), signed_in(visit, account)
    cookie, token = here.cookies[SIGN_IN_COOKIE], token_of(here)
    answer = send(here, ADDRESS, PROOF, status=303)
    assert answer.location == "https://longwave.example/account-deleted"
    assert SIGN_IN_COOKIE not in here.cookies
    assert token_of(here) != token
    visit.set_cookie(SIGN_IN_COOKIE, cookie)
    for browser in (visit, elsewhere):
        assert "/sign-in" in browser.get("/account", status=303).location
    now = stored(account)
    assert (now.deleted_at is not None, now.sign_ins) == (True, [])
    assert [each.kind for each in Mail.objects] == ["deleted"]
    assert [(each.action, each.account) for each in AuditLine.objects] == [("deleted", account.id)]


def test_the_page_afterwards_is_for_everybody(visit: Visit) -> None:
    page = visit.get("/account-deleted")
    assert "Your account is deleted" in page
    assert "Set-Cookie" not in page.headers


def test_nobody_is_deleted_without_the_password(visit: Visit) -> None:
    account = make_account()
    browser = signed_in(visit, account)
    for given in ("", WRONG):
        page = send(browser, ADDRESS, {"current_password": given}, status=422)
        assert page.lxml.xpath("//input[@id='current_password']/@aria-invalid") == ["true"]
    assert stored(account).deleted_at is None
    assert browser.get("/account").status_int == 200


def test_the_last_admin_stays(visit: Visit) -> None:
    account = make_account(roles=[ADMIN])
    browser = signed_in(visit, account)
    page = send(browser, ADDRESS, PROOF, status=422)
    assert "You are the last admin" in page.lxml.find(".//div[@role='alert']").text_content()
    assert (stored(account).revision, stored(account).deleted_at) == (0, None)
    assert browser.get("/account").status_int == 200
    assert (len(Mail.objects), len(AuditLine.objects)) == (0, 0)


def test_one_of_two_admins_goes(visit: Visit) -> None:
    account, other = make_account(roles=[ADMIN]), make_account(roles=[ADMIN])
    send(signed_in(visit, account), ADDRESS, PROOF, status=303)
    assert Roster.members() == [other.id]
    page = send(signed_in(visit, other), ADDRESS, PROOF, status=422)
    assert "You are the last admin" in page


def test_a_second_time_asks_to_sign_in(visit: Visit) -> None:
    account = make_account()
    browser, again = signed_in(visit, account), signed_in(visit, account)
    token_of(again)
    send(browser, ADDRESS, PROOF, status=303)
    first = stored(account).deleted_at
    page = send(again, ADDRESS, PROOF, status=403)
    assert stored(account).deleted_at == first
    assert PASSWORD not in page


def test_pressed_twice_at_once_it_is_deleted_once(visit: Visit) -> None:
    account = make_account()
    browser = signed_in(visit, account)
    token_of(browser)
    other = partial(stored(account).discard, COMMAND_LINE)
    with watch.accompanied(Meanwhile(other, before="update accounts")):
        assert send(browser, ADDRESS, PROOF, status=303).location.endswith("/account-deleted")
    assert (stored(account).revision, len(Mail.objects)) == (1, 1)


def test_another_change_at_the_same_time_comes_first(visit: Visit) -> None:
    account = make_account()
    browser = signed_in(visit, account)
    token_of(browser)
    rename = partial(stored(account).rename, "Ada Lind", COMMAND_LINE)
    with watch.accompanied(Meanwhile(rename, before="update accounts")):
        send(browser, ADDRESS, PROOF, status=409)
    assert (stored(account).name, stored(account).deleted_at) == ("Ada Lind", None)


def test_its_address_stays_taken_until_it_is_erased(visit: Visit) -> None:
    account = make_account("ines@example.org")
    send(signed_in(visit, account), ADDRESS, PROOF, status=303)
    assert Account.objects.with_email("INES@example.org") is not None
    later = utc_now() + timedelta(days=14, minutes=2)
    assert erase_due(later) == 1
    assert Account.objects.with_email("ines@example.org") is None
