"""Bounded load on a server of ours on loopback, and what its process spent."""

import http.client
import os
import time
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


def fetch(connection: http.client.HTTPConnection, path: str) -> bytes:
    """The body as it is sent, gzip; raises ``RuntimeError`` on anything but 200."""
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return body


def measure(port: int, pid: int, path: str, clients: int, requests: int) -> Measured:
    """``requests`` in all, shared by so many clients that each keep one connection."""
    client(port, path, 5)  # nothing is cold
    before = cpu_seconds(pid)
    with ThreadPoolExecutor(clients) as pool:
        each = [pool.submit(client, port, path, requests // clients) for _ in range(clients)]
    times = [seconds for future in each for seconds in future.result()]
    cut = quantiles(times, n=20)
    spent = cpu_seconds(pid) - before
    return Measured(cut[9] * 1000, cut[18] * 1000, spent / len(times) * 1000)


def client(port: int, path: str, requests: int) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times = []
    for _ in range(requests):
        started = time.perf_counter()
        fetch(connection, path)
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
