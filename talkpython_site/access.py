"""The one door to documents: what an address names, and what everybody may see of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard
from talkpython_site.documents import Episode, Podcast
from talkpython_site.documents.visibility import is_public

NO_EPISODE = "There is no such episode here."
NO_PODCAST = "There is no such podcast here."


def wanted_podcast(request: Request) -> PodcastCard:
    """The podcast that the address names, or ``HTTPNotFound``."""
    card: PodcastCard | None = request.catalogue.podcasts.get(request.matchdict["podcast"])
    if card is None:
        raise HTTPNotFound(NO_PODCAST)
    return card


def wanted_episode(request: Request) -> EpisodeCard:
    """The episode that the address names, or ``HTTPNotFound``."""
    named = request.matchdict
    card: EpisodeCard | None = request.catalogue.episode(named["podcast"], named["key"])
    if card is None:
        raise HTTPNotFound(NO_EPISODE)
    return card


def public_document(
    request: Request, card: PodcastCard | EpisodeCard, fields: Iterable[str]
) -> dict[str, Any]:
    """These fields of what is stored behind a card, or ``HTTPNotFound`` where it is not public.

    The document decides, not the card: that may be older. Raises ``PyMongoError``.
    """
    is_episode = isinstance(card, EpisodeCard)
    collection = (Episode if is_episode else Podcast).collection()
    stored = collection.find_one({"_id": card.id}, deciding(fields))
    if stored is None or not is_shown(request, stored):
        raise HTTPNotFound(NO_EPISODE if is_episode else NO_PODCAST)
    return stored


def deciding(fields: Iterable[str]) -> dict[str, int]:
    """A projection to these fields and those that ``is_shown`` looks at."""
    return dict.fromkeys(("state", "published_at", *fields), 1)


def is_shown(request: Request, stored: Mapping[str, Any]) -> bool:
    """Whether everybody may see a document at the moment of this request."""
    return is_public(stored.get("state"), stored.get("published_at"), request.now)
