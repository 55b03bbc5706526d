"""Pictures that a script sends for the form of an episode, each as it is."""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.form_actions import ActionError
from talkpython_site.form_pictures import kept
from talkpython_site.imaging import MOST_BYTES
from talkpython_site.markdown.pictures import written
from talkpython_site.security import Permission

SHOWN = 320  # px that the form shows of it


@view_config(
    route_name="admin.pictures",
    request_method="POST",
    renderer="json",
    permission=Permission.EPISODES_CHANGE,
)
def keep(request: Request) -> Mapping[str, Any]:
    """Its hash and what may be written of it; else what is wrong with it, in a sentence."""
    pictures = request.registry.pictures
    is_artwork = request.GET.get("for") == "artwork"
    try:
        content = request.body_file.read(MOST_BYTES + 1)
        key = kept(pictures.checked_artwork if is_artwork else pictures.keep, content)
    except ActionError as error:
        request.response.status_int = error.status
        return {"wrong": str(error)}
    address = request.route_path("pictures.show", hash=key, width=SHOWN, ending="webp")
    words = request.GET.get("words", "")
    texts = {"markdown": written(key, words), "html": written(key, words, as_html=True)}
    return {"hash": key, "address": address, **texts}
