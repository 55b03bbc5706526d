"""The process that owns the daemon: starts it, and ends it once nobody uses it any more.

It has one thread: Linux ends the daemon with the *thread* that started it.
"""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from talkpython_site.embedded import READY
from talkpython_site.embedded.folder import Folder, is_locked
from talkpython_site.embedded.wire import Daemon, Health
from talkpython_site.embedded.words import FOLDER_IN_USE, PORT_TAKEN, sentence

READY_SECONDS = 120.0  # after a crash WiredTiger first reads its log again
READY_LOOK_SECONDS = 0.02
ENDING_SECONDS = 5.0  # how long a former daemon of ours may take to leave the folder
LOOK_SECONDS = 0.5
PULSE_SECONDS = 2.0
AGAIN_SECONDS = 3.0  # a site that restarts is back by then
STOP_SECONDS = 20.0

PR_SET_PDEATHSIG = 1  # prctl(2)
# What the daemon gets of the environment: the secrets of the site are none of its business.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "LD_LIBRARY_PATH")


class StartError(Exception):
    """No daemon came up; the text is what it wrote."""


@dataclass(frozen=True)
class Running:
    """A daemon that answers and its process, which ends with the ``with``."""

    daemon: Daemon
    process: subprocess.Popen[bytes]

    def __enter__(self) -> "Running":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        stop(self.process)


def main(command: str, var: str, held: str, *ports: str) -> None:
    """Start the daemon, say so or say why not on stdout, and watch over it.

    ``held`` is the starter's open ``db.start``: it stays locked until the address is written.
    """
    leave_starter()
    folder = Folder(Path(var))
    try:
        with start(folder, command, map(int, ports)) as running:
            folder.write_address(running.daemon)
            os.close(int(held))
            say(READY)
            watch(folder, running)
    except (StartError, OSError) as error:
        say(sentence(str(error), folder.var))


def leave_starter() -> None:
    """Be nobody's child, at home nowhere, deaf to terminals; SIGTERM ends us and the daemon."""
    if os.fork():
        os._exit(0)  # the one the starter waits for
    os.chdir("/")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())


def say(words: str) -> None:
    """The one thing the starter hears: nothing of its is held open any longer."""
    with suppress(BrokenPipeError):  # it is gone already
        os.write(1, words.encode())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def start(folder: Folder, command: str, ports: Iterable[int]) -> Running:
    """A daemon on the first of ``ports`` that can be had. Raises ``StartError``."""
    left = deque(ports)
    patient_until = time.monotonic() + ENDING_SECONDS
    while True:
        try:
            return attempt(folder, command, left[0] or free_port())
        except StartError as error:
            if PORT_TAKEN in str(error) and len(left) > 1:
                left.popleft()
            elif FOLDER_IN_USE in str(error) and time.monotonic() < patient_until:
                time.sleep(LOOK_SECONDS)
            else:
                raise


def free_port() -> int:
    """A port of 127.0.0.1 that was free just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def attempt(folder: Folder, command: str, port: int, seconds: float = READY_SECONDS) -> Running:
    """A daemon that answers on ``port``. Raises ``StartError`` with what it wrote instead."""
    written = folder.log.stat().st_size
    process = launch(folder, command, port)
    daemon = Daemon(port, process.pid)
    give_up_at = time.monotonic() + seconds
    while process.poll() is None:
        health = daemon.health(seconds=1.0)
        if health is Health.WELL:
            return Running(daemon, process)
        if health is Health.BROKEN:
            stop(process)
        elif time.monotonic() > give_up_at:
            stop(process)
            raise StartError(f"no answer within {seconds:.0f} s")
        time.sleep(READY_LOOK_SECONDS)
    raise StartError(folder.last_words(since=written))


def launch(folder: Folder, command: str, port: int) -> subprocess.Popen[bytes]:
    arguments = {
        "config": folder.config,
        "host": "127.0.0.1",
        "port": port,
        "storage-path": folder.storage,
        "log-level": "WARNING",
        "cache-size": "256M",
        "oplog-max-entries": 2000,
        "oplog-retention-seconds": 600,
    }
    options = [str(part) for name, value in arguments.items() for part in (f"--{name}", value)]
    return subprocess.Popen(
        [command, *options, "--sync-on-commit"],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        preexec_fn=end_with_us(),  # noqa: PLW1509 - this process has one thread
    )


def end_with_us() -> Callable[[], None]:
    """What ties a child to this process: killed when we end, however that comes. Linux only."""
    if sys.platform != "linux":
        return lambda: None
    libc, us = ctypes.CDLL(None), os.getpid()

    def tie() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != us:  # we ended before that
            os._exit(1)

    return tie


def watch(folder: Folder, running: Running) -> None:
    """Return when the daemon has ended, has broken, or is used by nobody any more."""
    users = os.open(folder.users, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    next_pulse = time.monotonic()
    while running.process.poll() is None and not is_abandoned(users):
        if time.monotonic() > next_pulse:
            if running.daemon.health(seconds=1.0) is Health.BROKEN:
                return
            next_pulse = time.monotonic() + PULSE_SECONDS
        time.sleep(LOOK_SECONDS)


def is_abandoned(users: int) -> bool:
    """Whether nobody uses the daemon, twice; if so the lock stays ours until this process ends.

    Who comes meanwhile waits for that, instead of using a daemon that is stopping.
    """
    if not is_locked(users, fcntl.LOCK_EX):
        return False
    fcntl.flock(users, fcntl.LOCK_UN)
    time.sleep(AGAIN_SECONDS)
    return is_locked(users, fcntl.LOCK_EX)


def stop(process: subprocess.Popen[bytes], seconds: float = STOP_SECONDS) -> None:
    """End the daemon, after ``seconds`` by force: what is saved survives that."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
