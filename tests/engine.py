"""A database of its own that a test can stop, wake and kill."""

import os
import signal
from pathlib import Path

from talkpython_site.database import Database
from talkpython_site.embedded.folder import Folder
from talkpython_site.embedded.wire import Daemon
from talkpython_site.settings import load
from tests.waiting import wait_until


class Engine:
    """The embedded database in one folder."""

    def __init__(self, var: Path) -> None:
        self.database = Database(load({"var": str(var)}, {}))
        self._folder = Folder(var)

    @property
    def _daemon(self) -> Daemon:
        daemon = self._folder.daemon()
        assert daemon is not None
        return daemon

    @property
    def pid(self) -> int:
        return self._daemon.pid

    @property
    def uri(self) -> str:
        """Its address, for who uses it like any other MongoDB."""
        return f"mongodb://127.0.0.1:{self._daemon.port}/?directConnection=true"

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def hang(self) -> None:
        """Stop it in the midst of everything; done once each of its threads stands still."""
        self.signal(signal.SIGSTOP)
        threads = Path(f"/proc/{self.pid}/task")
        wait_until(lambda: all(" T " in (t / "stat").read_text() for t in threads.iterdir()))

    def wake(self) -> None:
        self.signal(signal.SIGCONT)
