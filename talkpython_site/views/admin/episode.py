"""The form of an episode: a new one, and one that is there."""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request

from talkpython_site import (
    episode_audio,  # noqa: F401 - actions of the form
    form_actions,
    form_pages,
    form_pictures,  # noqa: F401 - actions of the form
    upload_words,
)
from talkpython_site.documents import Draft, Episode, Status
from talkpython_site.editing import is_live, wanted_episode
from talkpython_site.episode_saving import EPISODES
from talkpython_site.episode_texts import is_html
from talkpython_site.form_views import FormViews, form_views
from talkpython_site.forms.episodes import EpisodeForm
from talkpython_site.moves import is_any_begun, moves_of
from talkpython_site.next_episode import offers
from talkpython_site.notes_preview import SEE, previewed
from talkpython_site.preview_links import link_of
from talkpython_site.security import Permission
from talkpython_site.sent_forms import Sent

LIVE = "Save – live at once"
SAVES: Mapping[Status, str] = {Status.DRAFT: "Save draft"}

FORM = "episode-form"  # the id


def page(request: Request, sent: Sent, draft: Draft | None = None) -> dict[str, Any]:
    """``draft`` is the one that the form goes on with."""
    episode, form = sent.thing, sent.form
    is_previewed = request.method == "POST" and SEE in request.POST
    return {
        **form_pages.facts(request, sent, draft),
        "title": episode.title or "A new episode",
        "podcast": form.snapshot.podcasts.get(episode.podcast),
        "is_html": is_html(episode),
        "notes": {},
        "saves": saves(request, episode),
        "preview": previewed(request) if is_previewed else None,
        **of_files(request, sent),
        **(of_made(request, episode, sent.key.nonce) if episode.id else of_new(request, form)),
    }


def saves(request: Request, episode: Episode) -> str | None:
    """What the button says that saves; None where nothing is saved."""
    if is_live(request, episode):
        return LIVE
    status = episode.status(request.now)
    return None if status is Status.BINNED else SAVES.get(status, "Save")


def of_files(request: Request, sent: Sent) -> dict[str, Any]:
    """What its audio is, what may be sent, and where to."""
    return {
        "file": upload_words.in_form(sent.form),
        "filled_in": upload_words.filled_in(request, sent.form),
        "most": upload_words.most(request.site),
        "files": form_actions.address(request, sent.thing),
    }


def of_made(request: Request, episode: Episode, nonce: str) -> dict[str, Any]:
    return {
        "episode": episode,
        "address": request.route_path("admin.episode", id=str(episode.id)),
        "offers": (),
        "moves": moves_of(request, episode, within=FORM),
        "link": link_of(request, episode, nonce),
        "link_said": None,
    }


def of_new(request: Request, form: EpisodeForm) -> dict[str, Any]:
    return {
        "episode": None,
        "address": request.route_path("admin.episode_new"),
        "offers": offers(form.own.values(), form.beginnings),
        "moves": None,
        "link": None,
        "link_said": None,
    }


@form_views(
    "admin/episode.pt",
    read=Permission.EPISODES_READ,
    change=Permission.EPISODES_CHANGE,
    make=Permission.EPISODES_CHANGE,
)
class EpisodeViews(FormViews):
    """The form of an episode; its audio, artwork and pictures."""

    saver = EPISODES
    wanted = staticmethod(wanted_episode)
    page = staticmethod(page)
    is_any_begun = staticmethod(is_any_begun)
