"""An interview before it is out, for who has its secret link: often the one who was asked."""

from typing import Any

from pyramid.request import Request

from talkpython_site import interview_previews, previews
from talkpython_site.views import interviews


def show(request: Request) -> dict[str, Any]:
    """The page as everybody will see it."""
    preview = interview_previews.wanted(request)
    request.override_renderer = "preview/interview.pt"
    card, stored = preview.card, preview.stored
    values = interviews.page(request, card, stored)
    return {
        **values,
        "head": previews.hidden(values["head"]),
        "preview": previews.plain_banner(request, card.title, stored, preview.status),
    }
