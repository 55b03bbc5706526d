"""Where a feed's element stands: what its addresses are relative to and who hears of oddities."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from talkpython_site.addresses import web_address
from talkpython_site.importing.feeds.report import Say

LONGEST_SAID = 100  # characters of what was given

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
