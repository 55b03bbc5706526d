"""What an import did to the catalogue, for the one who runs it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from talkpython_site.importing.feeds.choosing import Choice
from talkpython_site.importing.feeds.parsed import Oddity

AFFIXES = re.compile(r"^is_|_(?:at|html|seconds|urls?)$")  # of field names, for people


@dataclass(slots=True)
class Outcome:
    """What was done so far; each episode of the file is counted or set aside."""

    choice: Choice
    title: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    set_aside: list[Oddity] = field(default_factory=list)
    kept: list[Oddity] = field(default_factory=list)  # where the feed says otherwise

    @property
    def episodes(self) -> int:
        """How many episodes of the file are in."""
        return self.new + self.changed + self.unchanged

    def keeps(self, item: str, reason: str) -> None:
        """Say what stays although the feed has it otherwise, or why."""
        self.kept.append(Oddity(item, reason))

    def keeps_edited(self, item: str, names: Sequence[str]) -> None:
        """Name the fields that an editor changed and the feed did not overwrite."""
        if names:
            words = (AFFIXES.sub("", name).replace("_", " ") for name in names)
            self.keeps(item, f"edited here: {', '.join(words)}")
