"""Every route as every role, beside a table that a person can read: ``permissions.txt``."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyotp
import pytest

from talkpython_site.documents import Account
from talkpython_site.documents.roles import ADMIN, editor_role
from tests.conftest import Visit
from tests.factories import make_account, make_podcast, make_sign_in
from tests.visitors import SIGN_IN_COOKIE, send, signed_in, token_of

TABLE = Path(__file__).with_name("permissions.txt")
ROLES = (
    "signed out",
    "student",
    "editor",
    "admin",
    "bare admin",
)  # bare: no second factor, also an editor
MAY, SIGN_IN, SET_UP, NO = "may", "sign in", "set up", "no"
GIVEN = {"ending": "mp3", "page": "about", "lecture": "5", "id": "65f0c1d2e3f4a5b6c7d8e9f0"}
Doors = dict[tuple[str, str], list[str]]


def written() -> Doors:
    """The table: for each route and method, what each role meets."""
    rows = [re.split(r"\s{2,}", line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
    assert tuple(rows[0][2:]) == ROLES
    return {(route, method): outcomes for route, method, *outcomes in rows[1:]}


def doors(app: Any) -> Iterator[tuple[str, str, str]]:
    """Every route of the site with an address and each method that its views answer."""
    introspector = app.registry.introspector
    for entry in introspector.get_category("routes"):
        name, pattern = entry["introspectable"]["name"], entry["introspectable"]["pattern"]
        address = re.sub(
            r"\{(\w+)(?::[^{}]*(?:\{[^{}]*\})?[^{}]*)?\}", lambda m: GIVEN.get(m[1], "x"), pattern
        )
        for method in sorted(app.registry.methods.of(name) - {"HEAD"}):
            yield name, method, address


def account_of(role: str) -> Account | None:
    """Somebody with that role; never the last admin."""
    make_account(roles=[ADMIN])
    editor = editor_role("podcast", make_podcast().id)
    changes: dict[str, dict[str, Any]] = {
        "student": {},
        "editor": {"roles": [editor]},
        "admin": {"roles": [ADMIN], "totp_secret": pyotp.random_base32()},
        "bare admin": {"roles": [editor, ADMIN]},
    }
    return make_account(**changes[role]) if role in changes else None


def found(visit: Visit, role: str) -> dict[tuple[str, str], str]:
    """What a role meets at every door; signed in anew at each, as some end a sign-in."""
    account, outcomes = account_of(role), {}
    for name, method, address in doors(visit.app):
        visit.reset()
        visit.set_cookie("__Host-csrf", "0123456789abcdef" * 2)
        if account:
            visit.set_cookie(SIGN_IN_COOKIE, make_sign_in(account))
        outcomes[name, method] = outcome(visit, method, address)
    return outcomes


def outcome(visit: Visit, method: str, address: str) -> str:
    """What whoever asks meets: the view, the way to sign in, to set up, or a closed door."""
    asks = {"GET": visit.get, "POST": partial(send, visit)}
    answer = asks.get(method, partial(other, visit, method))(address, status="*")
    assert "Nothing was saved yet</h1>" not in answer, f"{address}: the token was not taken"
    location = answer.headers.get("Location", "")
    if "/sign-in?" in location or (answer.status_int == 403 and "sign_in-email" in answer):
        return SIGN_IN
    comes_first = answer.status_int == 403 and "Your second factor comes first</h1>" in answer
    if location.partition("?")[0].endswith("/account/second-factor") or comes_first:
        return SET_UP
    return NO if answer.status_int == 403 else MAY


def other(visit: Visit, method: str, address: str, **options: Any) -> Any:
    headers = {"X-CSRF-Token": token_of(visit), "Origin": "https://longwave.example"}
    return getattr(visit, method.lower())(address, headers=headers, **options)


def test_an_admin_who_sets_up_the_second_factor_first_loses_nothing(visit: Visit) -> None:
    browser = signed_in(visit, roles=[ADMIN])
    page = send(browser, "/admin/accounts/x", {"do": "unlocked", "note": "<typed>"}, status=403)
    assert page.html.select_one("main a")["href"] == "/account/second-factor"
    assert page.html.select_one("main [name=note]")["value"] == "<typed>"
    assert "Whoever runs this site" not in page
    bare = send(browser, f"/admin/mails/{GIVEN['id']}/retry", status=403)
    assert "send it again" not in bare


@pytest.mark.parametrize("role", ROLES)
def test_every_door_as_every_role(visit: Visit, role: str) -> None:
    column = ROLES.index(role)
    expected = {door: outcomes[column] for door, outcomes in written().items()}
    assert found(visit, role) == expected
