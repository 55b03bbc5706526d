"""How far a command is: a bar in a terminal, a line elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import cast

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from talkpython_site.interrupts import raise_if_interrupted


def open_console() -> Console:
    """Where titles in every script can be printed: what an encoding lacks becomes a "?"."""
    cast("TextIOWrapper", sys.stdout).reconfigure(errors="replace")
    return Console(highlight=False)


@contextmanager
def counting(console: Console, word: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar in a terminal, one line elsewhere; gives what sets the count.

    That raises ``KeyboardInterrupt`` after Ctrl-C.
    """
    if not console.is_terminal:
        console.print(f"{word} …")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        bar = bars.add_task(word, total=total)

        def tell(count: int) -> None:
            bars.update(bar, completed=count)
            raise_if_interrupted()

        yield tell
