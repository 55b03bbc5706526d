"""How courses are published and taken down."""

from typing import Any
from zoneinfo import ZoneInfo

from pyramid.request import Request

from talkpython_site.checks import Check, Verdict
from talkpython_site.course_checks import blocking, verdict
from talkpython_site.moved_kind import MovedKind


class CourseMoves(MovedKind):
    """A course is watched by who joined it, and who did keeps what is taken down."""

    kind = "course"
    names = frozenset({"people", "topics"})
    shown_at_once = "Everybody sees it at once: on its page and in lists."
    taken_down = (
        "Nobody sees it any more but those who are enrolled. Its address says why, to all others."
    )
    hidden = "Nobody sees it but admins."
    unseen = "Nobody sees it but those who are enrolled."
    binned = (
        "It is gone from everywhere, for those who are enrolled too, and can be taken out of the "
        "bin for 30 days."
    )

    def zone(self, request: Request, thing: Any) -> ZoneInfo:  # noqa: ARG002 - it has none of its own
        zone: ZoneInfo = request.site.site_zone
        return zone

    def page(self, request: Request, thing: Any) -> str | None:
        return str(request.route_path("courses.show", course=thing.slug))

    def verdict(self, request: Request, thing: Any) -> Verdict:
        return verdict(request, thing)

    def blocks(self, request: Request, thing: Any) -> list[Check]:
        return blocking(request, thing)


COURSE_MOVES = CourseMoves()
