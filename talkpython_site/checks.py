"""What is found when a thing is looked at before it is published."""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Whether it keeps a thing from being published."""

    BLOCKS = "blocks"
    WARNS = "warns"


class Check(NamedTuple):
    """Something that may be wrong, in a sentence and in a few words; seen to at a field."""

    severity: Severity
    field: str  # of the form
    sentence: str
    words: str

    @property
    def is_blocking(self) -> bool:
        return self.severity is Severity.BLOCKS


class Verdict(NamedTuple):
    """What is said of a thing beside its form: what blocks, what warns, what is fine."""

    blocks: list[Check]
    warns: list[Check]
    fine: list[str]
