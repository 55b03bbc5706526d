"""A forgotten password: the same words for everybody, a link that works once, nobody signed in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import COMMAND_LINE, Account, AuditLine, Mail, utc_now
from talkpython_site.documents.email_address import email_key
from talkpython_site.mail.links import Links
from talkpython_site.passwords import Passwords
from talkpython_site.throttling import RESET_ADDRESS, RESET_DEVICE, SIGN_IN_ACCOUNT
from tests.conftest import Queries, Visit, watch
from tests.factories import PASSWORD, make_account, make_sign_in
from tests.interleaving import Meanwhile
from tests.reading import wrong_fields
from tests.signing_in import GUESS, another, try_to
from tests.visitors import SIGN_IN_COOKIE, send, signed_in, token_of

pytestmark = pytest.mark.usefixtures("one_window")

INES, NOBODY = "ines@example.org", "nobody@example.org"
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of an account of tests
NEW = "eleven brass lanterns"
SITE = "https://longwave.example"


def stored(account: Account) -> Account:
    found: Account = Account.objects.get(id=account.id)
    return found


def title(page: Any) -> str:
    return str(page.lxml.findtext(".//h1"))


def ask(visit: Visit, email: str = INES, status: int = 303, **options: Any) -> Any:
    return send(visit, "/reset", {"email": email}, status=status, **options)


def link(visit: Visit, account: Account) -> str:
    """As it stands in the mail."""
    links: Any = Links(visit.app.registry)
    address: str = links.reset(account)
    return address.removeprefix(SITE)


def give(visit: Visit, address: str, password: str = NEW, status: int = 303) -> Any:
    return send(visit, address, {"new_password": password}, status=status)


# Strangers


def test_strangers_lock_nobody_out_of_the_new_password(visit: Visit) -> None:
    account, stranger = make_account(INES), another(visit)
    for _ in range(SIGN_IN_ACCOUNT.most):
        assert try_to(stranger, password=GUESS).status_int == 422
    give(visit, link(visit, account))
    assert try_to(stranger, password=NEW).status_int == 429
    assert try_to(visit, password=NEW).status_int == 303


def test_strangers_keep_no_reset_from_a_browser_that_is_known(visit: Visit) -> None:
    make_account(INES)
    assert try_to(visit).status_int == 303
    send(visit, "/sign-out", status=303)
    for _ in range(RESET_ADDRESS.most + 1):
        ask(another(visit))
    assert len(Mail.objects) == RESET_ADDRESS.most
    for _ in range(RESET_DEVICE.most + 1):
        ask(visit)
    assert len(Mail.objects) == RESET_ADDRESS.most + RESET_DEVICE.most


# Asking for it


def test_it_says_and_does_the_same_whether_somebody_has_the_address(
    visit: Visit, queries: Queries
) -> None:
    make_account(INES)
    token_of(visit)
    answers = []
    for email in (INES, NOBODY):
        with queries() as asked:
            answer = ask(visit, email)
        answers.append((answer.status, answer.location, answer.body, asked.names))
    assert answers[0] == answers[1]
    assert answers[0][1] == f"{SITE}/reset/sent"
    assert [(mail.kind, mail.account, mail.data) for mail in Mail.objects.order_by("id")] == [
        ("reset", None, {"email_key": INES}), ("reset", None, {"email_key": NOBODY}),
    ]  # fmt: skip


def test_the_page_afterwards_is_for_everybody(visit: Visit) -> None:
    page = visit.get("/reset/sent")
    assert title(page) == "Look into your mail"
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "private, no-store"


def test_an_address_is_found_in_every_spelling(visit: Visit) -> None:
    ask(visit, " INES@Bücher.example ")
    assert Mail.objects.get().data == {"email_key": email_key("ines@xn--bcher-kva.example")}


@pytest.mark.parametrize("email", ["", "ines", "x" * 9_000, "ines@example.org\nBcc: x@y.example"])
def test_what_is_no_address_stays_typed(visit: Visit, email: str) -> None:
    page = ask(visit, email, 422)
    assert list(wrong_fields(page)) == ["email"]
    assert page.html.select_one("#email")["value"] == email
    assert Mail.objects.count() == 0


def test_operators_are_no_address(visit: Visit) -> None:
    page = send(visit, "/reset", {"email[$ne]": "x"}, status=422)
    assert list(wrong_fields(page)) == ["email"]
    assert Mail.objects.count() == 0


def test_nobody_is_annoyed_by_mails(visit: Visit) -> None:
    for email in (INES, INES.upper(), INES, f" {INES}", INES):
        assert ask(visit, email).location == f"{SITE}/reset/sent"
    assert Mail.objects.count() == 3
    ask(visit, NOBODY)
    assert Mail.objects.count() == 4


def test_nobody_is_annoyed_all_day(visit: Visit) -> None:
    midnight = datetime(2031, 5, 4, tzinfo=UTC)
    for hour in range(5):
        with time_machine.travel(midnight + timedelta(hours=hour)):
            for _ in range(3):
                ask(another(visit), INES)
    assert Mail.objects.count() == 10
    with time_machine.travel(midnight + timedelta(days=1)):
        ask(another(visit), INES)
    assert Mail.objects.count() == 11


def test_a_network_asks_so_often_and_no_more(visit: Visit) -> None:
    for n in range(30):
        ask(visit, f"somebody-{n}@example.org")
    page = ask(visit, status=429)
    assert int(page.headers["Retry-After"]) > 0
    assert page.html.select_one("main [name=email]")["value"] == INES
    elsewhere = Visit(visit.app, extra_environ={**visit.extra_environ, "REMOTE_ADDR": "192.0.2.9"})
    ask(elsewhere)
    assert Mail.objects.count() == 31


def test_a_form_of_another_site_asks_for_nothing(visit: Visit) -> None:
    fields = {"csrf_token": token_of(visit), "email": INES}
    visit.post("/reset", fields, headers={"Origin": "https://evil.example"}, status=400)
    assert Mail.objects.count() == 0


# Setting another one


def test_opening_the_link_changes_nothing(visit: Visit) -> None:
    account = make_account(INES)
    page = visit.get(link(visit, account))
    assert title(page) == "Set a new password"
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert stored(account).password_hash == account.password_hash


def test_it_sets_the_password_and_signs_nobody_in(visit: Visit) -> None:
    account = make_account(INES, totp_secret=SECRET)
    there = signed_in(visit, account)
    form = visit.get(link(visit, account)).forms[0]
    form["new_password"] = NEW
    answer = form.submit(headers={"Origin": SITE}, status=303)
    assert answer.location == f"{SITE}/reset/done"
    assert "Sign in with it now." in visit.get(answer.location)
    assert SIGN_IN_COOKIE not in visit.cookies
    assert "/sign-in" in there.get("/account", status=303).location
    now = stored(account)
    assert Passwords().is_right(now.password_hash, NEW)
    assert (now.sign_ins, now.totp_secret) == ([], SECRET)
    assert [mail.kind for mail in Mail.objects] == ["password_changed"]
    (line,) = AuditLine.objects
    assert (line.action, line.account) == ("password changed", None)


def test_what_a_stranger_set_on_an_address_goes(visit: Visit) -> None:
    account = make_account(
        INES, confirmed_at=None, totp_secret=SECRET, recovery_hashes=["one"],
        new_email="stranger@example.org", name="A stranger",
    )  # fmt: skip
    make_sign_in(account)
    give(visit, link(visit, account))
    now = stored(account)
    assert now.confirmed_at is not None
    assert (now.totp_secret, now.recovery_hashes, now.new_email, now.name, now.sign_ins) == (
        None, [], None, None, [],
    )  # fmt: skip


@pytest.mark.parametrize("password", ["", "short", "password12345", "x" * 1_025])
def test_a_weak_one_is_refused_and_the_link_still_works(visit: Visit, password: str) -> None:
    account = make_account(INES)
    page = give(visit, link(visit, account), password, 422)
    assert list(wrong_fields(page)) == ["new_password"]
    give(visit, link(visit, account))


def test_it_works_once(visit: Visit) -> None:
    account = make_account(INES)
    address, another = link(visit, account), link(visit, account)
    give(visit, address)
    for page in (visit.get(address, status=410), give(visit, another, PASSWORD, 410)):
        assert title(page) == "This link is used up"
        assert {"/reset", "/sign-in"} <= set(page.lxml.xpath("//main//a/@href"))
    assert Passwords().is_right(stored(account).password_hash, NEW)


def test_it_holds_for_one_hour(visit: Visit) -> None:
    address, now = link(visit, make_account(INES)), utc_now()
    with time_machine.travel(now + timedelta(minutes=59), tick=False):
        visit.get(address, status=200)
    with time_machine.travel(now + timedelta(hours=1, seconds=2), tick=False):
        for page in (visit.get(address, status=410), give(visit, address, status=410)):
            assert title(page) == "This link is too old"


@pytest.mark.parametrize("change", ["password", "address"])
def test_other_changes_use_it_up(visit: Visit, change: str) -> None:
    account = make_account(INES, new_email="ines@new.example")
    address = link(visit, account)
    if change == "password":
        stored(account).set_password("another hash", COMMAND_LINE)
    else:
        stored(account).take_new_email(COMMAND_LINE)
    assert title(give(visit, address, status=410)) == "This link is used up"


def test_one_that_is_not_whole_says_so(visit: Visit) -> None:
    address = link(visit, make_account(INES))
    for wrong in (address[:-1], f"{address}x", "/reset/x", "/reset/{'$ne':''}"):
        assert title(visit.get(wrong, status=400)) == "This link is not whole"
        give(visit, wrong, status=400)


def test_one_that_confirms_an_address_sets_no_password(visit: Visit) -> None:
    account = make_account(INES)
    links: Any = Links(visit.app.registry)
    token = links.confirm(account, INES).rpartition("/")[2]
    give(visit, f"/reset/{token}", status=400)


def test_one_of_an_account_that_is_gone_or_locked_is_over(visit: Visit) -> None:
    gone, locked = make_account(INES), make_account(locked_at=utc_now())
    addresses = link(visit, gone), link(visit, locked)
    Account.erase(gone.id)
    for address in addresses:
        page = give(visit, address, status=410)
        assert title(page) == "This link does not hold any more"
    assert stored(locked).password_hash == locked.password_hash


def test_who_deleted_the_account_and_forgot_the_password_can_take_it_back(visit: Visit) -> None:
    account = make_account(INES)
    stored(account).discard(COMMAND_LINE)
    give(visit, link(visit, stored(account)))
    assert stored(account).deleted_at is not None
    page = send(visit, "/sign-in", {"email": INES, "password": NEW}, status=200)
    assert page.html.select_one("main form")["action"] == "/sign-in/take-back"


def test_sent_twice_at_once_it_is_set_once(visit: Visit) -> None:
    account = make_account(INES)
    address = link(visit, account)
    visit.get(address)

    def first() -> None:
        stored(account).reset_password("of the first", COMMAND_LINE)

    with watch.accompanied(Meanwhile(first, before="update accounts")):
        page = give(visit, address, status=409)
    assert NEW not in page
    assert stored(account).password_hash == "of the first"  # noqa: S105 - no password at all
