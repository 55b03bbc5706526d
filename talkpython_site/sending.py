"""How a kept file is sent: whole, a part of it, or not at all to whoever has it (RFC 9110)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from pyramid.httpexceptions import HTTPNotModified
from pyramid.request import Request
from pyramid.response import Response

from talkpython_site.byte_ranges import Part, UnsatisfiableError, is_current, part_of
from talkpython_site.media import MediaFile

BLOCK = 65_536
KEPT = "public, no-cache"  # an address may get another file


class State(NamedTuple):
    """What tells one state of a file from another."""

    etag: str  # strong
    modified: datetime  # whole seconds, as headers have it


def send(request: Request, file: MediaFile, content_type: str, etag: str) -> Response:
    """An answer to GET or HEAD, as long as the open file is now.

    Preconditions come before any range (RFC 9110, 13.2.2). The server closes what it sends.
    """
    state, part = State(etag, file.modified_at.replace(microsecond=0)), None
    if is_another(request, state):
        answer = words(412, "The file is no longer the one that was asked for.")
    elif is_known(request, state):
        answer = HTTPNotModified()
    else:
        answer, part = content(request, file, state)
    answer.etag, answer.last_modified = state
    answer.headers["Cache-Control"] = KEPT
    if part is None or request.method == "HEAD":
        file.close()
    else:
        file.seek(part.first)
        answer.app_iter = body(request, file, part.length)
    if part is not None:
        answer.content_type, answer.content_length = content_type, part.length
    return answer


def content(request: Request, file: MediaFile, state: State) -> tuple[Response, Part | None]:
    """An answer still empty, and the part of the file that belongs into it."""
    size = file.size_bytes
    try:
        part = wanted_part(request, size, state)
    except UnsatisfiableError:
        answer = words(416, f"There is nothing at that place: the file has {size} bytes.")
        answer.headers["Content-Range"] = f"bytes */{size}"
        return answer, None
    answer = Response(status=206 if part else 200)
    answer.headers["Accept-Ranges"] = "bytes"
    if part:
        answer.headers["Content-Range"] = part.content_range(size)
    return answer, part or Part(0, size)


def wanted_part(request: Request, size: int, state: State) -> Part | None:
    """Raises ``UnsatisfiableError``."""
    if request.method != "GET":  # nothing else has ranges (RFC 9110, 14.2)
        return None
    fits = is_current(request.headers.get("If-Range"), *state, request.now)
    return part_of(request.headers.get("Range"), size) if fits else None


def is_another(request: Request, state: State) -> bool:
    """Whether a client asks for a state that the file is not in (RFC 9110, 13.1.1 and 13.1.4)."""
    if "If-Match" in request.headers:
        return state.etag not in request.if_match
    since = request.if_unmodified_since
    return since is not None and state.modified > since


def is_known(request: Request, state: State) -> bool:
    """Whether a client has this state of the file (RFC 9110, 13.1.2 and 13.1.3).

    Only the very date counts: an address that goes back to an older file gets an earlier one.
    """
    if "If-None-Match" in request.headers:
        return state.etag in request.if_none_match
    return state.modified == request.if_modified_since


def words(status: int, sentence: str) -> Response:
    return Response(sentence, status=status, content_type="text/plain", charset="utf-8")


def body(request: Request, file: MediaFile, length: int) -> Iterable[bytes]:
    """The next bytes of a file: the server's own way to send it holds no thread meanwhile."""
    wrapper = request.environ.get("wsgi.file_wrapper")
    return wrapper(file) if wrapper else Blocks(file, length)


class Blocks:
    """A part of a file for a server that has no way of its own (PEP 3333)."""

    def __init__(self, file: MediaFile, length: int) -> None:
        self._file = file
        self._left = length

    def __iter__(self) -> "Blocks":
        return self

    def __next__(self) -> bytes:
        block = self._file.read(min(BLOCK, self._left))
        self._left -= len(block)
        if not block:
            raise StopIteration
        return block

    def close(self) -> None:
        self._file.close()
