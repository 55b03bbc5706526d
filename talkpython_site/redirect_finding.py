"""Which redirects an admin sees: the newest, or those whose old address begins so."""

from collections.abc import Iterable
from typing import NamedTuple

from mongoengine import QuerySet
from pyramid.request import Request

from talkpython_site import redirects, wording
from talkpython_site.admin_lists import Wanted, asked, read_key, ways
from talkpython_site.documents import Redirect
from talkpython_site.documents.account_fields import LAST_CHARACTER
from talkpython_site.newest import MOST, Row, newest

FEWEST_LETTERS = 3  # the first slash is one
NONE_YET = "There are none yet."
NOTHING = "No old address begins so."
TOO_SHORT = "Type three characters at least: the beginning of an old address."
TOO_MANY = f"These are {MOST} of more that begin so: type more of the address."


class Found(NamedTuple):
    """What a list shows; addresses are None where there is no such page."""

    query: str
    rows: list[Row]
    sentence: str | None
    newer: str | None = None
    older: str | None = None


class RedirectRow(NamedTuple):
    """One of the list."""

    path: str
    to: str
    since: str


def find(request: Request) -> Found:
    """What the address asks for; raises ``HTTPBadRequest`` for what is no place in the list."""
    query = asked(request, "q")
    return beginning(request, query) if query else listed(request)


def stored() -> QuerySet:
    return Redirect.objects.only("to", "created_at").as_pymongo()


def beginning(request: Request, query: str) -> Found:
    """Those whose old address begins so, by alphabet."""
    path = f"/{redirects.own_part(request, query).lstrip('/')}"
    bounds = {"id__gte": path, "id__lt": path + LAST_CHARACTER}
    if len(path) < FEWEST_LETTERS:
        return Found(query, [], TOO_SHORT)
    found = list(stored().filter(**bounds).order_by("id").limit(MOST + 1))
    sentence = NOTHING if not found else TOO_MANY if len(found) > MOST else None
    return Found(query, found[:MOST], sentence)


def listed(request: Request) -> Found:
    wanted = Wanted(request.route_path("admin.redirects"), {})
    before = read_key(request, redirects.is_own)
    part = newest(stored(), "created_at", before)
    undated = [] if part.older else list(stored().filter(created_at=None).limit(MOST))
    rows = [*part.rows, *undated]
    return Found("", rows, None if rows else NONE_YET, *ways(wanted, before, part))


def rows(request: Request, shown: Iterable[Row]) -> list[RedirectRow]:
    return [
        RedirectRow(row["_id"], row.get("to") or "", since(request, row))  # as any version wrote it
        for row in shown
    ]


def since(request: Request, row: Row) -> str:
    moment = row.get("created_at")
    return wording.plain_date(moment.astimezone(request.site.site_zone).date()) if moment else ""
