"""Repairs of a broken feed that are certain, made in its bytes before a parser sees them."""

import codecs
import re
from html.entities import html5

BLANKS = b" \t\r\n"
OF_MORE_BITS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<", b"\0\0")
DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
# An unfinished comment or CDATA section ends with the file, so that this stays linear in time.
TO_MEND = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    rb"|&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)(?:([A-Za-z][A-Za-z0-9]{0,31});)?",
    re.DOTALL,
)
UTF_8_OR_WESTERN = "talkpython.utf-8-or-windows-1252"


def mend(feed: bytes) -> bytes:
    """The same feed without blanks before its beginning, its ampersands and entities made good.

    ``&nbsp;`` becomes its character, any other ``&`` itself. Bytes that are no UTF-8 in a feed
    said to be are taken for windows-1252. Feeds of 16 bits a character are left as they are.
    """
    feed = feed.removeprefix(codecs.BOM_UTF8).lstrip(BLANKS)
    if feed.startswith(OF_MORE_BITS):
        return feed
    if is_utf_8(feed):
        feed = feed.decode("utf-8", UTF_8_OR_WESTERN).encode()
    return TO_MEND.sub(mended, feed)


def is_utf_8(feed: bytes) -> bool:
    """Whether a feed says so, says nothing or names an encoding that nobody knows."""
    declared = DECLARED.match(feed)
    try:
        return declared is None or codecs.lookup(declared[1].decode()).name == "utf-8"
    except LookupError:
        return True


def mended(match: re.Match[bytes]) -> bytes:
    """A character for the entity of HTML that stands for it, else the ampersand as one."""
    if match[0].startswith(b"<"):
        return match[0]
    meaning = html5.get(f"{(match[1] or b'').decode()};", "")
    characters = "".join(f"&#{ord(character)};" for character in meaning)
    return characters.encode() or b"&amp;" + match[0][1:]


def western(error: UnicodeError) -> tuple[str, int]:
    """What windows-1252 makes of bytes that are no UTF-8; for ``codecs.register_error``."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(UTF_8_OR_WESTERN, western)
