"""How episodes are published and taken down."""

from typing import Any
from zoneinfo import ZoneInfo

from pyramid.request import Request

from talkpython_site.checks import Check, Verdict
from talkpython_site.editing import cards_now, is_shown
from talkpython_site.episode_checks import blocking, gone, look_at, verdict
from talkpython_site.episode_writing import NAMES
from talkpython_site.local_times import zone_called
from talkpython_site.moved_kind import MovedKind


class EpisodeMoves(MovedKind):
    """Everybody sees an episode with its podcast alone, and hears it by the feed."""

    kind = "episode"
    names = NAMES
    shown_at_once = "Everybody sees it at once: on its page, in lists and in the feed."
    shown_later = "Everybody sees it once its podcast is shown to everybody."
    taken_down = "Nobody sees or hears it any more. Its address says why, to everybody."
    binned = "It is gone from everywhere, and can be taken out of the bin for 30 days."

    def zone(self, request: Request, thing: Any) -> ZoneInfo:
        """Those of its podcast, else of the site."""
        podcast = request.registry.catalogue.all().podcasts.get(thing.podcast)
        return zone_called(podcast.time_zone if podcast else None, request.site.site_zone)

    def page(self, request: Request, thing: Any) -> str | None:
        podcast = request.registry.catalogue.all().podcasts.get(thing.podcast)
        if podcast is None or not podcast.is_public(request.now):
            return None
        named = {"podcast": podcast.slug, "key": thing.key, "slug": thing.slug}
        return str(request.route_path("episodes.show", **named))

    def verdict(self, request: Request, thing: Any) -> Verdict:
        return verdict(thing, request.registry.catalogue.all(), request.registry.media)

    def blocks(self, request: Request, thing: Any) -> list[Check]:
        """What is found is written with the move."""
        look_at(thing, cards_now(request))
        return blocking({*thing.checks, *gone(thing, request.registry.media)})

    def is_shown(self, request: Request, thing: Any) -> bool:
        return is_shown(request, thing.podcast)


EPISODE_MOVES = EpisodeMoves()
