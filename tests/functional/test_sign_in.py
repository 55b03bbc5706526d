"""Signing in and out: where it leads, how long it lasts, what ends, what changes nothing."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from argon2 import PasswordHasher
from webtest import Upload

from talkpython_site.documents import Account, utc_now
from tests.conftest import Visit
from tests.factories import PASSWORD, make_account, make_sign_in
from tests.signing_in import GUESS, INES, ORIGIN, another, is_signed_in, try_to, wrong
from tests.visitors import SIGN_IN_COOKIE, send, signed_in, token_of

WRONG = "The address or the password is not right."


# Where it leads


def test_they_come_back_to_where_they_were(visit: Visit) -> None:
    make_account(INES)
    form = visit.get("/people").click("Sign in", href="/sign-in").forms[0]
    form["email"], form["password"] = f" {INES.upper()} ", PASSWORD

    answer = form.submit(headers=ORIGIN, status=303)

    assert answer.location == "https://longwave.example/people"
    assert is_signed_in(visit)
    assert visit.get("/sign-in?next=/topics", status=303).location.endswith("/topics")
    assert try_to(visit, password=GUESS, next="/topics").location.endswith("/topics")


@pytest.mark.parametrize(
    "going",
    ["//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil.example", ""],
)
def test_they_never_go_elsewhere(visit: Visit, going: str) -> None:
    make_account(INES)
    assert try_to(visit, next=going).location == "https://longwave.example/"


@pytest.mark.parametrize(
    "going",
    [
        "/sign-out", "/sign%2Dout?x=1#y", "/sign-in/take-back", "/admin/mails/x/retry",
        "/nowhere", "/%ff", "/%00", "/people%", "/%",
    ],
)  # fmt: skip
def test_they_go_on_to_pages_alone(visit: Visit, going: str) -> None:
    make_account(INES)
    assert try_to(visit, next=going).location == "https://longwave.example/"


@pytest.mark.parametrize(
    "going",
    ["/people?page=2#x", "/episodes/deep/7/t%C3%AFdes?t=1", "/account/name", "/admin/accounts/x"],
)
def test_they_go_on_to_any_page(visit: Visit, going: str) -> None:
    make_account(INES)
    assert try_to(visit, next=going).location == f"https://longwave.example{going}"


def test_what_no_page_answers_leads_home_from_the_header(visit: Visit) -> None:
    for address, status, back in [
        ("/admin/mails/x/retry", 405, "/"), ("/nowhere?x=1", 404, "/"), ("/people", 200, "/people")
    ]:  # fmt: skip
        page = visit.get(address, status=status)
        (link,) = page.lxml.xpath("//header//a[@class='sign-in']/@href")
        assert parse_qs(urlsplit(link).query) == {"next": [back]}
    page = send(visit, "/admin/mails/x/retry", status=403)
    assert page.lxml.xpath("//header//a[@class='sign-in']/@href") == ["/sign-in?next=%2F"]
    page = send(visit, "/admin/accounts/x", status=403)
    (link,) = page.lxml.xpath("//header//a[@class='sign-in']/@href")
    assert parse_qs(urlsplit(link).query) == {"next": ["/admin/accounts/x"]}


@pytest.mark.parametrize(("stays", "days"), [({}, None), ({"stays": "y"}, 180)])
def test_it_lasts_as_long_as_they_said(
    visit: Visit, stays: dict[str, str], days: int | None
) -> None:
    account = make_account(INES)
    cookies = try_to(visit, **stays).headers.getall("Set-Cookie")
    (cookie,) = [each for each in cookies if each.startswith(SIGN_IN_COOKIE)]
    assert (f"Max-Age={180 * 86_400};" in cookie) if days else ("Max-Age" not in cookie)
    assert {"HttpOnly", "secure", "SameSite=Lax", "Path=/"} <= set(cookie.split("; ")), cookie
    account.reload()
    (made,) = account.sign_ins
    assert made.expires_at - made.made_at == timedelta(days=days or 1)


# Wrong


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (INES, "seven calm heron"),
        (INES, f"{PASSWORD}\0"),
        (INES, "x" * 1_024),
        (INES, "x" * 1_025),
        ("nobody@example.org", PASSWORD),
        ("nobody", PASSWORD),
        (f"{INES}\nBcc: all@example.org", PASSWORD),
        ("in\u0435s@example.org", PASSWORD),  # the e is Cyrillic
        ("\0", PASSWORD),
    ],
)
def test_nobody_learns_what_was_wrong(visit: Visit, email: str, password: str) -> None:
    make_account(INES)
    page = try_to(visit, email, password)
    assert page.status_int == 422
    assert wrong(page) == [WRONG]
    (summary,) = page.lxml.xpath("//*[@role='alert']//a")
    assert summary.get("href") == "#password"
    assert page.forms[0]["email"].value == email
    assert page.forms[0]["password"].value == ""
    assert not is_signed_in(visit)


def test_it_takes_as_long_where_nobody_is(visit: Visit, queries: Any) -> None:
    """The same is asked of the database, and the password is hashed; 40 ms are most of it."""
    make_account(INES)
    token_of(visit)
    with queries() as known:
        try_to(visit, INES, "wrong")
    with queries() as unknown:
        try_to(visit, "nobody@example.org", "wrong")
    assert known.names == unknown.names

    def fastest(email: str) -> timedelta:
        return min(took(visit, email) for _ in range(5))

    def took(visit: Visit, email: str) -> timedelta:
        begun = utc_now()
        try_to(visit, email, "wrong")
        return utc_now() - begun

    assert fastest("nobody@example.org") > fastest(INES) / 2


NOTHING = ["Type your e-mail address.", "Type your password."]
LONG = ["An e-mail address has 254 characters at most."]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, NOTHING),
        ({"email[$ne]": "", "password[$ne]": ""}, NOTHING),
        ({"email": "x" * 10_000, "password": "y"}, LONG),
        ({"email": Upload("a", b"x"), "password": "y"}, NOTHING[:1]),
        ({"email": INES, "password": Upload("a", b"x")}, NOTHING[1:]),
    ],
)
def test_what_is_no_form_says_so(visit: Visit, fields: dict[str, Any], said: list[str]) -> None:
    page = send(visit, "/sign-in", fields, status=422)
    assert wrong(page) == said


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"email": {"$ne": ""}, "password": {"$ne": ""}}', "application/json", 422),
        (b"email=\xff\xfe&password=%ff", "application/x-www-form-urlencoded", 422),
        (b"--x\r\nnothing", "multipart/form-data; boundary=x", 422),
        (b"--x\r\nnothing", "multipart/form-data", 400),
    ],
)
def test_bytes_of_any_kind_are_answered(
    visit: Visit, body: bytes, content_type: str, status: int
) -> None:
    make_account(INES)
    headers = {**ORIGIN, "X-CSRF-Token": token_of(visit)}
    visit.post("/sign-in", body, {**headers, "Content-Type": content_type}, status=status)
    assert not is_signed_in(visit)


def test_files_are_no_tokens_and_no_addresses(visit: Visit) -> None:
    token = token_of(visit)
    for name in ("csrf_token", "step", "next"):
        fields = {"csrf_token": token, "email": "a", "password": "b", name: Upload("a", b"x")}
        visit.post("/sign-in", fields, ORIGIN, status=400 if name == "csrf_token" else 422)


def test_a_locked_account_says_so_to_its_owner_alone(visit: Visit) -> None:
    make_account(INES, locked_at=utc_now())
    assert wrong(try_to(visit, password=GUESS)) == [WRONG]
    assert wrong(try_to(visit)) == ["This account is locked. Whoever runs this site can unlock it."]
    assert not is_signed_in(visit)


# Tokens and cookies


def test_no_cookie_from_before_ever_counts(visit: Visit) -> None:
    account = make_account(INES)
    planted = f"{account.id}.planted"
    visit.set_cookie(SIGN_IN_COOKIE, planted)
    assert try_to(visit).status_int == 303
    assert is_signed_in(visit)
    stranger = another(visit)
    stranger.set_cookie(SIGN_IN_COOKIE, planted)
    assert not is_signed_in(stranger)


def test_forms_from_before_do_not_hold(visit: Visit) -> None:
    make_account(INES)
    before = token_of(visit)
    try_to(visit)
    assert visit.cookies["__Host-csrf"] != before
    late = {"csrf_token": before, "email": INES, "next": "/people"}
    # The same form in another tab: its sender is signed in, as was wanted.
    assert visit.post("/sign-in", late, ORIGIN, status=303).location.endswith("/people")
    page = another(visit).post("/sign-in", {**late, "password": "seven"}, ORIGIN, status=400)
    assert page.forms[0]["email"].value == INES
    assert "seven" not in page


def test_a_hash_of_older_parameters_is_renewed(visit: Visit) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(PASSWORD)
    account = make_account(INES, password_hash=old)
    assert try_to(visit).status_int == 303
    account.reload()
    assert account.password_hash != old
    assert account.revision == 0
    assert len(account.sign_ins) == 1
    assert try_to(another(visit)).status_int == 303


# Signing out


def test_the_old_cookie_is_dead_everywhere(visit: Visit) -> None:
    account = make_account(INES)
    try_to(visit)
    copied, other = another(visit), signed_in(visit, account)
    copied.set_cookie(SIGN_IN_COOKIE, visit.cookies[SIGN_IN_COOKIE])
    before = token_of(visit)

    answer = send(visit, "/sign-out", status=303)

    assert answer.location == "https://longwave.example/signed-out"
    assert visit.cookies["__Host-csrf"] != before
    page = visit.get("/signed-out")
    assert "You are signed out" in page
    assert "Set-Cookie" not in page.headers
    assert not is_signed_in(visit)
    assert not is_signed_in(copied)
    assert is_signed_in(other)
    assert other.get("/signed-out", status=303).location == "https://longwave.example/"


def test_signing_out_twice_is_no_error(visit: Visit) -> None:
    late = {"csrf_token": "from-before"}
    visit.set_cookie(SIGN_IN_COOKIE, make_sign_in(make_account(INES)))
    visit.post("/sign-out", late, ORIGIN, status=400)
    assert is_signed_in(visit)
    send(visit, "/sign-out", status=303)
    send(visit, "/sign-out", status=303)
    visit.post("/sign-out", late, ORIGIN, status=303)
    assert visit.get("/sign-out", status=405).headers["Allow"] == "POST"
    assert Account.objects.with_email(INES).sign_ins == []


def test_searching_machines_leave_it_alone(visit: Visit) -> None:
    assert "Disallow: /sign-in\n" in visit.get("/robots.txt")
    page = visit.get("/people")
    (link,) = page.lxml.xpath("//header//a[@class='sign-in']")
    assert (link.get("rel"), link.get("hx-boost")) == ("nofollow", "false")
    assert "no-store" in visit.get("/sign-in").headers["Cache-Control"]
