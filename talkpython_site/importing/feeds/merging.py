"""What a feed says against what is stored: which fields are written, which are an editor's."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bson import json_util


@dataclass(frozen=True, slots=True)
class Merge:
    """The fields to write, the hashes to keep, and the fields that an editor changed."""

    values: dict[str, Any] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    edited: tuple[str, ...] = ()


def merge(stored: Mapping[str, Any], given: Mapping[str, Any], *, is_older: bool = False) -> Merge:
    """Compare field by field, in the form in which MongoDB stores them.

    A field that still is as it was imported is overwritten; another is an editor's and only
    reported. What the feed does not say takes nothing away. An older snapshot fills what is empty.
    """
    values: dict[str, Any] = {}
    hashes: dict[str, str] = {}
    edited = []
    imported = stored.get("imported") or {}
    for name, value in given.items():
        if is_empty(value) or same(stored.get(name), value):
            continue
        if is_empty(stored.get(name)) and name not in imported:
            values[name], hashes[name] = value, hashed(value)
        elif imported.get(name) == hashed(stored.get(name)):
            if not is_older:
                values[name], hashes[name] = value, hashed(value)
        else:
            edited.append(name)
    return Merge(values, hashes, tuple(edited))


def same(one: Any, other: Any) -> bool:
    return hashed(one) == hashed(other)


def hashed(value: Any) -> str:
    """A short hash of a value as BSON holds it; nothing, "" and [] are one."""
    value = None if is_empty(value) else value
    written = json_util.dumps(value, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
