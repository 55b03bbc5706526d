"""The site in Markdown for machines that read: ``/llms.txt``, as llmstxt.org has it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import interview_listing, listing, shows, wording
from talkpython_site.catalogue.cards import CourseCard, PodcastCard
from talkpython_site.catalogue.interview_card import InterviewCard

MOST = 100  # of each kind, the newest; the list of all is linked above them
# What Markdown reads as a mark anywhere in a line (CommonMark 0.31, 2.4), and at its beginning.
MARKS = re.compile(r"[\\`*_\[\]<>#~&|]")
BEGINNING = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
# What ends a line, hides words or turns them round: a title is one line of words.
UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


class Link(NamedTuple):
    """A line of a section: what is there, its absolute address, what more is known of it."""

    name: str
    address: str
    told: Sequence[str | None] = ()


def written(request: Request) -> str:
    """The name, what the site is, and sections of links: made of what is public in the catalogue
    alone; raises ``NotLoadedError``.
    """
    parts = [f"# {plain(request.site.site_name)}", f"> {plain(request.tagline)}"]
    for heading, links in sections(request):
        lines = "\n".join(map(line, links))
        if lines:
            parts.append(f"## {heading}\n\n{lines}")
    return "\n\n".join(parts) + "\n"


def sections(request: Request) -> Iterator[tuple[str, Iterable[Link]]]:
    """The last one is what may be left out where room is short: so the format names it."""
    public, here = request.catalogue, request.site.site_url
    whole = Link("Sitemap", request.site_url("machines.sitemap"), ["every page with its day"])
    alive = shows.newest_first(request)[:MOST]
    yield "Lists", (Link(kind.label, here + kind.address) for kind in request.kinds)
    yield "Podcasts", (of_podcast(request, card) for card in alive)
    yield "Courses", (of_course(request, card) for card in public.courses.all[:MOST])
    yield "Interviews", (of_interview(request, card) for card in public.interviews.all[:MOST])
    yield "Feeds", feeds(request, alive)
    yield "Optional", [whole]


def of_podcast(request: Request, card: PodcastCard) -> Link:
    address = request.site_url("podcasts.show", podcast=card.slug)
    count = len(request.catalogue.by_podcast.get(card.id, ()))
    return Link(card.title, address, [wording.counted(count, "episode"), card.subtitle])


def of_course(request: Request, card: CourseCard) -> Link:
    address = request.site_url("courses.show", course=card.slug)
    count = wording.counted(card.lecture_count, "lecture") if card.lecture_count else None
    return Link(card.title, address, [count, card.subtitle])


def of_interview(request: Request, card: InterviewCard) -> Link:
    public = request.catalogue
    answering = wording.listed(interview_listing.answering(public, card), listing.MOST_NAMES)
    names = "".join(name + after for name, after in answering)
    day = listing.day_of(public, card)
    known = [f"with {names}" if names else None, wording.plain_date(day) if day else None]
    address = request.site_url("interviews.show", slug=card.slug)
    return Link(card.title, address, [*known, card.subtitle or card.teaser])


def feeds(request: Request, podcasts: Iterable[PodcastCard]) -> Iterator[Link]:
    """Each podcast's, and that of the interviews where there are some."""
    for card in podcasts:
        yield Link(card.title, request.site_url("podcasts.feed", podcast=card.slug))
    if request.catalogue.interviews.all:
        yield Link("Interviews", request.site_url("interviews.feed"))


def line(link: Link) -> str:
    told = ". ".join(plain(each).removesuffix(".") for each in link.told if each)
    return f"- [{plain(link.name)}]({link.address})" + (f": {told}" if told else "")


def plain(words: str) -> str:
    """Words of others on one line, in which Markdown finds nothing but words."""
    kept = MARKS.sub(r"\\\g<0>", UNSEEN.sub(" ", words).strip())
    return BEGINNING.sub(
        lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", kept
    )
