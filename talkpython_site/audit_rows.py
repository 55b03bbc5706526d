"""Audit lines for the page: by days, each with the time and where its names lead."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.auditing import Line, Named, Sentence, accounts_in, sentences, titles_in
from talkpython_site.role_words import Titles

ROUTES = {
    "account": "admin.account",
    "episode": "admin.episode",
    "podcast": "admin.podcast",
    "course": "admin.course",
    "lecture": "admin.lecture",
    "interview": "admin.interview",
    "person": "admin.people_one",
    "topic": "admin.topics_one",
}


class Who(NamedTuple):
    """Somebody or something in a sentence; ``address`` where admins see the account or edit it."""

    name: str
    address: str | None


class AuditRow(NamedTuple):
    """One change, as the page shows it."""

    moment: str  # for machines
    clock: str
    who: Who
    before: str
    whom: Who | None
    after: str
    facts: tuple[str, ...]


class Day(NamedTuple):
    """The changes of one day."""

    name: str
    rows: Sequence[AuditRow]


def days(request: Request, lines: Sequence[Line], titles: Titles) -> list[Day]:
    """What was changed, by days as they are in the zone of the site.

    One query for the names of accounts, some for the titles of content.
    """
    told = sentences(lines, accounts_in(lines), {**titles, **titles_in(lines)})
    zone = request.site.site_zone
    today = request.now.astimezone(zone).date()
    by_day = groupby(told, lambda each: each.at.astimezone(zone).date())
    return [Day(wording.recent_date(day, today), rows(request, group)) for day, group in by_day]


def rows(request: Request, told: Iterable[Sentence]) -> list[AuditRow]:
    return [
        AuditRow(
            moment=each.at.isoformat(),
            clock=wording.clock(each.at, request.site.site_zone),
            who=who(request, each.who),
            before=each.before,
            whom=who(request, each.whom) if each.whom else None,
            after=each.after,
            facts=tuple(facts(each)),
        )
        for each in told
    ]


def who(request: Request, named: Named) -> Who:
    address: Any = named.id and request.route_path(ROUTES[named.kind], id=str(named.id))
    return Who(named.name, address)


def facts(told: Sentence) -> Iterable[str]:
    """From where, which fields, and the revision that came of it."""
    if told.network:
        yield f"from {told.network}"
    if told.fields:
        yield told.fields
    if told.revision is not None:
        yield f"revision {told.revision}"
