"""Grants as admins see them: whose they are by now, else how far their letters got."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Self

from bson import ObjectId
from pyramid.request import Request

from talkpython_site.account_rows import day, lately
from talkpython_site.auditing import names_of
from talkpython_site.documents import Course, Enrolment, Invitation
from talkpython_site.documents.enrolment import enrolment_id
from talkpython_site.documents.visibility import is_public

Stored = Mapping[str, Any]


class GrantRow(NamedTuple):
    """One of the list."""

    id: str
    email: str
    state: str
    name: str | None  # of the account that has taken it
    account: str | None  # the address of its page
    letters: int  # that were asked for
    may_send: bool
    send: str  # what the button says


class Around(NamedTuple):
    """What is told of grants and stands elsewhere."""

    names: Mapping[ObjectId, str]  # of who has taken one
    left: Mapping[ObjectId, bool]  # whether who enrolled has left again
    going: frozenset[str]  # invitations whose letters are not all handed on

    @classmethod
    def read(cls, course: Course, found: Sequence[Stored]) -> Self:
        """Three queries, each by keys, and none for nothing."""
        owners = {each["account"] for each in found if each.get("taken_at")}
        ids = {ObjectId(each["place"].split(":")[1]) for each in found if each.get("place")}
        lists = Invitation.objects(id__in=ids, letters_at__ne=None).only("id") if ids else ()
        return cls(
            names_of(owners), left(course, owners), frozenset(str(each.id) for each in lists)
        )


def left(course: Course, owners: set[ObjectId]) -> dict[ObjectId, bool]:
    ids = [enrolment_id(course.id, each) for each in owners]
    if not ids:
        return {}
    found = Enrolment.collection().find({"_id": {"$in": ids}}, {"account": 1, "left_at": 1})
    return {stored["account"]: bool(stored.get("left_at")) for stored in found}


def rows(request: Request, course: Course, found: Sequence[Stored]) -> list[GrantRow]:
    around = Around.read(course, found)
    return [row(request, course, stored, around) for stored in found]


def row(request: Request, course: Course, stored: Stored, around: Around) -> GrantRow:
    account = stored["account"] if stored.get("taken_at") else None
    letters = stored.get("letters") or 0
    name = around.names.get(account) if account else None
    waits = is_waiting(stored, around)
    untaken = invited(request, course, stored, waits=waits)
    return GrantRow(
        id=stored["_id"],
        email=stored.get("email") or stored["_id"].partition(":")[2],
        state=taken(account, around) if account else untaken,
        name=(name or "somebody erased") if account else None,
        account=request.route_path("admin.account", id=str(account)) if name else None,
        letters=letters,
        may_send=not account and not waits,
        send="Send again" if letters else "Send a letter",
    )


def is_waiting(stored: Stored, around: Around) -> bool:
    """Whether its letter is due, or will be once its turn comes."""
    if stored.get("letter_at"):
        return True
    is_unasked = not stored.get("letters") and bool(stored.get("place"))
    return is_unasked and stored["place"].split(":")[1] in around.going


def taken(account: ObjectId, around: Around) -> str:
    """What is said before their name."""
    if account not in around.left:
        return "Taken by"
    return "Taken, and left again, by" if around.left[account] else "Enrolled:"


def invited(request: Request, course: Course, stored: Stored, *, waits: bool) -> str:
    if waits:
        is_out = is_public(course.state, course.published_at, request.now)
        return "Letter on its way" if is_out else "Letter waits until the course is out"
    if stored.get("invited_at"):
        return f"Invited: {lately(request, stored['invited_at']).lower()}"
    return f"Granted on {day(request, stored['granted_at'])}" if stored.get("granted_at") else ""
