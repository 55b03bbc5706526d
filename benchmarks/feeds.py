"""Feeds of 20, 500 and 2,000 episodes: read alone, made anew, from memory and unchanged."""

import time
from collections.abc import Mapping
from itertools import islice
from statistics import quantiles

from rich.console import Console
from rich.table import Table

from benchmarks.generating import clear, generate
from benchmarks.pages import COLUMNS, add_rows, side_by_side
from benchmarks.processes import NOTHING_KEPT
from talkpython_site.documents import Podcast
from talkpython_site.views.feeds import find_episodes

SIZES = (20, 500, 2_000)
SHOWS = 4  # that ``generate`` shares its episodes between; one of them is measured
SLUG = "show-1"
PATH = f"/podcasts/{SLUG}/feed.xml"
READS = 40
KEPT_TIMES = 5  # as many requests: processor time is counted in hundredths of a second


def measure_feeds(console: Console, environment: Mapping[str, str], requests: int) -> None:
    """Print one table, and the read of each size apart; empties the database before and after."""
    table, reads = Table(*COLUMNS, title="Feeds, by items"), []
    for size in SIZES:
        clear()
        generate(size * SHOWS)
        reads.append(f"{size:,}: {read_ms()}")
        fewer = requests // (1 + size // 500)
        with side_by_side({**environment, **NOTHING_KEPT}, [PATH]) as sides:
            # For one client: while one thread makes a page, others wait for it.
            made = islice(sides.measure(PATH, fewer), 1)
            add_rows(table, f"{size:,}", sides.sizes[PATH], made)
        with side_by_side(environment, [PATH]) as sides:
            kept = sides.measure(PATH, KEPT_TIMES * requests)
            add_rows(table, f"{size:,}, kept", sides.sizes[PATH], kept)
            unchanged = sides.measure(PATH, KEPT_TIMES * requests, has_it=True)
            add_rows(table, f"{size:,}, 304", 0, unchanged)
        table.add_section()
    console.print(table)
    console.print(f"of that the read of the episodes, p50 and p95 in ms: {'; '.join(reads)}\n")
    clear()


def read_ms() -> str:
    """The read of a feed's episodes by their podcast's index, decoded, as its view does it."""
    podcast = Podcast.objects.by_slug(SLUG).first()
    times = []
    for _ in range(READS):
        started = time.perf_counter()
        list(find_episodes(podcast.id))
        times.append((time.perf_counter() - started) * 1000)
    cut = quantiles(times, n=20)
    return f"{cut[9]:.1f}, {cut[18]:.1f}"
