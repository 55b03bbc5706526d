"""Writes a parsed feed into the catalogue: each item by its own key, the podcast last."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import pymongo

from talkpython_site.documents import Episode, Person, Podcast, SaveConditionError, Topic
from talkpython_site.documents.visibility import IMPORTING, PUBLISHED
from talkpython_site.importing.feeds.choosing import find_podcast, free_hue, free_slug
from talkpython_site.importing.feeds.keys import assign_keys
from talkpython_site.importing.feeds.merging import hashed, is_empty, merge
from talkpython_site.importing.feeds.names import ids_of
from talkpython_site.importing.feeds.parsed import Oddity, ParsedFeed, ParsedItem, ParsedPerson
from talkpython_site.importing.feeds.stored import episode_fields, podcast_fields
from talkpython_site.importing.runs import Run

WRITE_SECONDS = 3600.0
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Outcome:
    """What an import did to the catalogue so far."""

    slug: str
    title: str
    is_new_podcast: bool
    total: int
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: list[Oddity] = field(default_factory=list)  # fields that an editor changed


Progress = Callable[[Outcome], None]


def write_feed(
    feed: ParsedFeed, source: str, slug: str | None = None, progress: Progress = lambda _o: None
) -> Outcome:
    """Write a feed; the same one again writes nothing but its run.

    Stopped midway, whole episodes stay and the same call finishes. Raises ``BusyError`` where
    another import of the show runs, ``PyMongoError`` where the database goes away.
    """
    with pymongo.timeout(WRITE_SECONDS):
        found = find_podcast(feed, slug)
        show = found.slug if found else slug or free_slug(feed.show.title)
        with Run(source, show) as run:
            return Writer(feed, show, run, progress).write()


class Writer:
    """One feed on its way into one podcast, which no other import holds."""

    def __init__(self, feed: ParsedFeed, slug: str, run: Run, progress: Progress) -> None:
        self._feed = feed
        self._run = run
        self._progress = progress
        self._people = ids_of(Person, people_in(feed))
        self._topics = ids_of(Topic, {topic: {} for item in feed.items for topic in item.topics})
        known = Podcast.objects.by_slug(slug).first()
        self._podcast: Podcast = known or self._new_podcast(slug)
        self._stored = {
            stored["guid"]: stored for stored in Episode.objects.of(self._podcast.id).as_pymongo()
        }
        self._outcome = Outcome(
            slug=slug,
            title=self._podcast.title,
            is_new_podcast=self._podcast.state == IMPORTING,
            total=len(feed.items),
        )

    def write(self) -> Outcome:
        for item, key in self._oldest_first():
            stored = self._stored.get(item.guid)
            if stored is None:
                self._insert(item, key)
            else:
                self._change(stored, item)
            self._run.keep_alive()
            self._progress(self._outcome)
        self._finish_podcast()
        return self._outcome

    def _new_podcast(self, slug: str) -> Podcast:
        """A podcast that stays hidden until its run ends."""
        fields = podcast_fields(self._feed.show, self._people)
        podcast = Podcast.from_stored(fields, is_new=True)
        podcast.slug, podcast.state, podcast.own_hue = slug, IMPORTING, free_hue(slug)
        podcast.imported = hashes_of(fields)
        podcast.insert()
        return podcast

    def _oldest_first(self) -> Iterable[tuple[ParsedItem, str]]:
        existing = {guid: stored["key"] for guid, stored in self._stored.items()}
        keys = assign_keys(self._feed.items, set(existing.values()), existing)
        ordered = sorted(self._feed.items, key=lambda item: item.published_at or BEFORE_ALL)
        return [(item, keys[item.guid]) for item in ordered]

    def _insert(self, item: ParsedItem, key: str) -> None:
        fields = episode_fields(item, self._people, self._topics)
        episode = Episode.from_stored(fields, is_new=True)
        episode.podcast, episode.guid, episode.key = self._podcast.id, item.guid, key
        episode.state, episode.imported = PUBLISHED, hashes_of(fields)
        episode.snapshot_at = self._feed.snapshot_at
        episode.insert()
        self._outcome.new += 1

    def _change(self, stored: dict[str, Any], item: ParsedItem) -> None:
        """Write what differs; an editor who saved in between is read again and respected."""
        fields = episode_fields(item, self._people, self._topics)
        while True:
            try:
                is_changed = self._merge_into(Episode, stored, fields, item.title)
            except SaveConditionError:
                stored = Episode.objects(id=stored["_id"]).as_pymongo().first()
                continue
            self._outcome.changed += is_changed
            self._outcome.unchanged += not is_changed
            return

    def _merge_into(
        self,
        kind: type[Episode] | type[Podcast],
        stored: dict[str, Any],
        fields: Mapping[str, Any],
        name: str,
    ) -> bool:
        merged = merge(stored, fields, is_older=self._is_older(stored))
        for edited in merged.edited:
            self._outcome.kept.append(Oddity(name, f"{edited} was edited here and is kept"))
        if not merged.values:
            return False
        document, given = kind.from_stored(stored), kind.from_stored(merged.values)
        for each in merged.values:
            document[each] = given[each]
        document.imported = {**document.imported, **merged.hashes}
        if not self._is_older(stored):
            document.snapshot_at = self._feed.snapshot_at
        document.change()
        return True

    def _is_older(self, stored: Mapping[str, Any]) -> bool:
        """Whether this file was made before what is stored was."""
        seen = [stored.get("snapshot_at"), self._podcast.snapshot_at]
        newest = max((moment for moment in seen if moment), default=BEFORE_ALL)
        return self._feed.snapshot_at is not None and self._feed.snapshot_at < newest

    def _finish_podcast(self) -> None:
        """The show's own fields, and the moment from which a new podcast is seen."""
        podcast = Podcast.objects(id=self._podcast.id)
        fields = podcast_fields(self._feed.show, self._people)
        self._merge_into(Podcast, podcast.as_pymongo().first(), fields, "the show")
        finished = podcast.first()
        newest = max(filter(None, (finished.snapshot_at, self._feed.snapshot_at)), default=None)
        if finished.state == IMPORTING or finished.snapshot_at != newest:
            finished.state = PUBLISHED if finished.state == IMPORTING else finished.state
            finished.snapshot_at = newest
            finished.change()


def hashes_of(fields: Mapping[str, Any]) -> dict[str, str]:
    return {name: hashed(value) for name, value in fields.items() if not is_empty(value)}


def people_in(feed: ParsedFeed) -> dict[str, dict[str, Any]]:
    """Everybody named in a feed, with what is first known of their address and picture."""
    people: Iterable[ParsedPerson] = chain(feed.show.people, *(item.people for item in feed.items))
    known: dict[str, dict[str, Any]] = {}
    for person in people:
        facts = known.setdefault(person.name, {})
        for name, value in (("url", person.url), ("picture_url", person.picture_url)):
            if value:
                facts.setdefault(name, value)
    return known
