"""Forms with files in them: where each part lies in the body, found without reading it by lines.

``cgi.FieldStorage`` reads 100 MB of line breaks for a minute, and a part that says it is a form as
one more form (RFC 7578 knows neither).
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, NamedTuple

from pyramid.request import Request
from webob.multidict import MultiDict

BLOCK = 262_144
LARGEST_HEAD = 2_048  # bytes above a part
MOST_PARTS = 1_000
LARGEST_TEXT = 1_048_576  # bytes of all parts that are no files
BOUNDARY = re.compile(r"""boundary=(?:"([^"\\]{1,70})"|([^\s;",]{1,70}))""", re.IGNORECASE)
NAME = re.compile(rb';\s*name="([^"]*)"', re.IGNORECASE)
FILENAME = re.compile(rb';\s*filename="([^"]*)"', re.IGNORECASE)
ESCAPED = {"%22": '"', "%0D": "\r", "%0A": "\n"}  # in names (HTML, 4.10.21.8)


class TooMuchError(ValueError):
    """More parts or more text than any page sends."""


class SentFile(NamedTuple):
    """A file of a form, where it lies in the body of the request."""

    name: str  # as its sender calls it
    body: BinaryIO
    start: int
    size_bytes: int

    def open(self) -> BinaryIO:
        """A reader of its own, from its first byte on."""
        return io.BufferedReader(Window(self), BLOCK)


class Window(io.RawIOBase):
    """A part of a file, as a file."""

    def __init__(self, sent: SentFile) -> None:
        self._sent = sent
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # narrower in typeshed
        body, left = self._sent.body, self._sent.size_bytes - self._at
        body.seek(self._sent.start + self._at)
        block = body.read(min(len(buffer), left))
        buffer[: len(block)] = block
        self._at += len(block)
        return len(block)


def read_form(request: Request) -> None:
    """Let ``request.POST`` hold the parts of a form: texts, and a ``SentFile`` for each file.

    A field for a file in which none was chosen is left out. Raises ``ValueError``, and
    ``TooMuchError`` before reading on.
    """
    if hasattr(request.body_file_raw, "seekable"):
        request.is_body_seekable = request.body_file_raw.seekable()  # else WebOb copies it
    request.make_body_seekable()
    body = request.body_file_raw
    parts = MultiDict(parts_of(body, boundary_of(request.headers["Content-Type"])))
    request.environ["webob._parsed_post_vars"] = (parts, body)


def boundary_of(content_type: str) -> bytes:
    found = BOUNDARY.search(content_type)
    if found is None:
        raise ValueError("a form names nothing that parts it")
    return (found[1] or found[2]).encode("ascii")


def parts_of(body: BinaryIO, boundary: bytes) -> Iterator[tuple[str, str | SentFile]]:
    """Name and value of each part, in order."""
    delimiter = b"\r\n--" + boundary
    ends = places(body, delimiter)
    text = 0
    for begin, end in pairwise(ends):
        head, start = head_at(body, begin + len(delimiter), end)
        name, filename = NAME.search(head), FILENAME.search(head)
        if name is None:
            raise ValueError("a part has no name")
        if filename is None:
            text += end - start
            if text > LARGEST_TEXT:
                raise TooMuchError("a form has too much text")
            body.seek(start)
            yield named(name), body.read(end - start).decode()
        elif filename[1] or end > start:
            yield named(name), SentFile(named(filename), body, start, end - start)


def named(found: re.Match[bytes]) -> str:
    return re.sub("%(22|0D|0A)", lambda match: ESCAPED[match[0]], found[1].decode())


def places(body: BinaryIO, delimiter: bytes) -> list[int]:
    """Where the delimiter stands, from the first to the one that ends the form."""
    found: list[int] = []
    for place in every(body, delimiter):
        found.append(place)
        if len(found) > MOST_PARTS:
            raise TooMuchError("a form has too many parts")
        body.seek(place + len(delimiter))
        if body.read(2) == b"--":
            return found
    raise ValueError("a form does not end")


def every(body: BinaryIO, delimiter: bytes) -> Iterator[int]:
    """Its places; the first may lack the line break before it, where the body begins."""
    held, begin, after = b"\r\n", -2, 0
    body.seek(0)
    while block := body.read(BLOCK):
        held, after = held + block, after + len(block)
        place = held.find(delimiter)
        while place >= 0:
            yield begin + place
            place = held.find(delimiter, place + len(delimiter))
        rest = held[1 - len(delimiter) :]
        begin, held = after - len(rest), rest
        body.seek(after)


def head_at(body: BinaryIO, begin: int, end: int) -> tuple[bytes, int]:
    """The lines above a part, and where it begins."""
    body.seek(begin)
    read = body.read(min(LARGEST_HEAD, end - begin))
    head, empty_line, _rest = read.partition(b"\r\n\r\n")
    if not empty_line or not head.startswith(b"\r\n"):
        raise ValueError("a part has no head")
    return head, begin + len(head) + len(empty_line)
