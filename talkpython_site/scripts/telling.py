"""One line of a command at a time, shown by every terminal as it is meant."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import click
from rich.text import Text

from talkpython_site.interrupts import raise_if_interrupted
from talkpython_site.scripts.progress import open_console
from talkpython_site.scripts.reporting import printable

PART = 200  # rows
Row = TypeVar("Row")


def in_parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """So many at a time: a long answer is no long wait."""
    rest = (row for row in rows)  # a queryset begins anew whenever it is iterated
    while part := list(islice(rest, PART)):
        raise_if_interrupted()
        yield part


def tell(words: str) -> None:
    """Say what was done, or what was asked for."""
    open_console().print(Text(printable(words)), soft_wrap=True)


def tell_aside(words: str) -> None:
    """Say on standard error what is no part of the answer."""
    click.echo(printable(words), err=True)
