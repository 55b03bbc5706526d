"""In what people and topics stand, of all that who asks may know of."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.catalogue.cards import CourseCard, EpisodeCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.editing import may_edit, may_edit_courses, may_edit_interviews
from talkpython_site.name_kinds import NameKind, named_in

Thing = EpisodeCard | CourseCard | InterviewCard


class Uses(NamedTuple):
    """In how many of each kind somebody or something stands."""

    episodes: int = 0
    courses: int = 0
    interviews: int = 0

    @property
    def total(self) -> int:
        return sum(self)

    @property
    def told(self) -> str:
        """ "12 episodes, 2 interviews"."""
        said = [
            wording.counted(number, name.removesuffix("s"))
            for name, number in self._asdict().items()
            if number
        ]
        return ", ".join(said) or wording.counted(0, "episode")


NOWHERE = Uses()


def own_or_public(request: Request, snapshot: Snapshot) -> Iterator[Thing]:
    """What somebody may know of: theirs in every state, of others what is out."""
    now = request.now
    podcasts = snapshot.podcasts
    own = {key for key in podcasts if may_edit(request, key)}
    shown = {key for key, card in podcasts.items() if card.is_public(now)}
    for card in snapshot.episodes.values():
        if card.podcast in own or (card.podcast in shown and card.is_public(now)):
            yield card
    courses, interviews = snapshot.courses.values(), snapshot.interviews.values()
    yield from (each for each in courses if may_edit_courses(request) or each.is_public(now))
    yield from (each for each in interviews if may_edit_interviews(request) or each.is_public(now))


def uses(request: Request, snapshot: Snapshot, kind: NameKind) -> Mapping[ObjectId, Uses]:
    """Of everybody who stands in any of it."""
    counts: dict[ObjectId, Counter[str]] = defaultdict(Counter)
    for card in own_or_public(request, snapshot):
        for name in named_in(request, snapshot, kind, card):
            counts[name][f"{card.kind}s"] += 1
    return {name: Uses(**each) for name, each in counts.items()}


def things_of(
    request: Request, kind: NameKind, name_id: ObjectId, snapshot: Snapshot
) -> list[Thing]:
    """Those that somebody may know of, newest first; what has no date yet before all."""
    found = [
        card
        for card in own_or_public(request, snapshot)
        if name_id in named_in(request, snapshot, kind, card)
    ]
    return sorted(
        found,
        key=lambda card: (
            card.published_at is None,
            card.published_at and card.published_at.timestamp(),
            card.id,
        ),
        reverse=True,
    )


def uses_in(things: list[Thing]) -> Uses:
    return Uses(**Counter(f"{card.kind}s" for card in things))
