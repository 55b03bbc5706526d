"""Who may join a course by invitation: listed, added in bulk, written to again, removed."""

from typing import Any

from pyramid.httpexceptions import HTTPBadRequest, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import done, grant_finding, grant_rows, wording
from talkpython_site.documents import AuditLine, Course, Grant, utc_now
from talkpython_site.documents.course import FREE
from talkpython_site.documents.visibility import is_public
from talkpython_site.editing import wanted_course
from talkpython_site.forms import SiteForm, is_sent, text_in
from talkpython_site.forms.grants import GrantForm
from talkpython_site.security import Permission
from talkpython_site.sign_ins import actor

ROUTE = "admin.course_grants"


@view_config(
    route_name=ROUTE,
    request_method="GET",
    renderer="admin/grants.pt",
    permission=Permission.COURSES_READ,
)
def index(request: Request) -> dict[str, Any]:
    """The newest, or those whose address begins so."""
    return page(request, wanted_course(request), GrantForm())


@view_config(
    route_name=ROUTE,
    request_method="POST",
    renderer="admin/grants.pt",
    permission=Permission.COURSES_CHANGE,
)
def give(request: Request) -> Any:
    """Grant the course to all addresses that were typed, or to none where one will not do."""
    course, form = wanted_course(request), GrantForm(request.POST)
    if not is_sent(request, form):
        return page(request, course, form)
    by, words = request.signed_in.account_id, form.own_words or None
    added = Grant.give(course.id, form.emails, by, words=words, invites=bool(form.invites.data))
    if added:
        AuditLine.write(actor(request), "granted", f"course:{course.id}", utc_now())
    return told(request, course, added, len(form.emails) - added)


def told(request: Request, course: Course, added: int, had: int) -> HTTPSeeOther:
    """Back to the list, which says how many were added and how many were there before."""
    word = "granted" if added and not had else "granted-some" if added else "granted-none"
    return done.see(request, ROUTE, word, people(added), people(had), id=str(course.id))


def people(number: int) -> str:
    return wording.counted(number, "address", "addresses")


@view_config(
    route_name=ROUTE,
    request_method="POST",
    request_param="again",
    permission=Permission.COURSES_CHANGE,
)
def send_again(request: Request) -> HTTPSeeOther:
    """Send one more letter; the same button twice is once."""
    course, grant_id = one_of(request, "again")
    letters = text_in(request.POST, f"letters-{grant_id}")
    is_asked = letters.isdecimal() and Grant.ask_again(grant_id, int(letters[:9]))
    return done.see(request, ROUTE, "letter" if is_asked else "as-it-was", id=str(course.id))


@view_config(
    route_name=ROUTE,
    request_method="POST",
    request_param="remove",
    permission=Permission.COURSES_CHANGE,
)
def remove(request: Request) -> HTTPSeeOther:
    """Take it back from an address that nobody has used; removed twice is removed once."""
    course, grant_id = one_of(request, "remove")
    is_gone = Grant.remove(grant_id)
    if is_gone:
        AuditLine.write(actor(request), "grant removed", f"course:{course.id}", utc_now())
    return done.see(request, ROUTE, "grant-removed" if is_gone else "as-it-was", id=str(course.id))


def one_of(request: Request, button: str) -> tuple[Course, str]:
    """The course, and the id of its grant that a button of the list names."""
    course = wanted_course(request)
    if not is_sent(request, SiteForm()):
        raise HTTPBadRequest("This form cannot be taken again: press the button in the list.")
    grant_id = text_in(request.POST, button)
    return course, grant_id if grant_id.startswith(f"{course.id}:") else ""


def page(request: Request, course: Course, form: GrantForm) -> dict[str, Any]:
    """The form, and the list below it."""
    found = grant_finding.find(request, course)
    return {
        **found._asdict(),
        "course": course,
        "form": form,
        "is_free": course.access == FREE,
        "is_out": is_public(course.state, course.published_at, request.now),
        "rows": grant_rows.rows(request, course, found.rows),
    }
