"""What an import says when it is done: counts, then every oddity with its item and reason."""

import unicodedata
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from talkpython_site.importing.feeds.outcome import Outcome
from talkpython_site.importing.feeds.parsed import Oddity, ParsedFeed

# They turn the direction of what follows, in a terminal also that of our own words.
DIRECTIONS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


class Report:
    """Prints in a terminal as wide as it is, elsewhere a line for each thing."""

    def __init__(self, console: Console, address: str) -> None:
        self._console = console
        self._address = address  # where the podcast can be seen

    def print(self, feed: ParsedFeed, outcome: Outcome, seconds: float) -> None:
        set_aside = [*feed.set_aside, *outcome.set_aside]
        self._head(feed, outcome, f"{len(set_aside)} set aside, in {seconds:.1f} s")
        self._section("Set aside", set_aside)
        self._section("Worth a look", feed.oddities)
        self._section("Kept as it is here", outcome.kept)
        counts = sorted(feed.unknown_elements.items())
        if counts:
            self._title("Elements that are not kept")
            self._line(", ".join(f"{name} {count}" for name, count in counts), 2)
        if feed.dropped_images:
            self._line(f"Tracking pictures dropped from notes: {feed.dropped_images}")

    def _head(self, feed: ParsedFeed, outcome: Outcome, rest: str) -> None:
        choice = outcome.choice
        kind = "a new podcast" if choice.is_new else "a podcast that is here already"
        self._console.print()
        self._line(outcome.title, style="bold")
        self._line(f"{kind} ({choice.reason})")
        counts = f"{outcome.new} new, {outcome.changed} changed, {outcome.unchanged} unchanged"
        self._line(f"{counts}, {rest}")
        self._line(self._address)
        if feed.recovered:
            self._line(f"Not well-formed, read as far as it makes sense: {feed.recovered}")

    def _section(self, title: str, oddities: Iterable[Oddity]) -> None:
        """The items of each reason below it; a reason of one item beside that."""
        items: dict[str, list[str]] = {}
        for oddity in oddities:
            items.setdefault(oddity.reason, []).append(oddity.item)
        if items:
            self._title(f"{title} ({sum(map(len, items.values()))})")
        for reason, names in items.items():
            if len(names) == 1:
                self._line(f"{names[0]}: {reason}", 2)
            else:
                self._line(f"{reason} ({len(names)})", 2)
                for name in names:
                    self._line(name, 4)

    def _title(self, words: str) -> None:
        self._console.print()
        self._line(words, style="bold")

    def _line(self, words: str, indent: int = 0, style: str = "") -> None:
        text = Text(printable(words), style)
        if self._console.is_terminal:
            self._console.print(Padding(text, (0, 0, 0, indent), expand=False))
        else:
            self._console.print(" " * indent, text, sep="", soft_wrap=True)


def printable(words: str) -> str:
    """On one line, without what a terminal would obey."""
    return "".join("\N{REPLACEMENT CHARACTER}" if is_control(c) else c for c in words)


def is_control(character: str) -> bool:
    """Controls, line breaks of all kinds, halves of characters and changes of direction."""
    return (
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in DIRECTIONS
    )
