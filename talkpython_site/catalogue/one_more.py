"""What everybody would see with one more episode: the rest is not derived again for it."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from bson import ObjectId

from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.catalogue.public import Group, Public, place
from talkpython_site.catalogue.snapshot import Snapshot

K = TypeVar("K")


class OneMore(Public):
    """``public`` and, among its episodes, one that it does not show.

    It is the same as ``Public(snapshot, ...)`` where that shows this one more: all that would take
    long with thousands of episodes is taken from ``public``.
    """

    def __init__(
        self, public: Public, snapshot: Snapshot, card: EpisodeCard, now: datetime
    ) -> None:
        """``snapshot`` has the episode, its podcast and whom it names."""
        self._others = public
        self._card = card
        super().__init__(snapshot, now, public.zone)
        # The same ones, but these have been sorted by name and topic already.
        self.courses, self.interviews = public.courses, public.interviews

    def _episodes_at(self, now: datetime) -> tuple[Group, datetime, datetime]:
        others = self._others
        return with_one(others.episodes, self._card), now, others.valid_until

    @cached_property
    def by_podcast(self) -> Mapping[ObjectId, Group]:
        return in_groups(self._others.by_podcast, (self._card.podcast,), self._card)

    @cached_property
    def by_topic(self) -> Mapping[ObjectId, Group]:
        return in_groups(self._others.by_topic, self._card.topics, self._card)

    @cached_property
    def by_person(self) -> Mapping[ObjectId, Group]:
        people = dict.fromkeys(person for person, _role in self.credits_of(self._card))
        return in_groups(self._others.by_person, people, self._card)

    @cached_property
    def place_of(self) -> dict[ObjectId, int]:
        before, index = self._others.place_of, self.episodes.index(self._card)
        later = {each.id: before[each.id] + 1 for each in self.episodes[:index]}
        return {**before, **later, self._card.id: len(before) - index + 1}


def in_groups(groups: Mapping[K, Group], keys: Iterable[K], card: EpisodeCard) -> Mapping[K, Group]:
    return {**groups, **{key: with_one(groups.get(key, ()), card) for key in keys}}


def with_one(group: Group, card: EpisodeCard) -> Group:
    index = len(group) - bisect_left(group[::-1], place(card), key=place)
    return (*group[:index], card, *group[index:])
