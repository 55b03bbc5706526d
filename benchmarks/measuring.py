"""Bounded load on a server of ours on loopback, and what its process spent."""

import http.client
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds as a client sees them; CPU milliseconds of the server a request."""

    p50: float
    p95: float
    cpu: float

    @property
    def times(self) -> tuple[float, float, float]:
        return self.p50, self.p95, self.cpu


@dataclass(frozen=True, slots=True)
class Server:
    """A process of ours that listens on loopback."""

    port: int
    pid: int
    start_seconds: float  # until its first page


@dataclass(frozen=True, slots=True)
class Asked:
    """What each request asks for; with an ETag, whether it has changed; with a cookie, for whom."""

    path: str
    etag: str = ""
    cookie: str = ""
    status: int = 200  # that it is answered with where it is not unchanged

    @property
    def headers(self) -> dict[str, str]:
        given = {"If-None-Match": self.etag, "Cookie": self.cookie}
        return {"Accept-Encoding": "gzip", **{name: each for name, each in given.items() if each}}


def fetch(connection: http.client.HTTPConnection, asked: Asked) -> tuple[bytes, str]:
    """The body as it is sent, gzip, and its ETag; raises ``RuntimeError`` on any other status."""
    connection.request("GET", asked.path, headers=asked.headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != (304 if asked.etag else asked.status):
        raise RuntimeError(f"{asked.path} answered {answer.status}")
    return body, answer.headers.get("ETag", "")


def measure(server: Server, asked: Asked, clients: int, requests: int) -> Measured:
    """``requests`` in all, shared by so many clients that each keep one connection."""
    client(server.port, asked, 20)  # nothing is cold
    before = cpu_seconds(server.pid)
    with ThreadPoolExecutor(clients) as pool:
        each = [
            pool.submit(client, server.port, asked, requests // clients) for _ in range(clients)
        ]
    times = [seconds for future in each for seconds in future.result()]
    cut = quantiles(times, n=20)
    spent = cpu_seconds(server.pid) - before
    return Measured(cut[9] * 1000, cut[18] * 1000, spent / len(times) * 1000)


def measure_changing(
    server: Server, asked: Asked, requests: int, change: Callable[[], None]
) -> Measured:
    """The same for one client, with a change before each request."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    times, before = [], cpu_seconds(server.pid)
    for _ in range(requests):
        change()
        started = time.perf_counter()
        fetch(connection, asked)
        times.append(time.perf_counter() - started)
    connection.close()
    cut = quantiles(times, n=20)
    spent = cpu_seconds(server.pid) - before
    return Measured(cut[9] * 1000, cut[18] * 1000, spent / requests * 1000)


def client(port: int, asked: Asked, requests: int) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times = []
    for _ in range(requests):
        started = time.perf_counter()
        fetch(connection, asked)
        times.append(time.perf_counter() - started)
    connection.close()
    return times


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far (proc(5), stat, fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int) -> float:
    """Resident memory of a process, in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kilobytes) / 1024
