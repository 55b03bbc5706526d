"""Who is signed in: a cookie, one query, and one of the newest twenty sign-ins of an account."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId
from bson.errors import InvalidId
from pyramid.config import Configurator
from pyramid.request import Request

from talkpython_site.catalogue import AWAY
from talkpython_site.cookies import clear_cookie, read_cookie, send_cookie
from talkpython_site.devices import remember_device
from talkpython_site.documents import Account, Actor, SignIn
from talkpython_site.documents.account_fields import SEEN_EVERY
from talkpython_site.networks import network_of

COOKIE = "account"
TOKEN_BYTES = 32
IDLE = timedelta(days=30)
STAYING = timedelta(days=180)
PASSING = timedelta(days=1)
LONGEST_AGENT = 200
FIELDS = dict.fromkeys(
    ("name", "email", "roles", "confirmed_at", "totp_secret", "locked_at", "deleted_at",
     "sign_ins"), 1,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """Whoever sends this request, as the one query found them."""

    account_id: ObjectId
    name: str
    email: str
    roles: tuple[str, ...]
    is_confirmed: bool
    has_second_factor: bool
    sign_in_hash: str

    @property
    def first_name(self) -> str:
        return (self.name.split() or [self.email.partition("@")[0]])[0]


def signed_in(request: Request) -> SignedIn | None:
    """None for visitors, and while the database cannot tell: then ``is_unreadable`` is true."""
    account_id, token = read_token(request)
    if account_id is None:
        return None
    try:
        with request.registry.catalogue.asking():
            stored = Account.collection().find_one({"_id": account_id}, FIELDS)
            found = valid(stored or {}, hash_of(token), request.now)
            if found:
                note_visit(request, account_id, found)
    except AWAY:
        request.is_unreadable = True
        return None
    if stored is None or found is None:
        clear_cookie(request, COOKIE)
        return None
    return identity(stored, found["hash"])


def read_token(request: Request) -> tuple[ObjectId | None, str]:
    account_id, _, token = read_cookie(request, COOKIE).partition(".")
    try:
        return ObjectId(account_id) if token and token.isascii() else None, token
    except InvalidId:
        return None, ""


def valid(stored: Mapping[str, Any], token_hash: str, now: datetime) -> dict[str, Any] | None:
    """The sign-in that a token belongs to, where it holds and the account may be used."""
    if not stored or stored.get("locked_at") or stored.get("deleted_at"):
        return None
    for each in stored.get("sign_ins", ()):
        if hmac.compare_digest(str(each.get("hash", "")), token_hash):
            is_good = is_current(each["expires_at"], each["seen_at"], now)
            return dict(each) if is_good else None
    return None


def is_current(expires_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether a sign-in still holds: neither too old nor too long unused."""
    return now < expires_at and now < seen_at + IDLE


def note_visit(request: Request, account_id: ObjectId, found: Mapping[str, Any]) -> None:
    if request.now - found["seen_at"] > SEEN_EVERY:
        Account.see(account_id, found["hash"], request.now)


def identity(stored: Mapping[str, Any], token_hash: str) -> SignedIn:
    return SignedIn(
        account_id=stored["_id"],
        name=stored.get("name") or "",
        email=stored["email"],
        roles=tuple(stored.get("roles", ())),
        is_confirmed=bool(stored.get("confirmed_at")),
        has_second_factor=bool(stored.get("totp_secret")),
        sign_in_hash=token_hash,
    )


def hash_of(token: str) -> str:
    """As it is stored. 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_sign_in(request: Request, *, stays: bool) -> tuple[SignIn, str]:
    """A sign-in of this browser, and the token for its cookie."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return SignIn(
        hash=hash_of(token),
        made_at=request.now,
        seen_at=request.now,
        expires_at=request.now + (STAYING if stays else PASSING),
        agent=(request.user_agent or "")[:LONGEST_AGENT],
        network=network_of(request),
    ), token


def remember(request: Request, account: Account, token: str, *, stays: bool) -> None:
    """Give this browser its cookies: the sign-in, and the proof that it was here before."""
    seconds = int(STAYING.total_seconds()) if stays else None
    send_cookie(request, COOKIE, f"{account.id}.{token}", seconds)
    remember_device(request, account)


def sign_out(request: Request) -> None:
    """End the sign-in of this browser: on the server first, then here. Raises ``PyMongoError``."""
    account_id, token = read_token(request)
    if account_id is not None:
        Account.pull_sign_in(account_id, hash_of(token))
    clear_cookie(request, COOKIE)


def actor(request: Request) -> Actor:
    """Who sends this request, for audit lines."""
    who = request.signed_in
    return Actor(who.account_id if who else None, network_of(request))


def account(request: Request) -> Account | None:
    """The whole document of who is signed in, to be changed; None where it is gone."""
    found = request.signed_in
    return Account.objects(id=found.account_id).first() if found else None


def includeme(config: Configurator) -> None:
    config.add_request_method(signed_in, reify=True)
    config.add_request_method(lambda _request: False, "is_unreadable", reify=True)
    config.add_request_method(account)
