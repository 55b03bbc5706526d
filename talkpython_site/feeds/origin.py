"""Where a feed comes from: a podcast, what is public of the site, and the site's addresses."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from talkpython_site.addresses import segment
from talkpython_site.catalogue import Public
from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard
from talkpython_site.pictures import LARGE
from talkpython_site.settings import Settings


class Origin:
    """What every part of one podcast's feed is made from.

    ``stored`` is the podcast's document with ``shows.FIELDS``; ``address(route, **parts)`` gives
    absolute addresses. Those of episodes and people are made beside one sample: a feed has
    hundreds, and each takes ten times longer by its route.
    """

    today: date | None = None  # who makes the podcast then is named; None: who ever did

    def __init__(
        self,
        public: Public,
        card: PodcastCard,
        stored: Mapping[str, Any],
        site: Settings,
        address: Callable[..., str],
    ) -> None:
        self.public = public
        self.card = card
        self.stored = stored
        self.site = site
        self.address = address

    @cached_property
    def feed(self) -> str:
        return self.address("podcasts.feed", podcast=self.card.slug)

    @cached_property
    def page(self) -> str:
        return self.address("podcasts.show", podcast=self.card.slug)

    def episode(self, card: EpisodeCard) -> str:
        """The address of an episode's page."""
        return f"{self._episodes}{segment(card.key)}/{segment(card.slug)}"

    def chapters(self, card: EpisodeCard) -> str:
        before, after = self._chapters
        return f"{before}{segment(card.key)}{after}"

    def person(self, slug: str) -> str:
        return f"{self._people}{segment(slug)}"

    def picture(self, key: str) -> str:
        """The address of a kept picture, as apps want artwork."""
        before, after = self._pictures
        return f"{before}{segment(key)}{after}"

    @cached_property
    def _episodes(self) -> str:
        podcast = self.card.slug
        return self.address("episodes.show", podcast=podcast, key="-", slug="-").removesuffix("-/-")

    @cached_property
    def _chapters(self) -> tuple[str, str]:
        sample = self.address("episodes.chapters", podcast=self.card.slug, key="-")
        before, _key, after = sample.rpartition("/-/")
        return f"{before}/", f"/{after}"

    @cached_property
    def _pictures(self) -> tuple[str, str]:
        sample = self.address("pictures.show", hash="-", width=LARGE, ending="jpg")
        before, _hash, after = sample.rpartition("/-/")
        return f"{before}/", f"/{after}"

    @cached_property
    def _people(self) -> str:
        return self.address("people.show", slug="-").removesuffix("-")
