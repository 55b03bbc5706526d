"""``make bench``: every public page with its budget; then pages on 500, 2,000 and 20,000 episodes,
feeds, media, accounts, editors.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from mongoengine import get_db
from rich.console import Console

from benchmarks.accounts import measure_accounts
from benchmarks.admin import measure_admin
from benchmarks.courses import generate_courses
from benchmarks.everything import measure_everything
from benchmarks.feeds import measure_feeds
from benchmarks.generating import clear, generate
from benchmarks.learning import measure_learning
from benchmarks.media import measure_media
from benchmarks.pages import measure_pages
from benchmarks.uploads import measure_uploads
from benchmarks.writing import measure_writing
from talkpython_site import embedded
from talkpython_site.database import Database
from talkpython_site.settings import load

NAME = "talkpython_bench"
Environment = dict[str, str]


def main() -> None:
    arguments = parse()
    console = Console(width=None if sys.stdout.isatty() else 150)
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        uri = os.environ.get("MONGODB_URI") or embedded.use(var)
        environment = {**os.environ, "MONGODB_URI": named(uri), "TALKPYTHON_VAR": folder}
        connect(environment)
        for name in arguments.tables:
            TABLES[name](console, environment, arguments)
        if not os.environ.get("MONGODB_URI"):
            embedded.release(var)


def sizes(console: Console, environment: Environment, given: argparse.Namespace) -> None:
    for episodes in given.episodes:
        console.print(f"Generating {episodes:,} episodes …")
        clear()
        generate(episodes)
        generate_courses()
        measure_pages(console, environment, episodes, given.requests)
    clear()


Measure = Callable[[Console, Environment, argparse.Namespace], None]
TABLES: dict[str, Measure] = {
    "everything": lambda c, e, given: measure_everything(c, e, given.requests // 2),
    "pages": sizes,
    "feeds": lambda c, e, given: measure_feeds(c, e, given.requests),
    "media": lambda c, e, _given: measure_media(c, e),
    "learning": lambda c, e, given: measure_learning(c, e, given.requests),
    "accounts": lambda c, e, given: measure_accounts(c, e, given.requests),
    "admin": lambda c, e, given: measure_admin(c, e, given.requests),
    "uploads": lambda c, e, _given: measure_uploads(c, e),
    "writing": lambda c, e, _given: measure_writing(c, e),
}


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "tables", nargs="*", metavar="TABLE", help=f"{', '.join(TABLES)}; all unless given"
    )
    parser.add_argument("--episodes", type=int, nargs="*", default=[500, 2_000, 20_000])
    parser.add_argument("--requests", type=int, default=400, help="a page and number of clients")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.tables if name not in TABLES]
    if unknown:
        parser.error(f"There is no table {', '.join(unknown)}.")
    arguments.tables = arguments.tables or list(TABLES)
    return arguments


def connect(environment: dict[str, str]) -> None:
    """Connect this process; ends it where the database is not the one that may be emptied."""
    database = Database(load({}, environment))
    database.connect()
    if get_db().name != NAME:
        sys.exit(f"Only a database called {NAME} is filled and emptied.")
    database.prepare()


def named(uri: str) -> str:
    """The same server, with the database that this run may empty."""
    server, _, options = uri.partition("?")
    scheme, _, host = server.partition("://")
    return f"{scheme}://{host.split('/')[0]}/{NAME}?{options}"


if __name__ == "__main__":
    main()
