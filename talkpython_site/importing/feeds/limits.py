"""How long what a feed says may be; what is longer is cut, and that is said."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

LONGEST_LINE = 1_000
LONGEST = {"title": 500, "summary": 100_000}  # characters, by the names of fields
# Notes are cut before they are read; addresses and guids are whole or left out.
WHOLE = {
    "notes_html", "notes_source", "description_html", "description_source", "guid", "url", "link",
    "picture_url", "chapters_url", "artwork_url", "original_url", "feed_urls",
}  # fmt: skip

Parsed = TypeVar("Parsed")


def limited(parsed: Parsed) -> tuple[Parsed, list[str]]:
    """A parsed show or item with every text as long as it may be; the fields that were longer."""
    given: Any = parsed
    values = {field.name: getattr(given, field.name) for field in fields(given)}
    short = {name: cut(value, name) for name, value in values.items()}
    changed = {name: value for name, value in short.items() if value != values[name]}
    return replace(given, **changed), list(changed)


def cut(value: Any, name: str) -> Any:
    """A value of a field, also a tuple or a record of such, with each text in it cut."""
    if name in WHOLE:
        return value
    if isinstance(value, str):
        return shortened(value, LONGEST.get(name, LONGEST_LINE))
    if isinstance(value, tuple):
        return tuple(cut(each, name) for each in value)
    return limited(value)[0] if is_dataclass(value) else value


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
