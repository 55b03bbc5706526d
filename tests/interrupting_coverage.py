"""A command that is measured, and gets Ctrl-C where coverage has just taken a lock of its own."""

import signal
import sys
import threading

from coverage import Coverage

from talkpython_site.scripts import main


class Interrupted:
    """The lock of what was measured: taken for a file of ``load``, it brings the Ctrl-C."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._has_come = False

    def acquire(self) -> None:
        self._lock.acquire()
        measured = sys._getframe(2).f_globals["__name__"]
        if measured == "talkpython_site.dumping.loading" and not self._has_come:
            self._has_come = True
            signal.raise_signal(signal.SIGINT)

    def release(self) -> None:
        self._lock.release()


if __name__ == "__main__":
    measuring = Coverage(data_file=None, branch=True, source_pkgs=["talkpython_site"])
    measuring.start()
    assert measuring._collector is not None
    measuring._collector.data_lock = Interrupted()
    main(prog_name="talkpython")
