"""Where a feed's element stands: what its addresses are relative to and who hears of oddities."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from talkpython_site.addresses import web_address
from talkpython_site.importing.feeds.limits import LONGEST_LINE, cut, limited
from talkpython_site.importing.feeds.report import Say

LONGEST_SAID = 100  # characters of what was given

Parsed = TypeVar("Parsed")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Context:
    """For one item or the show."""

    say: Say
    base: str | None = None

    def address(self, given: str | None, what: str) -> str | None:
        """An address made whole; one that leads nowhere is left out, and that is said."""
        address = web_address(given, self.base)
        if given and address is None:
            self.say(f"{what} is no address of the web and is left out: {given[:LONGEST_SAID]}")
        return address

    def value(
        self, given: str | None, read: Callable[[str], Value | None], what: str
    ) -> Value | None:
        """What ``read`` makes of a text; where that is nothing, it is said."""
        value = read(given) if given else None
        if given and value is None:
            self.say(f"{what} cannot be read and is left out: {given[:LONGEST_SAID]}")
        return value

    def guid(self, given: str | None) -> str | None:
        """A guid as it is; half of one might be another's."""
        if given and len(given) > LONGEST_LINE:
            self.say(f"a guid of more than {LONGEST_LINE:,} characters is left out")
            return None
        return given

    def limited(self, parsed: Parsed) -> Parsed:
        """A show or an item with what is too long in it cut, which is said."""
        short, names = limited(parsed)
        self._say_cut(names)
        return short

    def line(self, text: str, name: str) -> str:
        """A text that belongs to a field of this name, cut where it is too long, which is said."""
        short: str = cut(text, name)
        self._say_cut([name] if short != text else [])
        return short

    def _say_cut(self, names: Sequence[str]) -> None:
        if names:
            self.say(f"what is too long is cut: {', '.join(names).replace('_', ' ')}")
