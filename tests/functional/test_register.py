"""Registering: signed in at once, a mail on its way, and every way in which it cannot be."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import PasswordHasher

from talkpython_site.documents import Account, Mail, Tries, utc_now
from talkpython_site.throttling import REGISTER_NETWORK, TAKEN_NETWORK, WEAK_NETWORK
from tests.conftest import Visit
from tests.factories import FIRST_DAY, PASSWORD, make_account
from tests.signing_in import INES, ORIGIN, another, is_signed_in, try_to, wrong
from tests.visitors import SIGN_IN_COOKIE, send, signed_in, token_of

pytestmark = pytest.mark.usefixtures("one_window")

TAKEN = "This address has an account already."
EASY = "password1234"
NAMELESS = "Say what you want to be called."
NO_ADDRESS = "This is not an e-mail address, such as ines@example.org."


def register(visit: Visit, **fields: Any) -> Any:
    typed = {"email": INES, "name": "Ines Okafor", "password": PASSWORD, **fields}
    return send(visit, "/register", typed, status="*")


def accounts() -> int:
    return Account.collection().count_documents({})


# Registered


def test_they_are_signed_in_at_once_where_they_were(visit: Visit) -> None:
    page = visit.get("/people").click("Sign in", href="/sign-in").click("Register")
    form = page.forms[0]
    form["email"], form["name"], form["password"] = " Ines@Example.org", " Ines  Okafor", PASSWORD

    answer = form.submit(headers=ORIGIN, status=303)

    assert answer.location.startswith("https://longwave.example/people?done=")
    page = answer.follow()
    assert page.lxml.findtext(".//details[@class='who']/summary/bdi") == "Ines"
    assert "A mail is on its way" in page.lxml.xpath("string(//header//*[@role='status'])")
    account = Account.objects.get()
    assert (account.email, account.email_key, account.name) == (
        "Ines@example.org", INES, "Ines Okafor"
    )  # fmt: skip
    assert account.confirmed_at is None
    assert account.password_hash.startswith("$argon2id$")
    assert [(mail.kind, mail.account) for mail in Mail.objects] == [("confirm", account.id)]


@pytest.mark.parametrize("stays", [{}, {"stays": "y"}])
def test_on_their_own_device_they_stay_signed_in(visit: Visit, stays: dict[str, str]) -> None:
    cookies = register(visit, **stays).headers.getall("Set-Cookie")
    cookie = next(each for each in cookies if each.startswith(f"{SIGN_IN_COOKIE}="))
    assert ("Max-Age=15552000;" in cookie) == bool(stays)


def test_who_is_signed_in_goes_on(visit: Visit) -> None:
    register(visit)
    assert visit.get("/register?next=/people", status=303).location.endswith("/people")
    assert register(visit, email="abdul@example.org", next="/people").status_int == 303
    assert accounts() == 1


def test_tokens_are_new_afterwards(visit: Visit) -> None:
    before = token_of(visit)
    register(visit)
    assert visit.cookies["__Host-csrf"] != before
    late = {"csrf_token": before, "email": INES, "next": "/people"}
    assert visit.post("/register", late, ORIGIN, status=303).location.endswith("/people")


def test_fields_that_nobody_asked_for_change_nothing(visit: Visit) -> None:
    extra = {"is_admin": "1", "roles": "admin", "confirmed_at": "2026-01-01", "revision": "7"}
    assert register(visit, **extra, **{"roles[]": "admin", "id": "x"}).status_int == 303
    account = Account.objects.get()
    assert (account.roles, account.confirmed_at, account.revision) == ([], None, 0)


@pytest.mark.parametrize(
    "name", ["Ines", "李小龙", "محمد", "O\u2019Connor-Ōe", "नी\u200dल", "X \U0001f9a6"]
)
def test_names_of_all_scripts_are_names(visit: Visit, name: str) -> None:
    assert register(visit, name=name).status_int == 303
    assert Account.objects.get().name == name


# Not registered


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": " "}, "Type an e-mail address."),
        ({"email": "nobody"}, NO_ADDRESS),
        ({"email": "a" * 10_000 + "@example.org"}, "An e-mail address has 254 characters at most."),
        ({"email": f"{INES}\r\nBcc: all@example.org"}, NO_ADDRESS),
        ({"email": f"{INES},abdul@example.org"}, NO_ADDRESS),
        ({"email": "in\0es@example.org"}, NO_ADDRESS),
        ({"email": "ines@exa\u202emple.org"}, NO_ADDRESS),
        ({"name": " \u200b"}, NAMELESS),
        ({"name": "x" * 101}, "A name has 100 characters at most."),
        ({"name": "Ines\0"}, "This name holds a character that cannot be shown."),
        ({"password": ""}, "Type a password."),
        ({"password": "x" * 1_025}, "Use at most 1,024 characters."),
    ],
)
def test_what_will_not_do_is_said_and_kept(visit: Visit, fields: dict[str, str], said: str) -> None:
    page = register(visit, next="/people", **fields)
    assert page.status_int == 422
    assert wrong(page) == [said]
    kept = {"email": INES, "name": "Ines Okafor", "next": "/people", **fields, "password": ""}
    form = page.forms[0]
    assert {name: form[name].value for name in kept if name != "email"} == {
        name: value for name, value in kept.items() if name != "email"
    }
    assert accounts() == 0


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "Use at least 10 characters"),
        (EASY, "Many people use a password like this one"),
        ("ines okafor", "Your name, your address"),
    ],
)
def test_weak_passwords_are_no_registrations(visit: Visit, password: str, said: str) -> None:
    page = register(visit, password=password)
    assert page.status_int == 422
    assert wrong(page)[0].startswith(said)
    assert password not in page
    assert [each["count"] for each in Tries.collection().find({})] == [1]  # of weak ones
    register(visit)
    assert accounts() == 1


@pytest.mark.parametrize("address", ["bob@example.org", "jonathan.smith@example.org"])
def test_the_address_is_no_password(visit: Visit, address: str) -> None:
    page = register(visit, email=address, password=address)
    assert page.status_int == 422
    assert wrong(page)[0].startswith("Your name, your address")


def test_1024_characters_are_a_password(visit: Visit) -> None:
    assert register(visit, password=(PASSWORD * 64)[:1_024]).status_int == 303


# Taken


@pytest.mark.parametrize("email", [INES, "INES@EXAMPLE.ORG", "\uff49nes@example.org"])
def test_a_taken_address_leads_to_signing_in(visit: Visit, email: str) -> None:
    make_account(INES, created_at=FIRST_DAY)
    page = register(visit, email=email, next="/people")
    assert page.status_int == 422
    assert wrong(page) == [TAKEN]
    assert (page.forms[0]["name"].value, page.forms[0]["password"].value) == ("Ines Okafor", "")
    assert page.click("Sign in", index=0).forms[0]["next"].value == "/people"
    assert page.click("reset the password").request.path == "/reset"
    assert accounts() == 1


def test_look_alikes_are_others(visit: Visit) -> None:
    make_account(INES, created_at=FIRST_DAY)
    assert register(visit, email="\u0456nes@example.org").status_int == 303  # a Cyrillic letter
    assert accounts() == 2


def test_a_deleted_account_keeps_its_address(visit: Visit) -> None:
    make_account(INES, deleted_at=utc_now())
    assert wrong(register(visit)) == [TAKEN]


def test_what_a_right_password_opens_is_signing_in(visit: Visit) -> None:
    """By registering nobody gets in to an account that has been there for longer."""
    make_account(INES, created_at=FIRST_DAY)
    assert wrong(register(visit)) == [TAKEN]
    assert not is_signed_in(visit)


# At once


def test_of_six_at_once_one_is_taken_and_its_sender_is_in(visit: Visit) -> None:
    token = token_of(visit)
    fields = {"csrf_token": token, "email": INES, "name": "Ines Okafor", "password": PASSWORD}

    def press(_time: int) -> Visit:
        browser = another(visit)
        browser.set_cookie("__Host-csrf", token)
        browser.post("/register", fields, ORIGIN, status=303)
        return browser

    with ThreadPoolExecutor(6) as threads:
        browsers = list(threads.map(press, range(6)))

    account = Account.objects.get()
    assert len(account.sign_ins) == 6
    assert Mail.objects.count() == 1
    assert len({browser.cookies[SIGN_IN_COOKIE] for browser in browsers}) == 6
    assert all(map(is_signed_in, browsers))


def test_of_six_people_at_once_one_gets_the_address(visit: Visit) -> None:
    browsers = [another(visit) for _ in range(6)]
    for browser in browsers:
        token_of(browser)

    def press(time: int) -> Any:
        return register(browsers[time], password=f"{PASSWORD} {time} quarry")

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(press, range(6)))

    assert sorted(answer.status_int for answer in answers) == [303, *[422] * 5]
    assert len(Account.objects.get().sign_ins) == 1


def test_at_a_busy_moment_nothing_is_tried(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, let_go = threading.Semaphore(0), threading.Event()

    def waiting(*_compared: object) -> bool:
        inside.release()
        assert let_go.wait(60)
        return True

    monkeypatch.setattr(PasswordHasher, "verify", waiting)
    with ThreadPoolExecutor(2) as threads:
        for _ in range(2):
            threads.submit(try_to, another(visit))
            assert inside.acquire(timeout=60)
        page = register(visit, next="/people")
        counted = {each["count"] for each in Tries.collection().find({"count": {"$ne": 2}})}
        let_go.set()

    assert (page.status_int, page.headers["Retry-After"]) == (503, "5")
    form = page.forms[0]
    kept = [form[name].value for name in ("email", "name", "next", "password")]
    assert kept == [INES, "Ines Okafor", "/people", ""]
    assert counted == {0}
    assert accounts() == 0


# Too often


def test_a_network_registers_many(visit: Visit) -> None:
    assert REGISTER_NETWORK.most >= 40
    for time in range(TAKEN_NETWORK.most // 4):
        assert register(another(visit), email=f"ines-{time}@example.org").status_int == 303
    found = sorted(each["count"] for each in Tries.collection().find({}))
    assert found == [0, 0, TAKEN_NETWORK.most // 4]


def test_weak_passwords_come_to_an_end(visit: Visit) -> None:
    """Each is work, and anybody can send them."""
    for _ in range(WEAK_NETWORK.most):
        assert register(visit, password=EASY).status_int == 422
    page = register(visit, next="/people")
    assert page.status_int == 429
    assert (page.forms[0]["email"].value, page.forms[0]["password"].value) == (INES, "")
    browser, change = signed_in(visit), "/account/password"
    fields = {"current_password": PASSWORD, "new_password": f"{PASSWORD} quarry"}
    send(browser, change, fields, status=429)
    Tries.collection().delete_many({})
    send(browser, change, fields, status=303)
    counts = [each["count"] for each in Tries.collection().find({})]
    assert sorted(counts) == [0] * (len(counts) - 2) + [1, 1]  # these are of changes, good ones too


@pytest.mark.parametrize("email", [INES, "nobody@example.org"])
def test_who_looks_for_taken_ones_is_stopped(visit: Visit, email: str) -> None:
    """Afterwards nobody learns which are: taken ones and others are answered alike."""
    make_account(INES, created_at=FIRST_DAY)
    register(visit)
    taken = {"count": TAKEN_NETWORK.most}
    Tries.collection().update_many({"count": 1}, {"$set": taken})

    page = register(visit, email=email, next="/people")

    assert page.status_int == 429
    counted = sorted(each["count"] for each in Tries.collection().find({"count": {"$gt": 0}}))
    assert counted == [TAKEN_NETWORK.most] * 2  # who is refused counts for neither
    assert 0 < int(page.headers["Retry-After"]) <= TAKEN_NETWORK.seconds
    form = page.forms[0]
    kept = [form[name].value for name in ("email", "name", "next", "password")]
    assert kept == [email, "Ines Okafor", "/people", ""]
