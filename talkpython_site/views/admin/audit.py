"""Who changed what, when and from where, newest first."""

from typing import Any

from bson import ObjectId
from pyramid.httpexceptions import HTTPBadRequest
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import audit_rows
from talkpython_site.admin_lists import Wanted, read_key, ways
from talkpython_site.auditing import called
from talkpython_site.documents import Account, AuditLine
from talkpython_site.newest import Key, Part, newest, newest_equal
from talkpython_site.role_words import titles_now
from talkpython_site.security import Permission


@view_config(route_name="admin.audit", renderer="admin/audit.pt", permission=Permission.AUDIT_READ)
def audit(request: Request) -> dict[str, Any]:
    """All changes, or those by one account and of it."""
    whose, before = wanted(request), read_key(request)
    part = lines(whose, before)
    asked = Wanted(request.route_path("admin.audit"), {"account": str(whose or "")})
    return {
        "whose": name_of(whose) if whose else None,
        "account_address": whose and request.route_path("admin.account", id=str(whose)),
        "days": audit_rows.days(request, part.rows, titles_now(request)),
        **ways(asked, before, part)._asdict(),
    }


def wanted(request: Request) -> ObjectId | None:
    """Whose changes are asked for; raises ``HTTPBadRequest``."""
    given = request.GET.get("account", "")
    if given and not ObjectId.is_valid(given):
        raise HTTPBadRequest("This names no account.")
    return ObjectId(given) if given else None


def lines(whose: ObjectId | None, before: Key | None) -> Part:
    stored = AuditLine.objects.as_pymongo()
    if whose is None:
        return newest(stored, "at", before)
    # One query for both would be answered without an index by the embedded engine.
    by, of = stored.by(whose), stored.about(f"account:{whose}")
    return newest_equal(by, of, field="at", before=before)


def name_of(account_id: ObjectId) -> str:
    stored = Account.collection().find_one({"_id": account_id}, {"name": 1, "email": 1})
    return called(stored) if stored else "somebody erased"
