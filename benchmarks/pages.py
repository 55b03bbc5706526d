"""Pages made anew, from memory, and unchanged, each beside the floor with the same bytes."""

import http.client
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Asked, Measured, Server, fetch, measure, memory_mb
from benchmarks.processes import NOTHING_KEPT, floor, site

MADE = {
    "home": "/",
    "list": "/episodes",
    "list, page 20": "/episodes?page=20",
    "list, one podcast": "/episodes?podcast=show-1",
    "episode": "/episodes/show-1/40/generated-157",
    "200 courses": "/courses",
    "course, 382 lectures": "/courses/course-0",
    "lecture": "/courses/course-0/33/lecture-1",
}
KEPT = ("list", "episode")
KEPT_TIMES = 5  # as many requests: processor time is counted in hundredths of a second
COLUMNS = ("page", "clients", "p50 ms", "p95", "CPU", "KB", "floor p50", "p95", "CPU", "ratio p50",
           "CPU")  # fmt: skip


Row = tuple[int, Measured, Measured]  # clients, the site, the floor


@dataclass(frozen=True, slots=True)
class Sides:
    """The site, the floor that gives the same bytes, and what both have of each address."""

    site: Server
    floor: Server
    etags: Mapping[str, str]
    sizes: Mapping[str, int]
    places: Mapping[str, str]  # where the floor has it

    def measure(self, path: str, requests: int, *, has_it: bool = False) -> Iterator[Row]:
        """For one client and for eight: what the site did, and the floor right after it."""
        etag = self.etags[path] if has_it else ""
        for clients in (1, 8):
            yield (
                clients,
                measure(self.site, Asked(path, etag), clients, requests),
                measure(self.floor, Asked(self.places[path], etag), clients, requests),
            )


@contextmanager
def side_by_side(environment: Mapping[str, str], paths: list[str]) -> Iterator[Sides]:
    """The site and its floor with the bytes of these addresses, until the end of the block."""
    with tempfile.TemporaryDirectory() as folder, site(environment) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        found = {path: fetch(connection, Asked(path)) for path in paths}
        connection.close()
        for number, (body, _etag) in enumerate(found.values()):
            (Path(folder) / str(number)).write_bytes(body)
        with floor(environment, Path(folder)) as bare:
            yield Sides(
                server,
                bare,
                {path: etag for path, (_body, etag) in found.items()},
                {path: len(body) for path, (body, _etag) in found.items()},
                {path: f"/{number}" for number, path in enumerate(found)},
            )


def measure_pages(
    console: Console, environment: Mapping[str, str], episodes: int, requests: int
) -> None:
    """Print one table: what the site does when it keeps nothing, then when it keeps pages."""
    table = Table(*COLUMNS, title=f"Pages, {episodes:,} episodes")
    with side_by_side({**environment, **NOTHING_KEPT}, list(MADE.values())) as sides:
        for page, path in MADE.items():
            add_rows(table, page, sides.sizes[path], sides.measure(path, requests))
    table.add_section()
    with side_by_side(environment, [MADE[page] for page in KEPT]) as sides:
        for page in KEPT:
            add_kept(table, sides, page, KEPT_TIMES * requests)
        memory, seconds = memory_mb(sides.site.pid), sides.site.start_seconds
    console.print(table)
    console.print(f"memory {memory:.0f} MB, start to first page {seconds:.1f} s\n")


def add_kept(table: Table, sides: Sides, page: str, requests: int) -> None:
    path = MADE[page]
    add_rows(table, f"{page}, kept", sides.sizes[path], sides.measure(path, requests))
    add_rows(table, f"{page}, 304", 0, sides.measure(path, requests, has_it=True))


def add_rows(table: Table, page: str, size: int, rows: Iterator[Row]) -> None:
    for clients, here, there in rows:
        times = [here.p50, here.p95, here.cpu, size / 1000, there.p50, there.p95, there.cpu]
        ratios = [here.p50 / there.p50, here.cpu / there.cpu]
        table.add_row(page, str(clients), *(f"{number:.2f}" for number in (*times, *ratios)))
