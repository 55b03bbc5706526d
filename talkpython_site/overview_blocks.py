"""What the first page of the admin area says of what admins alone edit and is in the making."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import standing_lists, wording
from talkpython_site.checks import Check
from talkpython_site.documents.states import Status
from talkpython_site.notices import Notice
from talkpython_site.standing_lists import Card, Listed, time_order

FEW = 5


def in_the_making(
    every: Collection[Listed[Card]],
) -> tuple[list[Listed[Card]], list[Listed[Card]]]:
    """What waits for its time, and the newest drafts."""
    scheduled = sorted((e for e in every if e.status is Status.SCHEDULED), key=time_order)
    drafts = [each for each in every if each.status is Status.DRAFT]
    drafts.sort(key=lambda each: each.card.id, reverse=True)
    return scheduled, drafts[:FEW]


def told(
    request: Request, scheduled: Iterable[Listed[Any]], blocks: Mapping[ObjectId, Sequence[Check]]
) -> Iterator[Notice]:
    """What appears at its time, though something would keep it from being published now."""
    for each in scheduled:
        if checks := blocks.get(each.card.id):
            words = ", ".join(check.words for check in checks)
            title = f"\u2068{wording.excerpt(each.card.title, 80)}\u2069"
            when, route = standing_lists.when(request, each), f"admin.{each.card.kind}"
            address = request.route_path(route, id=str(each.card.id), _anchor="checks")
            sentence = f"“{title}” appears on {when}, and is blocked: {words}."
            yield Notice(sentence, address, is_blocking=True)
