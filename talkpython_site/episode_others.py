"""What episodes of a podcast have in common that each should have for itself: number, address."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import count

from bson import ObjectId

from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Episode
from talkpython_site.importing.feeds.slugs import LONGEST, slug_of

FULL = "full"
EPISODE = "episode"  # the address of one whose title has no letters
NUMBER = frozenset({"number", "number-season"})
OF_OTHERS = NUMBER | {"slug"}


def taken(episode: Episode, others: Iterable[EpisodeCard]) -> set[str]:
    """What another episode of its podcast has already, a draft too."""
    own = [card for card in others if card.podcast == episode.podcast]
    found = {"slug"} if episode.slug and any(card.slug == episode.slug for card in own) else set()
    if episode.number is not None:
        number, half = number_of(episode), half_of(episode, is_other=True)
        found |= {"number"} if any(number_of(card) == number for card in own) else set()
        found |= {"number-season"} if any(half_of(card) == half for card in own) else set()
    return found


def number_of(thing: Episode | EpisodeCard) -> tuple[int | None, int | None, str]:
    """What no two episodes of a podcast share, where they have a number."""
    form = thing.form if isinstance(thing, EpisodeCard) else thing.kind or FULL
    return thing.season, thing.number, form


def half_of(
    thing: Episode | EpisodeCard, *, is_other: bool = False
) -> tuple[bool, int | None, str]:
    """Its number, and whether it has no season; of the other half, whether it has one."""
    season, number, form = number_of(thing)
    return (season is None) != is_other, number, form


def shared(among: Iterable[EpisodeCard]) -> Callable[[EpisodeCard], set[str]]:
    """Tells of each of these what another one of its podcast has too."""
    cards = list(among)
    numbered = [card for card in cards if card.number is not None]
    numbers = Counter((card.podcast, number_of(card)) for card in numbered)
    halves = {(card.podcast, half_of(card)) for card in numbered}
    slugs = Counter((card.podcast, card.slug) for card in cards)

    def keys_of(card: EpisodeCard) -> set[str]:
        is_shared = {
            "number": numbers[card.podcast, number_of(card)] > 1,
            "number-season": (card.podcast, half_of(card, is_other=True)) in halves,
            "slug": slugs[card.podcast, card.slug] > 1,
        }
        return {key for key, is_so in is_shared.items() if is_so}

    return keys_of


def free_slug(
    title: str, podcast: ObjectId | None, snapshot: Snapshot, own: ObjectId | None = None
) -> str:
    """What a title becomes in an address: with a number where another of its podcast has it.

    ``own`` is the episode that is to have it.
    """
    base, cards = slug_of(title, EPISODE), snapshot.episodes.values()
    others = {card.slug for card in cards if card.podcast == podcast and card.id != own}
    numbers = (f"-{number}" for number in count(2))
    numbered = (base[: LONGEST - len(each)].rstrip("-") + each for each in numbers)
    return base if base not in others else next(each for each in numbered if each not in others)
