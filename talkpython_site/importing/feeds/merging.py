"""What a feed says against what is stored: which fields are written, which are an editor's."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bson import json_util

# What says nothing without the field that stands before it: both are written or neither.
TOGETHER = {
    "published_at": ("published_precision",),
    "notes_html": ("notes_source", "notes_format", "links"),
    "description_html": ("description_source", "description_format"),
}
# Made by the site of what the feed says, which stands in another field.
MADE_OF = {"notes_html": "notes_source", "links": "notes_source", "teaser": "notes_source"}
FOLLOWERS = {name for names in TOGETHER.values() for name in names}


@dataclass(frozen=True, slots=True)
class Merge:
    """The fields to write, all hashes to keep, and the fields that an editor changed."""

    values: dict[str, Any]
    imported: dict[str, str]
    edited: tuple[str, ...] = ()

    def changes(self, stored: Mapping[str, Any]) -> bool:
        """Whether there is anything to write."""
        return bool(self.values) or self.imported != (stored.get("imported") or {})

    def brings_news(self, stored: Mapping[str, Any]) -> bool:
        """Whether the feed says anything else; the same may be written better than it was."""
        changed = {n for n, value in self.values.items() if not same(stored.get(n), value)}
        if words(stored.get("summary")) == words(self.values.get("summary")):
            changed.discard("summary")  # its lines are the site's
        return any(MADE_OF.get(name, name) in changed for name in changed)


def merge(
    stored: Mapping[str, Any],
    given: Mapping[str, Any],
    *,
    is_older: bool = False,
    hesitant: Collection[str] = (),
) -> Merge:
    """Compare field by field, in the form in which MongoDB stores them.

    A field that still is as the feed gave it last is overwritten; another is an editor's and only
    reported, also one that was emptied: until an editor writes what the feed gave last. What the
    feed does not say takes nothing away. An older snapshot fills what is empty, and so does a field
    that is ``hesitant``.
    """
    values: dict[str, Any] = {}
    imported: dict[str, str] = dict(stored.get("imported") or {})
    edited: list[str] = []
    for name in given.keys() - FOLLOWERS:
        names = (name, *TOGETHER.get(name, ()))
        fills_only = is_older or name in hesitant
        if is_empty(given[name]):
            continue
        if all(same(stored.get(each), given.get(each)) for each in names):
            if not is_older:
                remember(imported, given, names)  # an editor may have written the same before
        elif not all(is_untouched(stored, each) for each in names):
            edited.append(name)
            if not fills_only:
                remember(imported, given, names)
        elif not fills_only or is_empty(stored.get(name)):
            values |= {each: given.get(each) for each in names}
            remember(imported, given, names)
    return Merge(values, imported, tuple(sorted(edited)))


def follow(
    stored: Mapping[str, Any],
    merged: Merge,
    derived: Mapping[str, Any],
    before: Mapping[str, Any],
) -> Merge:
    """Add what is made of other fields, unless an editor made it otherwise.

    ``before`` is what would be made of them as they are stored.
    """
    ours = {
        name: value
        for name, value in derived.items()
        if is_untouched(stored, name) or same(stored.get(name), before.get(name))
    }
    imported = dict(merged.imported)
    remember(imported, ours, ours)
    changed = {name: value for name, value in ours.items() if not same(stored.get(name), value)}
    return Merge(merged.values | changed, imported, merged.edited)


def hashes_of(fields: Mapping[str, Any]) -> dict[str, str]:
    return {name: hashed(value) for name, value in fields.items() if not is_empty(value)}


def remember(imported: dict[str, str], given: Mapping[str, Any], names: Collection[str]) -> None:
    """Keep the hashes of fields as the feed gave them; of those it did not give none."""
    for name in names:
        imported.pop(name, None)
    imported.update(hashes_of({name: given.get(name) for name in names}))


def is_untouched(stored: Mapping[str, Any], name: str) -> bool:
    """Whether a field still is as it was imported."""
    imported = (stored.get("imported") or {}).get(name, NOTHING)
    return bool(imported == hashed(stored.get(name)))


def same(one: Any, other: Any) -> bool:
    return hashed(one) == hashed(other)


def words(text: str | None) -> list[str]:
    return (text or "").split()


def hashed(value: Any) -> str:
    """A short hash of a value as BSON holds it; nothing, "" and [] are one."""
    value = None if is_empty(value) else value
    written = json_util.dumps(value, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


NOTHING = hashed(None)
