"""An episode in large: what the home page invites with and what an episode's page begins with."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import listing, pictures, strip, wording
from talkpython_site.catalogue.cards import EpisodeCard, PersonCard
from talkpython_site.head import absolute

STRIP_WIDTH = 480  # px that it has at least on a page; less on a phone, where gaps are thinner
LONG, VERY_LONG = 64, 130  # characters of a title from which it is set smaller


class Face(NamedTuple):
    """A person beside what they made."""

    name: str
    address: str
    initials: str
    role: str  # nothing for guests


class Headline(NamedTuple):
    """Names, times and people of an episode, every value finished."""

    id: str  # as scripts call it
    address: str
    title: str
    title_size: str | None  # "long" or "very-long"
    language: str | None
    podcast: str
    podcast_address: str
    number: str
    own: str
    artwork: pictures.Artwork
    day: date | None
    date: str
    length: str
    teaser: str | None
    faces: Sequence[Face]
    strip: strip.Strip | None
    parts: int
    marks: Sequence[str]
    is_out: bool  # there is something to play or to keep


def headline(
    request: Request, card: EpisodeCard, *, px: int = pictures.IN_LIST, is_relative: bool = False
) -> Headline:
    """``px``: the side of its picture; ``is_relative``: days of the last week are told as such."""
    public, path = request.catalogue, request.route_path
    podcast, day = public.podcast_of(card), listing.day_of(public, card)
    drawn = strip.across(card.duration_seconds, card.strip, STRIP_WIDTH, card.sponsor_parts)
    dated = wording.recent_date(day, listing.today(request)) if day and is_relative else None
    return Headline(
        id=listing.id_of(card),
        address=listing.address_of(public, path, card),
        title=card.title,
        title_size=title_size(card.title),
        language=listing.language_of(card, podcast),
        podcast=podcast.title,
        podcast_address=path("podcasts.show", podcast=podcast.slug),
        number=listing.number(card),
        own=podcast.own_hue,
        artwork=pictures.artwork(path, podcast, px, card.artwork),
        day=day,
        date=dated or (wording.full_date(day) if day else ""),
        length=wording.length(card.duration_seconds) if card.duration_seconds else "",
        teaser=card.teaser,
        faces=faces(request, listing.guests_first(public.people_of(card))),
        strip=drawn,
        parts=len(card.strip),
        marks=listing.marks(card),
        is_out=card.media_type is not None,
    )


def faces(request: Request, people: Sequence[tuple[PersonCard, str]]) -> Sequence[Face]:
    return tuple(
        Face(
            name=person.name,
            address=request.route_path("people.show", slug=person.slug),
            initials=wording.initials(person.name),
            role="" if role == "guest" else role,
        )
        for person, role in people
    )


def title_size(title: str) -> str | None:
    if len(title) <= LONG:
        return None
    return "long" if len(title) <= VERY_LONG else "very-long"


def named(request: Request, faces: Sequence[Face]) -> list[tuple[str, str]]:
    """People with their absolute addresses."""
    return [(face.name, absolute(request, face.address)) for face in faces]
