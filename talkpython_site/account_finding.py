"""Which accounts an admin sees: a list by time, or those that begin with what was typed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from mongoengine import QuerySet
from pyramid.httpexceptions import HTTPBadRequest
from pyramid.request import Request

from talkpython_site import admin_lists
from talkpython_site.account_rows import FIELDS
from talkpython_site.admin_lists import Choice, Wanted, read_key, ways
from talkpython_site.documents import Account
from talkpython_site.documents.email_address import LONGEST, email_key
from talkpython_site.documents.folding import fold
from talkpython_site.documents.roles import edited
from talkpython_site.newest import MOST, Key, Part, Row, newest, newest_of_few

FEWEST_LETTERS = 3
TOO_SHORT = "Type three letters at least: the beginning of a name or of an address."
TOO_MANY = f"These are {MOST} of more that begin so: type more of the name or the address."
NOBODY = "No name and no address begins so."


def editors(found: QuerySet) -> Iterator[Row]:
    """Roles of later versions may come after theirs in the alphabet."""
    return (row for row in found.editors() if any(map(edited, row["roles"])))


class Kind(NamedTuple):
    """A list of accounts: what it is called, what it reads, what it says when it is empty."""

    label: str
    read: Callable[[QuerySet, Key | None], Part]
    empty: str


KINDS: Mapping[str, Kind] = {
    "": Kind(
        "Newest",
        lambda found, before: newest(found, "created_at", before),
        "Nobody has an account yet.",
    ),
    "admins": Kind(
        "Admins",
        lambda found, before: newest_of_few(found.admins(), "created_at", before),
        "There is no admin.",
    ),
    "editors": Kind(
        "Editors",
        lambda found, before: newest_of_few(editors(found), "created_at", before),
        "Nobody is an editor. Find an account to make it one.",
    ),
    "locked": Kind(
        "Locked",
        lambda found, before: newest(found, "locked_at", before),
        "No account is locked.",
    ),
    "deleted": Kind(
        "To be erased",
        lambda found, before: newest(found, "deleted_at", before),
        "No account is to be erased.",
    ),
}


class Found(NamedTuple):
    """What a list shows; addresses are None where there is no such page."""

    query: str
    choices: list[Choice]
    rows: list[Mapping[str, Any]]
    sentence: str | None
    newer: str | None = None
    older: str | None = None


def find(request: Request) -> Found:
    """What the address asks for; raises ``HTTPBadRequest`` for what is no list and no place."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    return beginning(request, query) if query else listed(request)


def stored() -> QuerySet:
    """Accounts as they are stored, less what no row shows."""
    return Account.objects.only(*FIELDS).as_pymongo()


def beginning(request: Request, query: str) -> Found:
    """Those whose address or name begins so, the very address first."""
    lists = choices(Wanted(request.route_path("admin.accounts"), {}))
    if len(fold(query)) < FEWEST_LETTERS:
        return Found(query, lists, [], TOO_SHORT)
    found = [
        *(stored().filter(email_key=email_key(query)) if "@" in query else ()),
        *stored().named(query).order_by("name_key").limit(MOST + 1),
        *stored().addressed(query).order_by("email_key").limit(MOST + 1),
    ]
    once = list({each["_id"]: each for each in found}.values())
    sentence = NOBODY if not once else TOO_MANY if len(once) > MOST else None
    return Found(query, lists, once[:MOST], sentence)


def listed(request: Request) -> Found:
    show = request.GET.get("show", "")
    if show not in KINDS:
        raise HTTPBadRequest("There is no such list of accounts.")
    wanted, before = Wanted(request.route_path("admin.accounts"), {"show": show}), read_key(request)
    part = KINDS[show].read(stored(), before)
    sentence = None if part.rows else KINDS[show].empty
    return Found("", choices(wanted), part.rows, sentence, *ways(wanted, before, part))


def choices(wanted: Wanted) -> list[Choice]:
    return admin_lists.choices(wanted, "show", {word: kind.label for word, kind in KINDS.items()})
