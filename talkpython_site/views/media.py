"""The file of an episode that is kept here, decided anew at each request."""

import hashlib
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import structlog
from pyramid.httpexceptions import HTTPFound, HTTPMovedPermanently, HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import listing, sending
from talkpython_site.addresses import web_address
from talkpython_site.catalogue import AWAY, is_loss
from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.documents import Episode
from talkpython_site.documents.visibility import is_public
from talkpython_site.media import TYPES, MediaFile, MissingError, ending_of
from talkpython_site.views.episodes import NO_CACHE, wanted_card

log = structlog.get_logger(__name__)

FIELDS = {"state": 1, "published_at": 1, "enclosure.media": 1, "enclosure.url": 1}
KEPT_AS_WRITTEN = "%/:?#[]@!$&'()*+,;=~"  # in an address
SHOWN_KEY = 100


@view_config(route_name="episodes.audio")
def audio(request: Request) -> Response:
    """What plays; a slug or an ending that is not its own leads to it.

    Where the file lies elsewhere, the way there: apps go on asking here for what once was here.
    """
    card = wanted_card(request)
    enclosure = read(request, card)
    key: str = enclosure.get("media") or ""
    own = listing.audio_address(request.catalogue, request.route_path, replace(card, media=key))
    if own is None:
        return elsewhere(request, enclosure)
    if (request.matchdict["slug"], request.matchdict["ending"]) != (card.slug, ending_of(key)):
        return HTTPMovedPermanently(own, cache_control=NO_CACHE)
    file = opened(request, key)
    return sending.send(request, file, TYPES[request.matchdict["ending"]], tag(key, file))


def read(request: Request, card: EpisodeCard) -> dict[str, Any]:
    """The enclosure of an episode that everybody may hear, or ``HTTPNotFound``.

    While the database is away the card decides, so that nobody's listening ends.
    """
    try:
        stored = Episode.collection().find_one({"_id": card.id}, FIELDS)
    except AWAY as error:
        if card.media is None or not is_loss(error):
            raise
        return {"media": card.media}
    if stored is None or not is_public(
        stored.get("state"), stored.get("published_at"), request.now
    ):
        raise HTTPNotFound("There is no such episode here.")
    return stored.get("enclosure") or {}


def elsewhere(request: Request, enclosure: dict[str, Any]) -> HTTPFound:
    address, key = web_address(enclosure.get("url")), enclosure.get("media")
    if key:
        log.warning("an episode names a file that cannot be one", key=key[:SHOWN_KEY])
    if address is None or address == request.site.site_url + request.path:
        raise HTTPNotFound("The audio of this episode is not out yet.")
    return HTTPFound(quote(address, safe=KEPT_AS_WRITTEN), cache_control=NO_CACHE)


def opened(request: Request, key: str) -> MediaFile:
    try:
        file: MediaFile = request.registry.media.open(key)
    except MissingError as error:
        log.warning("a media file is missing", key=key, reason=str(error))
        raise HTTPNotFound("The audio of this episode is missing here just now.") from error
    return file


def tag(key: str, file: MediaFile) -> str:
    """Names these very bytes: a file of another size or time is another, whatever its key says."""
    state = f"{key} {file.size_bytes} {file.modified_at.isoformat()}"
    return hashlib.sha256(state.encode()).hexdigest()[:20]
