"""Threads that go on one database command at a time, in an order drawn from a seed."""

import random
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from tests.queries import Watch

BLOCKED_SECONDS = 0.002  # who takes longer waits for another thread

Heard = Callable[[str, str, Mapping[str, Any], Mapping[str, Any]], None]


class Meanwhile:
    """Something that happens once, before or after a certain query is answered."""

    def __init__(self, happens: Callable[[], None], **when: str) -> None:
        self._happens, self._when = happens, when

    def before(self, name: str, _command: object) -> None:
        self._at("before", name)

    def after(self, name: str, _command: object, _reply: object) -> None:
        self._at("after", name)

    def _at(self, moment: str, name: str) -> None:
        if self._when.get(moment) == name:
            self._when = {}
            self._happens()


class DiedError(BaseException):
    """A process that ended here; nothing on its way out may catch it."""


class Actor(threading.Thread):
    """A thread that waits for its turn before each command, and may die instead of one.

    ``heard`` is told each command: "before" or "after", its name, itself, and its reply.
    """

    def __init__(
        self, work: Callable[[], None], watch: Watch, heard: Heard, dies_at: int | None = None
    ) -> None:
        super().__init__(daemon=True)
        self._work, self._watch, self._heard, self._left = work, watch, heard, dies_at
        self._turn = threading.Semaphore(0)
        self._changed = threading.Condition()
        self.state = "running"
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            with self._watch.accompanied(self), suppress(DiedError):
                self._work()
        except BaseException as failure:  # noqa: BLE001 - play() raises it in the test's thread
            self.failure = failure
        self._become("done")

    def before(self, name: str, command: Mapping[str, Any]) -> None:
        self._become("waiting")
        self._turn.acquire()
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise DiedError
        self._heard("before", name, command, {})

    def after(self, name: str, command: Mapping[str, Any], reply: Mapping[str, Any]) -> None:
        self._heard("after", name, command, reply)

    def go_on(self) -> None:
        """Let it do one command; returns once it did, unless it is blocked by another thread."""
        with self._changed:
            self.state = "running"
        self._turn.release()
        self.rest()

    def rest(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self.state != "running", BLOCKED_SECONDS)

    def _become(self, state: str) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()


def play(actors: Sequence[Actor], seed: int) -> None:
    """Run all actors to their ends; raises what one of them raised."""
    order = random.Random(seed)  # noqa: S311 - an order of events, the same again for a seed
    for actor in actors:
        actor.start()
    while alive := [actor for actor in actors if actor.state != "done"]:
        waiting = [actor for actor in alive if actor.state == "waiting"]
        if waiting:
            order.choice(waiting).go_on()
        else:
            alive[0].rest()
    for failure in filter(None, (actor.failure for actor in actors)):
        raise failure
