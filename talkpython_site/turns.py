"""Whose turn it is: forms that are sent do not keep those waiting who read."""

from collections import deque
from typing import Any

READING = {"GET", "HEAD"}


class Turns:
    """What waits for a thread of waitress: connections, each with a request.

    Those that read and those that send take turns, so that a page waits for one form, however many
    are sent at once. (With 64 clients trying passwords it waited for all of them, as for a queue
    of that length: 6 s in place of 0.2.)
    """

    def __init__(self) -> None:
        self._reading: deque[Any] = deque()
        self._sending: deque[Any] = deque()
        self._has_read = False

    def append(self, channel: Any) -> None:
        # What could not be read has no method.
        is_reading = getattr(channel.requests[0], "command", "GET") in READING
        (self._reading if is_reading else self._sending).append(channel)

    def popleft(self) -> Any:
        """Whose turn it is; raises ``IndexError`` where nobody waits."""
        first, second = self._reading, self._sending
        if self._has_read:
            first, second = second, first
        taken = first or second
        self._has_read = taken is self._reading
        return taken.popleft()

    def __len__(self) -> int:
        return len(self._reading) + len(self._sending)
