"""Interviews: the list of all, and one to read."""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import (
    headline,
    interview_access,
    interview_around,
    interview_feed,
    interview_filtering,
    interview_heads,
    interview_listing,
    interview_reading,
    languages,
    links,
    listing,
    wording,
)
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.feeds.interviews import KIND
from talkpython_site.head import head_of_list, trail
from talkpython_site.markdown import SafeHtml
from talkpython_site.security import Permission
from talkpython_site.views import feeds

Stored = Mapping[str, Any]
PORTRAIT = "(max-width: 759px) 84px, 236px"  # the widths of its place


@view_config(
    route_name="interviews.index",
    renderer="interviews/index.pt",
    params=interview_filtering.PARAMS,
    permission=Permission.SITE_READ,
)
def index(request: Request) -> dict[str, Any]:
    """All interviews, or those that some filters leave, newest first."""
    base = request.route_path("interviews.index")
    wanted = interview_filtering.read(request, base)
    listed = interview_listing.listed(request, wanted)
    described = f"{wording.counted(listed.total, 'interview')} on {request.site.site_name}."
    head = head_of_list(request, wanted, listed.page, "Interviews", described)
    blocks, feeds = (trail(request, ("Interviews", base)),), interview_heads.feeds(request)
    return {"head": head._replace(blocks=blocks, feeds=feeds), "listed": listed}


@view_config(
    route_name="interviews.show",
    renderer="interviews/show.pt",
    params=(),
    permission=Permission.SITE_READ,
)
def show(request: Request) -> dict[str, Any]:
    """The conversation; a slug that is not the interview's own leads to it."""
    return page(request, *interview_access.visited(request))


@view_config(route_name="interviews.feed", params=(), permission=Permission.SITE_READ)
def feed(request: Request) -> Response:
    """Atom, the newest first, each whole."""
    return feeds.answer(interview_feed.feed_of(request), KIND)


def page(request: Request, card: InterviewCard, stored: Stored) -> dict[str, Any]:
    """What the page of an interview shows."""
    people = interview_listing.answering_first(request.catalogue.people_of(card))
    faces = headline.faces(request, people)
    portrait = interview_reading.portrait(request, card, PORTRAIT)
    return {
        "head": interview_heads.of_interview(request, card, stored, faces),
        "interview": large(request, card),
        "faces": faces,
        "portrait": portrait,
        # A drawing says nothing that the title does not.
        "seen": interview_listing.portrait_of(request.catalogue, card) if portrait.srcset else "",
        "introduction": SafeHtml(stored.get("introduction_html") or ""),
        "talk": interview_reading.read(request, card, stored.get("blocks") or ()),
        "links": links.links(stored.get("links")),
        "original": links.link(stored.get("original_url")),
        "topics": topics(request, card),
        "around": interview_around.around(request, card),
    }


def topics(request: Request, card: InterviewCard) -> list[tuple[str, str]]:
    """Their names and addresses."""
    found, path = request.catalogue.topics_of(card), request.route_path
    return [(each.name, path("topics.show", slug=each.slug)) for each in found]


def large(request: Request, card: InterviewCard) -> dict[str, Any]:
    """What it begins with."""
    day = listing.day_of(request.catalogue, card)
    return {
        "title": card.title,
        "title_size": headline.title_size(card.title),
        "language": listing.language(card),
        "direction": languages.direction(card.language),
        "subtitle": card.subtitle,
        "own": card.own_hue,
        "day": day,
        "date": wording.plain_date(day) if day else "",
        "minutes": interview_listing.minutes(card),
    }
