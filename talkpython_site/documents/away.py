"""Documents are not asked for while the database is known to be away."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pymongo.errors import PyMongoError


class AwayError(PyMongoError):
    """The database is away, and another thread asks when it is back."""


_is_away: ContextVar[Callable[[], bool]] = ContextVar("is_away", default=lambda: False)


@contextmanager
def refusing_while(is_away: Callable[[], bool]) -> Iterator[None]:
    """What this thread asks of any document raises ``AwayError`` at once while ``is_away()``.

    (pymongo would wait half a second for a server, however short its timeout.)
    """
    token = _is_away.set(is_away)
    try:
        yield
    finally:
        _is_away.reset(token)


def refuse_while_away() -> None:
    if _is_away.get()():
        raise AwayError("the database is away")
