"""The one door to documents: what an address names, and what everybody may see of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from pyramid.httpexceptions import HTTPGone, HTTPMovedPermanently, HTTPNotFound
from pyramid.request import Request

from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard
from talkpython_site.documents import Episode, Podcast
from talkpython_site.documents.states import says_why
from talkpython_site.documents.visibility import is_public

NO_CACHE = "no-cache"  # renamed back, a kept redirect would loop
NO_EPISODE = "There is no such episode here."
NO_PODCAST = "There is no such podcast here."
WHY_GONE = {"state": 1, "published_at": 1, "unpublished_reason": 1}


def wanted_podcast(request: Request) -> PodcastCard:
    """The podcast that the address names, or ``HTTPNotFound``.

    Raises ``HTTPMovedPermanently`` to the same thing where it has another address by now.
    """
    lead_on(request)
    card: PodcastCard | None = request.catalogue.podcasts.get(request.matchdict["podcast"])
    if card is None:
        raise HTTPNotFound(NO_PODCAST)
    return card


def wanted_episode(request: Request) -> EpisodeCard:
    """The episode that the address names, or ``HTTPNotFound``.

    Raises ``HTTPGone`` with the reason where it was taken down, and ``HTTPMovedPermanently`` where
    its podcast has another address by now.
    """
    lead_on(request)
    public, place = request.catalogue, (request.matchdict["podcast"], request.matchdict["key"])
    card: EpisodeCard | None = public.episode(*place)
    if card is None:
        gone = public.taken_down(*place)
        stored = gone and Episode.collection().find_one({"_id": gone.id}, WHY_GONE)
        raise not_here(request, stored, NO_EPISODE)
    return card


def lead_on(request: Request) -> None:
    """Raise ``HTTPMovedPermanently`` where an address holds one that a podcast had before."""
    given = request.matchdict["podcast"]
    slug = request.catalogue.slugs.get(given, given)
    if slug != given:
        parts, query = {**request.matchdict, "podcast": slug}, request.query_string
        address = request.route_path(request.matched_route.name, _query=query or None, **parts)
        raise HTTPMovedPermanently(address, cache_control=NO_CACHE)


def not_here(
    request: Request, stored: Mapping[str, Any] | None, otherwise: str
) -> HTTPGone | HTTPNotFound:
    """Why nobody sees something: it was taken down, or there is none for them."""
    state, published_at, reason = ((stored or {}).get(name) for name in WHY_GONE)
    if says_why(state, published_at, reason, request.now):
        return HTTPGone(reason)
    return HTTPNotFound(otherwise)


def public_document(
    request: Request, card: PodcastCard | EpisodeCard, fields: Iterable[str]
) -> dict[str, Any]:
    """These fields of what is stored behind a card, or ``HTTPNotFound`` where it is not public.

    The document decides, not the card: that may be older. Raises ``HTTPGone`` where an episode was
    taken down, and ``PyMongoError``.
    """
    is_episode = isinstance(card, EpisodeCard)
    collection = (Episode if is_episode else Podcast).collection()
    stored = collection.find_one({"_id": card.id}, {**deciding(fields), **WHY_GONE})
    if stored is None or not is_shown(request, stored):
        raise not_here(request, stored, NO_EPISODE) if is_episode else HTTPNotFound(NO_PODCAST)
    return stored


def deciding(fields: Iterable[str]) -> dict[str, int]:
    """A projection to these fields and those that ``is_shown`` looks at."""
    return dict.fromkeys(("state", "published_at", *fields), 1)


def is_shown(request: Request, stored: Mapping[str, Any]) -> bool:
    """Whether everybody may see a document at the moment of this request."""
    return is_public(stored.get("state"), stored.get("published_at"), request.now)
