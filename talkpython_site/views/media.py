"""The file of an episode that is kept here, decided anew at each request."""

import hashlib
from dataclasses import replace
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

import structlog
from pyramid.httpexceptions import HTTPFound, HTTPMovedPermanently, HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import listing, sending
from talkpython_site.access import public_document, wanted_episode
from talkpython_site.addresses import web_address
from talkpython_site.catalogue import AWAY, is_loss
from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.media import TYPES, MediaFile, MissingError, ending_of
from talkpython_site.security import Permission
from talkpython_site.views.episodes import NO_CACHE

log = structlog.get_logger(__name__)

FIELDS = ("enclosure.media", "enclosure.url")
KEPT_AS_WRITTEN = "%/:?#[]@!$&'()*+,;=~"  # in an address
SHOWN_KEY = 100


@view_config(route_name="episodes.audio", permission=Permission.SITE_READ)
def audio(request: Request) -> Response:
    """What plays; a slug or an ending that is not its own leads to it.

    Where the file lies elsewhere, the way there: apps go on asking here for what once was here.
    """
    request.add_response_callback(let_players_read)
    card = wanted_episode(request)
    enclosure = read(request, card)
    key: str = enclosure.get("media") or ""
    own = listing.audio_address(request.catalogue, request.route_path, replace(card, media=key))
    if own is None:
        return elsewhere(request, enclosure)
    if (request.matchdict["slug"], request.matchdict["ending"]) != (card.slug, ending_of(key)):
        return HTTPMovedPermanently(own, cache_control=NO_CACHE)
    return kept_here(request, key)


def kept_here(request: Request, key: str) -> Response:
    """The file under a key, whole or in part; raises ``HTTPNotFound`` where it is missing."""
    file = opened(request, key, "The audio of this episode")
    return sending.send(request, file, TYPES[ending_of(key) or ""], tag(key, file))


def read(request: Request, card: EpisodeCard) -> dict[str, Any]:
    """The enclosure of an episode that everybody may hear, or ``HTTPNotFound``.

    While the database is away the card decides, so that nobody's listening ends.
    """
    try:
        return public_document(request, card, FIELDS).get("enclosure") or {}
    except AWAY as error:
        if card.media is None or not is_loss(error):
            raise
        return {"media": card.media}


def elsewhere(request: Request, enclosure: dict[str, Any]) -> HTTPFound:
    address, key = web_address(enclosure.get("url")), enclosure.get("media")
    if key:
        log.warning("an episode names a file that cannot be one", key=key[:SHOWN_KEY])
    if address is None or is_own(request, address):
        raise HTTPNotFound("The audio of this episode is not out yet.")
    return HTTPFound(quote(address, safe=KEPT_AS_WRITTEN), cache_control=NO_CACHE)


def is_own(request: Request, address: str) -> bool:
    """Whether an address leads back to this very one, by whatever scheme and with any query."""
    there, site = urlsplit(address), urlsplit(request.site.site_url)
    is_here = unquote(there.path) == request.path_info
    return is_here and port_of(there) == port_of(site) and there.hostname == site.hostname


def port_of(parts: SplitResult) -> int | None:
    return None if parts.port in {80, 443} else parts.port


def let_players_read(_request: Request, response: Response) -> None:
    """Players of other sites may mix it: they ask for it with its redirects and its end."""
    response.headers["Access-Control-Allow-Origin"] = "*"


def opened(request: Request, key: str, what: str) -> MediaFile:
    """Raises ``HTTPNotFound`` with a sentence about ``what`` it is."""
    try:
        file: MediaFile = request.registry.media.open(key)
    except MissingError as error:
        log.warning("a media file is missing", key=key, reason=str(error))
        raise HTTPNotFound(f"{what} is missing here just now.") from error
    return file


def tag(key: str, file: MediaFile) -> str:
    """Names these very bytes: a file of another size or time is another, whatever its key says."""
    state = f"{key} {file.size_bytes} {file.modified_at.isoformat()}"
    return hashlib.sha256(state.encode()).hexdigest()[:20]
