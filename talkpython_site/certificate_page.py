"""What the page of a certificate says."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import strip, wording
from talkpython_site.documents import Certificate
from talkpython_site.documents.certificate import shown_code
from talkpython_site.head import absolute
from talkpython_site.headline import title_size

STRIP_WIDTH = 480  # px that it has at least
ALL = (("0%", "100%"),)
LONG, VERY_LONG = 28, 60  # letters of a name


class Fact(NamedTuple):
    """One of the lines at the foot."""

    label: str
    words: str


class Shown(NamedTuple):
    """A certificate that is valid."""

    code: str
    address: str  # absolute, as somebody types it who has it on paper
    name: str | None
    name_size: str | None
    course: str
    course_size: str | None
    language: str | None
    own: str | None
    strip: strip.Strip | None
    facts: Sequence[Fact]


def shown(request: Request, found: Certificate) -> dict[str, Any]:
    """The certificate, None where it was replaced, and what only its owner may do."""
    who = request.signed_in
    is_own = who is not None and who.account_id == found.account
    is_valid = found.replaced_at is None
    return {
        "certificate": said(request, found) if is_valid else None,
        "course": found.course_title,
        "language": found.language,
        "is_own": is_own,
        "present_name": who.name if who and is_own and is_valid and who.name != found.name else "",
    }


def said(request: Request, found: Certificate) -> Shown:
    code, title = shown_code(found.id), found.course_title or ""
    address = absolute(request, request.route_path("certificates.show", code=code))
    return Shown(
        code=code,
        address=address.partition("://")[2],
        name=found.name,
        name_size=size_of(found.name or ""),
        course=title,
        course_size=title_size(title),
        language=found.language,
        own=found.own_hue,
        strip=drawn(found),
        facts=facts(request, found),
    )


def size_of(name: str) -> str | None:
    if len(name) <= LONG:
        return None
    return "long" if len(name) <= VERY_LONG else "very-long"


def drawn(found: Certificate) -> strip.Strip | None:
    """The whole course in ink; None where no length is known."""
    bare = strip.across(found.duration_seconds, found.strip, STRIP_WIDTH)
    return bare and replace(bare, heard=ALL)


def facts(request: Request, found: Certificate) -> list[Fact]:
    seconds, lectures, zone = found.duration_seconds, found.lecture_count, request.site.site_zone
    given = [
        found.issued_at
        and Fact("Finished on", wording.plain_date(found.issued_at.astimezone(zone).date())),
        lectures and Fact("All of it", wording.counted(lectures, "lecture")),
        seconds and Fact("Length", wording.hours(seconds)),
    ]
    return [each for each in given if each]
