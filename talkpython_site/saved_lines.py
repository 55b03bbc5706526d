"""Who saved a thing, and when: the newest few changes, beside its form."""

from collections.abc import Sequence
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import auditing, wording
from talkpython_site.documents import AuditLine, Listed
from talkpython_site.newest import newest_equal

FEW = 5


class SavedLine(NamedTuple):
    """One change."""

    moment: str  # for machines
    when: str
    did: str
    who: str
    revision: int | None


def authors_since(lines: Sequence[SavedLine], since: int, now: int) -> tuple[str, ...]:
    """Who saved what came after a revision; nobody where not all of that is known."""
    later = {line.revision: line.who for line in reversed(lines) if (line.revision or 0) > since}
    is_known = later.keys() >= {*range(since + 1, now + 1)}
    return tuple(dict.fromkeys(later.values())) if is_known else ()


def saved_lines(request: Request, thing: Listed) -> list[SavedLine]:
    """The newest first; one query for them, one for who it was."""
    found = AuditLine.objects.about(thing.card_key).as_pymongo()
    lines = newest_equal(found, field="at", most=FEW).rows
    names = auditing.accounts_in(lines)
    zone, now = request.site.site_zone, request.now
    return [
        SavedLine(
            moment=line["at"].isoformat(),
            when=wording.lately(line["at"], zone, now),
            did=line.get("action", "").capitalize(),
            who=auditing.author(line, names).name,
            revision=line.get("revision"),
        )
        for line in lines
    ]
