"""How far somebody is in a lecture, as its player or the page that they read tells it."""

import re
from collections.abc import Mapping
from typing import Any

from pyramid.httpexceptions import HTTPNoContent
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import course_reading, sending
from talkpython_site.certifying import certify
from talkpython_site.course_access import is_enrolled
from talkpython_site.documents import Enrolment
from talkpython_site.documents.enrolment import EACH_PLAYER, HALF, Played
from talkpython_site.forms import text_in
from talkpython_site.security import Permission
from talkpython_site.views.enrolments import NOT_ENROLLED

NUMBER = re.compile(r"[0-9]{1,16}", re.ASCII)
BITS = 2**HALF - 1
# What is told, and the highest that it may be; the session is one that was given out.
MOST = {
    "count": EACH_PLAYER - 1,
    "position": 999_999,
    "first": BITS,
    "second": BITS,
}
TOLD = ("session", *MOST)
UNREADABLE = "It cannot be read how far you are: each of {} is a whole number."


@view_config(
    route_name="courses.progress", request_method="POST", permission=Permission.ACCOUNT_OWN
)
def progress(request: Request) -> Response:
    """With ``begin`` the number of a new player; else nothing, or that the lecture is ``done`` now,
    or was ``reopened``: then nothing is noted, and the player has to begin as a new one.
    """
    found = course_reading.alone(request)
    own = found.enrolment
    if not is_enrolled(request, own) or own is None:
        return sending.words(403, NOT_ENROLLED)
    if "begin" in request.POST:
        return begun(request, found)
    played = read(request.POST, own.sessions or 0)
    if played is None:
        return sending.words(400, UNREADABLE.format(", ".join(TOLD)))
    return kept(request, found, played)


def begun(request: Request, found: course_reading.Alone) -> Response:
    session = Enrolment.begin_player(found.course, request.signed_in.account_id)
    return Response(json={"session": session}) if session else sending.words(403, NOT_ENROLLED)


def kept(request: Request, found: course_reading.Alone, played: Played) -> Response:
    own = request.signed_in.account_id
    is_played = Enrolment.note_played(found.course, own, found.entry.key, played)
    if is_played is None:
        is_in = Enrolment.is_in(found.course, own)
        return Response(json={"reopened": True}) if is_in else sending.words(403, NOT_ENROLLED)
    if not is_played or found.is_done:
        return HTTPNoContent()
    certify(request, found.course)
    return Response(json={"done": True})


def read(sent: Mapping[str, Any], sessions: int) -> Played | None:
    """What was sent; None where a number of it is missing, none, or too high."""
    given = {name: text_in(sent, name) for name in TOLD}
    if not all(NUMBER.fullmatch(each) for each in given.values()):
        return None
    numbers = {name: int(each) for name, each in given.items()}
    most = {"session": sessions, **MOST}
    if any(numbers[name] > most[name] for name in TOLD):
        return None
    seq = numbers["session"] * EACH_PLAYER + numbers["count"]
    return Played(seq, numbers["position"], numbers["first"], numbers["second"])
