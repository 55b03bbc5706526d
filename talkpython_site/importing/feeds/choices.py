"""What feeds choose from a few words: yes and no, kinds, whole numbers, languages."""

import re
from collections.abc import Collection

YES = {"yes", "true", "explicit", "1"}
NO = {"no", "false", "clean", "0"}
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")


def read_yes(text: str) -> bool | None:
    """Yes or no in the words of itunes:explicit, where "clean" means no; None for other words."""
    word = text.strip().lower()
    return True if word in YES else False if word in NO else None


def read_kind(text: str, kinds: Collection[str]) -> str | None:
    word = text.strip().lower()
    return word if word in kinds else None


def read_whole(text: str) -> int | None:
    """A number from 0 to 999,999,999."""
    word = text.strip()
    return int(word) if WHOLE.fullmatch(word) else None


def read_language(text: str) -> str | None:
    """A language tag by its form (RFC 5646), "en_us" with a hyphen."""
    word = text.strip()
    return word.replace("_", "-") if LANGUAGE.fullmatch(word) else None


def read_email(text: str) -> str | None:
    """An e-mail address by its form, without "mailto:"."""
    word = text.strip().removeprefix("mailto:")
    return word if EMAIL.fullmatch(word) else None
