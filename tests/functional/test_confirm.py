"""Confirming an address: by a button alone, and every link that does not hold."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import COMMAND_LINE, Account, AuditLine, Mail, utc_now
from talkpython_site.mail.links import Links, confirm_token
from tests.conftest import Visit, watch
from tests.factories import make_account
from tests.interleaving import Meanwhile
from tests.reading import texts
from tests.visitors import send, signed_in

OLD, NEW = "ines@example.org", "ines@new.example"
SITE = "https://longwave.example"


def link(visit: Visit, account: Account, email: str | None = None) -> str:
    """As it stands in the mail that goes to the address."""
    links: Any = Links(visit.app.registry)
    address: str = links.confirm(account, email or account.email)
    return address.removeprefix(SITE)


def stored(account: Account) -> Account:
    found: Account = Account.objects.get(id=account.id)
    return found


def title(page: Any) -> str:
    return str(page.lxml.findtext(".//h1"))


def press(visit: Visit, address: str, status: int = 303) -> Any:
    return send(visit, address, status=status)


@pytest.fixture
def account(visit: Visit) -> Account:  # noqa: ARG001 - the database is emptied first
    return make_account(OLD, confirmed_at=None)


def test_opening_the_link_changes_nothing(visit: Visit, account: Account) -> None:
    address = link(visit, account)
    page = visit.get(address)
    assert OLD in texts(page, "//main//bdi")
    assert len(page.html.select("main form")) == 1
    visit.head(address)
    assert stored(account).confirmed_at is None


def test_it_says_what_is_confirmed(visit: Visit, account: Account) -> None:
    """Whoever never made the account is not to press the button because the address is theirs."""
    page = visit.get(link(visit, account))
    assert title(page) == "Did you make this account?"
    assert texts(page, "//main//bdi") == ["Ines Okafor", OLD]
    assert "If it was not you, close this page" in page
    stored(account).rename("<b>Bo</b>", COMMAND_LINE)
    Account.collection().update_one({"_id": account.id}, {"$set": {"new_email": NEW}})
    page = visit.get(link(visit, account, NEW))
    assert title(page) == "Is your account to have this address?"
    assert texts(page, "//main//bdi") == ["<b>Bo</b>", NEW]
    Account.collection().update_one({"_id": account.id}, {"$unset": {"name": 1}})
    assert texts(visit.get(link(visit, account)), "//main//bdi") == [OLD]


def test_its_button_confirms_it(visit: Visit, account: Account) -> None:
    form = visit.get(link(visit, account)).forms[0]
    answer = form.submit(headers={"Origin": SITE}, status=303)
    assert answer.location == f"{SITE}/confirmed"
    page = Visit(visit.app, extra_environ=visit.extra_environ).get("/confirmed")
    assert title(page) == "Your address is confirmed"
    assert "Set-Cookie" not in page.headers
    assert stored(account).confirmed_at is not None
    (line,) = AuditLine.objects
    assert (line.action, line.account) == ("address confirmed", None)


def test_who_is_signed_in_goes_on_to_the_account(visit: Visit, account: Account) -> None:
    browser = signed_in(visit, account)
    answer = press(browser, link(visit, account))
    assert "Your address is confirmed." in browser.get(answer.location)
    assert "/account" in browser.get("/confirmed").lxml.xpath("//main//a/@href")


def test_a_second_time_it_is_confirmed_already(visit: Visit, account: Account) -> None:
    address = link(visit, account)
    press(visit, address)
    confirmed_at = stored(account).confirmed_at
    page = visit.get(address)
    assert title(page) == "This address is confirmed already"
    assert page.html.select("main form") == []
    press(visit, address)  # a double click
    assert stored(account).confirmed_at == confirmed_at
    assert AuditLine.objects.count() == 1


def test_a_new_address_takes_the_place_of_the_old_one(visit: Visit) -> None:
    account = make_account(OLD, new_email=NEW)
    address = link(visit, account, NEW)
    assert NEW in visit.get(address)
    press(visit, address)
    now = stored(account)
    assert (now.email, now.email_key, now.new_email) == (NEW, NEW, None)
    (told,) = Mail.objects
    assert (told.kind, told.data) == ("email_changed", {"to": OLD})
    assert title(visit.get(address)) == "This address is confirmed already"


def test_the_link_to_the_old_address_is_over_then(visit: Visit, account: Account) -> None:
    before = link(visit, account)
    Account.collection().update_one({"_id": account.id}, {"$set": {"new_email": NEW}})
    press(visit, link(visit, account, NEW))
    assert title(visit.get(before, status=410)) == "This link does not hold any more"


def test_a_new_address_that_was_given_up_is_not_taken(visit: Visit) -> None:
    account = make_account(OLD, new_email=NEW)
    address = link(visit, account, NEW)
    stored(account).keep_email(COMMAND_LINE)
    page = press(visit, address, 410)
    assert title(page) == "This link does not hold any more"
    assert "/account" in page.lxml.xpath("//main//a/@href")
    assert stored(account).email == OLD


def test_an_address_that_was_taken_since_stays_with_its_owner(visit: Visit) -> None:
    account = make_account(OLD, new_email=NEW)
    make_account(NEW)
    page = press(visit, link(visit, account, NEW), 409)
    assert title(page) == "This address is taken"
    assert stored(account).email == OLD


# Links that do not hold


def test_one_is_too_old_after_three_days(visit: Visit, account: Account) -> None:
    address, now = link(visit, account), utc_now()
    with time_machine.travel(now + timedelta(days=3, seconds=2), tick=False):
        page = visit.get(address, status=410)
    assert title(page) == "This link is too old"
    with time_machine.travel(now + timedelta(days=2, hours=23), tick=False):
        visit.get(address, status=200)


@pytest.mark.parametrize(
    "change",
    [lambda t: t[:-1], lambda t: t[1:], lambda t: f"{t}x", lambda _: "x", lambda _: "%C3%A4"],
)
def test_one_that_is_not_whole_says_so(visit: Visit, account: Account, change: Any) -> None:
    given, _, token = link(visit, account).rpartition("/")
    wrong = f"{given}/{change(token)}"
    for page in (visit.get(wrong, status=400), press(visit, wrong, 400)):
        assert title(page) == "This link is not whole"
    assert stored(account).confirmed_at is None


def test_one_for_something_else_is_none(visit: Visit, account: Account) -> None:
    token = visit.app.registry.signer.sign("reset", [str(account.id), OLD])
    visit.get(f"/confirm/{token}", status=400)


@pytest.mark.parametrize("change", ["locked_at", "deleted_at"])
def test_one_of_a_closed_account_is_over(visit: Visit, account: Account, change: str) -> None:
    Account.collection().update_one({"_id": account.id}, {"$set": {change: utc_now()}})
    page = press(visit, link(visit, account), 410)
    assert title(page) == "This link does not hold any more"
    assert stored(account).confirmed_at is None


def test_one_of_an_account_that_is_gone_is_over(visit: Visit, account: Account) -> None:
    address = link(visit, account)
    Account.erase(account.id)
    assert title(visit.get(address, status=410)) == "This link does not hold any more"


def test_one_of_somebody_else_asks_to_sign_out_first(visit: Visit, account: Account) -> None:
    browser, address = signed_in(visit), link(visit, account)
    for page in (browser.get(address, status=403), press(browser, address, 403)):
        assert title(page) == "This link is for another account"
        assert page.html.select_one("main form")["action"] == "/sign-out"
    assert stored(account).confirmed_at is None
    page.forms[1].submit(headers={"Origin": SITE}, status=303)
    press(browser, address)
    assert stored(account).confirmed_at is not None


def test_two_at_once_change_it_once(visit: Visit, account: Account) -> None:
    address = link(visit, account)
    visit.get(address)
    first = Meanwhile(lambda: stored(account).confirm(COMMAND_LINE), before="update accounts")
    with watch.accompanied(first):
        press(visit, address, 409)
    assert title(visit.get(address)) == "This address is confirmed already"
    assert AuditLine.objects.count() == 1


# What goes on of the address of such a page


def test_no_token_goes_on_to_other_sites_or_into_logs(
    visit: Visit, account: Account, noted: Any
) -> None:
    address = link(visit, account)
    for page in (visit.get(address), visit.get(f"{address}x", status=400), press(visit, address)):
        # By no-referrer browsers would send the form with "Origin: null".
        assert page.headers["Referrer-Policy"] == "strict-origin"
    page = visit.get(address)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert 'name="robots" content="noindex"' in page
    token = confirm_token(visit.app.registry.signer, account, OLD).partition(".")[0]
    told = [each["path"] for each in noted("request")]
    assert "/confirm/{token}" in told
    assert not [path for path in told if token in path]
