"""Which person or topic another one is merged into: searched, shown, done."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site.admin_lists import asked, searched, words_in
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Person, SaveConditionError, Topic
from talkpython_site.documents.named import MergeError
from talkpython_site.form_key import FormKey
from talkpython_site.forms import text_in
from talkpython_site.name_kinds import NameKind
from talkpython_site.name_likeness import MOST_ALIKE, alike, close_to
from talkpython_site.name_lists import counted, test_of
from talkpython_site.name_uses import things_of, uses_in
from talkpython_site.sign_ins import actor

CHANGED = "Somebody changed this meanwhile. Nothing was done: look at it as it is now."
MOST_FOUND = 20
MOST_TITLES = 6

Named = Person | Topic


class Offer(NamedTuple):
    """Somebody who could be kept."""

    name: str
    address: str  # of the page that asks
    uses: str


class Side(NamedTuple):
    """One of the two."""

    name: str
    address: str
    public: str  # its address for everybody
    uses: str
    titles: Sequence[str]


def query_of(request: Request) -> str:
    return asked(request, "q")


def offers(request: Request, kind: NameKind, named: Named, snapshot: Snapshot) -> list[Offer]:
    """Those whose names hold all words that were typed; those that are alike before any are."""
    counts, cards = counted(request, snapshot, kind), kind.cards(snapshot)
    others = {key: cards[key] for key in counts if key != named.id}
    typed = query_of(request)
    words = words_in(typed)
    if words:
        found = [card.id for card in searched(list(others.values()), typed, test_of)]
        found.sort(key=lambda key: (-counts[key].total, cards[key].name.casefold()))
    else:
        found = likely(named, {key: card.name for key, card in others.items()})
    address = kind.address(request, named.id, "merge")
    return [
        Offer(cards[key].name, f"{address}?into={key}", counts[key].told)
        for key in found[: MOST_FOUND if words else MOST_ALIKE]
    ]


def likely(named: Named, others: dict[ObjectId, str]) -> list[ObjectId]:
    same = alike({named.id: named.name, **others}).get(named.id, [])
    return list(dict.fromkeys([*same, *close_to(named.name, others.items(), MOST_ALIKE)]))


def kept_one(request: Request, kind: NameKind, named: Named, snapshot: Snapshot) -> Any:
    """The card of who is to be kept, None where nobody is chosen yet; raises ``HTTPNotFound``."""
    given = text_in(request.params, "into")
    if not given:
        return None
    chosen = ObjectId(given) if ObjectId.is_valid(given) else None
    card = kind.cards(snapshot).get(chosen) if chosen else None
    if card is None or card.id == named.id:
        raise HTTPNotFound(f"There is no such {kind.one} to keep.")
    return card


def side(request: Request, kind: NameKind, card: Any, snapshot: Snapshot) -> Side:
    things = things_of(request, kind, card.id, snapshot)
    return Side(
        name=card.name,
        address=kind.address(request, card.id),
        public=request.route_path(kind.public, slug=card.slug),
        uses=uses_in(things).told,
        titles=[each.title for each in things[:MOST_TITLES]],
    )


def merge(request: Request, named: Named, kept: ObjectId, key: FormKey | None) -> str | None:
    """Merge the two; what speaks against it in a sentence. ``key`` is what was asked about."""
    if key is None or key.revision != (named.revision or 0):
        return CHANGED
    try:
        named.merge_into(kept, actor(request), key.nonce)
    except MergeError as error:
        return str(error)
    except SaveConditionError:
        return CHANGED
    return None
