"""The home page: what is new across podcasts, and ways on."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import (
    course_listing,
    filtering,
    headline,
    interview_heads,
    interview_listing,
    json_ld,
    listing,
    names,
    paging,
    pictures,
    shows,
)
from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.catalogue.facets import Selection
from talkpython_site.head import Head, feeds
from talkpython_site.security import Permission

MOST_PROGRAMME = 8  # then comes what else there is: the list of all is a page of its own
MOST_SHOWS = 8
MOST_COURSES = MOST_INTERVIEWS = 4
MOST_ALONE = 12  # of each, where nothing is to be heard
MOST_TOPICS = 16
MOST_PEOPLE = 10


@view_config(route_name="home", renderer="home/show.pt", params=(), permission=Permission.SITE_READ)
def show(request: Request) -> dict[str, Any]:
    """The newest episode as an invitation, then the programme, courses and interviews; without
    episodes what there is; one sentence on an empty site.
    """
    public = request.catalogue
    newest = invited(public.episodes)
    others = (card for card in public.episodes if card is not newest)
    return {
        "head": head(request),
        "hero": hero(request, newest) if newest else None,
        "groups": listing.shelf(request).groups(list(islice(others, MOST_PROGRAMME))),
        "shows": shows.shows(request, pictures.IN_ROW, MOST_SHOWS),
        "show_count": len(public.podcasts),
        "topics": named(request, "topics.show", public.topics, MOST_TOPICS),
        "people": named(request, "people.show", public.people, MOST_PEOPLE),
        "years": filtering.timeline(request),
        **learning_and_reading(request, is_alone=newest is None),
        "total": shows.total(request, Selection()),
    }


def named(
    request: Request, route: str, counted: Sequence[names.Counted], most: int
) -> Sequence[names.Name]:
    """Those in most; where there is nothing yet those that are known, by name."""
    return names.links(request, route, names.foremost(counted, most) or counted[:most])


def learning_and_reading(request: Request, *, is_alone: bool) -> dict[str, Any]:
    """The newest courses and interviews; more and larger where they are all that there is."""
    courses, interviews = request.catalogue.courses.all, request.catalogue.interviews.all
    px, path = pictures.IN_LIST if is_alone else pictures.IN_ROW, request.route_path
    most = (MOST_ALONE, MOST_ALONE) if is_alone else (MOST_COURSES, MOST_INTERVIEWS)
    return {
        "courses": course_listing.rows(request, courses[: most[0]], px),
        "course_count": len(courses),
        "courses_address": path("courses.index"),
        "interviews": interview_listing.rows(request, interviews[: most[1]], px),
        "interview_count": len(interviews),
        "interviews_address": path("interviews.index"),
    }


def invited(episodes: Sequence[EpisodeCard]) -> EpisodeCard | None:
    """The newest whole episode, else the newest thing there is."""
    whole = (card for card in episodes[: paging.PAGE_SIZE] if card.form not in listing.FORMS)
    return next(whole, episodes[0] if episodes else None)


def hero(request: Request, card: EpisodeCard) -> headline.Headline:
    return headline.headline(request, card, px=pictures.IN_HERO, is_relative=True)


def head(request: Request) -> Head:
    site = request.site
    address = request.site_url("home")
    block = json_ld.block({
        "@type": "WebSite", "name": site.site_name, "url": address,
        "description": request.tagline, "inLanguage": site.site_language,
    })  # fmt: skip
    shown = feeds(request, shows.newest_first(request)[:MOST_SHOWS])
    asked = interview_heads.feeds(request) if request.catalogue.interviews.all else ()
    return Head(site.site_name, request.tagline, address, blocks=(block,), feeds=(*shown, *asked))
