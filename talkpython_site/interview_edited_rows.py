"""Interviews as their editors see them in lists, and those that lie in the bin."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import listing, pictures, standing_lists, wording
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Interview
from talkpython_site.documents.publishable import KEPT_IN_BIN
from talkpython_site.documents.states import Status
from talkpython_site.interview_listing import minutes
from talkpython_site.standing_lists import Listed

MOST_NAMES = 3
# What a row of the bin needs of an interview.
BINNED_FIELDS = ("title", "question_count", "binned_at", "revision")


class EditedRow(NamedTuple):
    """An interview in the list."""

    address: str
    title: str
    language: str | None
    artwork: pictures.Artwork
    names: Sequence[tuple[str, str]]  # of its people, each with what follows it
    facts: tuple[str, ...]
    status: Status
    when: str
    moment: str  # for machines; "" where there is none


class BinnedRow(NamedTuple):
    """An interview in the bin, with what its form needs."""

    address: str
    move_address: str
    title: str
    questions: str
    binned: str
    purged: str
    revision: int


def rows(
    request: Request, shown: Iterable[Listed[InterviewCard]], snapshot: Snapshot
) -> list[EditedRow]:
    return [row(request, each, snapshot) for each in shown]


def row(request: Request, each: Listed[InterviewCard], snapshot: Snapshot) -> EditedRow:
    card, at = each.card, each.card.published_at
    people = [snapshot.people[key].name for key, _role in card.people if key in snapshot.people]
    return EditedRow(
        address=request.route_path("admin.interview", id=str(card.id)),
        title=card.title,
        language=listing.language(card),
        artwork=pictures.artwork(request.route_path, card, pictures.IN_ROW),
        names=wording.listed(list(dict.fromkeys(people)), MOST_NAMES),
        facts=tuple(filter(None, (questions(card.question_count), minutes(card)))),
        status=each.status,
        when=standing_lists.when(request, each),
        moment=at.isoformat() if at else "",
    )


def questions(number: int) -> str:
    return wording.counted(number, "question") if number else "No question yet"


def binned_row(request: Request, stored: Mapping[str, Any]) -> BinnedRow:
    zone, own_id, at = request.site.site_zone, str(stored["_id"]), stored["binned_at"]
    return BinnedRow(
        address=request.route_path("admin.interview", id=own_id),
        move_address=request.route_path("admin.interview_move", id=own_id),
        title=stored["title"],
        questions=questions(stored.get("question_count") or 0),
        binned=wording.plain_date(at.astimezone(zone).date()),
        purged=wording.plain_date((at + KEPT_IN_BIN).astimezone(zone).date()),
        revision=stored.get("revision") or 0,
    )


def drawing_of(request: Request, interview: Interview) -> str:
    """The address of what is seen of it without a portrait."""
    stored = {"_id": interview.id, "slug": interview.slug or "", "title": interview.title or ""}
    card = InterviewCard.from_stored(stored)
    return pictures.artwork(request.route_path, card, pictures.ON_PAGE).src
