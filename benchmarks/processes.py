"""The site and its floor, each in a process of its own, as they are served."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import Asked, Server, fetch

NOTHING_KEPT = {"TALKPYTHON_PAGES_KEPT_MEGABYTES": "0"}


@contextmanager
def site(environment: Mapping[str, str]) -> Iterator[Server]:
    """``talkpython serve`` until the end of the block."""
    port = free_port()
    command = ["-m", "talkpython_site.scripts", "serve", "--port", str(port)]
    with serving(command, port, environment) as server:
        yield server


@contextmanager
def floor(environment: Mapping[str, str], folder: Path) -> Iterator[Server]:
    """A bare application that gives the files of a folder, each under its name."""
    port = free_port()
    command = ["-m", "benchmarks.floor", str(port), str(folder)]
    with serving(command, port, environment) as server:
        yield server


@contextmanager
def serving(command: list[str], port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    started = time.monotonic()
    with subprocess.Popen(
        [sys.executable, *command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_for(port, process)
            yield Server(port, process.pid, time.monotonic() - started)
        finally:
            process.terminate()
            process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    """Raises ``RuntimeError`` where the server ends or does not answer in time."""
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        try:
            fetch(http.client.HTTPConnection("127.0.0.1", port, timeout=10), Asked("/"))
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the server did not answer")
