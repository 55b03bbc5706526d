"""A process that uses an embedded database, and the test's side of it."""

import itertools
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from talkpython_site import embedded
from talkpython_site.embedded.folder import Folder
from talkpython_site.embedded.wire import Daemon
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[1]
NOTE_BYTES = 40_000


class User:
    """A process that does one thing at a time with the database, and tells what came of it."""

    def __init__(self, var: Path, *before: str, python: str = sys.executable, **env: str) -> None:
        self.written = 0  # notes acknowledged
        self.process = subprocess.Popen(
            [*before, python, "-m", "tests.embedded_user", str(var)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **env},
            start_new_session=True,
        )

    def begin(self, verb: str) -> None:
        assert self.process.stdin
        print(verb, file=self.process.stdin, flush=True)

    def outcome(self) -> Any:
        """What came of the verb begun last: ``done`` or ``failed``."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, f"the process has ended: {self.end()}"
        return json.loads(line)

    def ask(self, verb: str) -> Any:
        """What came of ``verb``, which went well."""
        self.begin(verb)
        outcome = self.outcome()
        assert "done" in outcome, f"{verb}: {outcome}"
        self.written += verb == "write"
        return outcome["done"]

    def failure(self, verb: str) -> str:
        """Why ``verb`` failed."""
        self.begin(verb)
        return str(self.outcome()["failed"])

    def end(self, by: signal.Signals = signal.SIGKILL) -> str:
        """End the process, if it lives; a watcher that held its pipes open would let this fail.

        Gives what it had to say about its end.
        """
        if self.process.poll() is None:
            os.killpg(self.process.pid, by)
        return self.process.communicate(timeout=10)[1]


class House:
    """A folder and every process around it; the ``with`` leaves none."""

    def __init__(self, var: Path) -> None:
        self.folder = Folder(var)
        self.users: list[User] = []

    def __enter__(self) -> "House":
        return self

    def __exit__(self, *_error: object) -> None:
        for user in self.users:
            user.end()
        self.kill(*self.watchers())
        wait_until(self.is_empty)

    def user(self, *before: str, **options: str) -> User:
        self.users.append(User(self.folder.var, *before, **options))
        return self.users[-1]

    def daemon(self) -> Daemon:
        daemon = self.folder.daemon()
        assert daemon
        return daemon

    def watchers(self) -> list[int]:
        return running_with("talkpython_site.embedded.watcher", str(self.folder.var))

    def daemons(self) -> list[int]:
        return running_with("--storage-path", str(self.folder.storage))

    def is_empty(self) -> bool:
        return not self.watchers() and not self.daemons()

    def kill(self, *pids: int) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):  # it ended by itself
                os.kill(pid, signal.SIGKILL)


def running_with(*words: str) -> list[int]:
    """The running processes with all these among their arguments; what has ended has none."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            if {*words} <= {*(entry / "cmdline").read_text().split("\0")}:
                found.append(int(entry.name))
    return found


def has_ended(pid: int) -> bool:
    """Whether the process has let go of all it held, and its parent knows."""
    return not Path(f"/proc/{pid}").exists()


class Doing:
    """The process's side: each method is something to ask for."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.client: MongoClient[dict[str, Any]] | None = None

    def use(self) -> str:
        return self.connect(embedded.use(self.var))

    def revive(self) -> str:
        return self.connect(embedded.revive(self.var))

    def connect(self, uri: str) -> str:
        self.client = self.client or MongoClient(uri, serverSelectionTimeoutMS=5_000)
        return uri

    @property
    def notes(self) -> Any:
        assert self.client
        return self.client["embedded_test"]["notes"]

    def write(self) -> None:
        self.notes.insert_one({"text": os.urandom(NOTE_BYTES)})

    def count(self) -> int:
        return self.notes.count_documents({})

    def fill(self) -> int:
        """Writes until that fails; gives how often it went well."""
        for written in itertools.count():
            try:
                self.write()
            except PyMongoError:
                return written
        raise AssertionError

    def free(self) -> None:
        (self.var / "ballast").unlink()


def main(var: str) -> None:
    doing = Doing(Path(var))
    for line in sys.stdin:
        try:
            outcome = {"done": getattr(doing, line.strip())()}
        except (embedded.EmbeddedError, PyMongoError) as error:
            outcome = {"failed": str(error)}
        sys.stdout.write(json.dumps(outcome) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
