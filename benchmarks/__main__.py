"""``make bench``: home, list and episode on 500, 2,000 and 20,000 episodes, beside the floor."""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mongoengine import get_db
from rich.console import Console
from rich.table import Table

from benchmarks.generating import clear, generate
from benchmarks.measuring import Measured, fetch, measure, memory_mb
from talkpython_site import embedded
from talkpython_site.database import Database
from talkpython_site.settings import load

PAGES = {
    "home": "/",
    "list": "/episodes",
    "list, page 20": "/episodes?page=20",
    "list, one podcast": "/episodes?podcast=show-1",
    "episode": "/episodes/show-1/40/generated-157",
}
COLUMNS = ("page", "clients", "p50 ms", "p95 ms", "CPU ms", "KB", "floor p50", "p95", "ratio")
NAME = "talkpython_bench"


def main() -> None:
    arguments = parse()
    console = Console(width=None if sys.stdout.isatty() else 110)
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        uri = os.environ.get("MONGODB_URI") or embedded.use(var)
        environment = {**os.environ, "MONGODB_URI": named(uri), "TALKPYTHON_VAR": folder}
        settings = load({}, environment)
        database = Database(settings)
        database.connect()
        if get_db().name != NAME:
            sys.exit(f"Only a database called {NAME} is filled and emptied.")
        database.prepare()
        for episodes in arguments.episodes:
            console.print(f"Generating {episodes:,} episodes …")
            clear()
            generate(episodes)
            run(console, environment, episodes, arguments.requests)
        clear()
        if not os.environ.get("MONGODB_URI"):
            embedded.release(var)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--episodes", type=int, nargs="+", default=[500, 2_000, 20_000])
    parser.add_argument("--requests", type=int, default=400, help="a page and number of clients")
    return parser.parse_args()


def named(uri: str) -> str:
    """The same server, with the database that this run may empty."""
    server, _, options = uri.partition("?")
    scheme, _, host = server.partition("://")
    return f"{scheme}://{host.split('/')[0]}/{NAME}?{options}"


def run(console: Console, environment: dict[str, str], episodes: int, requests: int) -> None:
    """Measure the site, then the floor with the site's own bytes, and print one table."""
    table = Table(*COLUMNS, title=f"{episodes:,} episodes")
    with tempfile.TemporaryDirectory() as kept, serving("site", environment) as (port, pid, start):
        sizes = keep_pages(port, Path(kept))
        with serving("floor", environment, kept) as (floor_port, floor_pid, _seconds):
            for number, (page, path) in enumerate(PAGES.items()):
                for clients in (1, 8):
                    site = measure(port, pid, path, clients, requests)
                    floor = measure(floor_port, floor_pid, f"/{number}", clients, requests)
                    table.add_row(*row(page, clients, site, floor, sizes[page]))
        console.print(table)
        console.print(f"memory {memory_mb(pid):.0f} MB, start to first page {start:.1f} s\n")


def row(page: str, clients: int, site: Measured, floor: Measured, size: int) -> list[str]:
    times = [site.p50, site.p95, site.cpu, size / 1000, floor.p50, floor.p95, site.p50 / floor.p50]
    return [page, str(clients), *(f"{number:.1f}" for number in times)]


def keep_pages(port: int, folder: Path) -> dict[str, int]:
    """Write each page's bytes for the floor; gives their sizes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    sizes = {}
    for number, (page, path) in enumerate(PAGES.items()):
        body = fetch(connection, path)
        (folder / str(number)).write_bytes(body)
        sizes[page] = len(body)
    connection.close()
    return sizes


@contextmanager
def serving(
    what: str, environment: dict[str, str], folder: str = ""
) -> Iterator[tuple[int, int, float]]:
    """A server process until the end of the block: its port, its pid, seconds to its first page."""
    port = free_port()
    commands = {
        "site": ["-m", "talkpython_site.scripts", "serve", "--port", str(port)],
        "floor": ["-m", "benchmarks.floor", str(port), folder],
    }
    started = time.monotonic()
    command = [sys.executable, *commands[what]]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(port, process)
            yield port, process.pid, time.monotonic() - started
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
            fetch(http.client.HTTPConnection("127.0.0.1", port, timeout=10), "/")
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the server did not answer")


if __name__ == "__main__":
    main()
