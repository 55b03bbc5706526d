"""What stored values look like: a single one of a wrong type must not take a feed away."""

from collections.abc import Mapping
from types import FunctionType
from typing import Any

import structlog
from bson import ObjectId

log = structlog.get_logger(__name__)

WRONG = (TypeError, ValueError, AttributeError, KeyError, OverflowError)
PERSON = {"person": ObjectId, "role": str, "group": str, "since": str, "until": str}


def fitting(value: Any, shape: Any) -> Any:
    """What of a stored value has a shape, None (of a list: an empty one) where nothing has.

    A shape is a type or several, ``[shape]`` for a list of such, ``{name: shape}``, or a function
    that gives what has it.
    """
    if isinstance(shape, FunctionType):
        return shape(value)
    if isinstance(shape, dict):
        return fields_of(value, shape) if isinstance(value, Mapping) else None
    if isinstance(shape, list):
        parts = value if isinstance(value, list) else ()
        return [kept for part in parts if (kept := fitting(part, shape[0])) is not None]
    return value if isinstance(value, shape) else None


def fields_of(value: Mapping[str, Any], shape: Mapping[str, Any]) -> dict[str, Any]:
    found = ((name, fitting(value.get(name), inner)) for name, inner in shape.items())
    return {name: kept for name, kept in found if kept is not None}


def note(error: Exception, **named: str) -> None:
    log.warning("a feed leaves out what it cannot read", error=repr(error), **named)
