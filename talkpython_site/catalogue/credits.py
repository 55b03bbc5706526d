"""The people of stored documents, as cards hold them."""

from datetime import date
from typing import Any, NamedTuple

from bson import ObjectId

HOST = "host"  # of a podcast, who has no role


class Term(NamedTuple):
    """From when to when somebody makes a podcast: days, months or years, "2019", "2019-05-01"."""

    since: str  # nothing: from the beginning
    until: str  # nothing: for ever

    def holds(self, day: date) -> bool:
        """Whether a day lies in it; both ends do."""
        said = day.isoformat()
        return (not self.since or said[: len(self.since)] >= self.since) and (
            not self.until or said[: len(self.until)] <= self.until
        )


def credits_of(stored: dict[str, Any], otherwise: str) -> tuple[tuple[ObjectId, str], ...]:
    """The people of a stored document with their roles, and another where none is given."""
    return tuple(
        (credit["person"], (credit.get("role") or otherwise).lower())
        for credit in stored.get("people") or ()
        if credit.get("person")
    )


def terms_of(stored: dict[str, Any]) -> tuple[tuple[ObjectId, str, Term], ...]:
    """The people of a stored podcast who make it for a time, with their roles and that time."""
    found = (
        (
            credit.get("person"),
            (credit.get("role") or HOST).lower(),
            Term(*(str(credit.get(end) or "") for end in Term._fields)),
        )
        for credit in stored.get("people") or ()
    )
    return tuple(each for each in found if each[0] and any(each[2]))
