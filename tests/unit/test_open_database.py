"""Whether a database that lets everybody in is told from one that does not."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, create_server

import pytest
from pymongo.errors import PyMongoError

from talkpython_site.open_database import refuse_open_database, without_credentials
from talkpython_site.settings import Settings, SettingsError

PROGRAM = Path(sys.executable).with_name("secantusd-py")
SECONDS = 30.0

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="the embedded engine is not installed")


@contextmanager
def database(folder: Path, *options: str) -> Iterator[str]:
    """The address, with credentials, of a daemon of its own."""
    (folder / "empty.toml").touch()
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    command = [str(PROGRAM), "--config", str(folder / "empty.toml"), "--port", str(port)]
    command += ["--storage-path", str(folder / "db"), "--log-level", "ERROR", *options]
    with subprocess.Popen(command) as process:
        try:
            await_connection(port)
            yield f"mongodb://site:pw@127.0.0.1:{port}/site?authSource=admin&directConnection=true"
        finally:
            process.kill()


def await_connection(port: int) -> None:
    """Raises ``ConnectionRefusedError`` when nothing listens in time."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def strict(uri: str) -> Settings:
    return Settings(mongodb_uri=uri, database_require_authentication=True)


def test_a_database_that_asks_who_is_there_is_taken(tmp_path: Path) -> None:
    with database(tmp_path, "--auth") as uri:
        refuse_open_database(strict(uri))


def test_a_database_that_lets_everybody_in_is_refused(tmp_path: Path) -> None:
    with database(tmp_path) as uri:
        with pytest.raises(SettingsError, match=r"database\.require_authentication to false"):
            refuse_open_database(strict(uri))
        refuse_open_database(Settings(mongodb_uri=uri))


def test_a_database_that_is_away_is_neither() -> None:
    with pytest.raises(PyMongoError):
        refuse_open_database(strict("mongodb://site:pw@127.0.0.1:1/site"))


@pytest.mark.parametrize(
    ("uri", "bare"),
    [
        ("mongodb://db.example", "mongodb://db.example"),
        ("mongodb://u:p%40@a:1,b:2/site", "mongodb://a:1,b:2/site"),
        (
            "mongodb+srv://u:p@db.example/?authSource=admin&tls=true&authMechanism=SCRAM-SHA-256",
            "mongodb+srv://db.example/?tls=true",
        ),
    ],
)
def test_only_the_credentials_are_left_out(uri: str, bare: str) -> None:
    assert without_credentials(uri) == bare
