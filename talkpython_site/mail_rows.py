"""Mails as admins see them: which kind, to whom, how far it got; never what they say."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.account_rows import lately
from talkpython_site.auditing import names_of
from talkpython_site.documents import Grant

Stored = Mapping[str, Any]
KINDS = {
    "confirm": "Link to confirm the address",
    "confirm_new_email": "Link to confirm a new address",
    "email_change_asked": "Notice: a new address was asked for",
    "email_changed": "Notice: the address was changed",
    "password_changed": "Notice: the password was changed",
    "second_factor_on": "Notice: the second factor was turned on",
    "second_factor_off": "Notice: the second factor was turned off",
    "recovery_codes_renewed": "Notice: there are new recovery codes",
    "deleted": "Notice: the account was deleted",
    "reset": "Link to a new password",
    "invited": "Invitation to a course",
}
# Of ``data`` nothing else: it may hold an address.
GRANT = "data.grant"
FIELDS = (
    "kind", "account", GRANT, "created_at", "due_at", "attempts", "sent_at", "failed_at", "problem",
)  # fmt: skip


class MailRow(NamedTuple):
    """A mail in a list."""

    id: str
    what: str
    name: str
    address: str | None  # of the account that it goes to
    when: str
    problem: str


def rows(request: Request, found: Iterable[Stored], names: Mapping[Any, str]) -> list[MailRow]:
    return [row(request, stored, names) for stored in found]


def row(request: Request, stored: Stored, names: Mapping[Any, str]) -> MailRow:
    account, kind = stored.get("account"), stored.get("kind", "")
    name = names.get(account or place(stored))
    return MailRow(
        id=stored["_id"],
        what=KINDS.get(kind, kind.replace("_", " ").capitalize()),
        name=name or "nobody that is known",
        address=request.route_path("admin.account", id=str(account)) if account and name else None,
        when=when(request, stored),
        problem=sentence(stored.get("problem") or ""),
    )


def sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def when(request: Request, stored: Stored) -> str:
    """When it went, was given up, or is tried next, and how often it was tried."""
    tries = wording.counted(stored.get("attempts") or 0, "try", "tries")
    if stored.get("sent_at"):
        return lately(request, stored["sent_at"])
    if stored.get("failed_at"):
        return f"{lately(request, stored['failed_at'])}, after {tries}"
    due = stored["due_at"]
    if due <= request.now:
        return f"Since {lately(request, stored['created_at']).lower()}"
    clock = wording.clock(due, request.site.site_zone)
    return f"Next try at {clock}, after {tries}"


def receivers(*lists: Iterable[Stored]) -> dict[Any, str]:
    """What they are called to whom these mails go: by account, or by the place of their grant."""
    every = [each for found in lists for each in found]
    names = names_of({each["account"] for each in every if each.get("account")})
    return {**names, **Grant.emails_at(list(filter(None, map(place, every))))}


def place(stored: Stored) -> str | None:
    """Of the grant whose letter it is; None for any other mail."""
    found: str | None = (stored.get("data") or {}).get("grant")
    return found
