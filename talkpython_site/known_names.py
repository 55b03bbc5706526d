"""Names of people and topics that are known already, found by how one of their words begins."""

from collections.abc import Iterable
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from typing import NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents.folding import fold
from talkpython_site.documents.roles import ADMIN
from talkpython_site.editing import cards_now, own_podcasts

MOST = 8
LONGEST = 200
KEPT = 2**16  # folded names
INSIDE = str.maketrans(dict.fromkeys("-–'’.·/", " "))  # what parts words in a name


class Found(NamedTuple):
    """At most eight names, and the one that differs from what was typed in case or accents."""

    names: list[str]
    same: str | None


def names_for(request: Request, kind: str) -> Iterable[str] | None:
    """The names that somebody may know of; None for what is neither people nor topics.

    Editors know those that everybody knows and those of their own podcasts: a guest of others is
    no secret of theirs to tell.
    """
    snapshot = cards_now(request)
    cards = {"people": snapshot.people, "topics": snapshot.topics}.get(kind)
    if cards is None:
        return None
    if ADMIN in request.signed_in.roles:
        return [card.name for card in cards.values()]
    public = request.registry.catalogue.public(request.now)
    counted = public.people if kind == "people" else public.topics
    known = {card.id for card, _episodes in counted} | own_ids(request, snapshot, kind)
    return [cards[each].name for each in known if each in cards]


def own_ids(request: Request, snapshot: Snapshot, kind: str) -> set[ObjectId]:
    """Those of the podcasts that they edit, whatever their state."""
    own = own_podcasts(request, snapshot)
    episodes = [each for each in snapshot.episodes.values() if each.podcast in own]
    if kind == "topics":
        return {topic for each in episodes for topic in each.topics}
    credited = chain((each.people for each in own.values()), (each.people for each in episodes))
    return {person for people in credited for person, _role in people}


def find(names: Iterable[str], typed: str) -> Found:
    """Those with a word that begins so; first those whose first word does, then by alphabet."""
    wanted = words(typed) if len(typed) <= LONGEST else ""
    if not wanted:
        return Found([], None)
    inside = f" {wanted}"
    ranked = (
        (not own.startswith(inside), own, name)
        for name in names
        if inside in (own := f" {words(name)}")
    )
    found = nsmallest(MOST, ranked)
    key = fold(typed)
    same = next((name for *_rank, name in found if fold(name) == key), None)
    return Found([name for *_rank, name in found], same)


@lru_cache(KEPT)
def words(name: str) -> str:
    """A name as it is compared, its words apart."""
    return " ".join(fold(name).translate(INSIDE).split())
