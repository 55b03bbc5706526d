"""The sitemap: every public page with its day, made once for each state of the site."""

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import NamedTuple
from weakref import WeakKeyDictionary

from bson import ObjectId
from pyramid.renderers import render
from pyramid.request import Request

from talkpython_site.addresses import segment
from talkpython_site.catalogue import Public
from talkpython_site.catalogue.alphabet import Things
from talkpython_site.catalogue.cards import CourseCard, EpisodeCard, PersonCard, TopicCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.kept_pages import GZIP_LEVEL

MOST = 50_000  # addresses, as the protocol has it
Cards = Sequence[EpisodeCard] | Sequence[CourseCard] | Sequence[InterviewCard]

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
        lists(request),
        of_owner(request),
        names(request),
        courses(request),
        interviews(request),
        episodes(request),
    )
    return islice(everything, MOST)


def lists(request: Request) -> Iterator[Page]:
    public, address = request.catalogue, request.site_url
    heard, taught, asked = public.episodes, public.courses.all, public.interviews.all
    yield Page(address("home"), newest(heard, taught, asked))
    for route in ("episodes.index", "podcasts.index"):
        yield Page(address(route), newest(heard))
    for route in ("people.index", "topics.index"):
        yield Page(address(route), newest(heard, taught, asked))
    if taught:
        yield Page(address("courses.index"), newest(taught))
    if asked:
        yield Page(address("interviews.index"), newest(asked))


def of_owner(request: Request) -> Iterator[Page]:
    for name in request.owner_pages.pages:
        yield Page(request.site_url("pages.show", page=name), None)


def names(request: Request) -> Iterator[Page]:
    """Podcasts, people and topics, as new as their newest episode, course or interview."""
    public, address = request.catalogue, request.site_url
    podcasts = (
        (card.slug, (public.by_podcast.get(card.id, ()),)) for card in public.podcasts.values()
    )
    yield from named(address("podcasts.show", podcast="-"), podcasts)
    people = public.by_person, public.courses.by_person, public.interviews.by_person
    topics = public.by_topic, public.courses.by_topic, public.interviews.by_topic
    yield from named(address("people.show", slug="-"), grouped(public.people, people))
    yield from named(address("topics.show", slug="-"), grouped(public.topics, topics))


def grouped(
    cards: Iterable[tuple[PersonCard | TopicCard, Things]],
    by_kind: Iterable[Mapping[ObjectId, Cards]],
) -> Iterator[tuple[str, Sequence[Cards]]]:
    """The slug of each, and what there is of it of each kind."""
    for card, _things in cards:
        yield card.slug, [groups.get(card.id, ()) for groups in by_kind]


def named(sample: str, slugs: Iterable[tuple[str, Sequence[Cards]]]) -> Iterator[Page]:
    """Pages beside a sample whose slug is ``-``: made anew, each takes ten times longer."""
    start = sample.removesuffix("-")
    for slug, groups in slugs:
        yield Page(start + segment(slug), newest(*groups))


def courses(request: Request) -> Iterator[Page]:
    """Courses, each before its lectures that are open to everybody."""
    for card in request.catalogue.courses.all:
        address, day = request.site_url("courses.show", course=card.slug), newest((card,))
        yield Page(address, day)
        for key, slug in card.previews:
            yield Page(f"{address}/{key}/{segment(slug)}", day)


def interviews(request: Request) -> Iterator[Page]:
    start = request.site_url("interviews.show", slug="-").removesuffix("-")
    for card in request.catalogue.interviews.all:
        yield Page(start + segment(card.slug), newest((card,)))


def episodes(request: Request) -> Iterator[Page]:
    public = request.catalogue
    starts = {
        card.id: request.site_url("episodes.show", podcast=card.slug, key="-", slug="-")[:-3]
        for card in public.podcasts.values()
    }
    for card in public.episodes:
        way = f"{segment(card.key)}/{segment(card.slug)}"
        yield Page(starts[card.podcast] + way, newest((card,)))


def newest(*groups: Cards) -> date | None:
    """The UTC day of the newest of these, each of which stands newest first."""
    firsts = [group[0].published_at for group in groups if group]
    first = max(filter(None, firsts), default=None)
    return first.date() if first else None
