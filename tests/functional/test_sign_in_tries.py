"""How often signing in may fail: by account, by network, and apart for browsers that are known."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from argon2 import PasswordHasher

from talkpython_site.documents import COMMAND_LINE, Tries, utc_now
from talkpython_site.throttling import (
    SIGN_IN_ACCOUNT,
    SIGN_IN_DEVICE,
    SIGN_IN_DEVICES,
    SIGN_IN_NETWORK,
)
from tests.conftest import Visit
from tests.factories import PASSWORD, make_account
from tests.signing_in import GUESS, INES, ORIGIN, another, is_signed_in, try_to, wrong
from tests.visitors import send

pytestmark = pytest.mark.usefixtures("one_window")

# The same address by its key, as strangers would write it to count anew.
SPELLINGS = (INES, "INES@EXAMPLE.ORG", "\uff49nes@example.org", " ines@Example.org ")


@pytest.fixture
def stranger(visit: Visit) -> Visit:
    """Another browser in another network."""
    return Visit(visit.app, extra_environ={**visit.extra_environ, "REMOTE_ADDR": "198.51.100.9"})


def fail(visit: Visit, times: int, email: str = INES) -> Any:
    for _ in range(times):
        page = try_to(visit, email, GUESS)
    return page


def counts() -> list[int]:
    return sorted(each["count"] for each in Tries.collection().find({}))


def test_an_account_is_guarded_however_it_is_written(visit: Visit) -> None:
    make_account(INES)
    for time in range(SIGN_IN_ACCOUNT.most):
        assert fail(visit, 1, SPELLINGS[time % 4]).status_int == 422

    page = try_to(visit, stays="y", next="/people")

    assert page.status_int == 429
    assert 0 < int(page.headers["Retry-After"]) <= SIGN_IN_ACCOUNT.seconds
    form = page.forms[0]
    assert [form[name].value for name in ("email", "stays", "next")] == [INES, "y", "/people"]
    assert form["password"].value == ""
    with time_machine.travel(utc_now() + timedelta(seconds=int(page.headers["Retry-After"]) + 1)):
        form["password"] = PASSWORD
        answer = form.submit(headers=ORIGIN, status=303)
    assert answer.location == "https://longwave.example/people"


def test_what_nobody_has_is_guarded_alike(visit: Visit) -> None:
    fail(visit, SIGN_IN_ACCOUNT.most, "nobody@example.org")
    assert fail(visit, 1, "nobody@example.org").status_int == 429


def test_strangers_do_not_lock_the_owner_out(visit: Visit, stranger: Visit) -> None:
    make_account(INES)
    assert try_to(visit).status_int == 303
    send(visit, "/sign-out", status=303)
    fail(stranger, SIGN_IN_ACCOUNT.most)
    assert try_to(stranger).status_int == 429
    assert try_to(another(visit)).status_int == 429

    assert fail(visit, 1).status_int == 422
    assert try_to(visit).status_int == 303


def test_a_known_browser_is_known_for_its_account_alone(visit: Visit, stranger: Visit) -> None:
    make_account(INES)
    make_account("abdul@example.org")
    assert try_to(stranger, "abdul@example.org").status_int == 303
    device = stranger.cookies["__Host-device"]
    fail(visit, SIGN_IN_ACCOUNT.most)
    for cookie in (device, "forged", ""):
        browser = another(visit)
        browser.set_cookie("__Host-device", cookie)
        assert try_to(browser).status_int == 429


def test_a_browser_is_known_for_the_last_few_accounts(visit: Visit, stranger: Visit) -> None:
    emails = [INES, *(f"reader-{n}@example.org" for n in range(4))]
    for email in emails:
        make_account(email)
    for email in emails[:4]:
        assert try_to(visit, email).status_int == 303
        send(visit, "/sign-out", status=303)
    fail(stranger, SIGN_IN_ACCOUNT.most)
    assert try_to(visit).status_int == 303
    send(visit, "/sign-out", status=303)
    for email in emails[1:]:
        assert try_to(visit, email).status_int == 303
        send(visit, "/sign-out", status=303)
    assert try_to(visit).status_int == 429  # it is the fifth by now


def known(visit: Visit) -> Visit:
    """One more browser in which Ines has signed in and out."""
    browser = another(visit)
    assert try_to(browser).status_int == 303
    send(browser, "/sign-out", status=303)
    return browser


def test_known_browsers_have_so_many_together(visit: Visit) -> None:
    make_account(INES)
    browsers = [known(visit) for _ in range(4)]
    answers = [fail(each, 1).status_int for each in browsers * SIGN_IN_DEVICES.most]
    assert answers.count(422) == SIGN_IN_DEVICES.most
    assert {try_to(each).status_int for each in browsers} == {429}
    assert try_to(visit).status_int == 303


def test_a_known_browser_locks_no_other_out(visit: Visit) -> None:
    make_account(INES)
    here, there = known(visit), known(visit)
    fail(here, SIGN_IN_DEVICE.most)
    assert fail(here, 1).status_int == 429
    assert try_to(there).status_int == 303


def test_a_browser_stays_the_same_one(visit: Visit) -> None:
    make_account(INES)
    browser, read = known(visit), visit.app.registry.signer.read
    fail(browser, SIGN_IN_DEVICE.most - 1)
    before = read("device", browser.cookies["__Host-device"], 60)
    assert try_to(browser).status_int == 303
    assert read("device", browser.cookies["__Host-device"], 60) == before
    send(browser, "/sign-out", status=303)
    fail(browser, 1)
    assert fail(browser, 1).status_int == 429


def test_another_password_makes_known_browsers_strangers(visit: Visit) -> None:
    account = make_account(INES)
    browser = known(visit)
    account.reload()
    account.set_password(visit.app.registry.passwords.hash("lamp under wet slate"), COMMAND_LINE)
    fail(visit, SIGN_IN_ACCOUNT.most)
    assert fail(browser, 1).status_int == 429


def test_right_ones_are_not_counted(visit: Visit) -> None:
    """80 people behind one address sign in within minutes: none of it is a try."""
    account = make_account(INES)
    for _ in range(SIGN_IN_ACCOUNT.most + 1):
        assert try_to(another(visit)).status_int == 303
    assert set(counts()) == {0}
    fail(visit, 1)
    assert counts() == [1, 1]
    account.reload()
    assert len(account.sign_ins) == SIGN_IN_ACCOUNT.most + 1


def test_who_waited_for_nothing_has_tried_nothing(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_account(INES)
    inside, let_go = threading.Semaphore(0), threading.Event()

    def waiting(*_compared: object) -> bool:
        inside.release()
        return let_go.wait(60)

    monkeypatch.setattr(PasswordHasher, "verify", waiting)
    with ThreadPoolExecutor(2) as threads:
        for number in range(2):
            threads.submit(try_to, another(visit), f"nobody-{number}@example.org")
            assert inside.acquire(timeout=60)
        page = try_to(visit)
        counted = counts()
        let_go.set()

    assert (page.status_int, page.headers["Retry-After"]) == (503, "5")
    assert counted == [0, 1, 1, 2]  # of Ines, of two others, of the network


def test_a_network_is_guarded_over_all_accounts(visit: Visit, stranger: Visit) -> None:
    make_account(INES)
    fail(visit, 1, "nobody@example.org")
    full = {"$set": {"count": SIGN_IN_NETWORK.most}}
    Tries.collection().update_many({}, full)

    assert fail(visit, 1, "somebody@example.org").status_int == 429
    assert try_to(visit).status_int == 429
    assert try_to(stranger).status_int == 303
    assert is_signed_in(stranger)


def test_nobody_is_named_by_what_is_counted(visit: Visit) -> None:
    fail(visit, 1)
    assert all("ines" not in str(each) for each in Tries.collection().find({}))


def test_wrong_codes_are_tries_too(visit: Visit) -> None:
    secret = pyotp.random_base32()
    make_account(INES, totp_secret=secret)
    form = try_to(visit).forms[0]
    fail(another(visit), 4)
    for _ in range(SIGN_IN_ACCOUNT.most - 4):
        form["code"] = "000000" if pyotp.TOTP(secret).now() != "000000" else "111111"
        page = form.submit(headers=ORIGIN, status=422)
        assert wrong(page) == ["This code is not right, or was used before."]
        form = page.forms[0]
    form["code"] = pyotp.TOTP(secret).now()

    page = form.submit(headers=ORIGIN, status=429)

    assert page.forms[0]["code"].value == ""
    assert page.forms[0]["step"].value == form["step"].value
    assert try_to(visit).status_int == 429
    assert not is_signed_in(visit)
