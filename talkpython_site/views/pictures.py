"""Pictures: drawings made from their names."""

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import artwork

KEPT_A_YEAR = "public, max-age=31536000, immutable"


@view_config(route_name="pictures.drawing")
def drawing(request: Request) -> Response:
    """A geometric drawing as SVG; what it shows depends on its name alone."""
    try:
        svg = artwork.drawing(request.matchdict["name"])
    except ValueError as error:
        raise HTTPNotFound("There is no picture at this address.") from error
    return Response(svg, content_type="image/svg+xml", charset="utf-8", cache_control=KEPT_A_YEAR)
