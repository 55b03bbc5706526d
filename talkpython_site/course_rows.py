"""Courses as their editors see them in lists, and those that lie in the bin."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import listing, pictures, standing_lists, wording
from talkpython_site.catalogue.cards import CourseCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Course
from talkpython_site.documents.publishable import KEPT_IN_BIN
from talkpython_site.documents.states import Status
from talkpython_site.standing_lists import Listed

MOST_NAMES = 3
# What a row of the bin needs of a course.
BINNED_FIELDS = ("title", "own_hue", "lecture_count", "binned_at", "revision")


class CourseRow(NamedTuple):
    """A course in the list."""

    address: str
    title: str
    language: str | None
    own: str
    artwork: pictures.Artwork
    names: Sequence[tuple[str, str]]  # of its authors, each with what follows it
    facts: tuple[str, ...]
    made_up: str  # how many titles were made up
    status: Status
    when: str
    moment: str  # for machines; "" where there is none


class BinnedRow(NamedTuple):
    """A course in the bin, with what its form needs."""

    address: str
    move_address: str
    title: str
    own: str
    lectures: str
    binned: str
    purged: str
    revision: int


def rows(
    request: Request, shown: Iterable[Listed[CourseCard]], snapshot: Snapshot
) -> list[CourseRow]:
    return [row(request, each, snapshot) for each in shown]


def row(request: Request, each: Listed[CourseCard], snapshot: Snapshot) -> CourseRow:
    card, at = each.card, each.card.published_at
    people = [snapshot.people[key].name for key, _role in card.people if key in snapshot.people]
    known = (
        wording.counted(card.lecture_count, "lecture"),
        wording.hours(card.duration_seconds) if card.duration_seconds else "",
        "" if card.is_free else "By grant",
    )
    return CourseRow(
        address=request.route_path("admin.course", id=str(card.id)),
        title=card.title,
        language=listing.language(card),
        own=card.own_hue,
        artwork=pictures.artwork(request.route_path, card, pictures.IN_ROW),
        names=wording.listed(list(dict.fromkeys(people)), MOST_NAMES),
        facts=tuple(filter(None, known)),
        made_up=made_up(card.made_up_titles),
        status=each.status,
        when=standing_lists.when(request, each),
        moment=at.isoformat() if at else "",
    )


def made_up(number: int) -> str:
    return wording.counted(number, "title made up", "titles made up") if number else ""


def binned_row(request: Request, stored: Mapping[str, Any]) -> BinnedRow:
    zone, course_id, at = request.site.site_zone, str(stored["_id"]), stored["binned_at"]
    return BinnedRow(
        address=request.route_path("admin.course", id=course_id),
        move_address=request.route_path("admin.course_move", id=course_id),
        title=stored["title"],
        own=stored.get("own_hue") or "hue-1",
        lectures=wording.counted(stored.get("lecture_count") or 0, "lecture"),
        binned=wording.plain_date(at.astimezone(zone).date()),
        purged=wording.plain_date((at + KEPT_IN_BIN).astimezone(zone).date()),
        revision=stored.get("revision") or 0,
    )


def drawing_of(request: Request, course: Course) -> str:
    """The address of what is seen of it without artwork."""
    stored = {"_id": course.id, "slug": course.slug, "title": course.title or ""}
    card = CourseCard.from_stored({**stored, "own_hue": course.own_hue})
    return pictures.artwork(request.route_path, card, pictures.ON_PAGE).src
