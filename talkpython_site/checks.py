"""What is found when a thing is looked at before it is published."""

from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from typing import NamedTuple

from talkpython_site import wording

MOST_NAMED = 3  # parts in a sentence


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


def told_in(
    checks: Mapping[str, Check], wrong: Set[str], parts: Mapping[str, Sequence[str]]
) -> dict[str, Check]:
    """What is wrong in the whole, or in parts, which braces hold; in the order of ``checks``."""
    return {
        key: check._replace(sentence=check.sentence.replace("{}", listed(parts.get(key, ()))))
        for key, check in checks.items()
        if key in wrong or parts.get(key)
    }


def listed(parts: Sequence[str]) -> str:
    return "".join(told + mark for told, mark in wording.listed(parts, MOST_NAMED))


def verdict_of(found: Mapping[str, Check], said: Mapping[str, Set[str]]) -> Verdict:
    """``said`` is what is fine as long as none of these is found."""
    checks = found.values()
    return Verdict(
        [check for check in checks if check.is_blocking],
        [check for check in checks if not check.is_blocking],
        [words for words, keys in said.items() if not keys & found.keys()],
    )
