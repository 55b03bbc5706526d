"""Accounts as admins see them: rows of lists, facts, sign-ins. Never a hash or a secret."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import browsers, wording
from talkpython_site.auditing import called
from talkpython_site.documents import Account, SignIn
from talkpython_site.documents.account_fields import ERASED_AFTER
from talkpython_site.role_words import Titles, role_name
from talkpython_site.sign_ins import is_current

# What a row needs of an account; of its sign-ins the time alone.
FIELDS = (
    "name", "email", "roles", "confirmed_at", "locked_at", "deleted_at", "created_at",
    "sign_ins.seen_at",
)  # fmt: skip


class AccountRow(NamedTuple):
    """An account in a list."""

    address: str
    name: str
    email: str
    is_confirmed: bool
    roles: tuple[str, ...]
    state: str
    seen: str
    since: str


class SignInRow(NamedTuple):
    """A browser that is signed in."""

    agent: str
    network: str
    seen: str
    since: str


def rows(request: Request, found: Iterable[Mapping[str, Any]], titles: Titles) -> list[AccountRow]:
    return [row(request, stored, titles) for stored in found]


def row(request: Request, stored: Mapping[str, Any], titles: Titles) -> AccountRow:
    seen = [each["seen_at"] for each in stored.get("sign_ins", ())]
    return AccountRow(
        address=request.route_path("admin.account", id=str(stored["_id"])),
        name=called(stored),
        email=stored["email"],
        is_confirmed=bool(stored.get("confirmed_at")),
        roles=tuple(role_name(role, titles) for role in stored.get("roles", ())),
        state=state(request, stored.get("locked_at"), stored.get("deleted_at")),
        seen=lately(request, max(seen)) if seen else "",
        since=day(request, stored["created_at"]),
    )


def state(request: Request, locked_at: datetime | None, deleted_at: datetime | None) -> str:
    """What keeps somebody from signing in; "" for nothing."""
    erased = f"To be erased on {day(request, deleted_at + ERASED_AFTER)}" if deleted_at else ""
    return ", ".join(filter(None, ("Locked" if locked_at else "", erased)))


def sign_in_rows(request: Request, account: Account) -> list[SignInRow]:
    """The sign-ins that hold, the one that was seen last first."""
    held = [each for each in account.sign_ins if holds(each, request.now)]
    return [
        SignInRow(
            agent=browsers.browser_words(each.agent or ""),
            network=each.network or "",
            seen=lately(request, each.seen_at),
            since=day(request, each.made_at),
        )
        for each in sorted(held, key=lambda each: each.seen_at, reverse=True)
    ]


def holds(sign_in: SignIn, now: datetime) -> bool:
    return is_current(sign_in.expires_at, sign_in.seen_at, now)


def facts(request: Request, account: Account) -> list[tuple[str, str]]:
    """What is known of an account, each fact with its name."""
    confirmed = f"confirmed on {day(request, account.confirmed_at)}" if account.confirmed_at else ""
    told = [
        ("E-mail", f"{account.email}, {confirmed or 'not confirmed'}"),
        ("Wants as e-mail", account.new_email or ""),
        ("Registered", day(request, account.created_at) if account.created_at else ""),
        ("Second factor", "On" if account.has_second_factor else "Off"),
        ("Id", str(account.id)),
    ]
    return [(name, value) for name, value in told if value]


def day(request: Request, moment: datetime) -> str:
    return wording.plain_date(moment.astimezone(request.site.site_zone).date())


def lately(request: Request, moment: datetime) -> str:
    return wording.lately(moment, request.site.site_zone, request.now)
