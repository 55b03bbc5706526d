"""The sitemap: every public page with its day, made once for each state of the site."""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import NamedTuple
from weakref import WeakKeyDictionary

from pyramid.renderers import render
from pyramid.request import Request

from talkpython_site.addresses import segment
from talkpython_site.catalogue import Public
from talkpython_site.catalogue.cards import CourseCard, EpisodeCard
from talkpython_site.kept_pages import GZIP_LEVEL

MOST = 50_000  # addresses, as the protocol has it

_packed: WeakKeyDictionary[Public, tuple[str, bytes]] = WeakKeyDictionary()


class Page(NamedTuple):
    """A page of the sitemap: its absolute address, and the day of the newest thing on it."""

    address: str
    changed_on: date | None


def packed(request: Request) -> bytes:
    """The sitemap of what is public now, gzipped; raises ``NotLoadedError``."""
    public, owned = request.catalogue, request.owner_pages.fingerprint
    kept, made = _packed.get(public, ("", b""))
    if kept != owned:
        written = render("machines/sitemap.pt", {"pages": pages(request)}, request)
        made = gzip.compress(written.encode(), GZIP_LEVEL, mtime=0)
        _packed[public] = owned, made
    return made


def pages(request: Request) -> Iterator[Page]:
    """Lists and names before episodes, and of these the newest first."""
    everything = chain(
        lists(request), of_owner(request), names(request), courses(request), episodes(request)
    )
    return islice(everything, MOST)


def lists(request: Request) -> Iterator[Page]:
    everything = request.catalogue.episodes
    for route in ("home", "episodes.index", "podcasts.index", "people.index", "topics.index"):
        yield Page(request.site_url(route), newest(everything))
    taught = request.catalogue.courses.all
    if taught:
        yield Page(request.site_url("courses.index"), newest(taught))


def of_owner(request: Request) -> Iterator[Page]:
    for name in request.owner_pages.pages:
        yield Page(request.site_url("pages.show", page=name), None)


def names(request: Request) -> Iterator[Page]:
    """Podcasts, people and topics, as new as their newest episode."""
    public, address = request.catalogue, request.site_url
    podcasts = (
        (card.slug, public.by_podcast.get(card.id, ())) for card in public.podcasts.values()
    )
    people = ((card.slug, public.by_person.get(card.id, ())) for card, _count in public.people)
    topics = ((card.slug, public.by_topic.get(card.id, ())) for card, _count in public.topics)
    yield from named(address("podcasts.show", podcast="-"), podcasts)
    yield from named(address("people.show", slug="-"), people)
    yield from named(address("topics.show", slug="-"), topics)


def named(sample: str, slugs: Iterable[tuple[str, Sequence[EpisodeCard]]]) -> Iterator[Page]:
    """Pages beside a sample whose slug is ``-``: made anew, each takes ten times longer."""
    start = sample.removesuffix("-")
    for slug, group in slugs:
        yield Page(start + segment(slug), newest(group))


def courses(request: Request) -> Iterator[Page]:
    """Courses, each before its lectures that are open to everybody."""
    for card in request.catalogue.courses.all:
        address, day = request.site_url("courses.show", course=card.slug), newest((card,))
        yield Page(address, day)
        for key, slug in card.previews:
            yield Page(f"{address}/{key}/{segment(slug)}", day)


def episodes(request: Request) -> Iterator[Page]:
    public = request.catalogue
    starts = {
        card.id: request.site_url("episodes.show", podcast=card.slug, key="-", slug="-")[:-3]
        for card in public.podcasts.values()
    }
    for card in public.episodes:
        way = f"{segment(card.key)}/{segment(card.slug)}"
        yield Page(starts[card.podcast] + way, newest((card,)))


def newest(episodes: Sequence[EpisodeCard | CourseCard]) -> date | None:
    """The UTC day of the first of these, which stand newest first."""
    first = episodes[0].published_at if episodes else None
    return first.date() if first else None
