"""Which podcasts an editor sees: theirs, filtered, searched and put in order, from the cards."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import admin_lists, rhythms
from talkpython_site.admin_lists import Sort, Sorts, folded
from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.editing import cards_now, own_podcasts
from talkpython_site.episode_finding import BEFORE_ALL, named

PUBLIC, HIDDEN = "public", "hidden"
LISTS = {"": "All", PUBLIC: "Public", HIDDEN: "Not public", **rhythms.PHASES}


class Listed(NamedTuple):
    """A podcast in the list."""

    card: PodcastCard
    is_public: bool
    episodes: int  # in every state
    newest: EpisodeCard | None  # of what has appeared

    @property
    def lists(self) -> Iterator[str]:
        """The lists in which it stands."""
        yield from ("", PUBLIC if self.is_public else HIDDEN)
        if self.card.phase:
            yield self.card.phase


def title_order(each: Listed) -> tuple[str, ObjectId]:
    return folded(each.card.title), each.card.id


SORTS: Sorts[Listed] = {
    "": Sort("Title", title_order),
    "newest": Sort("Last episode", lambda each: appeared(each.newest), is_reversed=True),
    "episodes": Sort("Most episodes", lambda each: (-each.episodes, *title_order(each))),
}
KNOWN = {"show": LISTS, "q": None, "sort": SORTS}


def find(request: Request) -> admin_lists.Found[Listed]:
    """What the address asks for. Raises ``HTTPBadRequest``, ``HTTPNotFound``."""
    wanted = admin_lists.read(request, request.route_path("admin.podcasts"), KNOWN, "podcasts")
    snapshot = cards_now(request)
    own = listed(request, snapshot)
    matching = admin_lists.searched(own, wanted.given["q"], partial(test_of, snapshot))
    counts = Counter(word for each in matching for word in each.lists)
    kept = [each for each in matching if wanted.given["show"] in each.lists]
    choices = admin_lists.choices(wanted, "show", LISTS, counts)
    return admin_lists.found(wanted, choices, kept, SORTS)


def listed(request: Request, snapshot: Snapshot) -> list[Listed]:
    """All that is theirs, in whatever state."""
    now, of = request.now, defaultdict[ObjectId, list[EpisodeCard]](list)
    for card in snapshot.episodes.values():
        of[card.podcast].append(card)
    return [
        Listed(
            card=card,
            is_public=card.is_public(now),
            episodes=len(of[card.id]),
            newest=max((e for e in of[card.id] if e.is_public(now)), key=appeared, default=None),
        )
        for card in own_podcasts(request, snapshot).values()
    ]


def appeared(card: EpisodeCard | None) -> datetime:
    return (card and card.published_at) or BEFORE_ALL


def test_of(snapshot: Snapshot, word: str) -> Callable[[Listed], bool]:
    """Whether a word stands in its title or in the name of who makes it."""
    people = named(snapshot, word)
    return lambda each: (
        word in folded(each.card.title)
        or any(person in people for person, _role in each.card.people)
    )
