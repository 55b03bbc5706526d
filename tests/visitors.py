"""Visitors of all kinds: signed out, signed in, editors, admins."""

from typing import Any

import pyotp

from talkpython_site.documents import Account
from talkpython_site.documents.roles import ADMIN
from tests.conftest import Visit
from tests.factories import PASSWORD, make_account, make_sign_in

SIGN_IN_COOKIE = "__Host-account"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of every admin, in tests


def signed_in(visit: Visit, account: Account | None = None, **changes: Any) -> Visit:
    """Another browser of the same site, in which an account is signed in."""
    account = account or make_account(**changes)
    other = Visit(visit.app, extra_environ=visit.extra_environ)
    other.set_cookie(SIGN_IN_COOKIE, make_sign_in(account))
    return other


def admin(visit: Visit, **changes: Any) -> Visit:
    """A browser of an admin who has a second factor."""
    values = {"name": "Ada Lind", "roles": [ADMIN], "totp_secret": TOTP_SECRET, **changes}
    return signed_in(visit, make_account("ada@example.org", **values))


def proof() -> dict[str, str]:
    """What an admin types to do what matters; its code works once."""
    return {"current_password": PASSWORD, "code": pyotp.TOTP(TOTP_SECRET).now()}


def send(visit: Visit, address: str, fields: dict[str, Any] | None = None, **options: Any) -> Any:
    """Post fields with this browser's token, from a page of the site."""
    origin = f"https://{visit.extra_environ['HTTP_HOST']}"
    token = token_of(visit)
    return visit.post(
        address, {"csrf_token": token, **(fields or {})}, headers={"Origin": origin}, **options
    )


def led_to(answer: Any) -> tuple[str, str]:
    """The page that a form leads to, and what it says was done."""
    page = answer.follow()
    return page.request.path, flash(page)


def flash(page: Any) -> str:
    said: str = page.lxml.xpath("string(//header//*[@class='flash']//p)")
    return said.strip().removeprefix("✓")


def token_of(visit: Visit) -> str:
    """The token of this browser; the page to sign in gives it one, or that of who is signed in."""
    for address in ("/sign-in", "/account"):
        if "__Host-csrf" not in visit.cookies:
            visit.get(address, status="*")
    return visit.cookies.get("__Host-csrf", "").strip('"')  # as WebTest writes what a test sets
