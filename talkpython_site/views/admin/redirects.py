"""Addresses of before that lead on: listed, added, removed."""

from typing import Any

from pyramid.httpexceptions import HTTPBadRequest
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import done, redirect_finding
from talkpython_site.documents import NotUniqueError, Redirect
from talkpython_site.forms import SiteForm, is_sent, refuse, text_in
from talkpython_site.forms.redirects import RedirectForm
from talkpython_site.security import Permission
from talkpython_site.sign_ins import actor


@view_config(
    route_name="admin.redirects",
    request_method="GET",
    renderer="admin/redirects.pt",
    permission=Permission.REDIRECTS_READ,
)
def index(request: Request) -> dict[str, Any]:
    """The newest, or those whose old address begins so."""
    return page(request, RedirectForm())


@view_config(
    route_name="admin.redirects",
    request_method="POST",
    renderer="admin/redirects.pt",
    permission=Permission.REDIRECTS_CHANGE,
)
def add(request: Request) -> Any:
    form = RedirectForm(request.POST)
    if is_sent(request, form):
        made = Redirect(id=form.values["path"], to=form.values["to"])
        try:
            made.add(actor(request))
        except NotUniqueError:
            refuse(request, form.path, "Somebody else added it at this moment.")
        else:
            return done.see(request, "admin.redirects", "redirect-added")
    return page(request, form)


@view_config(
    route_name="admin.redirects_removed",
    request_method="POST",
    permission=Permission.REDIRECTS_CHANGE,
)
def remove(request: Request) -> Any:
    """Remove one; removed twice is removed once."""
    if not is_sent(request, SiteForm()):
        raise HTTPBadRequest("This form cannot be taken again: remove it in the list.")
    found = Redirect.objects(id=text_in(request.POST, "path")).first()
    is_gone = found is not None and found.remove(actor(request))
    return done.see(request, "admin.redirects", "redirect-removed" if is_gone else "as-it-was")


def page(request: Request, form: RedirectForm) -> dict[str, Any]:
    """The form, and the list below it."""
    found = redirect_finding.find(request)
    return {
        **found._asdict(),
        "form": form,
        "rows": redirect_finding.rows(request, found.rows),
    }
