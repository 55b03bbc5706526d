"""What is not out yet, for who has its secret link; of an episode audio, chapters, feed item."""

from collections.abc import Callable
from typing import Any

from pyramid.httpexceptions import HTTPFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import headline, preview_items, previews
from talkpython_site.documents import Course, Interview
from talkpython_site.enclosures import Medium
from talkpython_site.feeds.chapters import JSON_CHAPTERS
from talkpython_site.head import absolute
from talkpython_site.listing import address_of
from talkpython_site.markdown import SafeHtml
from talkpython_site.media import ending_of
from talkpython_site.preview_drafts import wanted
from talkpython_site.previews import Preview
from talkpython_site.security import Permission
from talkpython_site.views import course_preview, episodes, feeds, interview_preview, media

OTHERS: dict[str, Callable[[Request], dict[str, Any]]] = {  # kinds that are no episodes
    Course.card_kind: course_preview.show,
    Interview.card_kind: interview_preview.show,
}


@view_config(route_name="preview.show", renderer="preview/show.pt", permission=Permission.SITE_READ)
def show(request: Request) -> dict[str, Any]:
    """The page as everybody will see it; what it plays and leads to lies below this address."""
    kind, _stored = previews.held(request)
    if kind in OTHERS:
        return OTHERS[kind](request)
    preview = wanted(request, "episodes.show")
    request.catalogue = preview.public
    return {
        **page(request, preview),
        "preview": previews.banner(request, preview),
        "item": preview_items.item_of(preview_items.feed_of(request, preview)),
        "item_address": previews.address(request, preview, "preview.item"),
    }


@view_config(route_name="preview.audio", permission=Permission.SITE_READ)
def audio(request: Request) -> Response:
    """What plays; the way there where it lies elsewhere, or its own ending is another one."""
    preview = wanted(request, "episodes.audio")
    enclosure = preview.stored.get("enclosure") or {}
    own = own_audio(request, preview)
    if own is None:
        return media.elsewhere(request, enclosure)
    if request.matchdict["ending"] != ending_of(enclosure["media"]):
        return HTTPFound(own)
    return media.kept_here(request, enclosure["media"])


@view_config(route_name="preview.chapters", permission=Permission.SITE_READ)
def chapters(request: Request) -> Response:
    preview = wanted(request, "episodes.chapters")
    told = feeds.chapters_of(preview.card, preview.podcast, preview.stored)
    return Response(told, content_type=JSON_CHAPTERS, charset="utf-8")


@view_config(route_name="preview.item", permission=Permission.SITE_READ)
def item(request: Request) -> Response:
    """The feed as it will be, with this episode alone."""
    feed = preview_items.feed_of(request, wanted(request, "podcasts.feed"))
    return Response(feed, content_type="application/rss+xml", charset="utf-8")


def page(request: Request, preview: Preview) -> dict[str, Any]:
    """What the page of an episode shows, without what is public of it alone."""
    here = request.route_path("preview.show", token=preview.token)
    public = address_of(preview.public, request.route_path, preview.card)
    shown = headline.headline(request, preview.card)
    # What a browser remembers of a preview is nothing that it knows of the episode.
    shown = shown._replace(id=f"preview-{shown.id}", address=here)
    values = episodes.page(request, preview.card, dict(preview.stored), shown)
    seconds = f'href="{absolute(request, public)}?t='
    notes = values["reading"]["notes"].replace(seconds, f'href="{here}?t=')
    medium = own_medium(values["medium"], own_audio(request, preview))
    return {
        **values,
        "head": previews.hidden(values["head"]),
        "reading": {**values["reading"], "notes": SafeHtml(notes)},
        "medium": medium,
        "playing": playing(values["playing"], medium),
    }


def own_audio(request: Request, preview: Preview) -> str | None:
    """Where a file that is kept here is heard; None where it lies elsewhere."""
    ending = ending_of((preview.stored.get("enclosure") or {}).get("media"))
    return previews.address(request, preview, "preview.audio", ending=ending) if ending else None


def own_medium(medium: Medium | None, own: str | None) -> Medium | None:
    if medium is None or own is None:
        return medium
    return medium._replace(address=own, source=own if medium.source else None)


def playing(described: dict[str, Any], medium: Medium | None) -> dict[str, Any]:
    """For the player: what it plays, that it keeps nothing of it, and nothing after it."""
    if not described or medium is None:
        return {}
    nothing = {"data-next-title": None, "data-next-address": None}
    own = {"data-source": medium.source, "data-file": medium.address}
    return {**described, **nothing, **own, "data-preview": ""}
