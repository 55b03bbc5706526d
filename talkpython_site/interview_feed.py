"""The newest interviews as their feed tells them."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from pyramid.request import Request

from talkpython_site import headline, interview_listing, interview_reading, listing
from talkpython_site.access import deciding, is_shown
from talkpython_site.catalogue.cards import PersonCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.documents import Interview
from talkpython_site.documents.interview import INTERVIEWER
from talkpython_site.feeds.interviews import Channel, Entry, Person, Room, feed
from talkpython_site.feeds.shows import last_change
from talkpython_site.head import absolute
from talkpython_site.interview_access import FIELDS

MOST = 40  # interviews
AT_ONCE = 8  # in one read


def feed_of(request: Request) -> bytes:
    """Cards order it, documents say what is public."""
    room = Room()
    return feed(channel_of(request), entries(request, room), room)


def channel_of(request: Request) -> Channel:
    public, site = request.catalogue, request.site
    newest = max((last(card) for card in public.interviews.all[:MOST]), default=request.now)
    return Channel(
        title=f"Interviews on {site.site_name}",
        site=site.site_url,
        page=request.site_url("interviews.index"),
        address=request.site_url("interviews.feed"),
        language=site.site_language,
        author=site.site_name,
        updated=last_change(public) or newest,
    )


def entries(request: Request, room: Room) -> Iterator[Entry]:
    """A few documents are read when they are asked for: all may be 20 MB and more. What they say
    is read no more once there is no room for it.
    """
    cards = request.catalogue.interviews.all[:MOST]
    for start in range(0, len(cards), AT_ONCE):
        some = cards[start : start + AT_ONCE]
        named = {"_id": {"$in": [card.id for card in some]}}
        found = Interview.collection().find(named, deciding(() if room.is_full else FIELDS))
        stored = {each["_id"]: each for each in found}
        for card in some:
            if card.id in stored and is_shown(request, stored[card.id]):
                yield entry_of(request, card, stored[card.id])


def entry_of(request: Request, card: InterviewCard, stored: dict[str, Any]) -> Entry:
    public = request.catalogue
    people = interview_listing.answering_first(public.people_of(card))
    portrait = interview_reading.shown(request, card.artwork)
    return Entry(
        id=str(card.id),
        title=card.title,
        address=absolute(request, interview_listing.address_of(request, card)),
        language=listing.language(card),
        published=card.published_at,
        updated=last(card),
        asked=persons(request, [each for each in people if each[1] == INTERVIEWER]),
        answered=persons(request, [each for each in people if each[1] != INTERVIEWER]),
        topics=[topic.name for topic in public.topics_of(card)],
        summary=card.subtitle or card.teaser,
        portrait=(portrait, interview_listing.portrait_of(public, card)) if portrait else None,
        introduction=stored.get("introduction_html") or "",
        talk=partial(interview_reading.read, request, card, stored.get("blocks") or ()),
    )


def persons(request: Request, people: Sequence[tuple[PersonCard, str]]) -> Sequence[Person]:
    return headline.named(request, headline.faces(request, people))


def last(card: InterviewCard) -> Any:
    """When it appeared; of what has no date, when it was made."""
    return card.published_at or card.id.generation_time
