"""People and topics are managed alike: what differs is said here."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site.catalogue.cards import CourseCard, EpisodeCard, PersonCard, TopicCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Person, Topic
from talkpython_site.name_saving import NameSaver, PersonSaver, TopicSaver


class NameKind(NamedTuple):
    """One of both, with its words and its routes."""

    document: type[Person] | type[Topic]
    saver: NameSaver
    one: str
    many: str
    heard: str  # what stands before that in which it stands
    public: str  # route of its page for everybody

    @property
    def word(self) -> str:
        """As cards and announcements say it."""
        return self.document.card_kind

    @property
    def route(self) -> str:
        return f"admin.{self.many}"

    def address(self, request: Request, name_id: Any, page: str = "one", **more: str) -> str:
        """Of its page, or of another one of it."""
        found: str = request.route_path(f"{self.route}_{page}", id=str(name_id), **more)
        return found

    def cards(self, snapshot: Snapshot) -> Mapping[ObjectId, Any]:
        """Those who stand for themselves."""
        named: Mapping[ObjectId, PersonCard] | Mapping[ObjectId, TopicCard]
        named = snapshot.people if self.document is Person else snapshot.topics
        return named


PEOPLE = NameKind(Person, PersonSaver(), "person", "people", "Heard in", "people.show")
TOPICS = NameKind(Topic, TopicSaver(), "topic", "topics", "Talked of in", "topics.show")
KINDS = (PEOPLE, TOPICS)


def kind_of(request: Request) -> NameKind:
    """Which of both the address is of."""
    return next(kind for kind in KINDS if request.matched_route.name.startswith(kind.route))


def named_in(
    request: Request,
    snapshot: Snapshot,
    kind: NameKind,
    card: EpisodeCard | CourseCard | InterviewCard,
) -> Iterable[ObjectId]:
    """The people or topics of something, each once; people of an episode also by its podcast."""
    if kind is TOPICS:
        return dict.fromkeys(card.topics)
    people = card.people
    podcast = snapshot.podcasts.get(card.podcast) if isinstance(card, EpisodeCard) else None
    if not people and podcast:
        zone = request.site.site_zone
        people = podcast.people_at(card.published_at and card.published_at.astimezone(zone).date())
    return dict.fromkeys(person for person, _role in people)
