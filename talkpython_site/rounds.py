"""A thread that does something again and again while the database answers, and when it is woken."""

import logging
import threading
from collections.abc import Callable

from pymongo.errors import PyMongoError

log = logging.getLogger(__name__)


class Rounds:
    """One thread of this process."""

    def __init__(self, name: str, do: Callable[[], bool], seconds: float) -> None:
        """``do`` gives whether there is more to be done at once."""
        self._name = name
        self._do = do
        self._seconds = seconds
        self._woken = threading.Event()
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Begin the next round now, or right after this one."""
        self._woken.set()

    def stop(self) -> None:
        """Begin nothing more; what is being done is left to its end for a while by ``join``."""
        self._is_stopping = True
        self._woken.set()

    def join(self, seconds: float) -> None:
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            self._woken.wait(self._seconds)
            self._woken.clear()
            if self._is_stopping:
                return
            self._round()

    def _round(self) -> None:
        try:
            is_more = True
            while is_more and not self._is_stopping:
                is_more = self._do()
        except PyMongoError as error:
            log.info("%s waits for the database: %s", self._name, error)
        except Exception:
            log.exception("%s could not finish its round", self._name)
