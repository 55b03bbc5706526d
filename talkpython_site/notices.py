"""What needs attention, in a sentence, on the first page of the admin area."""

from typing import NamedTuple


class Notice(NamedTuple):
    """What needs attention; ``address`` leads to the page that sees to it, if one does."""

    sentence: str
    address: str | None = None
    is_blocking: bool = False
