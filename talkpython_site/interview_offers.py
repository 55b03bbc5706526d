"""Interviews that lead on from an episode or a course: with who is in it, else on its topics."""

from collections.abc import Sequence

from pyramid.request import Request

from talkpython_site import interview_listing
from talkpython_site.catalogue.cards import HOSTS, CourseCard, EpisodeCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.documents.interview import INTERVIEWER

MOST = 3


def offered(request: Request, card: EpisodeCard | CourseCard) -> Sequence[interview_listing.Row]:
    """From the catalogue alone: those in which its people answer, then those on most of its topics.

    Hosts are no reason: an interview with one would stand beside all that they ever made.
    """
    public = request.catalogue
    always = set[object]()
    if isinstance(card, EpisodeCard):
        always = {person for person, _role in public.podcast_of(card).people}
    people = [
        person.id for person, role in public.people_of(card)
        if role not in HOSTS and person.id not in always
    ]  # fmt: skip
    answering = [
        each for person in people for each in public.interviews.by_person.get(person, ())
        if answers(each, person)
    ]  # fmt: skip
    found = dict.fromkeys([*answering, *public.interviews.sharing(card.topics, MOST)])
    return interview_listing.rows(request, list(found)[:MOST])


def answers(card: InterviewCard, person: object) -> bool:
    return any(each == person and role != INTERVIEWER for each, role in card.people)
