"""The account's own page: what it shows, where it leads, what it asks of the database."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import Account, Mail, utc_now
from talkpython_site.documents.roles import ADMIN, editor_role
from tests.conftest import Queries, Visit
from tests.factories import PASSWORD, make_account, make_podcast, make_sign_in
from tests.visitors import led_to, send, signed_in, token_of

pytestmark = pytest.mark.usefixtures("one_window")

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Safari/604.1"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of an account of tests
WAYS = {
    "/account/name", "/account/email", "/account/password", "/account/second-factor",
    "/account/sign-ins", "/account/export", "/account/delete",
}  # fmt: skip


def facts(page: Any) -> dict[str, str]:
    """What stands beside each term, spaces collapsed."""
    rows = page.lxml.xpath("//dl[@class='own-facts']/div")
    return {row.find("dt").text: " ".join(row.find("dd").text_content().split()) for row in rows}


def test_everything_is_found_from_it(visit: Visit) -> None:
    account = make_account("ines@example.org", name="Ines Okafor")
    page = signed_in(visit, account).get("/account")
    told = facts(page)
    assert told["Name"] == "Ines Okafor"
    assert told["E-mail"] == "ines@example.org · confirmed"
    assert told["Second factor"].startswith("Off")
    assert told["Signed in on"] == "Firefox on Linux · this browser · from 192.0.2.7"
    assert "Roles" not in told
    assert set(page.lxml.xpath("//main//a/@href")) >= WAYS
    assert page.headers["Cache-Control"] == "private, no-store"


def test_it_asks_who_it_is_the_stamp_and_the_account(visit: Visit, queries: Queries) -> None:
    podcast = make_podcast()
    browser = signed_in(visit, roles=[editor_role("podcast", podcast.id)])
    with queries() as asked:
        browser.get("/account")
    assert sorted(asked.names) == ["find accounts", "find accounts", "find stamps"]


@pytest.mark.parametrize("page", ["", "/name", "/email", "/password", "/sign-ins"])
def test_who_is_signed_out_comes_back_to_it(visit: Visit, page: str) -> None:
    answer = visit.get(f"/account{page}", status=303)
    assert answer.location.endswith(f"/sign-in?next=%2Faccount{page.replace('/', '%2F')}")


def test_the_names_of_what_they_edit_are_told(visit: Visit) -> None:
    podcast = make_podcast("Deep Harbour")
    roles = [ADMIN, editor_role("podcast", podcast.id), editor_role("podcast", "6" * 24)]
    told = facts(signed_in(visit, roles=roles).get("/account"))
    assert told["Roles"] == "Admin Editor of Deep Harbour Editor of a podcast that is gone"


def test_an_admin_without_a_second_factor_sees_why_and_where(visit: Visit) -> None:
    page = signed_in(visit, roles=[ADMIN]).get("/account")
    assert "Admins need one" in facts(page)["Second factor"]
    assert "Admins need one" not in signed_in(visit).get("/account")


def test_recovery_codes_that_are_left_are_counted(visit: Visit) -> None:
    browser = signed_in(visit, totp_secret=SECRET, recovery_hashes=["one", "two", "three"])
    assert facts(browser.get("/account"))["Second factor"] == "On · 3 recovery codes left"


def test_no_name_is_said_so(visit: Visit) -> None:
    account = make_account()
    Account.collection().update_one({"_id": account.id}, {"$unset": {"name": True}})
    assert facts(signed_in(visit, account).get("/account"))["Name"] == "None yet"


def test_nothing_secret_stands_on_it(visit: Visit) -> None:
    account = make_account(totp_secret=SECRET, recovery_hashes=["of-a-recovery-code"])
    browser = signed_in(visit, account)
    stored = Account.objects.get(id=account.id)
    for address in ("/account", "/account/sign-ins"):
        page = browser.get(address).text
        for secret in (stored.password_hash, SECRET, "of-a-recovery", stored.sign_ins[0].hash):
            assert secret not in page


# The mail that confirms the address


def test_it_is_sent_again(visit: Visit) -> None:
    account = make_account(confirmed_at=None)
    browser = signed_in(visit, account)
    page = browser.get("/account")
    assert "Not confirmed yet" in facts(page)["E-mail"]
    answer = send(browser, page.forms[1].action, status=303)
    assert led_to(answer) == ("/account", "A mail is on its way to you.")
    assert [(mail.kind, mail.account) for mail in Mail.objects] == [("confirm", account.id)]


def test_it_is_not_sent_again_and_again(visit: Visit) -> None:
    browser = signed_in(visit, confirmed_at=None)
    for _ in range(3):
        send(browser, "/account/confirmation", status=303)
    answer = send(browser, "/account/confirmation", status=429)
    assert int(answer.headers["Retry-After"]) > 0
    assert Mail.objects.count() == 3


def test_who_is_confirmed_gets_none(visit: Visit) -> None:
    answer = send(signed_in(visit), "/account/confirmation", status=303)
    assert led_to(answer) == ("/account", "Your address is confirmed.")
    assert Mail.objects.count() == 0


def test_it_is_asked_for_by_a_button(visit: Visit) -> None:
    answer = signed_in(visit).get("/account/confirmation", status=405)
    assert answer.headers["Allow"] == "POST"
    assert "Ines" in answer  # the header knows them also where no view was found


# Sign-ins


@pytest.fixture
def account(visit: Visit) -> Account:  # noqa: ARG001 - the database is emptied first
    """Signed in on a phone, and where time is over."""
    account, now = make_account(), utc_now()
    earlier = now - timedelta(days=3)
    make_sign_in(account, agent=PHONE, network="2001:db8::/64", seen_at=earlier)
    make_sign_in(account, agent="Windows Edg/1", expires_at=earlier)
    make_sign_in(account, agent="Macintosh Mac OS X Safari/1", seen_at=now - timedelta(days=31))
    return account


def rows(page: Any) -> list[str]:
    found = page.lxml.xpath("//ul[@class='browser-rows']/li/p")
    lines = [" ".join(each.text_content().split()) for each in found]
    return [f"{one}, {two}" for one, two in zip(lines[::2], lines[1::2], strict=True)]


def test_this_browser_comes_first_and_what_is_over_is_left_out(
    visit: Visit, account: Account
) -> None:
    page = signed_in(visit, account).get("/account/sign-ins")
    assert rows(page) == [
        "Firefox on Linux · this browser, Here now · from 192.0.2.7",
        "Safari on an iPhone, 3 days ago · from 2001:db8::/64",
    ]
    assert [each.get("name") for each in page.html.select("main button")] == ["end", "end"]


def test_the_page_shows_the_first_and_counts_the_others(visit: Visit, account: Account) -> None:
    for _ in range(4):
        make_sign_in(account)
    told = facts(signed_in(visit, account).get("/account"))["Signed in on"]
    assert told.startswith("Firefox on Linux · this browser")
    assert told.endswith("and 3 more browsers")


def test_another_one_is_ended(visit: Visit) -> None:
    account = make_account()
    here, there = signed_in(visit, account), signed_in(visit, account)
    other = here.get("/account/sign-ins").html.select_one("main button")["value"]
    for _ in range(2):  # the second time from a tab that still shows it
        answer = send(here, "/account/sign-ins", {"end": other}, status=303)
        assert "That sign-in is ended." in here.get(answer.location)
    assert "/sign-in" in there.get("/account", status=303).location
    assert here.get("/account/sign-ins").html.select("main button") == []


def test_all_others_are_ended_at_once(visit: Visit, account: Account) -> None:
    here, there = signed_in(visit, account), signed_in(visit, account)
    answer = send(here, "/account/sign-ins", {"end": "others"}, status=303)
    assert "The other sign-ins are ended." in here.get(answer.location)
    assert len(Account.objects.get(id=account.id).sign_ins) == 1
    assert "/sign-in" in there.get("/account", status=303).location


@pytest.mark.parametrize("wanted", ["", "ä", "0" * 32, "$ne", "others "])
def test_what_names_no_sign_in_ends_none(visit: Visit, account: Account, wanted: str) -> None:
    here = signed_in(visit, account)
    for field in ("end", "end[$ne]"):
        send(here, "/account/sign-ins", {field: wanted}, status=303)
    assert len(Account.objects.get(id=account.id).sign_ins) == 4


def test_nobody_ends_the_sign_ins_of_somebody_else(visit: Visit, account: Account) -> None:
    own = signed_in(visit, account).get("/account/sign-ins")
    name = own.html.select_one("main button")["value"]
    send(signed_in(visit), "/account/sign-ins", {"end": name}, status=303)
    assert len(Account.objects.get(id=account.id).sign_ins) == 4


def test_who_signs_in_at_the_form_ends_nothing_yet(visit: Visit, account: Account) -> None:
    again = {"sign_in-email": account.email, "sign_in-password": PASSWORD}
    answer = send(visit, "/account/sign-ins", {"end": "others", **again}, status=303)
    assert "Safari on an iPhone" in visit.get(answer.location)
    assert len(Account.objects.get(id=account.id).sign_ins) == 4


def test_a_token_of_another_browser_ends_nothing(visit: Visit, account: Account) -> None:
    here, foreign = signed_in(visit, account), token_of(signed_in(visit))
    token_of(here)
    fields = {"csrf_token": foreign, "end": "others"}
    here.post(
        "/account/sign-ins", fields, headers={"Origin": "https://longwave.example"}, status=400
    )
    assert len(Account.objects.get(id=account.id).sign_ins) == 4
