"""Rows: what a list shows of an interview, every value finished."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import filtering, interview_filtering, listing, pictures, wording
from talkpython_site.catalogue import Public
from talkpython_site.catalogue.cards import PersonCard, TopicCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.documents.interview import INTERVIEWEE, INTERVIEWER

MOST_NAMES = 3
MOST_TOPICS = 3
MOST_OF_NAME = 4

Credit = tuple[PersonCard, str]  # with a role


class Row(NamedTuple):
    """An interview in a list."""

    address: str
    title: str
    language: str | None
    words: str | None  # its subtitle, else how it begins
    artwork: pictures.Artwork
    names: Sequence[tuple[str, str]]  # of who answers, each with what follows it
    topics: str
    day: date | None
    date: str
    minutes: str
    questions: str


def rows(request: Request, cards: Iterable[InterviewCard], px: int = pictures.IN_ROW) -> list[Row]:
    """``px``: the side of their pictures."""
    return [row(request, card, px) for card in cards]


def row(request: Request, card: InterviewCard, px: int) -> Row:
    public, day = request.catalogue, listing.day_of(request.catalogue, card)
    return Row(
        address=address_of(request, card),
        title=card.title,
        language=listing.language(card),
        words=card.subtitle or card.teaser,
        artwork=pictures.artwork(request.route_path, card, px),
        names=wording.listed(answering(public, card), MOST_NAMES),
        topics=", ".join(topic.name for topic in public.topics_of(card)[:MOST_TOPICS]),
        day=day,
        date=wording.plain_date(day) if day else "",
        minutes=minutes(card),
        questions=wording.counted(card.question_count, "question") if card.question_count else "",
    )


def address_of(request: Request, card: InterviewCard) -> str:
    found: str = request.route_path("interviews.show", slug=card.slug)
    return found


def minutes(card: InterviewCard) -> str:
    """How long it takes to read."""
    return f"{card.minutes:,} min read" if card.minutes else ""


def answering_first(people: Iterable[Credit]) -> list[Credit]:
    """People with their roles, each once: who answers, who asks, everybody else."""
    return listing.each_once(people, lambda role: (role != INTERVIEWEE, role != INTERVIEWER))


def answering(public: Public, card: InterviewCard) -> list[str]:
    """The names of who answers; of an interview that names none, of all of its people."""
    people = answering_first(public.people_of(card))
    own = [person.name for person, role in people if role == INTERVIEWEE]
    return own or [person.name for person, _role in people]


def portrait_of(public: Public, card: InterviewCard) -> str:
    """What is to be seen in its portrait."""
    names = "".join(name + after for name, after in wording.listed(answering(public, card)))
    return f"Portrait of {names}" if names else card.title


def of_name(request: Request, name: PersonCard | TopicCard) -> dict[str, object]:
    """The newest interviews with a person or on a topic, how many there are, the way to all."""
    public, is_person = request.catalogue.interviews, isinstance(name, PersonCard)
    own = (public.by_person if is_person else public.by_topic).get(name.id, ())
    query = {"person" if is_person else "topic": name.slug}
    return {
        "interviews": rows(request, own[:MOST_OF_NAME]),
        "interview_count": len(own),
        "interviews_address": request.route_path("interviews.index", _query=query),
    }


def listed(request: Request, wanted: interview_filtering.Wanted) -> filtering.Listed[Row]:
    """The page that is asked for; raises ``HTTPNotFound`` where the list is shorter."""
    cards = request.catalogue.interviews.select(wanted.selection)
    in_list = partial(rows, request, px=pictures.IN_LIST)
    return filtering.listed(wanted, cards, in_list, interview_filtering.facets(request, wanted))
