"""The form that grants a course: addresses as they are pasted, and words for their letters."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from wtforms import BooleanField, TextAreaField

from talkpython_site import wording
from talkpython_site.documents.email_address import clean_email, email_key
from talkpython_site.forms import SiteForm

MOST = 10_000  # addresses at once
LONGEST_WORDS = 1_000
MOST_NAMED = 10  # of those that will not do
LONGEST_NAMED = 60
# What stands between commas or semicolons; those within quotes are part of a name.
BETWEEN = re.compile(r'(?:"[^"]*"|[^,;"]|"(?![^"]*"))+')
WITH_NAME = re.compile(r"[^<>]*<([^<>]*)>")
NONE = "Type one address at least."


class Broken(NamedTuple):
    """What is no address, and where it stands."""

    line: int
    text: str


class Addresses(NamedTuple):
    """What was read: the addresses by their keys, as they were typed first, and the rest."""

    good: dict[str, str]
    broken: list[Broken]


class GrantForm(SiteForm):
    """``emails`` is what was typed, by key, once it was found good."""

    addresses = TextAreaField(
        "Addresses",
        render_kw={
            "required": True, "rows": 8, "spellcheck": "false", "autocomplete": "off", "dir": "ltr",
        },
    )  # fmt: skip
    invites = BooleanField("Send each of them a letter", default=True)
    words = TextAreaField("Words of yours in the letter", render_kw={"rows": 4, "dir": "auto"})

    emails: dict[str, str]

    def validate(self, extra_validators: Any = None) -> bool:
        """All or nothing: what will not do is named, and what was typed stays as it is."""
        super().validate(extra_validators)
        found = read_addresses(self.addresses.data or "")
        self.emails = found.good
        if found.broken:
            self.addresses.errors = [no_addresses(found.broken)]
        elif not found.good:
            self.addresses.errors = [NONE]
        elif len(found.good) > MOST:
            self.addresses.errors = [too_many(len(found.good))]
        if len(self.own_words) > LONGEST_WORDS:
            count = f"{len(self.own_words):,} characters"
            self.words.errors = [f"These are {count}: a letter takes {LONGEST_WORDS:,}."]
        return not self.wrong

    @property
    def own_words(self) -> str:
        """As they are kept: paragraphs stand apart by one empty line."""
        lines = (self.words.data or "").replace("\0", "").splitlines()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(map(str.rstrip, lines))).strip()


def read_addresses(text: str) -> Addresses:
    """Addresses that stand one a line, or between commas, with names or without.

    One that stands there twice, however it is written, is one.
    """
    found = Addresses({}, [])
    for number, part in parts(text):
        within = WITH_NAME.fullmatch(part)
        try:
            email = clean_email(within[1] if within else part)
        except ValueError:
            found.broken.append(Broken(number, part))
        else:
            found.good.setdefault(email_key(email), email)
    return found


def parts(text: str) -> Iterator[tuple[int, str]]:
    """What may be an address, with the number of its line."""
    for number, line in enumerate(text.splitlines(), start=1):
        for part in BETWEEN.findall(line):
            if stripped := part.strip():
                yield number, stripped


def no_addresses(broken: list[Broken]) -> str:
    named = [
        f"“{wording.excerpt(each.text, LONGEST_NAMED)}” in line {each.line}"
        for each in broken[:MOST_NAMED]
    ]
    rest = len(broken) - len(named)
    told = [*named, *([f"{rest:,} more"] if rest else [])]
    listed = " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
    are = "This is no e-mail address" if len(broken) == 1 else "These are no e-mail addresses"
    return f"{are}: {listed}. Nobody was added yet."


def too_many(number: int) -> str:
    return f"These are {number:,} addresses, of {MOST:,} at once: send the others after them."
