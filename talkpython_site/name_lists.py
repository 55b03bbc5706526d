"""Which people or topics an editor sees: filtered, searched and put in order, from the cards."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.httpexceptions import HTTPBadRequest
from pyramid.request import Request

from talkpython_site import admin_lists
from talkpython_site.admin_lists import Sort, Sorts, folded
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents.roles import ADMIN
from talkpython_site.editing import cards_now, may_edit
from talkpython_site.name_kinds import PEOPLE, NameKind
from talkpython_site.name_likeness import alike
from talkpython_site.name_uses import NOWHERE, Uses, uses

ALL, ALIKE, UNUSED, MERGED = "", "alike", "unused", "merged"
LISTS: Mapping[str, str] = {
    ALL: "All",
    ALIKE: "Perhaps twice",
    UNUSED: "In nothing",
    MERGED: "Merged",
}


class Listed(NamedTuple):
    """Somebody in a list."""

    card: Any
    uses: Uses
    alike: Sequence[Any]  # cards of those who may be the same
    into: Any  # the card of who stands for them, or None

    @property
    def name(self) -> str:
        return str(self.card.name)


SORTS: Sorts[Listed] = {
    "": Sort("By name", lambda each: (folded(each.name), each.card.id)),
    "episodes": Sort("Most episodes", lambda each: (-each.uses.episodes, folded(each.name))),
    "newest": Sort("Newest first", lambda each: -int(str(each.card.id), 16)),
}
KNOWN = {"show": None, "q": None, "sort": SORTS}


def is_admin(request: Request) -> bool:
    return ADMIN in request.signed_in.roles


def counted(request: Request, snapshot: Snapshot, kind: NameKind) -> dict[ObjectId, Uses]:
    """Everybody whom an editor may know of, with that of which they may know."""
    counts, cards = uses(request, snapshot, kind), kind.cards(snapshot)
    found = dict.fromkeys(cards, NOWHERE) if is_admin(request) else {}
    if kind is PEOPLE:
        found |= dict.fromkeys(hosts(request, snapshot), NOWHERE)
    return {key: each for key, each in {**found, **counts}.items() if key in cards}


def hosts(request: Request, snapshot: Snapshot) -> Iterator[ObjectId]:
    for podcast in snapshot.podcasts.values():
        if may_edit(request, podcast.id) or podcast.is_public(request.now):
            yield from (person for person, _role in podcast.people)


def find(request: Request, kind: NameKind) -> admin_lists.Found[Listed]:
    """What the address asks for. Raises ``HTTPBadRequest``, ``HTTPNotFound``."""
    wanted = admin_lists.read(request, request.route_path(kind.route), KNOWN, kind.many)
    lists = {
        word: admin_lists.searched(some, wanted.given["q"], test_of)
        for word, some in listed(request, cards_now(request), kind).items()
    }
    if wanted.given["show"] not in lists:
        raise HTTPBadRequest(f"There is no such list of {kind.many}.")
    labels = {word: LISTS[word] for word in lists}
    counts = {word: len(some) for word, some in lists.items()}
    choices = admin_lists.choices(wanted, "show", labels, counts)
    return admin_lists.found(wanted, choices, lists[wanted.given["show"]], SORTS)


def listed(request: Request, snapshot: Snapshot, kind: NameKind) -> dict[str, list[Listed]]:
    """The lists that there are for who asks: only admins see who is in nothing, or merged."""
    cards, counts = kind.cards(snapshot), counted(request, snapshot, kind)
    same = alike({key: cards[key].name for key in counts})
    every = [
        Listed(cards[key], number, [cards[other] for other in same.get(key, ())], None)
        for key, number in counts.items()
    ]
    found = {ALL: every, ALIKE: [each for each in every if each.alike]}
    if is_admin(request):
        found[UNUSED] = [each for each in every if not each.uses.total]
        found[MERGED] = list(merged(snapshot, kind))
    return found


def merged(snapshot: Snapshot, kind: NameKind) -> Iterator[Listed]:
    """Those for whom somebody else stands."""
    every, cards = snapshot.cards[kind.word], kind.cards(snapshot)
    for key, end in snapshot.joined.merged[kind.word].items():
        yield Listed(every[key], NOWHERE, (), cards[end])


def test_of(word: str) -> Callable[[Any], bool]:
    """Whether a word stands in the name of somebody, or of a card."""
    return lambda each: word in folded(each.name)
