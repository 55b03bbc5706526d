"""``talkpython serve`` in a process of its own, as an owner starts it."""

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from socket import create_server

from tests.waiting import wait_until


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process said."""

    status: int
    headers: Mapping[str, str]  # names in small letters
    body: bytes


def named_small(answer: http.client.HTTPResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.getheaders()}


@dataclass(frozen=True, slots=True)
class Served:
    """A process that listens on a port of this machine."""

    port: int
    process: subprocess.Popen[bytes]

    def get(self, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("GET", path, headers=named)
            answer = connection.getresponse()
            return Answer(answer.status, named_small(answer), answer.read())

    def is_up(self) -> bool:
        assert self.process.poll() is None, "the site has ended"
        try:
            return self.get("/healthz").status == 200
        except OSError:
            return False


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def served(port: int = 0, /, **environ: str) -> Iterator[Served]:
    """A process until the end of the block."""
    port = port or free_port()
    command = [sys.executable, "-m", "talkpython_site.scripts", "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, env={**os.environ, **environ}, stdout=quiet, stderr=quiet
    ) as process:
        try:
            site = Served(port, process)
            wait_until(site.is_up, 60)
            yield site
        finally:
            process.terminate()
            process.wait(30)
