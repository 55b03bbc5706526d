"""The texts that interviews were made of, as files."""

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site.documents import Paste
from talkpython_site.editing import wanted_interview
from talkpython_site.security import Permission

NO_PASTE = "There is no such text here."


@view_config(route_name="admin.interview_paste", permission=Permission.INTERVIEWS_READ)
def show(request: Request) -> Response:
    """One of them, to be downloaded; the browser is never to guess what it is."""
    interview, name = wanted_interview(request), request.matchdict["paste"]
    paste = Paste.objects.of(interview.id).filter(id=f"{interview.id}:{name}").first()
    if paste is None:
        raise HTTPNotFound(NO_PASTE)
    return Response(
        (paste.text or "").encode(),
        content_type="text/plain",
        charset="UTF-8",
        content_disposition=f'attachment; filename="{interview.slug}-{name[:8]}.txt"',
    )
