"""Which podcast a feed belongs to."""

from collections import Counter

from bson import ObjectId
from slugify import slugify

from talkpython_site.documents import Episode, Podcast
from talkpython_site.importing.feeds.parsed import ParsedFeed

SLUG_LENGTH = 80


def find_podcast(feed: ParsedFeed, slug: str | None) -> Podcast | None:
    """The podcast of that slug; else of the feed's guid, its address, or half of its guids."""
    if slug:
        found: Podcast | None = Podcast.objects.by_slug(slug).first()
        return found
    return by_guid(feed) or by_feed_url(feed) or by_known_guids(feed)


def by_guid(feed: ParsedFeed) -> Podcast | None:
    guid = feed.show.guid
    return Podcast.objects.by_guid(guid).first() if guid else None


def by_feed_url(feed: ParsedFeed) -> Podcast | None:
    for url in feed.show.feed_urls:
        found: Podcast | None = Podcast.objects.by_feed_url(url).first()
        if found:
            return found
    return None


def by_known_guids(feed: ParsedFeed) -> Podcast | None:
    """The one podcast that knows at least half of the file's guids."""
    guids = [item.guid for item in feed.items]
    stored = Episode.objects.by_guids(guids).only("podcast").as_pymongo()
    counts: Counter[ObjectId] = Counter(episode["podcast"] for episode in stored)
    halves = [podcast for podcast, count in counts.items() if count * 2 >= len(guids)]
    return Podcast.objects(id=halves[0]).first() if len(halves) == 1 else None


def free_slug(title: str) -> str:
    """An address for a new podcast, made from its title."""
    base = slugify(title, max_length=SLUG_LENGTH) or "podcast"
    taken = set(Podcast.objects.only("slug").scalar("slug"))
    candidates = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def free_hue(slug: str) -> str:
    """One of the twelve hues by the slug, the next one that no podcast has while there is one."""
    first = sum(slug.encode()) % 12
    hues = [f"hue-{(first + step) % 12 + 1}" for step in range(12)]
    taken = set(Podcast.objects.only("own_hue").scalar("own_hue"))
    return next((hue for hue in hues if hue not in taken), hues[0])
