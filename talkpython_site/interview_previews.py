"""What the secret link of an interview shows: the page as everybody will see it."""

from dataclasses import replace
from typing import NamedTuple

from pyramid.httpexceptions import HTTPFound, HTTPNotFound
from pyramid.request import Request

from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.joining import topical
from talkpython_site.documents import Interview, Status
from talkpython_site.documents.previewed import PREVIEWED
from talkpython_site.documents.states import status_of
from talkpython_site.documents.visibility import PUBLISHED
from talkpython_site.previews import NOT_HERE, Stored, held


class InterviewPreview(NamedTuple):
    """An interview as its link shows it."""

    card: InterviewCard
    stored: Stored
    status: Status


def wanted(request: Request) -> InterviewPreview:
    """What the address shows.

    Raises ``HTTPFound`` where it is out, ``HTTPNotFound`` where the link does not hold, and
    ``PyMongoError``.
    """
    _kind, stored = held(request, Interview)
    status = status_of(stored.get("state"), stored.get("published_at"), request.now)
    if status is Status.PUBLISHED:
        raise HTTPFound(request.route_path("interviews.show", slug=stored["slug"]))
    if status not in PREVIEWED:
        raise HTTPNotFound(NOT_HERE)
    merged = request.catalogue.snapshot.joined.merged
    card = topical(InterviewCard.from_stored(dict(stored)), merged["person"], merged["topic"])
    return InterviewPreview(replace(card, state=PUBLISHED), stored, status)
