"""What the page of an interview tells in its head, and machines of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from pyramid.request import Request

from talkpython_site import headline, interview_listing, json_ld, listing, wording
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.documents.interview import INTERVIEWEE, INTERVIEWER
from talkpython_site.feeds.interviews import KIND
from talkpython_site.head import FeedLink, Head, Picture, absolute, picture, trail
from talkpython_site.markdown import plain_text

Stored = Mapping[str, Any]


def of_interview(
    request: Request, card: InterviewCard, stored: Stored, faces: Sequence[headline.Face]
) -> Head:
    begun = wording.excerpt(plain_text(stored.get("introduction_html") or ""))
    described = card.subtitle or card.teaser or begun or card.title
    address = interview_listing.address_of(request, card)
    here = ("Interviews", request.route_path("interviews.index")), (card.title, address)
    block = json_ld.block(article(request, card, faces, described))
    return Head(
        title=f"{card.title} · Interview · {request.site.site_name}",
        description=described,
        canonical=absolute(request, address),
        kind="article",
        picture=portrait(request, card),
        blocks=(block, trail(request, *here)),
        feeds=feeds(request),
    )


def portrait(request: Request, card: InterviewCard) -> Picture:
    """Who is seen in it; of a drawing, what it was made for."""
    found = picture(request, card)
    seen = interview_listing.portrait_of(request.catalogue, card)
    return found._replace(alt=seen) if card.artwork else found


def feeds(request: Request) -> tuple[FeedLink]:
    title = f"Interviews on {request.site.site_name}"
    return (FeedLink(title, request.site_url("interviews.feed"), KIND),)


def article(
    request: Request, card: InterviewCard, faces: Sequence[headline.Face], described: str
) -> dict[str, Any]:
    """An ``Article``: who asked is its author, who answered is what it is about."""
    public, address = request.catalogue, interview_listing.address_of(request, card)
    site = {"@type": "Organization", "name": request.site.site_name}
    return {
        "@type": "Article", "headline": card.title, "description": described,
        "url": absolute(request, address), "mainEntityOfPage": absolute(request, address),
        "genre": "Interview", "image": picture(request, card).address,
        "datePublished": listing.published(public, card),
        "timeRequired": wording.iso_length(60 * card.minutes) if card.minutes else None,
        "inLanguage": listing.language(card),
        "author": in_role(request, faces, INTERVIEWER) or [site],
        "about": in_role(request, faces, INTERVIEWEE),
        "keywords": [topic.name for topic in public.topics_of(card)],
        "publisher": {**site, "url": request.site_url("home")},
    }  # fmt: skip


def in_role(request: Request, faces: Sequence[headline.Face], role: str) -> list[dict[str, str]]:
    found = [face for face in faces if face.role == role]
    return json_ld.persons(headline.named(request, found))
