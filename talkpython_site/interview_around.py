"""What leads on from an interview: those around it, who is in it elsewhere, what it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import course_listing, interview_listing, listing
from talkpython_site.catalogue.cards import CourseCard, EpisodeCard, PersonCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.related import about
from talkpython_site.catalogue.shown import BEFORE_ALL
from talkpython_site.documents.interview import INTERVIEWER

MOST = 3  # interviews, courses
MOST_EPISODES = 5
Card = TypeVar("Card", EpisodeCard, CourseCard, InterviewCard)
Dated = TypeVar("Dated", EpisodeCard, InterviewCard)


def around(request: Request, card: InterviewCard) -> dict[str, Any]:
    """From the catalogue alone."""
    public = request.catalogue
    guests = [p for p, role in public.people_of(card) if role not in {INTERVIEWER, "host"}]
    near: Sequence[InterviewCard | None] = (None, None)
    if public.interviews.has(card):
        near = public.interviews.neighbours(card)
    earlier, later = (each and interview_listing.row(request, each, 0) for each in near)
    return {
        "earlier": earlier,
        "later": later,
        "interviews": interviews(request, card, guests),
        "episodes": episodes(request, card, guests),
        "courses": courses(request, card, guests),
    }


def interviews(request: Request, card: InterviewCard, guests: Sequence[PersonCard]) -> Any:
    """Others with the same people, else on the same topics; the heading, and the rows."""
    public = request.catalogue.interviews
    same = once(of_each(public.by_person, guests), MOST, card)
    found = same or once((public.sharing(card.topics, MOST + 1),), MOST, card)
    rows = interview_listing.rows(request, newest_first(found))
    return heading("Other interviews", guests if same else ()), rows


def episodes(request: Request, card: InterviewCard, guests: Sequence[PersonCard]) -> Any:
    """Those in which the same people are heard, filled up with those on the same topics."""
    public = request.catalogue
    heard = once(of_each(public.by_person, guests), MOST_EPISODES)
    found = once((heard, about(public, card.topics, MOST_EPISODES)), MOST_EPISODES)
    words = heading("Episodes", guests if heard else ())
    if heard and len(found) > len(heard):
        words = f"{words}, and on the same topics"
    return words, listing.shelf(request).rows(newest_first(found), tells_year=True)


def courses(request: Request, card: InterviewCard, guests: Sequence[PersonCard]) -> Any:
    """Those of the same people, then those on the same topics."""
    public = request.catalogue.courses
    found = once((*of_each(public.by_person, guests), public.sharing(card.topics, MOST)), MOST)
    return "Learn more", course_listing.rows(request, found)


def newest_first(cards: Iterable[Dated]) -> list[Dated]:
    """They stand under one heading, each with its day: so they are in one order."""
    return sorted(cards, key=lambda card: card.published_at or BEFORE_ALL, reverse=True)


def of_each(
    groups: Mapping[ObjectId, Sequence[Card]], guests: Iterable[PersonCard]
) -> Iterator[Sequence[Card]]:
    return (groups.get(guest.id, ()) for guest in guests)


def once(
    groups: Iterable[Sequence[Card]], most: int, but: InterviewCard | None = None
) -> list[Card]:
    """The first of these, each once, without one. (Cards are compared by all that they have.)"""
    found: dict[ObjectId, Card] = {}
    for card in (card for group in groups for card in group[: most + 1]):
        if but is None or card.id != but.id:
            found.setdefault(card.id, card)
    return list(found.values())[:most]


def heading(things: str, guests: Sequence[PersonCard]) -> str:
    if not guests:
        return f"{things} on the same topics"
    return f"{things} with {guests[0].name if len(guests) == 1 else 'them'}"
