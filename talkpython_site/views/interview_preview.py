"""An interview before it is out, for who has its secret link: often the one who was asked."""

from typing import Any

from pyramid.request import Request

from talkpython_site import interview_previews, previews
from talkpython_site.views import interviews


def show(request: Request) -> dict[str, Any]:
    """The page as everybody will see it."""
    preview = interview_previews.wanted(request)
    request.override_renderer = "preview/interview.pt"
    values = interviews.page(request, preview.card, preview.stored)
    return {
        **values,
        "head": previews.hidden(values["head"]),
        "preview": interview_previews.banner(request, preview),
    }
