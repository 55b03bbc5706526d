"""The files of the embedded database, and the locks between the processes that use it."""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path

from talkpython_site.embedded.wire import Daemon
from talkpython_site.embedded.words import DISK_FULL

LOOK_AGAIN_SECONDS = 0.05
TELL_AFTER_SECONDS = 1.0
SPARE_BYTES = 1_000_000
LAST_BYTES = 20_000


class Folder:
    """What lies in ``var`` for the database: its storage, two locks, its address and its log."""

    def __init__(self, var: Path) -> None:
        self.var = var.resolve()
        self.storage = self.var / "db"
        self.users = self.var / "db.users"  # shared by every process that uses the daemon
        self.starting = self.var / "db.start"  # held by the one that starts it
        self.address = self.var / "address"
        self.log = self.var / "db.log"
        self.config = self.var / "db.toml"  # empty: else the daemon looks for one elsewhere

    def make(self) -> None:
        """Make what is missing. The port has no password; the files are their owner's alone."""
        self.var.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.storage.mkdir(mode=0o700, exist_ok=True)
        self.storage.chmod(0o700)
        if not self.config.exists() or self.config.stat().st_size:
            self.config.write_bytes(b"")

    def daemon(self) -> Daemon | None:
        """The daemon that was started last, as written in ``address``; it may be gone."""
        try:
            place, pid = self.address.read_text(encoding="ascii").split()
            return Daemon(int(place.rpartition(":")[2]), int(pid))
        except (FileNotFoundError, ValueError):
            return None

    def write_address(self, daemon: Daemon) -> None:
        """By rename: who reads it finds the former or this one, whole."""
        new = self.address.with_suffix(".new")
        new.write_text(f"127.0.0.1:{daemon.port} {daemon.pid}\n", encoding="ascii")
        new.replace(self.address)

    def new_log(self) -> int:
        """A log opened for appending; the former one is kept beside it, until the next."""
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.before"))
        return os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def last_words(self, since: int = 0) -> str:
        """What the daemon wrote from byte ``since`` on, and that the disk is full if it is.

        Where log and storage share that disk, the daemon's own words about it are lost.
        """
        with self.log.open("rb") as log:
            log.seek(max(since, self.log.stat().st_size - LAST_BYTES))
            said = log.read().decode(errors="replace")
        space = os.statvfs(self.var)
        is_full = space.f_bavail * space.f_frsize < SPARE_BYTES
        return f"{said}\n{DISK_FULL}" if is_full else said


def lock(path: Path, operation: int, seconds: float, wait: Callable[[], None]) -> int:
    """The file, open and locked; ``wait`` is called once if others have had it for a second.

    The kernel gives the lock back when the file is closed, at the latest when the process ends in
    whatever way. Raises ``TimeoutError`` where others keep it for ``seconds`` more.
    """
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if not is_locked_within(TELL_AFTER_SECONDS, fd, operation):
        wait()
        if not is_locked_within(seconds, fd, operation):
            os.close(fd)
            raise TimeoutError(f"{path} is locked")
    return fd


def is_locked_within(seconds: float, fd: int, operation: int) -> bool:
    give_up_at = time.monotonic() + seconds
    while not is_locked(fd, operation):
        if time.monotonic() > give_up_at:
            return False
        time.sleep(LOOK_AGAIN_SECONDS)
    return True


def is_locked(fd: int, operation: int) -> bool:
    """Whether the lock could be had without waiting; it is kept."""
    try:
        fcntl.flock(fd, operation | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
