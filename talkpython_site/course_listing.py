"""Rows: what a list shows of a course, every value finished."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import (
    course_filtering,
    filtering,
    headline,
    listing,
    pictures,
    strip,
    wording,
)
from talkpython_site.catalogue.cards import AUTHOR, CourseCard, PersonCard, TopicCard
from talkpython_site.catalogue.related import about

COLUMN = 240  # px that lists give the strip of a course; the longest one fills it
MOST_NAMES = 3
MOST_TOPICS = 3
MOST_OTHERS = 3
MOST_OF_NAME = 4
MOST_EPISODES = 5


class Row(NamedTuple):
    """A course in a list."""

    address: str
    title: str
    language: str | None
    subtitle: str | None
    own: str
    artwork: pictures.Artwork
    names: Sequence[tuple[str, str]]  # of its authors, each with what follows it
    topics: str
    level: str
    length: str
    lectures: str
    chapters: str
    is_free: bool
    strip: strip.Strip | None


def rows(
    request: Request, cards: Iterable[CourseCard], px: int = pictures.IN_ROW
) -> tuple[Row, ...]:
    """``px``: the side of their pictures."""
    longest = max((card.duration_seconds for card in request.catalogue.courses.all), default=0)
    return tuple(row(request, card, longest, px) for card in cards)


def row(request: Request, card: CourseCard, longest: int, px: int) -> Row:
    public, path = request.catalogue, request.route_path
    authors = [person.name for person, _role in listing.hosts_first(public.people_of(card))]
    return Row(
        address=address_of(request, card),
        title=card.title,
        language=listing.language(card),
        subtitle=card.subtitle,
        own=card.own_hue,
        artwork=pictures.artwork(path, card, px),
        names=wording.listed(authors, MOST_NAMES),
        topics=", ".join(topic.name for topic in public.topics_of(card)[:MOST_TOPICS]),
        level=level(card),
        length=wording.hours(card.duration_seconds) if card.duration_seconds else "",
        lectures=counted(card.lecture_count, "lecture"),
        chapters=counted(card.chapter_count, "chapter") if card.chapter_count > 1 else "",
        is_free=card.is_free,
        strip=drawn(card, longest),
    )


def drawn(card: CourseCard, longest: int) -> strip.Strip | None:
    """Its strip on the scale of all courses; None where nothing is known of its length."""
    if not card.duration_seconds:
        return None
    width = max(strip.SHORTEST, COLUMN * card.duration_seconds / max(longest, 1))
    return strip.drawn(min(width, COLUMN), COLUMN, card.strip)


def address_of(request: Request, card: CourseCard) -> str:
    found: str = request.route_path("courses.show", course=card.slug)
    return found


def level(card: CourseCard) -> str:
    return course_filtering.LEVELS.get(card.level or "", "")


def counted(number: int, one: str) -> str:
    return wording.counted(number, one) if number else ""


class Headline(NamedTuple):
    """A course in large: what its page begins with."""

    slug: str
    address: str
    title: str
    title_size: str | None  # "long" or "very-long"
    language: str | None
    subtitle: str | None
    own: str
    artwork: pictures.Artwork
    faces: Sequence[headline.Face]
    topics: Sequence[tuple[str, str]]  # with their addresses
    level: str
    length: str
    lectures: str
    chapters: str
    is_free: bool


def large(request: Request, card: CourseCard) -> Headline:
    public, path = request.catalogue, request.route_path
    authors = listing.hosts_first(public.people_of(card))
    told = row(request, card, 0, pictures.ON_PAGE)
    return Headline(
        slug=card.slug,
        address=told.address,
        title=card.title,
        title_size=headline.title_size(card.title),
        language=told.language,
        subtitle=card.subtitle,
        own=card.own_hue,
        artwork=told.artwork,
        faces=headline.faces(request, [(p, "" if r == AUTHOR else r) for p, r in authors]),
        topics=[(t.name, path("topics.show", slug=t.slug)) for t in public.topics_of(card)],
        level=told.level,
        length=told.length,
        lectures=told.lectures,
        chapters=told.chapters,
        is_free=card.is_free,
    )


def of_name(request: Request, name: PersonCard | TopicCard) -> dict[str, Any]:
    """The newest courses of a person or on a topic, how many there are, and the way to all."""
    courses, is_person = request.catalogue.courses, isinstance(name, PersonCard)
    own = (courses.by_person if is_person else courses.by_topic).get(name.id, ())
    query = {"author" if is_person else "topic": name.slug}
    return {
        "courses": rows(request, own[:MOST_OF_NAME]),
        "course_count": len(own),
        "courses_address": request.route_path("courses.index", _query=query),
    }


def learn(request: Request, topics: Iterable[ObjectId]) -> tuple[Row, ...]:
    """The courses that lead on from something about these topics."""
    return rows(request, request.catalogue.courses.sharing(topics, MOST_OTHERS))


def around(request: Request, card: CourseCard) -> dict[str, Any]:
    """The episodes on its topics, and other courses on them."""
    public = request.catalogue
    others = [each for each in public.courses.sharing(card.topics, MOST_OTHERS + 1) if each != card]
    heard = about(public, card.topics, MOST_EPISODES)
    return {
        "episodes": listing.shelf(request).rows(heard, tells_year=True),
        "courses": rows(request, others[:MOST_OTHERS]),
    }


def listed(request: Request, wanted: course_filtering.Wanted) -> filtering.Listed[Row]:
    """The page that is asked for; raises ``HTTPNotFound`` where the list is shorter."""
    cards = request.catalogue.courses.select(wanted.selection)
    in_list = partial(rows, request, px=pictures.IN_LIST)
    return filtering.listed(wanted, cards, in_list, course_filtering.facets(request, wanted))
