"""Every kind of public page on one site, made anew, from memory and unchanged, with its budget."""

import http.client
import os
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.addresses import WEIGHTLESS, Filled, fill, others, paths
from benchmarks.courses import generate_courses
from benchmarks.generating import clear, generate
from benchmarks.interviews import generate_interviews
from benchmarks.measuring import Asked, Measured, Server, fetch, measure, measure_changing
from benchmarks.pages import Sides, side_by_side
from benchmarks.processes import NOTHING_KEPT
from talkpython_site.documents import Topic
from talkpython_site.documents.stamp import announce

EPISODES = 2_000
CHANGES = 40
MADE_MS = {"embedded": 20, "MongoDB": 10}  # DESIGN.md, 7: p95
MOST_KB = 100  # as sent; pages alone: a feed is as long as its show
BEYOND_MS = 1  # what a page from memory or a 304 may take beyond the stamp
COLUMNS = ("KB", "most", "new p50", "p95", "most", "CPU", "kept p50", "p95", "beyond", "most",
           "304 p50", "p95", "beyond", "most")  # fmt: skip
CHANGED = ("home", "sitemap")
SAID = (
    "most: the budget, p95; beyond: p95 less that of the floor, which reads the stamp alone; CPU: "
    "of the server, a request. missed: what is over its budget, in brackets where its p50 is not."
)


class Found(NamedTuple):
    """What one page took; what is None was not asked for."""

    size: int
    made: Measured
    kept: tuple[Measured, Measured] | None = None  # beside the floor
    same: tuple[Measured, Measured] | None = None  # 304


def measure_everything(console: Console, environment: Mapping[str, str], requests: int) -> None:
    """Print the table; empties the database before and after."""
    clear()
    generate(EPISODES)
    generate_courses()
    generate_interviews()
    filled = fill(environment)
    engine = "MongoDB" if os.environ.get("MONGODB_URI") else "embedded"
    title = f"Every public page, {EPISODES:,} episodes, 200 courses, 300 interviews, {engine}"
    table = Table(title=title, box=box.SIMPLE_HEAD, padding=(0, 0, 0, 1))
    table.add_column("page, ms", no_wrap=True)
    for name in COLUMNS:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("missed")
    for name, found in made(environment, filled, requests):
        table.add_row(name, *told(name, found, MADE_MS[engine]))
    console.print(table)
    console.print(f"{SAID} Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.\n")
    clear()


def made(
    environment: Mapping[str, str], filled: Filled, requests: int
) -> Iterator[tuple[str, Found]]:
    """One client: what a page takes, not how many share two processors."""
    kept = paths(filled)
    with side_by_side({**environment, **NOTHING_KEPT}, list(kept.values())) as sides:
        anew = {name: measure(sides.site, Asked(path), 1, requests)
                for name, path in kept.items()}  # fmt: skip
        alone = {name: weighed(sides.site, each, requests) for name, each in others(filled)}
        changed = {name: after_changes(sides.site, kept[name]) for name in CHANGED}
    with side_by_side(environment, list(kept.values())) as sides:
        for name, path in kept.items():
            size = sides.sizes[path]
            yield name, Found(size, anew[name], *from_memory(sides, path, requests))
    for name, found in changed.items():
        yield f"{name}, after a change", found
    yield from alone.items()


def weighed(server: Server, asked: Asked, requests: int) -> Found:
    return Found(size_of(server, asked), measure(server, asked, 1, requests))


def size_of(server: Server, asked: Asked) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    body, _etag = fetch(connection, asked)
    connection.close()
    return len(body)


def from_memory(
    sides: Sides, path: str, requests: int
) -> Iterator[tuple[Measured, Measured] | None]:
    """Whole, and unchanged; None for the seconds of an episode, which are too many to be kept."""
    for has_it in (False, True):
        if not has_it and "?t=" in path:
            yield None
            continue
        _clients, here, there = next(sides.measure(path, requests, has_it=has_it))
        yield here, there


def after_changes(server: Server, path: str) -> Found:
    """The first visit after each change of a card: what is derived from it is derived anew."""
    changed = partial(announce, Topic.objects.first().card_key)
    found = measure_changing(server, Asked(path), CHANGES, changed)
    return Found(size_of(server, Asked(path)), found)


def told(name: str, found: Found, budget: int) -> Iterator[str]:
    """A page that takes more than its budget says where."""
    most_kb = None if name.startswith(WEIGHTLESS) else MOST_KB
    missed = ["KB"] if most_kb and found.size > most_kb * 1000 else []
    missed += over("new", found.made.p50, found.made.p95, budget)
    yield f"{found.size / 1000:.1f}"
    yield f"{most_kb or ''}"
    yield from (f"{found.made.p50:.2f}", f"{found.made.p95:.2f}", f"{budget}")
    yield f"{found.made.cpu:.2f}"
    for word, pair in (("kept", found.kept), ("304", found.same)):
        if pair is None:
            yield from ("", "", "", "")
            continue
        here, there = pair
        beyond = here.p95 - there.p95
        missed += over(word, here.p50 - there.p50, beyond, BEYOND_MS)
        yield from (f"{here.p50:.2f}", f"{here.p95:.2f}", f"{beyond:.2f}", f"{BEYOND_MS}")
    yield ", ".join(missed)


def over(word: str, p50: float, p95: float, budget: float) -> Iterator[str]:
    """A busy machine makes p95 alone longer: that is a miss of another kind."""
    if p95 > budget:
        yield word if p50 > budget else f"({word})"
