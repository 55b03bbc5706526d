"""What a title becomes in an address, while it is typed."""

from typing import Any

from bson import ObjectId
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import writing
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Interview
from talkpython_site.editing import cards_now, may_edit_interviews, own_podcasts
from talkpython_site.episode_others import free_slug
from talkpython_site.episode_texts import TEXTS
from talkpython_site.security import Permission


@view_config(route_name="admin.slugs", renderer="json", permission=Permission.EPISODES_READ)
def show(request: Request) -> dict[str, Any]:
    """As saving would make it; nothing of no title."""
    title = TEXTS.tidied("title", request.GET.get("title", ""))
    if not title:
        return {"slug": ""}
    if request.GET.get("kind") == Interview.card_kind:
        return {"slug": slug_of_interview(request, title)}
    return {"slug": slug(request, title, cards_now(request))}


def slug_of_interview(request: Request, title: str) -> str:
    """Nothing to who edits none."""
    if not may_edit_interviews(request):
        return ""
    of = request.GET.get("of", "")
    own = ObjectId(of) if ObjectId.is_valid(of) else None
    return writing.free_slug(Interview(id=own, title=title))


def slug(request: Request, title: str, snapshot: Snapshot) -> str:
    """Free in the podcast that is named, or in that of the episode; where it is somebody else's,
    nothing is told of it.
    """
    of, podcast = (request.GET.get(name, "") for name in ("of", "podcast"))
    episode = snapshot.episodes.get(ObjectId(of)) if ObjectId.is_valid(of) else None
    wanted = str(episode.podcast) if episode else podcast
    own = next((key for key in own_podcasts(request, snapshot) if str(key) == wanted), None)
    return free_slug(title, own, snapshot, episode.id if episode else None)
