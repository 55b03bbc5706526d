"""Pictures: those that are kept here, and drawings made from their names."""

from pathlib import Path

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import FileResponse, Response
from pyramid.view import view_config

from talkpython_site import artwork
from talkpython_site.pictures import TYPES, drawing_name
from talkpython_site.security import Permission

KEPT_A_YEAR = "public, max-age=31536000, immutable"
MISSING = "There is no picture at this address."


@view_config(route_name="pictures.show", permission=Permission.SITE_READ)
def show(request: Request) -> Response:
    """A width of a picture; whoever knows its hash may have it."""
    wanted = request.matchdict
    path = request.registry.pictures.file(wanted["hash"], wanted["width"], wanted["ending"])
    if path is None:
        raise HTTPNotFound(MISSING)
    return kept(request, path, TYPES[wanted["ending"]])


@view_config(route_name="pictures.drawing", permission=Permission.SITE_READ)
def drawing(request: Request) -> Response:
    """A geometric drawing as SVG; what it shows depends on its name alone."""
    try:
        svg = artwork.drawing(request.matchdict["name"])
    except ValueError as error:
        raise HTTPNotFound(MISSING) from error
    return Response(svg, content_type="image/svg+xml", charset="utf-8", cache_control=KEPT_A_YEAR)


@view_config(route_name="pictures.large_drawing", permission=Permission.SITE_READ)
def large_drawing(request: Request) -> Response:
    """The drawing of a podcast, a course or an interview as PNG of 1400 px."""
    name = request.matchdict["name"]
    path = request.registry.pictures.drawing(name, lambda: is_wanted(request, name))
    if path is None:
        raise HTTPNotFound(MISSING)
    return kept(request, path, "image/png")


def is_wanted(request: Request, name: str) -> bool:
    """Whether something that everybody may see is drawn so."""
    public = request.catalogue
    drawn = (*public.podcasts.values(), *public.courses.all, *public.interviews.all)
    return any(drawing_name(card) == name for card in drawn)


def kept(request: Request, path: Path, content_type: str) -> FileResponse:
    """A file that never changes."""
    response = FileResponse(path, request, content_type=content_type)
    response.cache_control = KEPT_A_YEAR
    response.etag = f"{response.content_length:x}-{response.last_modified.timestamp():.0f}"
    return response
