"""Uploads in pieces, gone on with after a break: tus 1.0 (core, creation, termination, expiration).

https://tus.io/protocols/resumable-upload
"""

from base64 import b64decode
from collections.abc import Callable
from datetime import UTC
from email.utils import format_datetime
from typing import Any

from pyramid.httpexceptions import HTTPForbidden
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import forbidden_view_config, view_config

from talkpython_site import upload_tidying
from talkpython_site.documents import Upload
from talkpython_site.security import Permission
from talkpython_site.upload_purposes import PURPOSES
from talkpython_site.upload_words import told
from talkpython_site.uploads import UploadError

View = Callable[[Any, Request], Response]
VERSION = "1.0.0"
VERSION_HEADER = "Tus-Resumable"
EXTENSIONS = "creation,termination,expiration"
PIECE = "application/offset+octet-stream"
MOST_DIGITS = 15
LONGEST_METADATA = 4_000
AWAY = "You are signed out. Sign in again in another window: the upload goes on then."


def tus(view: View) -> View:
    """What every request says, and every answer; what went wrong in a sentence."""

    def answer(context: Any, request: Request) -> Response:
        if request.method != "OPTIONS" and request.headers.get(VERSION_HEADER) != VERSION:
            response = refused(412, f"This site speaks tus {VERSION}.")
            response.headers["Tus-Version"] = VERSION
        else:
            try:
                response = view(context, request)
            except UploadError as error:
                response = refused(error.status, str(error))
        response.headers[VERSION_HEADER] = VERSION
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def refused(status: int, sentence: str) -> Response:
    return Response(sentence, status=status, content_type="text/plain", charset="utf-8")


@view_config(
    route_name="admin.uploads",
    request_method="OPTIONS",
    permission=Permission.EPISODES_CHANGE,
    decorator=tus,
)
@view_config(
    route_name="admin.upload",
    request_method="OPTIONS",
    permission=Permission.EPISODES_CHANGE,
    decorator=tus,
)
def tell(request: Request) -> Response:
    """What is spoken here."""
    response = Response(status=204)
    response.headers["Tus-Version"] = VERSION
    response.headers["Tus-Extension"] = EXTENSIONS
    response.headers["Tus-Max-Size"] = str(request.registry.uploads.largest_bytes)
    return response


@view_config(
    route_name="admin.uploads",
    request_method="POST",
    permission=Permission.EPISODES_CHANGE,
    decorator=tus,
)
def create(request: Request) -> Response:
    size, account = number(request, "Upload-Length"), request.signed_in.account_id
    if size is None:
        return refused(400, "Upload-Length says no size.")
    given = metadata(request)
    purpose = PURPOSES.get(given.get("purpose") or None)
    if purpose is None:
        return refused(400, "Nothing is uploaded here for such a purpose.")
    if not request.has_permission(purpose.permission):
        raise HTTPForbidden
    name, uploads = given.get("filename", ""), request.registry.uploads
    upload = uploads.begin(account, name, size, request.now, purpose)
    response = Response(status=201)
    response.location = request.route_path("admin.upload", id=str(upload.id))
    return with_state(response, upload)


@view_config(
    route_name="admin.upload",
    request_method="GET",
    permission=Permission.EPISODES_CHANGE,
    decorator=tus,
)
def show(request: Request) -> Response:
    """How much of it is here, and what it turned out to be."""
    upload = request.registry.uploads.settled(wanted(request))
    return with_state(Response(json_body=told(upload)), upload)


@view_config(
    route_name="admin.upload",
    request_method="PATCH",
    permission=Permission.EPISODES_CHANGE,
    decorator=tus,
)
def append(request: Request) -> Response:
    if request.content_type != PIECE:
        return refused(415, f"A piece is {PIECE}.")
    offset, upload = number(request, "Upload-Offset"), wanted(request)
    if offset is None or request.content_length is None:
        return refused(400, "Upload-Offset or Content-Length says no number.")
    piece, size = request.body_file, request.content_length
    later = request.registry.uploads.append(upload.id, offset, piece, size, request.now)
    return with_state(Response(status=204), later)


@view_config(
    route_name="admin.upload",
    request_method="DELETE",
    permission=Permission.EPISODES_CHANGE,
    decorator=tus,
)
def delete(request: Request) -> Response:
    """What a form has named meanwhile stays as long as the form needs it."""
    upload = wanted(request)
    upload_tidying.forget(request.registry.uploads, upload, upload.expires_at)
    return Response(status=204)


@forbidden_view_config(header=VERSION_HEADER, decorator=tus)
def forbidden(_error: HTTPForbidden, request: Request) -> Response:
    """A program cannot follow to a page."""
    return refused(403, "You may not upload here." if request.signed_in else AWAY)


def wanted(request: Request) -> Upload:
    uploads, account = request.registry.uploads, request.signed_in.account_id
    found: Upload = uploads.found(account, request.matchdict["id"], request.now)
    return found


def with_state(response: Response, upload: Upload) -> Response:
    response.headers["Upload-Offset"] = str(upload.offset)
    response.headers["Upload-Length"] = str(upload.size_bytes)
    response.headers["Upload-Expires"] = format_datetime(
        upload.expires_at.astimezone(UTC), usegmt=True
    )
    return response


def number(request: Request, header: str) -> int | None:
    digits = request.headers.get(header, "")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS
    return int(digits) if is_number else None


def metadata(request: Request) -> dict[str, str]:
    """What its sender says of it; nothing for what cannot be read."""
    given = request.headers.get("Upload-Metadata", "")[:LONGEST_METADATA]
    pairs = (pair.strip().partition(" ") for pair in given.split(","))
    return {key: as_text(encoded) for key, _, encoded in pairs}


def as_text(encoded: str) -> str:
    try:
        return b64decode(encoded, validate=True).decode()
    except ValueError:
        return ""
