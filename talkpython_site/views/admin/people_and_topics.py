"""People and topics: their lists, one with what it is in, merging, and what was before."""

from typing import Any

from bson import ObjectId
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import done, name_lists, name_merging, name_pages, name_revisions
from talkpython_site.documents import Person, Topic
from talkpython_site.editing import cards_now
from talkpython_site.form_key import FormKey, is_taken
from talkpython_site.forms import SiteForm, is_sent
from talkpython_site.name_kinds import NameKind, kind_of
from talkpython_site.security import Permission

READ, CHANGE = Permission.NAMES_READ, Permission.NAMES_CHANGE


@view_config(route_name="admin.people", renderer="admin/names.pt", permission=READ)
@view_config(route_name="admin.topics", renderer="admin/names.pt", permission=READ)
def index(request: Request) -> dict[str, Any]:
    """All whom somebody may know of, or what filters and words leave of them."""
    kind = kind_of(request)
    found = name_lists.find(request, kind)
    return {
        "kind": kind,
        "found": found,
        "page": found.page,
        "rows": name_pages.rows(request, kind, found.shown),
    }


@view_config(
    route_name="admin.people_one", request_method="GET", renderer="admin/name.pt", permission=READ
)
@view_config(
    route_name="admin.topics_one", request_method="GET", renderer="admin/name.pt", permission=READ
)
def show(request: Request) -> dict[str, Any]:
    kind = kind_of(request)
    named = wanted(request, kind)
    return name_pages.page(request, kind, named, kind.saver.form_of(request, named))


@view_config(
    route_name="admin.people_one",
    request_method="POST",
    renderer="admin/name.pt",
    permission=CHANGE,
)
@view_config(
    route_name="admin.topics_one",
    request_method="POST",
    renderer="admin/name.pt",
    permission=CHANGE,
)
def save(request: Request) -> Any:
    kind = kind_of(request)
    named = wanted(request, kind)
    sent = kind.saver.take(request, named, FormKey.read_of(request, named))
    if sent.said:
        return done.see(request, f"{kind.route}_one", sent.said, id=str(named.id))
    return name_pages.page(request, kind, sent.thing, sent)


@view_config(
    route_name="admin.people_merge",
    request_method="GET",
    renderer="admin/name_merge.pt",
    permission=CHANGE,
)
@view_config(
    route_name="admin.topics_merge",
    request_method="GET",
    renderer="admin/name_merge.pt",
    permission=CHANGE,
)
def choose(request: Request) -> dict[str, Any]:
    """Who is to be kept: searched, then shown beside the other one, and asked about."""
    kind = kind_of(request)
    return name_pages.merge_page(request, kind, wanted(request, kind))


@view_config(
    route_name="admin.people_merge",
    request_method="POST",
    renderer="admin/name_merge.pt",
    permission=CHANGE,
)
@view_config(
    route_name="admin.topics_merge",
    request_method="POST",
    renderer="admin/name_merge.pt",
    permission=CHANGE,
)
def merge(request: Request) -> Any:
    kind = kind_of(request)
    named, problem = wanted(request, kind), None
    kept = name_merging.kept_one(request, kind, named, cards_now(request))
    if kept and is_sent(request, SiteForm()):
        key = FormKey.read_of(request, named)
        is_done = is_taken(key, named)
        problem = None if is_done else name_merging.merge(request, named, kept.id, key)
        if problem is None:
            return done.see(request, f"{kind.route}_one", "name-merged", id=str(kept.id))
        request.response.status_int = 409
    return name_pages.merge_page(request, kind, wanted(request, kind), problem)


@view_config(
    route_name="admin.people_back",
    request_method="POST",
    renderer="admin/name.pt",
    permission=CHANGE,
)
@view_config(
    route_name="admin.topics_back",
    request_method="POST",
    renderer="admin/name.pt",
    permission=CHANGE,
)
def bring_back(request: Request) -> Any:
    """Make what it was the newest revision; merges are taken back so."""
    kind = kind_of(request)
    named, problem = wanted(request, kind), None
    if is_sent(request, SiteForm()):
        key = FormKey.read_of(request, named)
        is_done = is_taken(key, named)
        problem = None if is_done else name_revisions.bring_back(request, named, key)
        if problem is None:
            word = "name-parted" if "parts" in request.POST else "name-back"
            return done.see(request, f"{kind.route}_one", word, id=str(named.id))
        request.response.status_int = 409
    named = wanted(request, kind)
    sent = kind.saver.form_of(request, named)._replace(problem=problem)
    return name_pages.page(request, kind, named, sent)


def wanted(request: Request, kind: NameKind) -> Person | Topic:
    """Who the address names, if they may know of them; raises ``HTTPNotFound``."""
    given = request.matchdict["id"]
    named: Person | Topic | None = (
        kind.document.objects(id=given, binned_at=None).first()
        if ObjectId.is_valid(given)
        else None
    )
    if named is None or not name_pages.may_see(request, kind, named):
        raise HTTPNotFound(f"There is no such {kind.one} here.")
    return named
