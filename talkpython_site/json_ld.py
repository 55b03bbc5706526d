"""What pages tell machines about themselves: schema.org as JSON-LD."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

# Ends a script, begins a comment, or ends a line for old parsers: written as JSON escapes.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class SafeJson(str):
    """JSON that may stand inside a ``script`` element as it is; made by ``block`` alone."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def block(thing: dict[str, Any]) -> SafeJson:
    """A thing with its context; what is None or empty is left out."""
    found = {"@context": "https://schema.org", **thing}
    written = json.dumps(kept(found), ensure_ascii=False, separators=(",", ":"))
    return SafeJson(written.translate(ESCAPES))


def kept(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: kept(each) for key, each in value.items() if each not in (None, "", [], ())}
    return [kept(each) for each in value] if isinstance(value, list | tuple) else value


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page from the home page down, as pairs of name and absolute address."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, 1)
        ],
    }


def persons(named: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """People as pairs of name and absolute address."""
    return [{"@type": "Person", "name": name, "url": address} for name, address in named]
