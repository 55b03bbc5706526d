"""What leads on from an interview: those around it, who is in it elsewhere, what it is about."""

from collections.abc import Iterable, Sequence
from typing import Any

from pyramid.request import Request

from talkpython_site import course_listing, interview_listing, listing
from talkpython_site.catalogue.cards import CourseCard, EpisodeCard, PersonCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.related import about
from talkpython_site.documents.interview import INTERVIEWER

MOST = 3  # interviews, courses
MOST_EPISODES = 5


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
    same = others(card, (each for g in guests for each in public.by_person.get(g.id, ())))
    found = same or others(card, public.sharing(card.topics, MOST + 1))
    return heading("Other interviews", guests if same else ()), interview_listing.rows(
        request, found[:MOST]
    )


def episodes(request: Request, card: InterviewCard, guests: Sequence[PersonCard]) -> Any:
    """Those in which the same people are heard, then those on the same topics."""
    public = request.catalogue
    heard: list[EpisodeCard] = list(
        dict.fromkeys(each for g in guests for each in public.by_person.get(g.id, ()))
    )[:MOST_EPISODES]
    on_topics = [each for each in about(public, card.topics, MOST_EPISODES) if each not in heard]
    found = [*heard, *on_topics][:MOST_EPISODES]
    words = heading("Episodes", guests if heard else ())
    if heard and len(found) > len(heard):
        words = f"{words}, and on the same topics"
    return words, listing.shelf(request).rows(found, tells_year=True)


def courses(request: Request, card: InterviewCard, guests: Sequence[PersonCard]) -> Any:
    """Those of the same people, then those on the same topics."""
    public = request.catalogue.courses
    own: list[CourseCard] = [each for g in guests for each in public.by_person.get(g.id, ())]
    found = list(dict.fromkeys([*own, *public.sharing(card.topics, MOST)]))[:MOST]
    return "Learn more", course_listing.rows(request, found)


def others(card: InterviewCard, found: Iterable[InterviewCard]) -> list[InterviewCard]:
    """Each once, without this one."""
    return [each for each in dict.fromkeys(found) if each.id != card.id]


def heading(things: str, guests: Sequence[PersonCard]) -> str:
    return (
        f"{things} with {guests[0].name if len(guests) == 1 else 'them'}"
        if guests
        else (f"{things} on the same topics")
    )
