"""All that there is of a person or on a topic: what is heard, taught and asked, and in words."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from pyramid.request import Request

from talkpython_site import course_listing, interview_listing, listing, shows, walls, wording
from talkpython_site.catalogue.cards import CourseCard, EpisodeCard, PersonCard, TopicCard
from talkpython_site.catalogue.facets import Selection
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.documents.interview import INTERVIEWEE, INTERVIEWER
from talkpython_site.head import absolute

OFTEN = {1: "once", 2: "twice"}
MOST_WORKS = 10  # of each kind, told to machines

Work = dict[str, str]  # of schema.org
Card = TypeVar("Card", EpisodeCard, CourseCard, InterviewCard)


def gathered(request: Request, card: PersonCard | TopicCard) -> dict[str, Any]:
    """The wall of its episodes, its newest courses and interviews, and all of it in words."""
    public, is_person = request.catalogue, isinstance(card, PersonCard)
    heard = (public.by_person if is_person else public.by_topic).get(card.id, ())
    return {
        "told": " ".join(told(request, card)),
        "wall": walls.wall(request, heard),
        **course_listing.of_name(request, card),
        **interview_listing.of_name(request, card),
    }


def told(request: Request, card: PersonCard | TopicCard) -> Iterator[str]:
    """A sentence for each kind of thing that there is."""
    if isinstance(card, PersonCard):
        return told_of_person(request, card)
    return told_of_topic(request, card)


def told_of_person(request: Request, card: PersonCard) -> Iterator[str]:
    """What somebody does here: who is heard may teach, ask and answer as well."""
    public = request.catalogue
    if public.by_person.get(card.id):
        yield f"Heard in {heard(request, Selection(person=card.id))}."
    taught = len(public.courses.by_person.get(card.id, ()))
    if taught:
        yield f"Teaches {wording.counted(taught, 'course')}."
    own = public.interviews.by_person.get(card.id, ())
    roles = Counter(role for each in own for person, role in each.people if person == card.id)
    answered, asked = roles.pop(INTERVIEWEE, 0), roles.pop(INTERVIEWER, 0)
    if answered:
        yield f"Interviewed {OFTEN.get(answered, f'{answered:,} times')}."
    if asked:
        yield f"Asks the questions in {wording.counted(asked, 'interview')}."
    if roles:
        yield f"Part of {wording.counted(roles.total(), 'interview')}."


def told_of_topic(request: Request, card: TopicCard) -> Iterator[str]:
    public = request.catalogue
    if public.by_topic.get(card.id):
        yield f"{heard(request, Selection(topic=card.id))}."
    for cards, one in (
        (public.courses.by_topic, "course"),
        (public.interviews.by_topic, "interview"),
    ):
        count = len(cards.get(card.id, ()))
        if count:
            yield f"{wording.counted(count, one)}."


def heard(request: Request, selection: Selection) -> str:
    """``5 episodes, 4 h 51 min, 2019 to 2021``."""
    total = shows.total(request, selection)
    return ", ".join(filter(None, (total.episodes, total.hours, total.years)))


def described(request: Request, card: PersonCard | TopicCard) -> str:
    """For search engines."""
    return " ".join([f"{card.name} on {request.site.site_name}.", *told(request, card)])


def parts(request: Request, card: TopicCard) -> list[Work]:
    """For machines: the newest of each kind that there is on a topic."""
    public = request.catalogue
    return [
        *episodes(request, public.by_topic.get(card.id, ())),
        *courses(request, public.courses.by_topic.get(card.id, ())),
        *interviews(request, public.interviews.by_topic.get(card.id, ())),
    ]


def relations(request: Request, card: PersonCard) -> dict[str, Any]:
    """For machines: the newest works of a person, as their own pages say it. An interview is about
    who answers; who asks has written it, as who teaches a course; in episodes people appear.
    """
    public, own = request.catalogue, list[InterviewCard]()
    asked = list[InterviewCard]()
    for each in public.interviews.by_person.get(card.id, ()):
        roles = {role for person, role in each.people if person == card.id}
        if INTERVIEWEE in roles:
            own.append(each)
        elif INTERVIEWER in roles:
            asked.append(each)
    taught = courses(request, public.courses.by_person.get(card.id, ()))
    reverse = {
        "actor": episodes(request, public.by_person.get(card.id, ())),
        "author": [*taught, *interviews(request, asked)],
    }
    made = {relation: works for relation, works in reverse.items() if works}
    return {"subjectOf": interviews(request, own), "@reverse": made or None}


def episodes(request: Request, cards: Sequence[EpisodeCard]) -> list[Work]:
    way = partial(listing.address_of, request.catalogue, request.route_path)
    return works(request, "PodcastEpisode", cards, way)


def courses(request: Request, cards: Sequence[CourseCard]) -> list[Work]:
    return works(request, "Course", cards, partial(course_listing.address_of, request))


def interviews(request: Request, cards: Sequence[InterviewCard]) -> list[Work]:
    return works(request, "Article", cards, partial(interview_listing.address_of, request))


def works(
    request: Request, kind: str, cards: Sequence[Card], way: Callable[[Card], str]
) -> list[Work]:
    return [
        {"@type": kind, "name": card.title, "url": absolute(request, way(card))}
        for card in cards[:MOST_WORKS]
    ]
