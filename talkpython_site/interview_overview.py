"""What the first page of the admin area says of interviews."""

from collections.abc import Collection
from typing import Any

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import interview_edited_rows, interview_finding, overview_blocks
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.checks import Check
from talkpython_site.documents import Interview
from talkpython_site.interview_checks import blocking


def content(request: Request, snapshot: Snapshot) -> dict[str, Any]:
    """What waits for its time and what is begun, the newest first, and what to see to."""
    every = interview_finding.listed(request, snapshot)
    scheduled, drafts = overview_blocks.in_the_making(every)
    blocks = blocks_of(request, [each.card.id for each in scheduled])
    return {
        "interviews": interview_edited_rows.rows(request, [*scheduled, *drafts], snapshot),
        "notices": list(overview_blocks.told(request, scheduled, blocks)),
    }


def blocks_of(request: Request, ids: Collection[ObjectId]) -> dict[ObjectId, list[Check]]:
    """What blocks each of these interviews, by their ids: one query for all of them."""
    found = Interview.objects(id__in=ids) if ids else ()
    return {each.id: blocking(request, each) for each in found}
