"""Ctrl-C in what takes long: it ends soon, says so, and never waits for itself."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymongo
import pytest
from mongoengine import get_db

from tests.connections import with_database
from tests.engine import Engine
from tests.factories import make_podcast
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("engine")

PATIENCE = 60.0
MANY = 3_000  # takes long enough to be stopped midway
TALKPYTHON = "talkpython_site.scripts"
STOPPED = "Error: Stopped. The same command finishes it.\n"
NOTHING_LEFT = "Error: Stopped. Nothing is left of the dump.\n"

Ended = tuple[int, str]  # exit status, what was said of the failure


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database of its own, empty: what becomes of one whose clients die is no other test's."""
    engine = Engine(tmp_path / "engine")
    engine.database.connect()
    engine.database.prepare()
    yield engine
    engine.wake()
    engine.database.disconnect()


@pytest.fixture
def environ(engine: Engine, tmp_path: Path) -> dict[str, str]:
    """This test's own database and folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TALKPYTHON")}
    uri = with_database(engine.uri, get_db().name)
    var = str(tmp_path / "var")
    return {**kept, "MONGODB_URI": uri, "TALKPYTHON_VAR": var, "PYTHONFAULTHANDLER": "1"}


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """Ctrl-C reaches what is begun here, also where the tests run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def begun(
    environ: dict[str, str], *words: str, by: str = TALKPYTHON
) -> Iterator[subprocess.Popen[str]]:
    command, pipe = [sys.executable, "-m", by, *words], subprocess.PIPE
    with subprocess.Popen(command, env=environ, text=True, stdout=pipe, stderr=pipe) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdout is not None
    while (said := process.stdout.readline()) != f"{line}\n":
        assert said, f"it never said {line}"


def ended(process: subprocess.Popen[str]) -> Ended:
    try:
        _said, failure = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)  # it tells where each of its threads stands
        _said, failure = process.communicate()
    return process.returncode, failure


def dumped(environ: dict[str, str], folder: Path) -> str:
    make_podcast()
    get_db()["invented_later"].insert_many([{"_id": n, "of": "tides" * 99} for n in range(MANY)])
    with begun(environ, "dump", str(folder)) as process:
        assert ended(process) == (0, "")
    with pymongo.timeout(PATIENCE):
        for name in get_db().list_collection_names():
            get_db()[name].delete_many({})
    return str(folder)


@pytest.mark.parametrize("moment", ["Checking …", "Media …", "Pictures …", "Documents …"])
def test_a_load(environ: dict[str, str], tmp_path: Path, moment: str) -> None:
    folder = dumped(environ, tmp_path / "dump")
    with begun(environ, "load", folder) as process:
        wait_for(process, moment)
        process.send_signal(signal.SIGINT)
        assert ended(process) == (1, STOPPED)
    with begun(environ, "load", folder) as process:
        assert ended(process) == (0, "")
    assert get_db()["invented_later"].count_documents({}) == MANY


def test_a_dump(environ: dict[str, str], tmp_path: Path) -> None:
    dumped(environ, tmp_path / "dump")
    get_db()["invented_later"].insert_many([{"_id": n, "of": "tides" * 99} for n in range(MANY)])
    with begun(environ, "dump", str(tmp_path / "other")) as process:
        wait_for(process, "Documents …")
        process.send_signal(signal.SIGINT)
        assert ended(process) == (1, NOTHING_LEFT)
    assert not list(tmp_path.glob("other*"))


def test_the_sample(environ: dict[str, str]) -> None:
    with begun(environ, "sample", "load") as process:
        wait_for(process, "Loading …")
        process.send_signal(signal.SIGINT)
        status, failure = ended(process)
    assert (status, failure.strip()) == (1, "Aborted!")
    assert get_db()["import_runs"].count_documents({"lock": {"$exists": True}}) == 0


def test_with_a_lock_of_the_driver_just_taken(environ: dict[str, str], tmp_path: Path) -> None:
    folder = dumped(environ, tmp_path / "dump")
    with begun(environ, "load", folder, by="tests.interrupting") as process:
        assert ended(process) == (1, STOPPED)
    assert get_db()["invented_later"].count_documents({}) == 100  # the batch that it was at


def test_with_a_lock_of_what_measures_just_taken(environ: dict[str, str], tmp_path: Path) -> None:
    folder = dumped(environ, tmp_path / "dump")
    with begun(environ, "load", folder, by="tests.interrupting_coverage") as process:
        assert ended(process) == (1, STOPPED)


def test_while_the_database_stands_still(
    environ: dict[str, str], engine: Engine, tmp_path: Path
) -> None:
    """The first Ctrl-C waits for its answer, the second one for nothing."""
    folder = dumped(environ, tmp_path / "dump")
    there = {**environ, "MONGODB_URI": with_database(engine.uri, "there")}
    with begun(there, "load", folder) as process:
        wait_for(process, "Documents …")
        engine.hang()
        process.send_signal(signal.SIGINT)
        wait_until(lambda: ends_by_interrupt(process), PATIENCE)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert ended(process) == (-signal.SIGINT, "")


def ends_by_interrupt(process: subprocess.Popen[str]) -> bool:
    """Whether SIGINT is neither caught nor ignored any more."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    masks = re.findall(r"^Sig(?:Ign|Cgt):\s*(\w+)$", status, re.MULTILINE)
    return not any(int(mask, 16) & 1 << (signal.SIGINT - 1) for mask in masks)
