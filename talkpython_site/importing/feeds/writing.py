"""Writes a parsed feed into the catalogue: each item by its own key, the podcast last."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import bson
import pymongo

from talkpython_site.addresses import is_of_this_machine
from talkpython_site.documents import (
    Episode,
    NotUniqueError,
    Person,
    Podcast,
    Topic,
)
from talkpython_site.documents.podcast_guid import guid_of
from talkpython_site.documents.visibility import BINNED, IMPORTING, PUBLISHED
from talkpython_site.episode_checks import look_at
from talkpython_site.importing.feeds.ages import BEFORE_ALL, in_words, newest
from talkpython_site.importing.feeds.choosing import choose, free_hue, has_episode
from talkpython_site.importing.feeds.keys import assign_keys
from talkpython_site.importing.feeds.known import known_episodes
from talkpython_site.importing.feeds.merging import Merge, follow, hashes_of, merge
from talkpython_site.importing.feeds.names import ids_of, people_in, topics_in
from talkpython_site.importing.feeds.outcome import Outcome
from talkpython_site.importing.feeds.parsed import Oddity, ParsedFeed, ParsedItem
from talkpython_site.importing.feeds.recognising import recognise
from talkpython_site.importing.feeds.report import SHOW
from talkpython_site.importing.feeds.stock import NOTES, STOCK, is_poorer, stock_notes
from talkpython_site.importing.feeds.stored import (
    DERIVED_FROM,
    derived,
    episode_fields,
    podcast_fields,
)
from talkpython_site.importing.runs import STEP_SECONDS, BusyError, Run, undisturbed

RUN_SECONDS = 3600.0
LARGEST_BYTES = 14 * 1024**2  # a document of MongoDB may have 16 MB

Progress = Callable[[Outcome], None]
Kind = TypeVar("Kind", Episode, Podcast)


def write_feed(
    feed: ParsedFeed, source: str, slug: str | None = None, progress: Progress = lambda _o: None
) -> Outcome:
    """Write a feed; the same one again writes nothing but its run.

    Stopped midway, whole episodes stay and the same call finishes. Raises ``BusyError`` where
    another import of the show runs, ``PyMongoError`` where the database goes away.
    """
    with pymongo.timeout(RUN_SECONDS):
        with pymongo.timeout(STEP_SECONDS):
            expected = choose(feed, slug)
        with Run(source, expected.slug) as run:
            with run.step():
                choice = choose(feed, slug)
            if choice.slug != expected.slug:  # another import was faster
                raise BusyError(choice.slug)
            return Writer(feed, run, Outcome(choice, feed.show.title)).write(progress)


class Writer:
    """One feed on its way into one podcast, which no other import holds."""

    def __init__(self, feed: ParsedFeed, run: Run, outcome: Outcome) -> None:
        self._feed = feed
        self._run = run
        self._outcome = outcome
        self._stock = stock_notes(feed.items)
        self._people = ids_of(Person, people_in(feed), run)
        self._topics = ids_of(Topic, topics_in(feed), run)
        with run.step():
            self._podcast: Podcast = undisturbed(self._open_podcast)
            self._look()

    def write(self, progress: Progress) -> Outcome:
        """The oldest item first; of equal dates the last in the file, as feeds begin with the
        newest: episodes of one date stand in the order in which they were made.
        """
        items = reversed(self._feed.items)
        for item in sorted(items, key=lambda item: item.published_at or BEFORE_ALL):
            with self._run.step():
                undisturbed(partial(self._write, item))
            progress(self._outcome)
        with self._run.step():
            undisturbed(self._finish_podcast)
        return self._outcome

    def _open_podcast(self) -> Podcast:
        """The podcast as it stands, or a new one that stays hidden until its run ends."""
        slug = self._outcome.choice.slug
        known: Podcast | None = Podcast.objects.by_any_slug(slug).first()
        if known:
            self._outcome.title = known.title
            return known
        fields = self._show_fields({})
        podcast = Podcast.from_stored(fields, is_new=True)
        podcast.slug, podcast.state, podcast.own_hue = slug, IMPORTING, free_hue(slug)
        podcast.imported = hashes_of(fields)
        self._run.has_written = True
        return podcast.insert()

    def _look(self) -> None:
        """See which episodes there are or were; each item gets the key that is its own."""
        stored = known_episodes(self._podcast.id)
        self._known = recognise(self._feed.items, stored)
        existing = {guid: episode["key"] for guid, episode in self._known.items()}
        self._keys = assign_keys(self._feed.items, {episode["key"] for episode in stored}, existing)

    def _write(self, item: ParsedItem) -> None:
        given = episode_fields(item, self._people, self._topics)
        known = self._known.get(item.guid, {})
        stored = Episode.objects(id=known["_id"]).as_pymongo().first() if "_id" in known else None
        if known and "_id" not in known:
            self._set_aside(item, "it was deleted here")
        elif stored and stored.get("state") == BINNED:
            self._set_aside(item, "it is in the bin")
        elif len(bson.encode(given)) > LARGEST_BYTES:
            self._set_aside(item, "it is larger than 14 MB")
        elif stored is None:
            self._insert(item, given)
        else:
            self._change(stored, item, given)

    def _set_aside(self, item: ParsedItem, reason: str) -> None:
        self._outcome.set_aside.append(Oddity(item.title, reason))

    def _insert(self, item: ParsedItem, given: Mapping[str, Any]) -> None:
        fields = {**given, **derived(given)}
        episode = Episode.from_stored(fields, is_new=True)
        episode.podcast, episode.guid = self._podcast.id, item.guid
        episode.key, episode.state = self._keys[item.guid], PUBLISHED
        episode.imported, episode.snapshot_at = hashes_of(fields), self._feed.snapshot_at
        look_at(episode)
        self._run.has_written = True
        try:
            episode.insert()
        except NotUniqueError:
            self._look()
            raise
        self._outcome.new += 1

    def _change(
        self, stored: Mapping[str, Any], item: ParsedItem, given: Mapping[str, Any]
    ) -> None:
        poorer = item.guid in self._stock and is_poorer(given, stored)
        merged = merge(
            stored, given, is_older=self._is_older(stored), hesitant={NOTES} if poorer else set()
        )
        if DERIVED_FROM & merged.values.keys():
            after = {**stored, **merged.values}
            merged = follow(stored, merged, derived(after), before=derived(stored))
        if merged.changes(stored):
            self._run.has_written = True
            episode = updated(Episode, stored, merged, self._feed.snapshot_at)
            look_at(episode)
            episode.change()
        has_news = merged.brings_news(stored)
        self._outcome.changed += has_news
        self._outcome.unchanged += not has_news
        self._outcome.keeps_edited(item.title, merged.edited)
        if poorer and NOTES not in merged.edited:
            self._outcome.keeps(item.title, STOCK)

    def _finish_podcast(self) -> None:
        """The show's own fields, and the moment from which a new podcast is seen."""
        stored = Podcast.objects(id=self._podcast.id).as_pymongo().first()
        given = self._show_fields(stored)
        merged = merge(stored, given, is_older=self._is_older(stored))
        podcast = updated(Podcast, stored, merged, self._feed.snapshot_at)
        if podcast.state == IMPORTING and has_episode(podcast):
            podcast.state = PUBLISHED
        told = {"state": podcast.state, "snapshot_at": podcast.snapshot_at}
        if merged.changes(stored) or any(stored.get(name) != told[name] for name in told):
            self._run.has_written = True
            podcast.change()
        self._tell(stored, podcast, merged)

    def _tell(self, stored: Mapping[str, Any], podcast: Podcast, merged: Merge) -> None:
        """Name what of the show is not as the feed has it."""
        self._outcome.keeps_edited(SHOW, merged.edited)
        if podcast.state == IMPORTING:
            self._outcome.keeps(SHOW, "hidden until it has an episode")
        if self._feed.snapshot_at and self._is_older(stored):
            older, age = in_words(self._feed.snapshot_at), in_words(self._age(stored))
            said = f"this file is from {older}, older than what is here ({age})"
            self._outcome.keeps(SHOW, f"{said}: it fills only what is empty")
        if self._feed.show.guid and podcast.guid is None and "guid" not in merged.edited:
            self._outcome.keeps(SHOW, "its podcast:guid is another podcast's")

    def _show_fields(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """What the feed says of the show; a podcast:guid of another podcast stays with that.

        Where neither ever had one, it is made of the feed's first address.
        """
        fields = podcast_fields(self._feed.show, self._people)
        urls, guid = fields.get("feed_urls"), fields.pop("guid", None)
        had_one = stored.get("guid") or "guid" in (stored.get("imported") or {})
        if guid is None and urls and not had_one and not is_of_this_machine(urls[0]):
            guid = guid_of(urls[0])
        other = Podcast.objects.by_guid(guid).first() if guid else None
        is_free = other is None or other.id == stored.get("_id")
        return {**fields, "guid": guid} if guid and is_free else fields

    def _is_older(self, stored: Mapping[str, Any]) -> bool:
        """Whether this file was made before what is stored was."""
        return self._feed.snapshot_at is not None and self._feed.snapshot_at < self._age(stored)

    def _age(self, stored: Mapping[str, Any]) -> datetime:
        """When the newest file was made that is in what is stored."""
        return newest([stored.get("snapshot_at"), self._podcast.snapshot_at]) or BEFORE_ALL


def updated(
    kind: type[Kind], stored: Mapping[str, Any], merged: Merge, snapshot_at: datetime | None
) -> Kind:
    """A stored document with what is to be written of it; the newest snapshot is kept."""
    document, given = kind.from_stored(stored), kind.from_stored(merged.values)
    for name in merged.values:
        document[name] = given[name]
    if merged.imported != document.imported:
        document.imported = merged.imported
    document.snapshot_at = newest([document.snapshot_at, snapshot_at])
    return document
