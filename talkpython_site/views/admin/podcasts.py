"""Podcasts for their editors: the list of them, the form of one, its artwork."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import form_actions, form_pages, form_pictures, podcast_finding, podcast_rows
from talkpython_site.admin_lists import Found
from talkpython_site.documents import Draft
from talkpython_site.documents.visibility import PUBLISHED
from talkpython_site.draft_offers import beginnings
from talkpython_site.editing import wanted_podcast
from talkpython_site.form_views import FormViews, form_views
from talkpython_site.podcast_saving import PODCASTS
from talkpython_site.podcast_texts import is_html
from talkpython_site.security import Permission
from talkpython_site.sent_forms import Sent

LIVE, HIDDEN, MAKE = "Save – live at once", "Save", "Make the podcast"


@view_config(
    route_name="admin.podcasts", renderer="admin/podcasts.pt", permission=Permission.PODCASTS_READ
)
def index(request: Request) -> dict[str, Any]:
    """All that are theirs, or what filters and words leave of them."""
    found = podcast_finding.find(request)
    return {
        "found": found,
        "page": found.page,
        "unsaved": beginnings(request, PODCASTS.kind) if shows_drafts(request, found) else (),
        "rows": podcast_rows.rows(request, found.shown),
    }


def shows_drafts(request: Request, found: Found[Any]) -> bool:
    """Whether the list begins with what nobody has saved yet, for those who may make one."""
    is_whole = not found.wanted.is_narrowed and found.wanted.page == 1
    return is_whole and bool(request.has_permission(Permission.PODCASTS_MAKE))


def page(request: Request, sent: Sent, draft: Draft | None = None) -> dict[str, Any]:
    """``draft`` is the one that the form goes on with."""
    podcast, path = sent.thing, request.route_path
    named = {"id": str(podcast.id)} if podcast.id else {}
    return {
        **form_pages.facts(request, sent, draft),
        "title": podcast.title or "A new podcast",
        "address": path("admin.podcast" if podcast.id else "admin.podcast_new", **named),
        "files": form_actions.address(request, podcast),
        "drawing": podcast_rows.drawing_of(request, podcast),
        "artwork_note": form_pictures.unsaved(sent.form),
        "is_html": is_html(podcast),
        "saves": LIVE if podcast.state == PUBLISHED else HIDDEN if podcast.id else MAKE,
        "podcast": podcast if podcast.id else None,
    }


@form_views(
    "admin/podcast.pt",
    read=Permission.PODCASTS_READ,
    change=Permission.PODCASTS_CHANGE,
    make=Permission.PODCASTS_MAKE,
)
class PodcastViews(FormViews):
    """The form of a podcast, and its artwork."""

    saver = PODCASTS
    wanted = staticmethod(wanted_podcast)
    page = staticmethod(page)
