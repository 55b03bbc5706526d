"""Pages that arrive in pieces, each when a test says so, as over a slow line."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from math import isqrt
from threading import Semaphore
from typing import Any

from playwright.sync_api import Page

from tests.waiting import wait_until

BLOCK = re.compile(
    rb"<(?:article|aside|details|div|dl|footer|form|h\d|header|img|li|nav|ol|p|section|svg|ul)\b"
)
FIRST = 9  # blocks that come one by one
END = b"<!--here-->"  # of each piece
PATIENCE = 20  # seconds that a piece waits to be asked for
# How many have come; asked for so, all of them are also painted.
ARRIVED = """new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  let arrived = 0;
  while (comments.nextNode()) arrived += comments.currentNode.data === "here";
  resolve(arrived);
})))"""


class Delivery:
    """A page on its way: how many pieces it has, and which of them may pass."""

    def __init__(self) -> None:
        self.gate = Semaphore(0)
        self.pieces = 0


class Pieces:
    """A site before whose pages stands a gate."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app
        self.delivery = Delivery()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if "text/html" in environ.get("HTTP_ACCEPT", ""):
            return self.halting(environ, start)
        answer: Iterable[bytes] = self.app(environ, start)
        return answer

    def halting(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterator[bytes]:
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        delivery = self.delivery  # another one begins while a page that nobody waits for is left
        pieces = parted(b"".join(self.app(environ, unmeasured(start))))
        delivery.pieces = len(pieces)
        for piece in pieces:
            if not delivery.gate.acquire(timeout=PATIENCE):
                return
            yield piece + END

    def deliver(self, page: Page, address: str) -> None:
        """Each is painted before the next one comes."""
        delivery = self.delivery = Delivery()
        delivery.gate.release()
        page.goto(address, wait_until="commit")
        for count in range(1, delivery.pieces + 1):
            wait_until(partial(self.has_painted, page, count))
            delivery.gate.release()
        page.wait_for_load_state()
        page.evaluate(ARRIVED)  # and what scripts did is painted

    def has_painted(self, page: Page, count: int) -> bool:
        return bool(page.evaluate(ARRIVED) >= count)


def unmeasured(start: Callable[..., Any]) -> Callable[..., Any]:
    """Says no length: the ends of pieces make it another."""

    def begin(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
        return start(status, [each for each in headers if each[0] != "Content-Length"], *error)

    return begin


def parted(whole: bytes) -> list[bytes]:
    """Before blocks of its body; the shorter the earlier, for there they are seen."""
    blocks = [found.start() for found in BLOCK.finditer(whole, whole.index(b"<main"))]
    later = (n * n for n in range(isqrt(FIRST) + 1, isqrt(len(blocks) - 1) + 1, 3))
    ends = [*blocks[1 : FIRST + 1], *(blocks[place] for place in later)]
    return [whole[begin:end] for begin, end in pairwise([0, *ends, len(whole)])]
