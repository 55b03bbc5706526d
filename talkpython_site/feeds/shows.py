"""The show of a feed: RSS 2.0 with what Apple and PSP-1 require, and what else is known."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from lxml import etree

from talkpython_site import pictures, rhythms
from talkpython_site.addresses import web_address
from talkpython_site.catalogue import Public
from talkpython_site.catalogue.cards import HOSTS, PersonCard
from talkpython_site.catalogue.credits import Term
from talkpython_site.catalogue.joining import followed_credits
from talkpython_site.feeds.elements import add, add_date, add_html, add_known
from talkpython_site.feeds.origin import Origin
from talkpython_site.feeds.shapes import PERSON
from talkpython_site.feeds.words import description
from talkpython_site.listing import language
from talkpython_site.wording import excerpt

SHAPE = {
    "guid": str, "feed_urls": [str], "subtitle": str, "description_html": str, "author": str,
    "owner_name": str, "owner_email": str, "copyright": str, "is_explicit": bool, "kind": str,
    "categories": [[str]], "artwork_url": str, "funding": [{"url": str, "label": str}],
    "is_locked": bool, "medium": str, "update_frequency": str, "people": [PERSON],
    "rhythm_days": int, "rhythm_weekday": int, "phase": str, "phase_note": str, "feed_items": int,
    "new_feed_url": str,
}  # fmt: skip
FIELDS = tuple(SHAPE)
LONGEST_FREQUENCY = 128  # characters, as podcast:updateFrequency has it

Stored = Mapping[str, Any]


def add_show(channel: etree._Element, origin: Origin) -> None:
    """Everything of the show. What is missing is left out, but for what directories require.

    A category is never guessed: they would list the show under it.
    """
    stored, title = origin.stored, origin.card.title
    add(channel, "atom:link", href=origin.feed, rel="self", type="application/rss+xml")
    add(channel, "title", title)
    add(channel, "link", origin.page)
    words = (stored.get("description_html"), True), (stored.get("subtitle"), False), (title, False)
    add_html(channel, "description", description(*words))
    add(channel, "language", language(origin.card) or origin.site.site_language)
    add_known(channel, "copyright", stored.get("copyright"))
    add_known(channel, "itunes:new-feed-url", web_address(stored.get("new_feed_url")))
    add_date(channel, "lastBuildDate", last_change(origin.public))
    add_picture(channel, origin)
    add_itunes(channel, origin)
    add_podcast(channel, origin)


def add_picture(channel: etree._Element, origin: Origin) -> None:
    """The picture kept here, else where the show's own lies, else the drawing."""
    elsewhere = None if origin.card.artwork else web_address(origin.stored.get("artwork_url"))
    address = elsewhere or pictures.large(origin.address, origin.card)
    image = add(channel, "image")
    add(image, "url", address)
    add(image, "title", origin.card.title)
    add(image, "link", origin.page)
    add(channel, "itunes:image", href=address)


def add_itunes(channel: etree._Element, origin: Origin) -> None:
    stored = origin.stored
    author = stored.get("author") or hosts(origin) or origin.site.site_name
    if stored.get("owner_name") or stored.get("owner_email"):
        owner = add(channel, "itunes:owner")
        add(owner, "itunes:name", stored.get("owner_name") or author)
        add_known(owner, "itunes:email", stored.get("owner_email"))
    add(channel, "itunes:author", author)  # after the owner, whom some readers take for it
    add_known(channel, "itunes:subtitle", stored.get("subtitle"))
    add(channel, "itunes:explicit", yes(stored.get("is_explicit"), "true", "false"))
    add(channel, "itunes:type", stored.get("kind") or "episodic")
    if stored.get("phase") == rhythms.FINISHED:
        add(channel, "itunes:complete", "Yes")
    for way in stored.get("categories") or ():
        place = channel
        for name in filter(None, way):
            place = add(place, "itunes:category", text=name)


def add_podcast(channel: etree._Element, origin: Origin) -> None:
    stored = origin.stored
    add_known(channel, "podcast:guid", stored.get("guid"))
    locked = yes(stored.get("is_locked"), "yes", "no")
    add(channel, "podcast:locked", locked, owner=stored.get("owner_email"))
    add(channel, "podcast:medium", stored.get("medium") or "podcast")
    add_frequency(channel, stored)
    for link in stored.get("funding") or ():
        url = web_address(link.get("url"))
        if url:
            add(channel, "podcast:funding", link.get("label") or "Support the show", url=url)
    add_people(channel, origin, present(stored.get("people") or (), origin.today))


def add_frequency(channel: etree._Element, stored: Mapping[str, Any]) -> None:
    """How often it appears, in words and as a rule; of a podcast that rests or ended, that.

    No element says that a podcast is paused: these are words that apps show.
    """
    phase, days, weekday = (stored.get(n) for n in ("phase", "rhythm_days", "rhythm_weekday"))
    words = stored.get("update_frequency") or rhythms.words(days, weekday)
    if phase:
        words = stored.get("phase_note") or str(phase).capitalize()
    if words:
        rule = None if phase else rhythms.rule(days, weekday)
        complete = "true" if phase == rhythms.FINISHED else None
        told = excerpt(words, LONGEST_FREQUENCY)
        add(channel, "podcast:updateFrequency", told, complete=complete, rrule=rule)


def present(people: Iterable[Stored], today: date | None) -> Iterator[Stored]:
    """Who makes it now."""
    for credit in people:
        term = Term(credit.get("since") or "", credit.get("until") or "")
        if today is None or term.holds(today):
            yield credit


def add_people(
    parent: etree._Element, origin: Origin, credits_given: Iterable[Mapping[str, Any]]
) -> None:
    """Who is heard, by name, with the page that they have here.

    In ``podcast:person`` no role means a host; who came without one is a contributor (Podlove).
    """
    snapshot = origin.public.snapshot
    people: Mapping[Any, PersonCard] = snapshot.people
    given = [(credit.get("person"), credit) for credit in credits_given]
    for person_id, credit in followed_credits(given, snapshot.joined.merged["person"]):
        person = people.get(person_id)
        if person:
            role, address = credit.get("role"), origin.person(person.slug)
            if role:
                said = {"role": role, "group": credit.get("group"), "href": address}
                add(parent, "podcast:person", person.name, **said)
            else:
                contributor = add(parent, "atom:contributor")
                add(contributor, "atom:name", person.name)
                add(contributor, "atom:uri", address)


def hosts(origin: Origin) -> str:
    people, cards = origin.card.people_at(origin.today), origin.public.snapshot.people
    named = (cards[key].name for key, role in people if role in HOSTS and key in cards)
    return ", ".join(dict.fromkeys(named))


def yes(value: bool | None, true: str, false: str) -> str:  # noqa: FBT001 - a value of a document
    return true if value else false


def last_change(public: Public) -> datetime | None:
    """When what visitors see last changed, the same in every process; None: nobody was told."""
    if public.snapshot.edition or public.snapshot.t is None:
        return None
    return max(public.snapshot.t.generation_time, public.since)
