"""What a setting's text may say: each reader gives its value or raises ``ValueError``."""

import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from pymongo.errors import PyMongoError
from pymongo.uri_parser import parse_uri


def text(given: str) -> str:
    return given


def flag(given: str) -> bool:
    known = {"true": True, "yes": True, "on": True, "1": True}
    known |= {"false": False, "no": False, "off": False, "0": False}
    if given.lower() not in known:
        raise ValueError("is neither true nor false")
    return known[given.lower()]


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """A reader of whole numbers within both bounds."""

    def read(given: str) -> int:
        if not re.fullmatch(r"[0-9]{1,12}", given) or not lowest <= int(given) <= highest:
            raise ValueError(f"is not a whole number from {lowest} to {highest}")
        return int(given)

    return read


def site_address(given: str) -> str:
    """Scheme and host, perhaps a port: the site answers at the root of its host."""
    problem = "is not the address of a site, such as https://podcasts.example"
    parts = urlsplit(given.rstrip("/"))
    try:
        is_plain = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        raise ValueError(problem) from None
    is_plain = is_plain and "@" not in parts.netloc and given.isascii() and given.isprintable()
    if not is_plain or " " in given or parts.scheme not in {"http", "https"}:
        raise ValueError(problem)
    if parts.path or "?" in given or "#" in given:
        raise ValueError("has more than scheme, host and port")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def language(given: str) -> str:
    """A tag of BCP 47, its form only."""
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", given):
        raise ValueError("is not a language tag, such as en or pt-BR")
    return given


def time_zone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (OSError, ValueError, LookupError):
        raise ValueError("is not a time zone, such as Europe/Berlin") from None
    return given


def folder(given: str) -> Path:
    return Path(given).expanduser()


def one_of(*words: str) -> Callable[[str], str]:
    """A reader of one of these words."""

    def read(given: str) -> str:
        if given.lower() not in words:
            raise ValueError(f"is none of {', '.join(words)}")
        return given.lower()

    return read


def mail_address(given: str) -> str:
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", given):
        raise ValueError("is not an e-mail address, such as noreply@podcasts.example")
    return given


def internet_address(given: str) -> str:
    try:
        return str(ip_address(given))
    except ValueError:
        raise ValueError("is not an IP address, such as 127.0.0.1") from None


def mongodb_address(given: str) -> str:
    """Its form is checked here; ``mongodb+srv`` asks DNS and is left to the connection."""
    options = {name.lower(): value for name, value in parse_qsl(given.partition("?")[2])}
    if options.get("readpreference", "primary").lower() != "primary":
        raise ValueError("asks for another readPreference than primary, and pages would lag behind")
    if not given.startswith("mongodb+srv://"):
        try:
            parse_uri(given)
        except (PyMongoError, ValueError):
            raise ValueError("is not a MongoDB address, such as mongodb://host/name") from None
    return given
