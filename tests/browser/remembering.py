"""What a page's browser remembers of listening: asked of its own store, and told to it."""

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

HEARD = "[...store.heard(name)].join('')"
SCRIPT = """async ([name, spans]) => {
    const store = await import(document.querySelector("link[href*='/store.']").href);
    for (const [from, to, duration] of spans) store.mark(name, from, to, duration);
    return %s;
}"""


def name_of(number: int) -> str:
    """What scripts call an episode whose document a test has given this number."""
    return f"{number:024x}"


def ask(page: Page, line: str, name: str = name_of(7), spans: Sequence[Any] = ()) -> Any:
    """The answer to a line of JavaScript about ``store`` and an episode, once spans of it were
    played: each from one second to another, and how long all of it lasts.
    """
    return page.evaluate(SCRIPT % line, [name, spans])


def bits(*spans: tuple[int, int]) -> str:
    """Hundredths of which those in the spans were heard."""
    return "".join(str(int(any(a <= n < b for a, b in spans))) for n in range(100))
