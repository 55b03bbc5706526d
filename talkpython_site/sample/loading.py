"""Loads the sample: content first, then what makes it visible, then the announcement."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

import pymongo
from bson import ObjectId

from talkpython_site.documents import (
    Course,
    Episode,
    Interview,
    Lecture,
    NotUniqueError,
    Person,
    Podcast,
    SampleLoad,
    Topic,
    utc_now,
)
from talkpython_site.documents.folding import fold
from talkpython_site.documents.sample_load import THE_ONE
from talkpython_site.documents.visibility import IMPORTING, PUBLISHED
from talkpython_site.housekeeping import purge
from talkpython_site.importing.feeds.choosing import free_slug
from talkpython_site.importing.feeds.keys import candidates
from talkpython_site.importing.feeds.names import slugs
from talkpython_site.importing.runs import Run
from talkpython_site.sample.asking import Asked
from talkpython_site.sample.course_making import course_of, keyed, lecture_of, outline_of
from talkpython_site.sample.files import digest
from talkpython_site.sample.interview_making import interview_of
from talkpython_site.sample.making import Ids, episode_of, id_of, ids_in, podcast_of
from talkpython_site.sample.reading import Recorded, Sample, Show
from talkpython_site.sample.removing import LOCK, SOURCE, remove_within
from talkpython_site.sample.stores import Stores, files_of
from talkpython_site.sample.teaching import Taught, TaughtLecture

LOAD_SECONDS = 600.0
ATTEMPTS = 12  # one more than there are addresses for a name

Progress = Callable[[int], None]  # told how many episodes are in
Kind = TypeVar("Kind", Podcast, Episode, Course, Lecture, Interview, Person, Topic)


class SampleError(Exception):
    """The sample cannot be loaded now; one sentence for people."""


class Loaded(NamedTuple):
    """What a load did."""

    podcasts: int  # how many came in now
    episodes: int
    addresses: tuple[str, ...]  # of the sample's podcasts
    shared: tuple[str, ...]  # people and topics that were here before
    courses: int = 0
    course_addresses: tuple[str, ...] = ()
    interviews: int = 0
    interview_addresses: tuple[str, ...] = ()


def load(sample: Sample, stores: Stores, progress: Progress = lambda _done: None) -> Loaded:
    """Load the sample, or what of it is missing; one load is dated from its first day.

    Raises ``BusyError`` where another process loads or removes it, ``SampleError``,
    ``PyMongoError``, and ``OSError`` where a file cannot be kept.
    """
    with pymongo.timeout(LOAD_SECONDS), Run(SOURCE, LOCK) as run:
        return load_within(run, sample, stores, progress)


def load_within(
    run: Run, sample: Sample, stores: Stores, progress: Progress = lambda _done: None
) -> Loaded:
    """The same by a run that holds the lock."""
    with run.step():
        row = SampleLoad.objects(id=THE_ONE).first()
    if row and row.removed_at:
        remove_within(run, row, stores)  # the rest of a removal that was stopped
    with run.step():
        row = begun(sample, row)
        stores.keep(sample)
    return Loader(sample, row, run).load(progress)


def begun(sample: Sample, row: SampleLoad | None) -> SampleLoad:
    """The row that says what will be brought, written before any of it."""
    is_new, row = row is None, row or SampleLoad(id=THE_ONE)
    if row.day is None or row.removed_at:
        row.day = utc_now().replace(hour=0, minute=0, second=0, microsecond=0)
        row.removed_at = row.loaded_at = None
    row.brought = list(dict.fromkeys([*row.brought, *ids_in(sample)]))
    row.files = list(dict.fromkeys([*row.files, *files_of(sample)]))
    return row.insert() if is_new else row.change()


class Loader:
    """The sample on its way in, by one process."""

    def __init__(self, sample: Sample, row: SampleLoad, run: Run) -> None:
        self._sample = sample
        self._row = row
        self._day = row.day or utc_now()
        self._run = run
        self._shared: list[str] = []
        self._new: list[Any] = []
        self._people: Ids = {}
        self._topics: Ids = {}

    def load(self, progress: Progress) -> Loaded:
        self._people = {
            word: self._name(Person, word, told["name"], url=told.get("url"))
            for word, told in self._sample.people.items()
        }
        self._topics = {
            fold(name): self._name(Topic, fold(name), name) for name in self._sample.topics
        }
        podcasts = [self._podcast(show) for show in self._sample.shows]
        done = 0
        for show, podcast in zip(self._sample.shows, podcasts, strict=True):
            for recorded in show.episodes:
                self._episode(recorded, podcast)
                done += 1
                progress(done)
        courses = [self._course(taught) for taught in self._sample.courses]
        interviews = [self._interview(asked) for asked in self._sample.interviews]
        for podcast in podcasts:
            self._publish(podcast)
        self._end()
        return self._loaded(podcasts, courses, interviews)

    def _name(self, kind: type[Person] | type[Topic], word: str, name: str, **facts: Any) -> Any:
        """The id of the person or topic of that name, here before or made now."""
        own, key = id_of(kind.card_kind, word), fold(name)
        given = {name: value for name, value in facts.items() if value}
        free = slugs(kind, key, name)
        found = self._made(
            own,
            lambda: kind.objects.by_keys([key]).first() or kind.objects(id=own).first(),
            lambda: kind(key=key, name=name, slug=next(free), **given),
        )
        self._shared += [name] if found.id != own else []
        return found.id

    def _podcast(self, show: Show) -> Podcast:
        def make() -> Podcast:
            podcast = podcast_of(show, self._people, digest(show.artwork))
            podcast.slug = free_slug(podcast.title)
            podcast.own_hue = show.told["hue"]  # that of its artwork, whoever else has it
            return podcast

        mine = id_of("podcast", show.name)
        return self._made(mine, lambda: Podcast.objects(id=mine).first(), make)

    def _episode(self, recorded: Recorded, podcast: Podcast) -> None:
        def make() -> Episode:
            episode = episode_of(recorded, self._day, self._people, self._topics)
            taken = Episode.keys_of(podcast.id)
            episode.podcast = podcast.id
            episode.key = next(key for key in candidates(episode) if key not in taken)
            return episode

        own = id_of("episode", recorded.name)
        self._made(own, lambda: Episode.objects(id=own).first(), make)

    def _course(self, taught: Taught) -> Course:
        """Hidden until all of its lectures are in."""

        def make() -> Course:
            course = course_of(taught, self._day, self._people, self._topics)
            course.slug = free_slug(course.title, Course)
            course.own_hue = taught.told["hue"]
            return course

        own = id_of("course", taught.name)
        course = self._made(own, lambda: Course.objects(id=own).first(), make)
        if course.state == IMPORTING:
            for key, lecture in keyed(taught):
                self._lecture(lecture, course, key)
            course.outline(*outline_of(taught))
            self._publish(course)
        return course

    def _lecture(self, lecture: TaughtLecture, course: Course, key: int) -> None:
        own = id_of("lecture", f"{course.id}/{lecture.name}")
        self._made(
            own,
            lambda: Lecture.objects(id=own).first(),
            lambda: lecture_of(lecture, course.id, key),
        )

    def _interview(self, asked: Asked) -> Interview:
        def make() -> Interview:
            interview = interview_of(asked, self._day, self._people, self._topics)
            interview.slug = free_slug(interview.title, Interview)
            return interview

        own = id_of("interview", asked.name)
        return self._made(own, lambda: Interview.objects(id=own).first(), make)

    def _made(
        self, own: ObjectId, find: Callable[[], Kind | None], make: Callable[[], Kind]
    ) -> Kind:
        """What is here already, perhaps since a load that was stopped, or is made now."""
        for _attempt in range(ATTEMPTS):
            with self._run.step():
                known = find()
                if known and not known.is_discarded:
                    return known
                if known:
                    purge()
                with suppress(NotUniqueError):  # somebody was faster, or it stays in the bin
                    document = make()
                    document.id, self._run.has_written = own, True
                    self._new.append(document.insert())
                    return document
        raise SampleError("Some of the sample is still being removed: try again in a minute.")

    def _publish(self, hidden: Podcast | Course) -> None:
        if hidden.state == IMPORTING:
            with self._run.step():
                self._run.has_written = True
                hidden.state = PUBLISHED
                hidden.change()

    def _end(self) -> None:
        if self._row.loaded_at is None:
            with self._run.step():
                self._row.loaded_at = utc_now()
                self._row.change()

    def _loaded(
        self, podcasts: list[Podcast], courses: list[Course], interviews: list[Interview]
    ) -> Loaded:
        new = Counter(type(each) for each in self._new)
        return Loaded(
            podcasts=new[Podcast],
            episodes=new[Episode],
            addresses=tuple(podcast.slug for podcast in podcasts),
            shared=tuple(self._shared),
            courses=new[Course],
            course_addresses=tuple(course.slug for course in courses),
            interviews=new[Interview],
            interview_addresses=tuple(interview.slug for interview in interviews),
        )
