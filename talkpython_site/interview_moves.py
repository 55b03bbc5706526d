"""How interviews are published and taken down."""

from typing import Any
from zoneinfo import ZoneInfo

from bson import ObjectId
from pyramid.request import Request

from talkpython_site.checks import Check, Verdict
from talkpython_site.documents import Credit
from talkpython_site.interview_checks import blocking, verdict
from talkpython_site.moved_kind import MovedKind


class InterviewMoves(MovedKind):
    """Everybody reads an interview on its page and in the feed, and nobody keeps it."""

    kind = "interview"
    names = frozenset({"people", "topics"})
    shown_at_once = "Everybody sees it at once: on its page, in lists and in the feed."
    taken_down = "Nobody reads it any more. Its address says why, to everybody."
    hidden = "Nobody sees it but admins."
    binned = "It is gone from everywhere, and can be taken out of the bin for 30 days."

    def zone(self, request: Request, thing: Any) -> ZoneInfo:  # noqa: ARG002 - it has none of its own
        zone: ZoneInfo = request.site.site_zone
        return zone

    def page(self, request: Request, thing: Any) -> str | None:
        return str(request.route_path("interviews.show", slug=thing.slug))

    def verdict(self, request: Request, thing: Any) -> Verdict:
        return verdict(request, thing)

    def blocks(self, request: Request, thing: Any) -> list[Check]:
        return blocking(request, thing)

    def try_on(self, thing: Any, form: Any) -> None:
        """Whom it names stand in it, whoever is new under an id of nobody."""
        if "people" in form.values:
            thing.people = [
                Credit(
                    person=line.part.person if line.part else ObjectId(),
                    role=line.part.role if line.is_same else line.said.role,
                )
                for line in form.values["people"]
            ]


INTERVIEW_MOVES = InterviewMoves()
