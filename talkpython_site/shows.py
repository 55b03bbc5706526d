"""Podcasts as the site speaks of them: how many episodes, how long, since when, how often."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import filtering, headline, listing, paging, pictures, rhythms, wording
from talkpython_site.catalogue.cards import HOSTS, EpisodeCard, PersonCard, PodcastCard
from talkpython_site.catalogue.facets import Selection
from talkpython_site.podcast_hosts import term_told

MOST_ROLES = 4


class Total(NamedTuple):
    """How much there is of something, in words; lengths are empty where none is known."""

    episodes: str
    hours: str
    usual: str  # the length of the one in the middle
    years: str  # "2015 to 2026"


class Show(NamedTuple):
    """A podcast in a list of podcasts."""

    address: str
    title: str
    subtitle: str | None
    language: str | None
    own: str
    artwork: pictures.Artwork
    faces: Sequence[headline.Face]
    total: Total
    newest: str
    bars: Sequence[filtering.Bar]  # by year, on one axis for all shows of a page
    axis: Sequence[int]  # its first and its last year
    is_explicit: bool
    phase: str  # "Paused" or "Finished"; nothing while it goes on


def total(request: Request, selection: Selection) -> Total:
    """How much there is of everything, a podcast, a topic or a person."""
    episodes = request.catalogue.select(selection)
    lengths = request.catalogue.lengths(selection)
    dated = (card for card in reversed(episodes) if card.published_at)
    first = request.catalogue.year_of(next(dated, episodes[0])) if episodes else None
    last = request.catalogue.year_of(episodes[0]) if episodes else None
    return Total(
        episodes=wording.counted(len(episodes), "episode"),
        hours=wording.hours(lengths.total) if lengths.known else "",
        usual=wording.length(lengths.median) if lengths.known > 1 else "",
        years=f"{first} to {last}" if first != last else str(last or ""),
    )


def shows(request: Request, px: int, most: int | None = None) -> list[Show]:
    """The podcasts, what appeared last first; ``px``: the side of their pictures."""
    return [show(request, card, px) for card in newest_first(request)[:most]]


def newest_first(request: Request) -> list[PodcastCard]:
    cards = request.catalogue.podcasts.values()
    return sorted(cards, key=lambda card: first_place(request, card), reverse=True)


def first_place(request: Request, card: PodcastCard) -> float:
    own = request.catalogue.by_podcast.get(card.id, ())
    return own[0].published_at.timestamp() if own and own[0].published_at else 0.0


def show(request: Request, card: PodcastCard, px: int) -> Show:
    public, path = request.catalogue, request.route_path
    own = public.by_podcast.get(card.id, ())
    day = listing.day_of(public, own[0]) if own else None
    return Show(
        address=path("podcasts.show", podcast=card.slug),
        title=card.title,
        subtitle=card.subtitle,
        language=listing.language(card),
        own=card.own_hue,
        artwork=pictures.artwork(path, card, px),
        faces=headline.faces(request, makers(request, card)),
        total=total(request, Selection(podcast=card.id)),
        newest=told(day, listing.today(request)) if day else "",
        bars=filtering.bars(public.years_by_podcast[card.id], None),
        axis=(min(public.by_year), max(public.by_year)) if public.by_year else (),
        is_explicit=card.is_explicit,
        phase=rhythms.PHASES.get(card.phase or "", ""),
    )


def makers(request: Request, card: PodcastCard) -> list[listing.Credit]:
    """Who makes a podcast, with their roles and the time of it; those of now first."""
    times: dict[tuple[ObjectId, str], list[str]] = defaultdict(list)
    for key, role, term in card.terms:
        times[key, role].append(term_told(*term))
    now = set(card.people_at(listing.today(request)))
    people = listing.hosts_first(request.catalogue.people_of(card))
    people.sort(key=lambda credit: (credit[0].id, credit[1]) not in now)
    return [
        (person, ", ".join([role, *times.get((person.id, role), ())])) for person, role in people
    ]


def told(day: date, today: date) -> str:
    near = wording.near(day, today)
    return near.lower() if near else wording.plain_date(day)


class Start(NamedTuple):
    """A way into a show: what it is called and where it leads."""

    words: str
    address: str


class Season(NamedTuple):
    """A season with the page of its show's list on which it begins."""

    words: str
    episodes: str
    address: str


class Role(NamedTuple):
    """What a person is in a podcast: "Host of", "Guest in"."""

    words: str
    podcast: str
    address: str
    own: str
    episodes: str


def starts(request: Request, own: Sequence[EpisodeCard], *, is_serial: bool) -> list[Start]:
    """Ways into a show, the best first: a serial from its beginning, others by the newest."""
    whole = [card for card in own if card.form not in listing.FORMS]
    trailers = [card for card in own if card.form == "trailer"]
    newest, first = ("Listen to the newest", whole[:1]), ("Start at the beginning", whole[-1:])
    ways = [first, newest] if is_serial else [newest, first]
    ways = [*ways[: len(whole)], ("Hear the trailer", trailers[:1])]
    return [Start(words, player_of(request, card)) for words, cards in ways for card in cards]


def player_of(request: Request, card: EpisodeCard) -> str:
    """Where an episode plays on its page; its page where nothing is out yet."""
    anchor = {} if card.media_type is None else {"_anchor": "listen"}
    return listing.address_of(request.catalogue, request.route_path, card, **anchor)


def seasons(own: Sequence[EpisodeCard], wanted: filtering.Wanted) -> list[Season]:
    """The seasons of a show that has several, newest first."""
    counted = Counter(card.season for card in own if card.season)
    if len(counted) < 2:
        return []
    firsts = {card.season: index for index, card in reversed(list(enumerate(own)))}
    base = replace(wanted, given={})
    return [
        Season(
            words=f"Season {season}",
            episodes=wording.counted(counted[season], "episode"),
            address=base.page_address(firsts[season] // paging.PAGE_SIZE + 1),
        )
        for season in sorted(counted, reverse=True)
    ]


def roles(request: Request, person: PersonCard) -> list[Role]:
    """What somebody is in which podcast, most episodes first."""
    public = request.catalogue
    shown = {card.id: card for card in public.podcasts.values()}
    counted = Counter(
        (card.podcast, role)
        for card in public.by_person.get(person.id, ())
        for heard, role in public.credits_of(card)
        if heard == person.id
    )
    return [
        Role(
            words=f"{role.capitalize()} {'of' if role in HOSTS else 'in'}",
            podcast=podcast.title,
            address=request.route_path("podcasts.show", podcast=podcast.slug),
            own=podcast.own_hue,
            episodes=wording.counted(count, "episode"),
        )
        for (podcast_id, role), count in counted.most_common(MOST_ROLES)
        for podcast in (shown[podcast_id],)
    ]
