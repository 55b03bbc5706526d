"""Which podcast a feed belongs to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bson import ObjectId

from talkpython_site.documents import Course, Episode, Interview, Podcast, Tombstone
from talkpython_site.documents.folding import fold
from talkpython_site.documents.visibility import IMPORTING
from talkpython_site.importing.asking import in_parts
from talkpython_site.importing.feeds.opening import FeedError
from talkpython_site.importing.feeds.parsed import ParsedFeed
from talkpython_site.importing.feeds.slugs import slug_of

Kind = type[Podcast] | type[Course]


@dataclass(frozen=True, slots=True)
class Choice:
    """The address of a podcast, and how it was found."""

    slug: str
    is_new: bool  # to visitors: made by this import, or hidden since one that was stopped
    reason: str


def choose(feed: ParsedFeed, slug: str | None) -> Choice:
    """The podcast of that slug; else of the feed's guid, its address, or half of its guids.

    Else one that an import of this feed left unfinished, else a new one. Raises ``FeedError``
    where the podcast of that slug is evidently another show.
    """
    if slug:
        podcast = Podcast.objects.by_any_slug(slug).first()
        if podcast and podcast.state != IMPORTING and is_another_show(feed, podcast):
            raise FeedError(
                f"This is the feed of “{feed.show.title}”, and {slug} is “{podcast.title}”: they"
                " share no episode, address or title. Leave --podcast out, or name a new address."
            )
        named = found_by(podcast, "named by --podcast")
        return named or Choice(slug, is_new=True, reason=f"no other is called {slug}")
    return (
        found_by(by_guid(feed), "known by its podcast:guid")
        or found_by(by_feed_url(feed), "known by its feed's address")
        or found_by(by_known_guids(feed), "known by its episodes")
        or found_by(left_unfinished(feed), "")
        or Choice(free_slug(feed.show.title), is_new=True, reason="it was not known here")
    )


def found_by(podcast: Podcast | None, reason: str) -> Choice | None:
    if podcast is None:
        return None
    is_hidden = podcast.state == IMPORTING
    return Choice(podcast.slug, is_hidden, "its import was stopped" if is_hidden else reason)


def is_another_show(feed: ParsedFeed, podcast: Podcast) -> bool:
    """Whether nothing that a show is known by is the same; one without episodes is nobody's yet."""
    is_alike = (
        fold(feed.show.title) == fold(podcast.title)
        or (feed.show.guid is not None and feed.show.guid == podcast.guid)
        or not set(feed.show.feed_urls).isdisjoint(podcast.feed_urls)
    )
    return not is_alike and has_episode(podcast) and not knows_any(feed, podcast)


def has_episode(podcast: Podcast) -> bool:
    """Whether there is one outside the bin."""
    return Episode.objects.of(podcast.id).only("id").as_pymongo().first() is not None


def knows_any(feed: ParsedFeed, podcast: Podcast) -> bool:
    stored = Episode.objects.of(podcast.id).only("id").as_pymongo()
    return any(
        stored.by_guids(part).first() for part in in_parts([item.guid for item in feed.items])
    )


def by_guid(feed: ParsedFeed) -> Podcast | None:
    guid = feed.show.guid
    return Podcast.objects.by_guid(guid).first() if guid else None


def by_feed_url(feed: ParsedFeed) -> Podcast | None:
    found = (Podcast.objects.by_feed_url(url).first() for url in feed.show.feed_urls)
    return next(filter(None, found), None)


def by_known_guids(feed: ParsedFeed) -> Podcast | None:
    """The one podcast that knows at least half of the file's guids, also of what was purged."""
    guids = [item.guid for item in feed.items]
    counts: Counter[ObjectId] = Counter()
    for part in in_parts(guids):
        for kind in (Episode, Tombstone):
            stored = kind.objects.by_guids(part).only("podcast").as_pymongo()
            counts.update(each["podcast"] for each in stored)
    halves = [podcast for podcast, count in counts.items() if count * 2 >= len(guids)]
    return Podcast.objects(id=halves[0]).first() if len(halves) == 1 else None


def left_unfinished(feed: ParsedFeed) -> Podcast | None:
    """A hidden podcast of the same title, all of whose episodes are in this file."""
    guids = {item.guid for item in feed.items}
    hidden: Iterable[Podcast] = Podcast.objects(state=IMPORTING, title=feed.show.title)
    return next((podcast for podcast in hidden if guids_of(podcast) <= guids), None)


def guids_of(podcast: Podcast) -> set[str]:
    stored = Episode.objects.of(podcast.id).only("guid").as_pymongo()
    return {episode["guid"] for episode in stored}


def free_slug(title: str, kind: Kind | type[Interview] = Podcast) -> str:
    """An address for a new podcast, course or interview, made from its title."""
    base = slug_of(title, kind.card_kind)
    stored = kind.objects.only("slug", "slugs").as_pymongo()
    taken = {slug for each in stored for slug in (each["slug"], *each.get("slugs", ()))}
    candidates = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def free_hue(slug: str, kind: Kind = Podcast) -> str:
    """One of the twelve hues by the slug, the next one that no other has while there is one."""
    first = sum(slug.encode()) % 12
    hues = [f"hue-{(first + step) % 12 + 1}" for step in range(12)]
    taken = set(kind.objects.only("own_hue").scalar("own_hue"))
    return next((hue for hue in hues if hue not in taken), hues[0])
