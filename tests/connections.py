"""Connections of tests: which database of a server, and one for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from talkpython_site.database import Database
from talkpython_site.settings import Settings, load


def with_database(uri: str, name: str) -> str:
    """The same server with another database."""
    server, _, options = uri.partition("?")
    scheme, _, host = server.partition("://")
    return f"{scheme}://{host.split('/')[0]}/{name}" + (f"?{options}" if options else "")


def make_settings(database_uri: str, var: Path, **ini: str) -> Settings:
    """Settings as an owner would write them; ``__`` in a name stands for its dot."""
    values = {
        "site.url": "https://longwave.example",
        "mongodb.uri": database_uri,
        "var": str(var),
        **{key.replace("__", "."): value for key, value in ini.items()},
    }
    return load(values, {})


@contextmanager
def connected_to(uri: str) -> Iterator[Database]:
    """This process connected to one database; afterwards to none, until ``clean`` mends that."""
    database = Database(load({"mongodb.uri": uri}, {}))
    database.connect()
    try:
        yield database
    finally:
        database.disconnect()
