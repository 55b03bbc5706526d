"""Browsers that are known: strangers who try passwords lock nobody out of them."""

import secrets
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site.cookies import read_cookie, send_cookie
from talkpython_site.documents import Account
from talkpython_site.signing import LinkError

COOKIE = PURPOSE = "device"
SECONDS = 400 * 86_400  # what browsers keep at most
MOST = 4  # accounts that one browser is known for
MARK_LETTERS = 32  # 128 bits


class Device(NamedTuple):
    """A browser that signed an account in before; its tries are counted by ``name``."""

    account: str
    name: str
    password_mark: str
    address_mark: str


def remember_device(request: Request, account: Account) -> None:
    """One that is known keeps its name: the tries that it has left stay as many.

    Of several accounts the last few are known, each by itself.
    """
    this = Device(
        account=str(account.id),
        name=known_device(request, account) or secrets.token_urlsafe(9),
        password_mark=password_mark(request, account),
        address_mark=address_mark(request, account.email_key),
    )
    others = [each for each in devices(request) if each.account != this.account]
    signed = request.registry.signer.sign(PURPOSE, [this, *others[: MOST - 1]])
    send_cookie(request, COOKIE, signed, SECONDS)


def known_device(request: Request, account: Account) -> str | None:
    """A name for this browser where it signed this account in before; strangers have none."""
    known = str(account.id), password_mark(request, account)
    found = (each for each in devices(request) if (each.account, each.password_mark) == known)
    return next((each.name for each in found), None)


def known_to_address(request: Request, email_key: str) -> str | None:
    """The same by an address, for who forgot the password: no account is looked up."""
    wanted = address_mark(request, email_key)
    found = (each for each in devices(request) if each.address_mark == wanted)
    return next((each.name for each in found), None)


def devices(request: Request) -> list[Device]:
    """What this browser is known as, the last account first."""
    try:
        given = read_cookie(request, COOKIE)
        return [Device(*each) for each in request.registry.signer.read(PURPOSE, given, SECONDS)]
    except (LinkError, TypeError):  # signed by another version
        return []


def password_mark(request: Request, account: Account) -> str:
    """Another one once the password is another: who knew the old one is a stranger then."""
    return mark(request, account.password_hash)


def address_mark(request: Request, email_key: str) -> str:
    return mark(request, email_key)


def mark(request: Request, text: str) -> str:
    return str(request.registry.signer.digest(f"device:{text}"))[:MARK_LETTERS]
