"""Opens a file that ought to be a feed, or says in one sentence why it is none."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

LARGEST_MEGABYTES = 64
PIECE_BYTES = 65536
HEAD_BYTES = 1024
ADDRESS = re.compile("https?:/", re.IGNORECASE)  # paths have no "//"
WEB_PAGE = re.compile(
    rb"(?:\s|<!--.*?-->|<\?.*?\?>)*+<(?:!doctype\s+html|html)[\s>]", re.DOTALL | re.IGNORECASE
)
PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip"}


class FeedError(Exception):
    """A file that cannot be read as a feed; one sentence for people."""


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a checked file, piece by piece; raises ``FeedError`` where reading fails."""
    check(path)
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece
    except OSError as error:
        raise FeedError(f"“{path}” cannot be read: {error.strerror}.") from error


def check(path: Path) -> None:
    """Raise ``FeedError`` for what is no file, empty or larger than 64 MB, before reading it."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        if ADDRESS.match(str(path)):
            raise FeedError("That is an address: save the feed as a file first.") from error
        reason = getattr(error, "strerror", None) or "no such file"
        raise FeedError(f"“{path}” cannot be read: {reason}.") from error
    megabytes = found.st_size / 1024**2
    if stat.S_ISDIR(found.st_mode):
        raise FeedError(f"“{path}” is a folder; name the feed's file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise FeedError(f"“{path}” is no file; save the feed in one first.")
    if megabytes > LARGEST_MEGABYTES:
        raise FeedError(
            f"“{path}” has {megabytes:,.0f} MB; a feed may have up to {LARGEST_MEGABYTES} MB."
        )
    if not found.st_size:
        raise FeedError(f"“{path}” is empty.")


def refuse_other_formats(path: Path) -> None:
    """Raise ``FeedError`` for what is sometimes saved in place of a feed, by its beginning."""
    given = next(pieces(path), b"")[:HEAD_BYTES]
    head = given.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    for beginning, name in PACKED.items():
        if given.startswith(beginning):
            raise FeedError(f"“{path}” is a {name} archive; unpack the feed first.")
    if WEB_PAGE.match(head):
        raise FeedError(f"“{path}” is a web page, not a feed.")
    if head.startswith((b"{", b"[")):
        raise FeedError(f"“{path}” is JSON, not a feed in XML.")
    if given and not head:
        raise FeedError(f"“{path}” has nothing but blanks in it.")
    if b"<" not in head:
        raise FeedError(f"“{path}” has no XML in it, so it is no feed.")


def sliced(feed: bytes) -> Iterator[bytes]:
    """The same in pieces, so that a parser hands out items before it has seen them all."""
    for start in range(0, len(feed), PIECE_BYTES):
        yield feed[start : start + PIECE_BYTES]
