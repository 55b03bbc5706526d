"""What lectures hold beside their text, for who may open them: video, captions, files.

Who asks is looked at each time: an address that was copied gives nothing to anybody else.
"""

import hashlib
from typing import Any
from urllib.parse import quote

from bson import ObjectId
from pyramid.httpexceptions import HTTPFound, HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import course_reading, sending
from talkpython_site.addresses import web_address
from talkpython_site.documents import Lecture
from talkpython_site.enclosures import secured
from talkpython_site.media import TYPES, ending_of
from talkpython_site.security import Permission
from talkpython_site.views.media import KEPT_AS_WRITTEN, is_own, opened, tag

OWN = "private, no-cache"  # asked for again each time, so that who may is asked again
LOCKED = "This lecture is for those who are enrolled in its course."
NO_VIDEO = "This lecture has no video."
NO_CAPTIONS = "This lecture has no captions in this language."
NO_FILE = "This lecture has no such file."
ANYTHING = "application/octet-stream"  # what no browser shows, whatever is in it


@view_config(route_name="courses.video", permission=Permission.SITE_READ)
@view_config(route_name="courses.captions", permission=Permission.SITE_READ)
@view_config(route_name="courses.file", permission=Permission.SITE_READ)
def media(request: Request) -> Response:
    """What the route names, for who may open the lecture."""
    found = course_reading.alone(request)
    if not found.is_open:
        return sending.words(403, LOCKED)
    send = SENDING[request.matched_route.name]
    return send(request, found.course, found.entry.key)


def send_video(request: Request, course: ObjectId, key: int) -> Response:
    """The video of a lecture, whole or in part, or the way there where it lies elsewhere.

    Who may have it is not asked, as in the two that follow. Raises ``HTTPNotFound``.
    """
    enclosure = held(course, key, {"video": True}).get("video") or {}
    content_type = TYPES.get(ending_of(enclosure.get("media")) or "")
    if content_type:
        return kept(request, enclosure["media"], "The video of this lecture", content_type)
    address = web_address(enclosure.get("url"))
    if address is None or is_own(request, address):
        raise HTTPNotFound(NO_VIDEO)
    return HTTPFound(quote(secured(address), safe=KEPT_AS_WRITTEN), cache_control=OWN)


def send_captions(request: Request, course: ObjectId, key: int) -> Response:
    """The captions of a lecture in the language that the address names."""
    language = request.matchdict["language"]
    wanted = {"captions": {"$elemMatch": {"language": language}}}
    found = held(course, key, wanted).get("captions")
    if not found:
        raise HTTPNotFound(NO_CAPTIONS)
    written = found[0]["vtt"].encode()
    answer = Response(written, content_type="text/vtt", charset="utf-8", cache_control=OWN)
    answer.etag = hashlib.sha256(written).hexdigest()[:20]
    answer.conditional_response = True
    if request.method != "GET":  # nothing else has ranges (RFC 9110, 14.2)
        request.range = None
    return answer


def send_file(request: Request, course: ObjectId, key: int) -> Response:
    """The file of a lecture that the address names, to be saved under that name."""
    name = request.matchdict["name"]
    found = held(course, key, {"downloads": {"$elemMatch": {"name": name}}}).get("downloads")
    if not found:
        raise HTTPNotFound(NO_FILE)
    answer = kept(request, found[0]["media"], "This file", ANYTHING)
    answer.headers["Content-Disposition"] = attachment(name)
    return answer


SENDING = {
    "courses.video": send_video, "courses.captions": send_captions, "courses.file": send_file,
}  # fmt: skip


def held(course: ObjectId, key: int, shown: dict[str, Any]) -> dict[str, Any]:
    """These fields of what a lecture holds."""
    return Lecture.collection().find_one({"course": course, "key": key}, shown) or {}


def kept(request: Request, media: str, what: str, content_type: str) -> Response:
    file = opened(request, media, what)
    answer = sending.send(request, file, content_type, tag(media, file))
    answer.headers["Cache-Control"] = OWN
    return answer


def attachment(name: str) -> str:
    """A ``Content-Disposition`` by which a file is saved under a name (RFC 6266, RFC 8187)."""
    plain = "".join(each if each.isascii() and each.isprintable() else "_" for each in name)
    for special in '"\\%/':
        plain = plain.replace(special, "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
