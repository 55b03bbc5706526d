"""``talkpython import feed`` as processes of their own: stopped, alone, without their database."""

import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.database import Database
from rich.cells import cell_len

from talkpython_site.database import DEFAULT_NAME
from tests.connections import with_database
from tests.embedded_user import House
from tests.feeds import item, rss
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("clean")

PROGRAM = str(Path(sys.executable).with_name("talkpython"))
PATIENCE = 60.0
MANY = 250
SOME = 5
BUSY = re.compile(r"Error: Another import of “deep-harbour” is running: try again .*\.\n")
MIDWAY = re.compile(rf"Error: (.*): (\d+) of {MANY} episodes are in\. The same command .*\.\n")


@pytest.fixture
def environ(database_uri: str, tmp_path: Path) -> dict[str, str]:
    """This test's own database and folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TALKPYTHON")}
    return {**kept, "MONGODB_URI": database_uri, "TALKPYTHON_VAR": str(tmp_path / "var")}


@pytest.fixture
def stored(database_uri: str) -> Iterator[Database[dict[str, Any]]]:
    with MongoClient[dict[str, Any]](database_uri) as client:
        yield client.get_default_database()


@pytest.fixture
def long_show(tmp_path: Path) -> str:
    """Takes long enough to be stopped midway."""
    return show(tmp_path / "feed.xml", "About tides. ")


def show(path: Path, notes: str, items: int = MANY) -> str:
    described = f"<description>{notes * 20}</description>"
    path.write_text(rss(*(item(described, f"tide-{n}") for n in range(items))))
    return str(path)


@contextmanager
def importing(environ: dict[str, str], *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [PROGRAM, "import", "feed", *words]
    process = subprocess.Popen(
        command, env=environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit status, what was said, and the sentence about a failure."""
    said, failure = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in said + failure
    return process.returncode, said, failure


def bring_in(environ: dict[str, str], *words: str) -> str:
    """What an import that went well says."""
    with importing(environ, *words) as process:
        status, said, failure = ended(process)
    assert (status, failure) == (0, "")
    return said


def wait_for_some(stored: Database[dict[str, Any]]) -> None:
    wait_until(lambda: stored["episodes"].count_documents({}) >= SOME, PATIENCE)


def test_ctrl_c_midway(
    environ: dict[str, str], long_show: str, stored: Database[dict[str, Any]]
) -> None:
    with importing(environ, long_show) as process:
        wait_for_some(stored)
        process.send_signal(signal.SIGINT)
        status, _said, failure = ended(process)
    found = MIDWAY.fullmatch(failure)
    assert found, failure
    assert (status, found[1]) == (1, "Stopped")
    there = stored["episodes"].count_documents({})
    assert there - int(found[2]) in {0, 1}  # whose write was being answered
    assert stored["podcasts"].distinct("state") == ["importing"]
    assert stored["import_runs"].count_documents({"lock": {"$exists": True}}) == 0
    assert f"\n{MANY - there} new, 0 changed, {there} unchanged, " in bring_in(environ, long_show)
    assert stored["podcasts"].distinct("state") == ["published"]


def test_ctrl_c_before_the_first_write(environ: dict[str, str], tmp_path: Path) -> None:
    large = show(tmp_path / "large.xml", "About tides. " * 50, items=4000)
    with importing(environ, large) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Reading …\n"
        process.send_signal(signal.SIGINT)
        assert ended(process) == (1, "", "Error: Stopped. The same command finishes it.\n")


def test_a_killed_import_is_finished_at_once(
    environ: dict[str, str], long_show: str, stored: Database[dict[str, Any]]
) -> None:
    with importing(environ, long_show) as process:
        wait_for_some(stored)
        process.kill()
    assert "\na new podcast (its import was stopped)\n" in bring_in(environ, long_show)
    assert stored["episodes"].count_documents({}) == MANY
    assert stored["podcasts"].count_documents({}) == 1


def test_two_imports_of_one_show(
    environ: dict[str, str], tmp_path: Path, long_show: str, stored: Database[dict[str, Any]]
) -> None:
    """Of a new show, then of one that is known."""

    def held() -> int:
        return stored["import_runs"].count_documents({"lock": "deep-harbour"})

    for path in (long_show, show(tmp_path / "newer.xml", "About harbours. ")):
        with importing(environ, path) as first:
            wait_until(held, PATIENCE)
            first.send_signal(signal.SIGSTOP)  # however long the second one takes to start
            with importing(environ, path) as second:
                status, _said, failure = ended(second)
            assert status == 1
            assert BUSY.fullmatch(failure), failure
            first.send_signal(signal.SIGCONT)
            assert ended(first)[0] == 0
    assert stored["episodes"].count_documents({}) == MANY
    assert stored["podcasts"].count_documents({}) == 1


def test_the_database_dies_midway(environ: dict[str, str], long_show: str, tmp_path: Path) -> None:
    """Nobody starts it again meanwhile; the same command does."""
    del environ["MONGODB_URI"]
    with House(tmp_path / "var") as house:
        uri = with_database(house.user().ask("use"), DEFAULT_NAME)
        with importing(environ, long_show) as process:
            with MongoClient[dict[str, Any]](uri) as client:
                wait_for_some(client.get_default_database())
            house.kill(house.daemon().pid)
            status, _said, failure = ended(process)
        found = MIDWAY.fullmatch(failure)
        assert found, failure
        assert (status, found[1]) == (1, "The database went away")
        counted = re.search(
            r"\n(\d+) new, 0 changed, (\d+) unchanged", bring_in(environ, long_show)
        )
        assert counted
        assert int(counted[2]) - int(found[2]) in {0, 1}  # whose answer was lost
        assert int(counted[1]) + int(counted[2]) == MANY


def test_in_a_terminal(environ: dict[str, str], long_show: str) -> None:
    """Progress is drawn, and no line is wider than the terminal."""
    ours, theirs = pty.openpty()
    words = [PROGRAM, "import", "feed", long_show]
    drawn = {**environ, "COLUMNS": "80", "TERM": "xterm"}
    with subprocess.Popen(words, env=drawn, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        said = "".join(read_all(ours))
        assert process.wait(PATIENCE) == 0
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", said)
    assert f"{MANY}/{MANY}" in plain
    assert len({*re.findall(rf"Writing [^/]* (\d+)/{MANY}", plain)}) > 1
    assert max(cell_len(line) for line in re.split(r"[\r\n]+", plain)) <= 80
    assert f"{MANY} new, 0 changed, 0 unchanged, 0 set aside, in " in plain


def read_all(terminal: int) -> Iterator[str]:
    """What a process says to a terminal; its end is an error of the system's there."""
    with suppress(OSError):
        while said := os.read(terminal, 4096):
            yield said.decode(errors="replace")
    os.close(terminal)
