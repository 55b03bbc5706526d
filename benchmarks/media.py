"""Audio that is kept here, whole and in parts, beside a bare application with the same file.

``python -m benchmarks.media PORT FILE`` is that application.
"""

import http.client
import io
import random
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from rich.console import Console
from rich.table import Table
from waitress import serve

from benchmarks.generating import clear
from benchmarks.measuring import Server, cpu_seconds
from benchmarks.processes import free_port, serving, site
from talkpython_site.documents import Enclosure, Episode, Podcast
from talkpython_site.media import MediaFolder
from talkpython_site.settings import load

MINUTES = 20
SIZE = MINUTES * 60 * 16_000  # at 128 kbit/s
PART = 1_000_000
ADDRESS = "/episodes/show/1/sound.mp3"
COLUMNS = ("audio", "listeners", "MB/s", "p50 ms", "p95", "CPU", "bare MB/s", "p50", "p95", "CPU",
           "ratio p50", "CPU")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """Megabytes a second of all listeners; milliseconds of a request, and of CPU for it."""

    rate: float
    p50: float
    p95: float
    cpu: float


def measure_media(console: Console, environment: Mapping[str, str]) -> None:
    """Print the table for 1 and 64 listeners; empties the database before and after."""
    clear()
    path = keep_episode(Path(environment["TALKPYTHON_VAR"]))
    table = Table(*COLUMNS, title=f"Audio of {MINUTES} minutes, {SIZE / 1e6:.0f} MB")
    bare = ["-m", "benchmarks.media", str(port := free_port()), str(path)]
    with site(environment) as ours, serving(bare, port, environment) as floor:
        for name, range_ in (("whole", ""), ("part of 1 MB", f"bytes={PART}-{2 * PART - 1}")):
            for listeners in (1, 64):
                found = measure(ours, ADDRESS, range_, listeners)
                beside = measure(floor, "/", range_, listeners)
                table.add_row(name, str(listeners), *row(found, beside))
    console.print(table)
    clear()


def keep_episode(var: Path) -> Path:
    """One episode with a file that is kept here; gives where the file lies."""
    media = MediaFolder(load({"var": str(var)}, {}).var / "media")
    kept = media.keep(io.BytesIO(random.Random(1).randbytes(SIZE)), "mp3")
    podcast = Podcast(title="Show", slug="show", state="published").insert()
    enclosure = Enclosure(media=kept.key, size_bytes=kept.size_bytes, type="audio/mpeg")
    Episode(
        podcast=podcast.id, key="1", guid="1", slug="sound", title="Sound", state="published",
        enclosure=enclosure,
    ).insert()  # fmt: skip
    with media.open(kept.key) as file:
        return Path(str(file.name))


def measure(server: Server, path: str, range_: str, listeners: int) -> Heard:
    """128 requests in all, shared by listeners that each keep one connection."""
    listen(server.port, path, range_, 4)  # nothing is cold
    started, before = time.perf_counter(), cpu_seconds(server.pid)
    with ThreadPoolExecutor(listeners) as pool:
        each = [
            pool.submit(listen, server.port, path, range_, 128 // listeners)
            for _ in range(listeners)
        ]
    times = [seconds for future in each for seconds in future.result()]
    took, spent = time.perf_counter() - started, cpu_seconds(server.pid) - before
    cut, size = quantiles(times, n=20), PART if range_ else SIZE
    rate = len(times) * size / took / 1e6
    return Heard(rate, cut[9] * 1000, cut[18] * 1000, spent / len(times) * 1000)


def listen(port: int, path: str, range_: str, requests: int) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    buffer, times = bytearray(262_144), []
    for _ in range(requests):
        started, received = time.perf_counter(), 0
        connection.request("GET", path, headers={"Range": range_} if range_ else {})
        with connection.getresponse() as answer:
            while got := answer.readinto(buffer):
                received += got
        if received != (PART if range_ else SIZE):
            raise RuntimeError(f"{path} {range_} gave {received} bytes")
        times.append(time.perf_counter() - started)
    connection.close()
    return times


def row(found: Heard, beside: Heard) -> list[str]:
    ratio = found.cpu / beside.cpu if beside.cpu else 0
    return [
        f"{found.rate:,.0f}", f"{found.p50:.1f}", f"{found.p95:.1f}", f"{found.cpu:.1f}",
        f"{beside.rate:,.0f}", f"{beside.p50:.1f}", f"{beside.p95:.1f}", f"{beside.cpu:.1f}",
        f"{found.p50 / beside.p50:.1f}", f"{ratio:.1f}",
    ]  # fmt: skip


def main() -> None:
    port, path = int(sys.argv[1]), Path(sys.argv[2])

    def app(asked: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        file, length = path.open("rb"), SIZE
        if "HTTP_RANGE" in asked:
            length = PART
            file.seek(PART)
        start("200 OK", [("Content-Type", "audio/mpeg"), ("Content-Length", str(length))])
        sent: Iterable[bytes] = asked["wsgi.file_wrapper"](file)
        return sent

    serve(app, host="127.0.0.1", port=port, threads=8, ident="")


if __name__ == "__main__":
    main()
