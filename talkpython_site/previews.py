"""What a secret link shows: a thing among what is public, as if it were out already."""

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pyramid.httpexceptions import HTTPFound, HTTPNotFound
from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.catalogue import Public, Snapshot
from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard
from talkpython_site.catalogue.joining import topical as joined
from talkpython_site.catalogue.one_more import OneMore
from talkpython_site.catalogue.snapshot import card_of
from talkpython_site.documents import Course, Episode, Interview, Status
from talkpython_site.documents.previewed import PREVIEWED, Previewed
from talkpython_site.documents.states import status_of
from talkpython_site.documents.visibility import PUBLISHED
from talkpython_site.head import Head
from talkpython_site.local_times import zone_called
from talkpython_site.sign_ins import hash_of
from talkpython_site.signing import Signer

DIGITS = 32  # 128 bits
TOKEN = re.compile(rf"[0-9a-f]{{{DIGITS}}}", re.ASCII)
NOT_HERE = (
    "This link shows nothing: it was ended, its time is over, or a part of it is missing. "
    "Ask whoever gave it to you for another one."
)

KINDS: tuple[type[Previewed], ...] = (Episode, Course, Interview)

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class Preview:
    """An episode as its link shows it."""

    token: str
    stored: Stored
    card: EpisodeCard
    podcast: PodcastCard
    status: Status
    until: datetime
    derive: Callable[[], Public]
    draft: str | None = None  # the form in which its writer has typed what is not saved
    wrong: tuple[str, ...] = ()  # the fields of it that cannot be shown

    @cached_property
    def public(self) -> Public:
        """What everybody sees, with this episode among it."""
        return self.derive()


class Banner(NamedTuple):
    """What stands above everything else; for ``shared/preview_banner.pt``."""

    of: str  # the title of what is shown, or of the podcast whose makers show it
    planned: str  # "" where nobody knows when
    until: str
    is_typed: bool
    wrong: tuple[str, ...]
    is_of_podcast: bool = False


def token_of(signer: Signer, thing: str, salt: str) -> str:
    """The token of a link: nobody makes it of what is stored alone."""
    return signer.digest(f"preview:{thing}:{salt}")[:DIGITS]


def wanted(request: Request, public_route: str) -> Preview:
    """What the address shows; ``public_route`` is where that stands once it is out.

    Raises ``HTTPFound`` where it is out, ``HTTPNotFound`` where the link does not hold, and
    ``PyMongoError``.
    """
    _kind, stored = held(request, Episode)
    podcast = request.catalogue.snapshot.podcasts.get(stored["podcast"])
    status = status_of(stored.get("state"), stored.get("published_at"), request.now)
    if podcast is None:
        raise HTTPNotFound(NOT_HERE)
    if status is Status.PUBLISHED and podcast.is_public(request.now):
        raise HTTPFound(public_address(request, public_route, podcast, stored))
    if status not in PREVIEWED | {Status.PUBLISHED}:
        raise HTTPNotFound(NOT_HERE)
    return preview_of(request, stored, podcast, status)


def held(request: Request, *kinds: type[Previewed]) -> tuple[str, Stored]:
    """The thing of these kinds, if none is given of any, whose link has this token and holds.

    Raises ``HTTPNotFound``.
    """
    token = request.matchdict["token"]
    for each in (kinds or KINDS) if TOKEN.fullmatch(token) else ():
        stored = each.stored_preview(hash_of(token), request.now)
        thing, salt = (
            f"{each.card_kind}:{(stored or {}).get('_id')}",
            (stored or {}).get("preview_salt"),
        )
        # Another secret ends every link, also those given away with a copy of the database.
        own = token_of(request.registry.signer, thing, str(salt))
        if stored and hmac.compare_digest(own, token):
            return each.card_kind, stored
    raise HTTPNotFound(NOT_HERE)


def public_address(request: Request, route_name: str, podcast: PodcastCard, stored: Stored) -> str:
    named = {"podcast": podcast.slug, "key": stored["key"], "slug": stored["slug"]}
    found: str = request.route_path(route_name, **{**request.matchdict, **named})
    return found


def preview_of(
    request: Request,
    stored: Stored,
    podcast: PodcastCard,
    status: Status,
    snapshot: Snapshot | None = None,
) -> Preview:
    """``snapshot`` is what the episode is put into, if not what everybody sees."""
    card = card_of(EpisodeCard, dict(stored))
    if not isinstance(card, EpisodeCard):
        raise HTTPNotFound(NOT_HERE)
    public, now = request.catalogue, request.now
    whole = snapshot or public.snapshot
    merged, out = whole.joined.merged, replace(podcast, state=PUBLISHED)
    card = replace(joined(card, merged["person"], merged["topic"]), state=PUBLISHED)
    token, until = request.matchdict["token"], stored["preview_until"]
    return Preview(
        token, stored, card, out, status, until, lambda: among(public, whole, card, out, now)
    )


def among(
    public: Public, snapshot: Snapshot, card: EpisodeCard, podcast: PodcastCard, now: datetime
) -> Public:
    """What is public with one more episode, as the newest where it is planned; ``snapshot`` knows
    whom it names.

    Of a podcast that is not public nothing else comes to light with it.
    """
    if card.id in public.place_of:  # it is taken down at this moment
        public = Public(without(public.snapshot, card), now, public.zone)
    shown = replace(card, published_at=min(card.published_at or now, now))
    changes: dict[str, dict[Any, Any]] = {
        "podcast": {podcast.id: podcast},
        "episode": {card.id: shown},
    }
    return OneMore(public, anew(snapshot, changes), shown, now)


def without(snapshot: Snapshot, card: EpisodeCard) -> Snapshot:
    return anew(snapshot, {"episode": {card.id: None}})


def anew(snapshot: Snapshot, changes: Mapping[str, Mapping[Any, Any]]) -> Snapshot:
    return snapshot.changed_by(changes, snapshot.t, is_complete=True)


def address(request: Request, preview: Preview, route_name: str, **elements: str) -> str:
    """Of what lies below a link, as it is saved or as it is typed."""
    query = {"draft": preview.draft} if preview.draft else None
    named = {"token": preview.token, **elements}
    found: str = request.route_path(route_name, _query=query, **named)
    return found


def banner(request: Request, preview: Preview) -> Banner:
    zone = zone_called(preview.podcast.time_zone, request.site.site_zone)
    return Banner(
        of=preview.podcast.title,
        planned=planned(preview.stored, preview.status, zone),
        until=moment(preview.until, request.site.site_zone),
        is_typed=preview.draft is not None,
        wrong=preview.wrong,
        is_of_podcast=True,
    )


def plain_banner(request: Request, of: str, stored: Stored, status: Status) -> Banner:
    """Of what lives by the clock of the site, as it is saved."""
    zone = request.site.site_zone
    until = moment(stored["preview_until"], zone)
    return Banner(of, planned(stored, status, zone), until, is_typed=False, wrong=())


def planned(stored: Stored, status: Status, zone: ZoneInfo) -> str:
    """When it comes out; "" where nobody knows."""
    at = stored.get("published_at") if status is Status.SCHEDULED else None
    return f"{moment(at, zone)}, by the clocks of {zone.key}" if at else ""


def hidden(head: Head) -> Head:
    """What no machine is told of: it has no address of its own."""
    title = f"Preview: {head.title}"
    return head._replace(title=title, canonical="", is_indexed=False, blocks=())


def moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{wording.full_date(at.astimezone(zone).date())}, {wording.clock(at, zone)}"
