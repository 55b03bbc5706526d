"""Notes, introductions and texts of lectures while they are written: as pages will show them."""

from collections.abc import Callable, Mapping
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import interview_preview, lecture_preview, notes_preview
from talkpython_site.form_key import FormKey
from talkpython_site.security import Permission

PREVIEWED: Mapping[str, Callable[[Request], notes_preview.Preview]] = {  # others are of an episode
    "lecture": lecture_preview.previewed,
    "interview": interview_preview.previewed,
}


@view_config(
    route_name="admin.notes",
    request_method="POST",
    renderer="shared/notes_preview.pt",
    permission=Permission.EPISODES_CHANGE,
)
def preview(request: Request) -> dict[str, Any]:
    """A part of the page of their form."""
    key = FormKey.read(request)
    previewed = PREVIEWED.get(key.kind if key else "", notes_preview.previewed)
    return {"preview": previewed(request)}
