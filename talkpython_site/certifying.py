"""Who has finished a course gets a certificate of it, once."""

from contextlib import suppress
from typing import Any

from bson import ObjectId
from pyramid.request import Request

from talkpython_site.catalogue import AWAY, NotLoadedError
from talkpython_site.course_reading import FIELDS, Outline
from talkpython_site.documents import Certificate, Course, Enrolment
from talkpython_site.documents.certificate import shown_code
from talkpython_site.documents.enrolment import enrolment_id
from talkpython_site.sign_ins import SignedIn

DECIDING = dict.fromkeys(("done", "lectures", "left_at", "certificate"), 1)
COPIED = ("title", "language", "own_hue", "strip")


def certify(request: Request, course_id: ObjectId) -> str | None:
    """Give who is signed in the certificate of a course if every lecture in it is done by now.

    Gives the code of theirs as it is shown, if they have one. Nothing happens where they are not in
    it; a page does not fail because of it.
    """
    if request.signed_in is None:
        return None
    with suppress(*AWAY), request.registry.catalogue.asking():
        return certified(request, course_id, request.signed_in)
    return None


def certified(request: Request, course_id: ObjectId, who: SignedIn) -> str | None:
    """The same; raises what ``AWAY`` names."""
    own = enrolment_id(course_id, who.account_id)
    stored = Enrolment.collection().find_one({"_id": own}, DECIDING)
    enrolment = Enrolment.from_stored(stored or {"left_at": request.now})
    if not enrolment.is_live or enrolment.certificate:
        return enrolment.certificate
    if len(enrolment.done_keys) < fewest(request, course_id):
        return None
    said = finished(course_id, enrolment)
    return issued(request, said, who) if said else None


def fewest(request: Request, course_id: ObjectId) -> int:
    """How many lectures a course has as far as this process knows: asking anew costs a query."""
    with suppress(NotLoadedError):
        card = request.registry.catalogue.all().courses.get(course_id)
        return card.lecture_count if card else 1
    return 1


def issued(request: Request, said: dict[str, Any], who: SignedIn) -> str | None:
    own, name = who.account_id, who.name or None
    code = Certificate.issue(account=own, name=name, issued_at=request.now, **said)
    if code is None:
        return None
    Enrolment.note_certificate(said["course"], own, shown_code(code))
    return shown_code(code)


def finished(course_id: ObjectId, enrolment: Enrolment) -> dict[str, Any] | None:
    """What there is to say of a course as it is now; None where a lecture of it is not done."""
    fields = dict.fromkeys((*FIELDS, *COPIED), 1)
    course = Course.collection().find_one({"_id": course_id}, fields) or {}
    lectures = Outline.from_stored(course).lectures
    if not lectures or {each.key for each in lectures} - enrolment.done_keys:
        return None
    return {
        "course": course_id,
        "course_title": course.get("title"),
        "language": course.get("language"),
        "own_hue": course.get("own_hue"),
        "strip": course.get("strip") or [],
        "duration_seconds": sum(each.duration_seconds or 0 for each in lectures),
        "lecture_count": len(lectures),
    }


def own_code(request: Request, enrolment: Enrolment, *, is_finished: bool) -> str | None:
    """The code of the certificate that somebody has of a course; one that was missed is made up."""
    if is_finished and not enrolment.certificate:
        return certify(request, enrolment.course)
    return enrolment.certificate
