"""Notes of an episode, and texts of lectures, while they are written: as pages will show them."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import lecture_preview, notes_preview
from talkpython_site.form_key import FormKey
from talkpython_site.security import Permission


@view_config(
    route_name="admin.notes",
    request_method="POST",
    renderer="shared/notes_preview.pt",
    permission=Permission.EPISODES_CHANGE,
)
def preview(request: Request) -> dict[str, Any]:
    """A part of the page of their form."""
    key = FormKey.read(request)
    is_of_lecture = key is not None and key.kind == "lecture"
    previewed = lecture_preview.previewed if is_of_lecture else notes_preview.previewed
    return {"preview": previewed(request)}
