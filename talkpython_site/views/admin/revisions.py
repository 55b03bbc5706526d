"""What content was before each change: looked at, compared with now, brought back."""

from typing import Any

from pyramid.httpexceptions import HTTPBadRequest, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import done, revision_rows
from talkpython_site.differences import differences
from talkpython_site.documents import NotUniqueError, Revised, Revision, SaveConditionError
from talkpython_site.editing import cards_now
from talkpython_site.form_key import FormKey, is_taken
from talkpython_site.forms import SiteForm, is_sent
from talkpython_site.revision_kinds import CONTENT, Content
from talkpython_site.security import Permission
from talkpython_site.sign_ins import actor

CHANGED = "Somebody changed this {} meanwhile. Nothing was done: compare it once more."
MOST_DIGITS = 9


def content_of(request: Request) -> Content:
    """The kind that the route is named after."""
    return CONTENT[request.matched_route.name.removeprefix("admin.").partition("_")[0]]


@view_config(
    route_name="admin.episode_revisions",
    renderer="admin/revisions.pt",
    permission=Permission.EPISODES_READ,
)
@view_config(
    route_name="admin.podcast_revisions",
    renderer="admin/revisions.pt",
    permission=Permission.PODCASTS_READ,
)
@view_config(
    route_name="admin.course_revisions",
    renderer="admin/revisions.pt",
    permission=Permission.COURSES_READ,
)
@view_config(
    route_name="admin.lecture_revisions",
    renderer="admin/revisions.pt",
    permission=Permission.COURSES_READ,
)
@view_config(
    route_name="admin.interview_revisions",
    renderer="admin/revisions.pt",
    permission=Permission.INTERVIEWS_READ,
)
def index(request: Request) -> dict[str, Any]:
    """All revisions of a thing, the one that is now first."""
    thing, before = content_of(request).wanted(request), read_number(request.GET.get("before"))
    part = revision_rows.revisions(request, thing, before)
    return {
        "title": content_of(request).title(thing),
        "address": request.route_path(f"admin.{thing.card_kind}", id=str(thing.id)),
        "rows": part.rows,
        "newer": address(request, thing) if before is not None else None,
        "older": address(request, thing, part.older) if part.older is not None else None,
    }


@view_config(
    route_name="admin.episode_revision",
    request_method="GET",
    renderer="admin/revision.pt",
    permission=Permission.EPISODES_READ,
)
@view_config(
    route_name="admin.podcast_revision",
    request_method="GET",
    renderer="admin/revision.pt",
    permission=Permission.PODCASTS_READ,
)
@view_config(
    route_name="admin.course_revision",
    request_method="GET",
    renderer="admin/revision.pt",
    permission=Permission.COURSES_READ,
)
@view_config(
    route_name="admin.lecture_revision",
    request_method="GET",
    renderer="admin/revision.pt",
    permission=Permission.COURSES_READ,
)
@view_config(
    route_name="admin.interview_revision",
    request_method="GET",
    renderer="admin/revision.pt",
    permission=Permission.INTERVIEWS_READ,
)
def show(request: Request) -> dict[str, Any]:
    """In what a thing differs now from what it was then."""
    thing = content_of(request).wanted(request)
    return page(request, thing, wanted_revision(request, thing))


@view_config(
    route_name="admin.episode_revision",
    request_method="POST",
    renderer="admin/revision.pt",
    permission=Permission.EPISODES_CHANGE,
)
@view_config(
    route_name="admin.podcast_revision",
    request_method="POST",
    renderer="admin/revision.pt",
    permission=Permission.PODCASTS_CHANGE,
)
@view_config(
    route_name="admin.course_revision",
    request_method="POST",
    renderer="admin/revision.pt",
    permission=Permission.COURSES_CHANGE,
)
@view_config(
    route_name="admin.lecture_revision",
    request_method="POST",
    renderer="admin/revision.pt",
    permission=Permission.COURSES_CHANGE,
)
@view_config(
    route_name="admin.interview_revision",
    request_method="POST",
    renderer="admin/revision.pt",
    permission=Permission.INTERVIEWS_CHANGE,
)
def bring_back(request: Request) -> Any:
    """Make what a thing was the newest revision, if it is still as it was compared with."""
    thing = content_of(request).wanted(request)
    revision, key = wanted_revision(request, thing), FormKey.read_of(request, thing)
    problem = None
    is_done = is_taken(key, thing)
    if not is_done and is_sent(request, SiteForm()):
        with request.registry.uploads.exclusive():  # no file that it names is deleted meanwhile
            problem = refusal(request, thing, revision, key)
        is_done = problem is None
    if is_done:
        return seen(request, thing)
    return page(request, content_of(request).wanted(request), revision, problem)


def wanted_revision(request: Request, thing: Revised) -> Revision:
    """Raises ``HTTPNotFound``; the one that is now is not kept as such."""
    number = request.matchdict["number"]
    revision: Revision | None = Revision.objects(id=f"{thing.card_key}:{number}").first()
    if revision is None or revision.number >= (thing.revision or 0):
        raise HTTPNotFound("There is no such revision here.")
    return revision


def read_number(given: str | None) -> int | None:
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS):
        raise HTTPBadRequest("This is no place in the list.")
    return int(given)


def refusal(
    request: Request, thing: Revised, revision: Revision, key: FormKey | None
) -> str | None:
    """Bring a revision back; what speaks against it in a sentence, None once it is back."""
    is_as_shown = key is not None and key.revision == (thing.revision or 0)
    if not is_as_shown and content_of(request).may_bring_back(thing, request):
        return changed(request, thing)
    obstacle = content_of(request).take(request, thing, revision)
    if obstacle:
        request.response.status_int = obstacle[0]
        return obstacle[1]
    try:
        thing.save_as(
            actor(request), "brought back", nonce=key and key.nonce, number=str(revision.number)
        )
    except (SaveConditionError, NotUniqueError):
        return changed(request, thing)
    return None


def changed(request: Request, thing: Revised) -> str:
    request.response.status_int = 409
    return CHANGED.format(thing.card_kind)


def page(
    request: Request, thing: Revised, revision: Revision, problem: str | None = None
) -> dict[str, Any]:
    content, now = content_of(request), thing.to_mongo()
    return {
        "title": content.title(thing),
        "kind": thing.card_kind,
        "address": address(request, thing),
        "own_address": revision_rows.address_of(request, thing, revision.number),
        "row": revision_rows.rows(request, thing, [revision.number])[0],
        "problem": problem,
        "differences": differences(revision.content, now, cards_now(request), type(thing)),
        "may_bring_back": content.may_bring_back(thing, request),
        "is_public": content.is_public(thing, request),
        "key": FormKey.of(thing, "").sign(request),
    }


def seen(request: Request, thing: Revised) -> HTTPSeeOther:
    said = content_of(request).said
    return done.see(request, f"admin.{thing.card_kind}", said, id=str(thing.id))


def address(request: Request, thing: Revised, before: int | None = None) -> str:
    query = {} if before is None else {"before": str(before)}
    name = f"admin.{thing.card_kind}_revisions"
    return str(request.route_path(name, id=str(thing.id), _query=query))
