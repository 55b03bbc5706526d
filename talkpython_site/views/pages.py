"""Who runs the site: what the owner says in files."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import wording
from talkpython_site.head import head_of_index
from talkpython_site.headline import title_size
from talkpython_site.security import Permission


@view_config(
    route_name="pages.show",
    renderer="pages/show.pt",
    params=(),
    permission=Permission.SITE_READ,
)
def show(request: Request) -> dict[str, Any]:
    """What one file says, under its title."""
    page = request.owner_pages.pages.get(request.matchdict["page"])
    if page is None:
        raise HTTPNotFound("There is no such page here.")
    address = request.route_path("pages.show", page=page.name)
    described = wording.excerpt(page.opening) or f"{page.title} of {request.site.site_name}."
    return {
        "head": head_of_index(request, page.title, address, described),
        "page": page,
        "title_size": title_size(page.title),
    }
