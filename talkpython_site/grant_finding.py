"""Which grants of a course an admin sees: the newest, or those whose address begins so."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.httpexceptions import HTTPBadRequest
from pyramid.request import Request

from talkpython_site.admin_lists import asked
from talkpython_site.documents import Course, Grant, Invitation
from talkpython_site.documents.email_address import fold
from talkpython_site.newest import MOST

FEWEST_LETTERS = 3
NONE_YET = "Nobody was invited yet."
NONE_HERE = "All that stood here were taken back."
NOTHING = "No address begins so."
TOO_SHORT = "Type three characters at least: the beginning of an address."
TOO_MANY = f"These are {MOST} of more that begin so: type more of the address."
FIELDS = (
    "email", "place", "granted_at", "account", "taken_at", "letters", "letter_at", "invited_at",
)  # fmt: skip
PLACE = re.compile(r"([0-9a-f]{24}):(\d{1,6})", re.ASCII)

Stored = Mapping[str, Any]
Place = tuple[ObjectId, int]  # an invitation, and the number of a grant of it


class Found(NamedTuple):
    """What a list shows; addresses are None where there is no such page."""

    query: str
    rows: list[Stored]
    sentence: str | None
    newer: str | None = None
    older: str | None = None


class Part(NamedTuple):
    """The places that a page of the list stands between; "" where there is nothing."""

    first: str
    end: str
    is_last: bool


def find(request: Request, course: Course) -> Found:
    """What the address asks for; raises ``HTTPBadRequest`` for what is no place in the list."""
    query = asked(request, "q")
    return beginning(course, query) if query else listed(request, course)


def beginning(course: Course, query: str) -> Found:
    """Those whose address begins so, by alphabet."""
    key = fold(query)
    if len(key) < FEWEST_LETTERS:
        return Found(query, [], TOO_SHORT)
    wanted = Grant.objects.beginning(course.id, key).only(*FIELDS).as_pymongo()
    found = list(wanted.limit(MOST + 1))
    sentence = NOTHING if not found else TOO_MANY if len(found) > MOST else None
    return Found(query, found[:MOST], sentence)


def listed(request: Request, course: Course) -> Found:
    """From place to place: engines read all that matches, however little of it is wanted."""
    before = read_place(asked(request, "before"))
    base = request.route_path("admin.course_grants", id=str(course.id))
    first, end, is_last = part(newest(course.id, before), before)
    stored = Grant.objects.between(first, end).only(*FIELDS).as_pymongo()
    found = list(stored) if end else []
    return Found(
        query="",
        rows=found,
        sentence=None if found else NONE_HERE if end else NONE_YET,
        newer=base if before else None,
        older=None if is_last else f"{base}?before={first.partition(':')[2]}",
    )


def read_place(given: str) -> Place | None:
    """Where in a list an address asks to go on. Raises ``HTTPBadRequest``."""
    if not given:
        return None
    found = PLACE.fullmatch(given)
    if found is None:
        raise HTTPBadRequest("This is no place in the list.")
    return ObjectId(found[1]), int(found[2])


def newest(course_id: ObjectId, before: Place | None) -> Iterable[Invitation]:
    """As many invitations as fill a page: each has a grant, but for the one that a page ends in."""
    wanted = Invitation.objects.of(course_id)
    wanted = wanted.filter(id__lte=before[0]) if before else wanted
    found: Iterable[Invitation] = wanted.only("course", "size").order_by("-id").limit(MOST + 2)
    return found


def part(invitations: Iterable[Invitation], before: Place | None) -> Part:
    """The newest page, or that before a place; shorter by those that were taken back."""
    sizes = [(each, size) for each in invitations if (size := size_before(each, before))]
    if not sizes:
        return Part("", "", is_last=True)
    first, left = "", MOST
    for each, size in sizes:
        if left > 0:
            first = each.place(max(0, size - left))
            left -= size
    invitation, size = sizes[0]
    return Part(first, invitation.place(size), is_last=sum(size for _, size in sizes) <= MOST)


def size_before(invitation: Invitation, before: Place | None) -> int:
    """How many of its grants come after a place in the list, all where none is given."""
    size = invitation.size or 0
    if before is None or invitation.id < before[0]:
        return size
    return min(size, before[1]) if invitation.id == before[0] else 0
