"""Certificates: anybody who has a code sees what it stands for, and whether it still does."""

from contextlib import suppress
from typing import Any

from pyramid.httpexceptions import (
    HTTPForbidden,
    HTTPGone,
    HTTPMovedPermanently,
    HTTPNotFound,
    HTTPSeeOther,
)
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.certificate_page import shown
from talkpython_site.documents import Account, Certificate, SaveConditionError
from talkpython_site.documents.certificate import read_code, shown_code
from talkpython_site.done import see
from talkpython_site.security import Permission

NO_CERTIFICATE = "There is no certificate with this code. Look at it again, letter by letter."
WITHDRAWN = "This certificate was withdrawn, with the account of whom it was issued to."
NOT_YOURS = "This certificate is somebody else's."


@view_config(
    route_name="certificates.show",
    renderer="certificates/show.pt",
    permission=Permission.SITE_READ,
)
def show(request: Request) -> Any:
    """What it says, for anybody; one that was replaced says only that."""
    found = wanted(request)
    if request.matchdict["code"] != shown_code(found.id):
        return HTTPMovedPermanently(address(request, found.id))
    return shown(request, found)


@view_config(
    route_name="certificates.anew", request_method="POST", permission=Permission.ACCOUNT_OWN
)
def anew(request: Request) -> HTTPSeeOther:
    """Issue it once more, with the name that its owner has now; twice is once."""
    found, who = wanted(request), request.signed_in
    if found.account != who.account_id:
        raise HTTPForbidden(NOT_YOURS)
    if found.replaced_at is None and who.name and who.name != found.name:
        with suppress(SaveConditionError):  # the other click was first
            code = found.replace(who.name)
            return see(request, "certificates.show", "certified-anew", code=shown_code(code))
    return see(request, "certificates.show", "as-it-was", code=shown_code(newest(found)))


def wanted(request: Request) -> Certificate:
    """Raises ``HTTPNotFound``, and ``HTTPGone`` for one that was withdrawn, or whose account is
    deleted: until it is taken back.
    """
    code = read_code(request.matchdict["code"])
    found: Certificate | None = Certificate.objects(id=code).first() if code else None
    if found is None:
        raise HTTPNotFound(NO_CERTIFICATE)
    if found.withdrawn_at or not Account.objects.has(found.account):
        raise HTTPGone(WITHDRAWN)
    return found


def newest(found: Certificate) -> str:
    """The code that is valid now, once what had to follow has followed."""
    known = Certificate.objects.get(id=found.id)
    known.finish(*known.pending)
    valid = Certificate.objects.valid(known.course, known.account).scalar("id").first()
    return valid or found.id


def address(request: Request, code: str) -> str:
    way: str = request.route_path("certificates.show", code=shown_code(code))
    return way
