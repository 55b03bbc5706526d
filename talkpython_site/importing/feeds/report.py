"""What was odd about a feed, for the one who brings it in."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from talkpython_site.importing.feeds.parsed import Oddity

SAID_ONE_BY_ONE = 5
SHOW = "The show"

Say = Callable[[str], None]


@dataclass(slots=True)
class Report:
    """Gathers what is said about items and the show while they are read."""

    said: list[Oddity] = field(default_factory=list)
    set_aside: list[Oddity] = field(default_factory=list)
    unknown_elements: Counter[str] = field(default_factory=Counter)
    dropped_images: int = 0

    def about(self, item: str) -> Say:
        """What says something about one item."""
        return lambda reason: self.said.append(Oddity(item, reason))

    def oddities(self) -> Iterator[Oddity]:
        """Everything said, in order; what holds for many items once, with their number."""
        items: dict[str, list[str]] = {}
        for oddity in self.said:
            items.setdefault(oddity.reason, []).append(oddity.item)
        for reason, names in items.items():
            if len(names) > SAID_ONE_BY_ONE:
                yield Oddity(f"{len(names)} items, first {names[0]}", reason)
            else:
                yield from (Oddity(name, reason) for name in names)
