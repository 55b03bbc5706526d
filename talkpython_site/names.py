"""People and topics in alphabetical order, and those heard most."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.request import Request

from talkpython_site import strip, wording
from talkpython_site.catalogue.alphabet import LAST
from talkpython_site.catalogue.cards import PersonCard, TopicCard

NO_CACHE = "no-cache"  # renamed back, a kept redirect would loop
Counted = tuple[PersonCard | TopicCard, int]


class Name(NamedTuple):
    """A person or a topic in a list."""

    name: str
    address: str
    episodes: int
    courses: int
    interviews: int

    @property
    def initials(self) -> str:
        return wording.initials(self.name)

    @property
    def things(self) -> int:
        """How many episodes; of who is not heard, how many courses and interviews."""
        return self.episodes or self.courses + self.interviews

    @property
    def counts(self) -> str:
        """How much there is of each kind: ``3 episodes · 1 interview``."""
        return " · ".join(self._counted("episode"))

    @property
    def few_counts(self) -> str:
        """The same where room is short: a number alone is one of episodes."""
        return " · ".join(self._counted(None))

    def _counted(self, episode: str | None) -> Iterator[str]:
        if self.episodes or not (self.courses or self.interviews):
            count = self.episodes
            yield wording.counted(count, episode) if episode else f"{count:,}"
        if self.courses:
            yield wording.counted(self.courses, "course")
        if self.interviews:
            yield wording.counted(self.interviews, "interview")


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
    start, public = request.route_path(route_name, slug="-").removesuffix("-"), request.catalogue
    taught, asked = public.courses.by_person, public.interviews.by_person
    if route_name == "topics.show":
        taught, asked = public.courses.by_topic, public.interviews.by_topic
    return tuple(
        Name(
            name=card.name,
            address=start + card.slug,
            episodes=episodes,
            courses=len(taught.get(card.id, ())),
            interviews=len(asked.get(card.id, ())),
        )
        for card, episodes in counted
    )


def heard(counted: Sequence[Counted], most: int) -> Sequence[Counted]:
    """The first of those that stand in episodes, most episodes first."""
    return [each for each in counted[:most] if each[1]]


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
    """Topics by their number of episodes, each with its hours."""
    groups = request.catalogue.by_topic
    seconds = [sum(c.duration_seconds or 0 for c in groups[card.id]) for card, _n in counted]
    most = max((episodes for _card, episodes in counted), default=1)
    return tuple(
        Measured(name, wording.hours(spent) if spent else "", strip.percent(name.episodes / most))
        for name, spent in zip(links(request, route_name, counted), seconds, strict=True)
    )
