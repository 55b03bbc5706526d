"""Addresses from outside: cleaned, made whole, and of the web or nothing."""

import re
from ipaddress import ip_address
from urllib.parse import quote, urljoin, urlsplit

SCHEMES = {"http", "https"}
LONGEST = 4096
IN_PATH = "~!$&'()*+,;=:@"  # what stands in a path as it is: RFC 3986, 3.3
# A host with a dot, whose end is of letters, and what may stand behind it.
BARE = re.compile(r"(?:[\w-]+\.)+(?:[^\W\d_]{2,}|xn--[\w-]+)(?::[0-9]+)?(?:[/?#].*)?")
# What needs no second look: a feed of 500 items takes 10 ms less.
PLAIN = re.compile(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[1-9][0-9]{0,3})?(?:[/?#][!#-;=?-\[\]_a-z~]*)?"
)
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f.]*:[0-9a-f:.]*")  # a name, or of IPv6
PARTS = re.compile(r"(https?)://([^/?#]*@)?([^/?#@]*)(.*)", re.IGNORECASE | re.DOTALL)
UNWRITTEN = re.compile(r"[^!#-;=?-\[\]_a-z~]")  # never stands in an address: RFC 3986, 2
PLAIN_SEGMENT = re.compile(r"[A-Za-z0-9._~-]+")
# Browsers drop line breaks and tabs inside an address; a space has to be written out.
INSIDE = dict.fromkeys([*range(0x20), 0x7F]) | {0x20: "%20", 0xA0: "%20"}


def web_address(text: str | None, base: str | None = None) -> str | None:
    """An absolute http or https address, its scheme in small letters; None for anything else.

    What may not stand behind the host is percent-encoded, as browsers do.
    A relative one is resolved against ``base`` (RFC 3986 section 5), where there is one.
    """
    if text and len(text) <= LONGEST and PLAIN.fullmatch(text):
        return text
    written = (text or "").strip().translate(INSIDE)
    if written.lower().startswith("www."):
        written = f"http://{written}"
    try:
        whole = written if is_web(written) or not written else urljoin(base or "", written)
        whole = in_ascii(whole) if is_web(whole) else ""
    except ValueError:  # "http://[" and the like
        return None
    return whole if 0 < len(whole) <= LONGEST else None


def in_ascii(address: str) -> str:
    """An address of the web with what has to be percent-encoded, but in its host."""
    return PARTS.sub(
        lambda each: f"{each[1].lower()}://{encoded(each[2] or '')}{each[3]}{encoded(each[4])}",
        address,
    )


def encoded(text: str) -> str:
    return UNWRITTEN.sub(lambda each: quote(each[0]), text)


def typed_address(text: str) -> str | None:
    """The same of what somebody typed: without a scheme it is of https."""
    return web_address(f"https://{text}" if BARE.fullmatch(text) else text)


def is_web(address: str) -> bool:
    """Whether it has a scheme of the web and a host; raises ``ValueError`` as ``urlsplit`` does."""
    parts = urlsplit(address)
    is_host = bool(HOST.fullmatch(parts.hostname or ""))
    return parts.scheme in SCHEMES and is_host and parts.port != 0


def is_of_file(address: str) -> bool:
    """Whether it names more than a host."""
    parts = urlsplit(address)
    return bool(parts.path.strip("/") or parts.query)


def is_of_this_machine(address: str) -> bool:
    """Whether an address leads elsewhere on every machine (RFC 6761, 6.3; loopback)."""
    host = (urlsplit(web_address(address) or "").hostname or "").rstrip(".")
    return host == "localhost" or host.endswith(".localhost") or is_loopback(host)


def is_loopback(host: str | None) -> bool:
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def without_scheme(address: str) -> str:
    """What stays the same when a host moves from http to https."""
    return address.partition("://")[2]


def segment(name: str) -> str:
    """A name as one part of a path, as ``route_path`` writes it."""
    return name if PLAIN_SEGMENT.fullmatch(name) else quote(name, IN_PATH)
