"""People and topics in alphabetical order, and those of which there is most."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.request import Request

from talkpython_site import strip, wording
from talkpython_site.catalogue.alphabet import LAST, Things
from talkpython_site.catalogue.cards import PersonCard, TopicCard

NO_CACHE = "no-cache"  # renamed back, a kept redirect would loop
EPISODE = "episode"
KINDS = (EPISODE, "course", "interview")  # as in ``Things``
Counted = tuple[PersonCard | TopicCard, Things]


class Name(NamedTuple):
    """A person or a topic in a list."""

    name: str
    address: str
    things: Things

    @property
    def initials(self) -> str:
        return wording.initials(self.name)

    @property
    def total(self) -> str:
        """Of all kinds together: an interview counts as much as an episode."""
        return f"{self.things.total:,}"

    @property
    def counts(self) -> str:
        """How much there is of each kind: ``3 episodes · 1 interview``."""
        return " · ".join(self._counted())

    @property
    def few_counts(self) -> str:
        """The same where room is short: a number alone is that of episodes, and of all."""
        return self.total if self.is_heard_alone else self.counts

    @property
    def unit(self) -> str:
        """What ``total`` counts."""
        noun = "episode" if self.things.total == 1 else "episodes"
        return noun if self.is_heard_alone else f"in all: {self.counts}"

    @property
    def is_heard_alone(self) -> bool:
        return self.things.total == self.things.episodes

    def _counted(self) -> Iterator[str]:
        for count, noun in zip(self.things, KINDS, strict=True):
            if count or (noun == EPISODE and self.is_heard_alone):
                yield wording.counted(count, noun)


class Letter(NamedTuple):
    """The names under one letter."""

    letter: str
    anchor: str
    names: Sequence[Name]


class Measured(NamedTuple):
    """A name with the time that was spent on it; ``share`` is that of the first, in percent."""

    name: Name
    hours: str
    share: str


def links(request: Request, route_name: str, counted: Sequence[Counted]) -> Sequence[Name]:
    """Names with their addresses; a thousand of them are made of one, which is 40 times faster."""
    start = request.route_path(route_name, slug="-").removesuffix("-")
    return tuple(Name(card.name, start + card.slug, things) for card, things in counted)


def foremost(counted: Sequence[Counted], most: int) -> Sequence[Counted]:
    """The first of those of which there is anything."""
    return [each for each in counted[:most] if each[1].total]


def slug_now(request: Request, kind: str, route_name: str) -> str:
    """The slug in the address; raises ``HTTPMovedPermanently`` for one that became another."""
    given: str = request.matchdict["slug"]
    slug = str(request.catalogue.slug_now(kind, given))
    if slug != given:
        address = request.route_path(route_name, slug=slug, _query=request.GET)
        raise HTTPMovedPermanently(address, cache_control=NO_CACHE)
    return slug


def letters(
    request: Request, route_name: str, alphabet: Sequence[tuple[str, Sequence[Counted]]]
) -> Sequence[Letter]:
    return tuple(
        Letter(
            letter="Others" if letter == LAST else letter,
            anchor="others" if letter == LAST else letter.lower(),
            names=links(request, route_name, counted),
        )
        for letter, counted in alphabet
    )


def measured(request: Request, route_name: str, counted: Sequence[Counted]) -> Sequence[Measured]:
    """Topics by how much there is on them, each with the hours of its episodes and courses."""
    groups = request.catalogue.by_topic, request.catalogue.courses.by_topic
    seconds = [
        sum(c.duration_seconds or 0 for by_topic in groups for c in by_topic.get(card.id, ()))
        for card, _things in counted
    ]
    most = max((things.total for _card, things in counted), default=1)
    return tuple(
        Measured(
            name, wording.hours(spent) if spent else "", strip.percent(name.things.total / most)
        )
        for name, spent in zip(links(request, route_name, counted), seconds, strict=True)
    )
