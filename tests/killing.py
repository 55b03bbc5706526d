"""Work in a process of its own that is killed after its n-th write, as a machine may fail."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pymongo.monitoring
from pymongo.monitoring import CommandListener, CommandSucceededEvent

from tests.connections import connected_to
from tests.queries import WRITES

SECONDS = 60  # no work of a test takes longer

# Children are forked by a process that has imported everything and connected to nothing: a fork
# after connecting would share sockets, a fresh start takes half a second.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["pytest", "tests.conftest", "tests.factories"])


class Killer(CommandListener):
    """Kills its own process once its n-th write is acknowledged."""

    def __init__(self, writes: int) -> None:
        self._left = writes

    def started(self, event: Any) -> None:
        """Nothing to do: a write counts when it is acknowledged."""

    def failed(self, event: Any) -> None:
        """Nothing to do: it did not write."""

    def succeeded(self, event: CommandSucceededEvent) -> None:
        self._left -= event.command_name in WRITES
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


def every_death(uri: str, work: Callable[..., Any], *args: Any) -> Iterator[int]:
    """Kill the work after its first write, after its second, … until it ends by itself.

    Gives the number of writes that were made, each time for the test to look at what is there, to
    let it be finished, and to tidy up. ``work`` is a function of a module, ``args`` are pickled::

        for writes in every_death(database_uri, import_feed, str(path)):
            housekeeping, or the same import once more
            assert what must be there
            empty_collections()
    """
    for writes in count(1):
        is_dead = killed_after(writes, uri, work, *args)
        yield writes if is_dead else writes - 1
        if not is_dead:
            return


def killed_after(writes: int, uri: str, work: Callable[..., Any], *args: Any) -> bool:
    """Whether the work was killed after so many writes; False: it ended before."""
    process = processes.Process(target=do, args=(writes, uri, work, args))
    process.start()
    process.join(SECONDS)
    if process.exitcode is None:
        process.kill()
    assert process.exitcode in (0, -signal.SIGKILL), f"the work failed: {process.exitcode}"
    return process.exitcode == -signal.SIGKILL


def do(writes: int, uri: str, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
    pymongo.monitoring.register(Killer(writes))
    with connected_to(uri):
        work(*args)
