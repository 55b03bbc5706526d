"""What the first page of the admin area says of interviews."""

from collections.abc import Collection, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import interview_edited_rows, interview_finding, overview_blocks
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.checks import Check
from talkpython_site.documents import Interview
from talkpython_site.interview_checks import Found, blocking_in

MOST_SCHEDULED = 20  # are looked at, the next ones
IN_INTERVIEW = ("title", "slug", "people", "artwork")
IN_BLOCKS = ("kind", "picture", "text_source")
HTML = "text_html"  # looked at where words stand nowhere else


def content(request: Request, snapshot: Snapshot) -> dict[str, Any]:
    """What waits for its time and what is begun, the newest first, and what to see to."""
    every = interview_finding.listed(request, snapshot)
    scheduled, drafts = overview_blocks.in_the_making(every)
    next_ones = scheduled[:MOST_SCHEDULED]
    blocks = blocks_of(request, [each.card.id for each in next_ones])
    return {
        "interviews": interview_edited_rows.rows(request, [*next_ones, *drafts], snapshot),
        "more_interviews": len(scheduled) - len(next_ones),
        "notices": list(overview_blocks.told(request, next_ones, blocks)),
    }


def blocks_of(request: Request, ids: Collection[ObjectId]) -> dict[ObjectId, list[Check]]:
    """What blocks each of these interviews, by their ids: two queries at most for all of them."""
    found = dict(checked(request, ids, IN_BLOCKS))
    wordless = [key for key, checks in found.items() if "empty" in checks]
    found |= checked(request, wordless, (*IN_BLOCKS, HTML))
    return {key: list(checks.values()) for key, checks in found.items()}


def checked(
    request: Request, ids: Collection[ObjectId], names: Collection[str]
) -> Iterator[tuple[ObjectId, dict[str, Check]]]:
    """Of many blocks no documents are made: that takes as long as all else."""
    fields = [*IN_INTERVIEW, *(f"blocks.{name}" for name in names)]
    nothing: Mapping[str, None] = dict.fromkeys((*IN_BLOCKS, HTML))
    for each in Interview.objects(id__in=ids).only(*fields).as_pymongo() if ids else ():
        blocks = [
            SimpleNamespace(**{**nothing, **block}) for block in each.pop("blocks", None) or ()
        ]
        interview = Interview.from_stored(each)
        yield interview.id, blocking_in(Found(interview, request.registry.pictures, blocks))
