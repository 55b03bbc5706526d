"""The database that comes with the site: one daemon a folder, shared by the processes using it."""

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from talkpython_site.embedded.folder import Folder, lock
from talkpython_site.embedded.wire import Daemon, Health, ask
from talkpython_site.embedded.words import BUSY, FOLDER_IN_USE, EmbeddedError, no_engine, sentence

__all__ = ["EmbeddedError", "engine", "release", "revive", "use"]

Tell = Callable[[str], None]

COMMAND = "secantusd-py"
READY = "ready"  # what the watcher says
STOP_SECONDS = 30.0  # the watcher kills a daemon that has not stopped after 20
START_SECONDS = 180.0  # a daemon that mends its files has 120

_held: dict[Path, int] = {}  # the open db.users of each folder this process uses
_holding = threading.Lock()


def use(var: Path, *, progress: Tell | None = None) -> str:
    """The address of the daemon on ``var``, without database name; starts it if none answers.

    The daemon lives while any process uses it: this one does until ``release`` or its own end,
    however that comes. Raises ``EmbeddedError``.
    """
    folder, tell = Folder(var), progress or (lambda _line: None)
    try:
        folder.make()
        hold(folder, tell)
        daemon = answering(folder) or start(folder, tell)
    except TimeoutError:
        raise EmbeddedError(
            "Another process has been starting or stopping the embedded database for too long:"
            f" {folder.log} tells more."
        ) from None
    except OSError as error:
        raise EmbeddedError(sentence(str(error), folder.var)) from error
    return f"mongodb://127.0.0.1:{daemon.port}/?directConnection=true"


def revive(var: Path) -> str:
    """For a process that misses the daemon: its address, once it answers again.

    The port is the former one where that is still free, so that open clients find it. However many
    ask at once, one daemon comes. Raises ``EmbeddedError`` with what keeps it from starting.
    """
    return use(var)


def release(var: Path) -> None:
    """Give the daemon back; it ends some seconds after the last process has."""
    with _holding:
        users = _held.pop(Folder(var).var, None)
    if users is not None:
        os.close(users)


def engine(var: Path) -> str:
    """Name and version of the running engine. Raises ``EmbeddedError`` where none answers."""
    if daemon := answering(Folder(var)):
        with suppress(OSError):
            (status,) = ask(daemon.port, {"serverStatus": 1})
            return f"SecantusDB {status['secantus']['version']}"
    raise EmbeddedError("The embedded database does not answer.")


def answering(folder: Folder) -> Daemon | None:
    daemon = folder.daemon()
    return daemon if daemon and daemon.health() is Health.WELL else None


def hold(folder: Folder, tell: Tell) -> None:
    """Take the shared lock that keeps the daemon alive, unless this process has it."""
    with _holding:
        if folder.var not in _held:
            stopping = "The embedded database is just stopping, waiting for it"
            _held[folder.var] = lock(
                folder.users, fcntl.LOCK_SH, STOP_SECONDS, lambda: tell(stopping)
            )


def start(folder: Folder, tell: Tell, ports: Sequence[int] = ()) -> Daemon:
    """Start the daemon on one of ``ports``, unless another process or thread just did."""
    other = "Another process starts the embedded database, waiting for it"
    held = lock(folder.starting, fcntl.LOCK_EX, START_SECONDS, lambda: tell(other))
    try:
        if daemon := answering(folder):
            return daemon
        tell("Starting the embedded database")
        said = run_watcher(folder, held, ports or favourite_ports(folder))
        started = folder.daemon()
        if said != READY or started is None:
            failure = said or sentence(folder.last_words(), folder.var)
            is_ours = failure == sentence(FOLDER_IN_USE, folder.var) and silent(folder)
            raise EmbeddedError(is_ours or failure)
        return started
    finally:
        os.close(held)


def silent(folder: Folder) -> str | None:
    """Words where the folder's own daemon runs, but too busy or stopped to answer."""
    daemon = folder.daemon()
    return BUSY.format(pid=daemon.pid) if daemon and runs(daemon.pid, folder.storage) else None


def runs(pid: int, storage: Path) -> bool:
    """Whether that process is a daemon on that folder; never where there is no /proc."""
    try:
        return os.fsencode(storage) in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def favourite_ports(folder: Folder) -> list[int]:
    """The former port, then three that are free when they are tried (0)."""
    former = folder.daemon()
    return [former.port, 0, 0, 0] if former else [0, 0, 0]


def run_watcher(folder: Folder, held: int, ports: Sequence[int]) -> str:
    """Start the process that owns the daemon; ``READY`` once that answers, else why it does not.

    The watcher shares the lock ``held`` until then: should we be killed, nobody else starts.
    Raises ``EmbeddedError`` where there is nothing to start.
    """
    command = find_engine(Path(sys.executable), os.environ.get("PATH", ""))
    if command is None:
        raise EmbeddedError(no_engine())
    watcher = [sys.executable, "-P", "-m", "talkpython_site.embedded.watcher"]
    arguments = [command, str(folder.var), str(held), *map(str, ports)]
    log = folder.new_log()
    try:
        with subprocess.Popen(
            [*watcher, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            pass_fds=[held],
            start_new_session=True,  # Ctrl-C in a terminal is for the site alone
            text=True,
        ) as process:
            return process.communicate()[0]
    finally:
        os.close(log)


def find_engine(python: Path, path: str) -> str | None:
    """The daemon's command: beside the running Python, else on ``PATH``."""
    return shutil.which(COMMAND, path=str(python.parent)) or shutil.which(COMMAND, path=path)
