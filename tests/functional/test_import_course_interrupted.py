"""``talkpython import course`` as processes of their own: stopped, killed, alone, in a terminal."""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.database import Database

from talkpython_site.settings import Settings
from tests.course_folders import README, make_folder
from tests.terminals import PROGRAM, environ_of, terminal
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("clean")

PATIENCE = 60.0
MANY = 250
SOME = 5
MIDWAY = re.compile(
    rf"Error: Stopped: (\d+) of {MANY} lectures of “Tides by Hand” are in\. The same command .*\n"
)
FILES: dict[str, str | bytes] = {
    "README.md": README,
    **{f"transcripts/{n % 9 + 1}/{n}.txt": "00:00 The tide comes in." for n in range(MANY)},
}


@pytest.fixture
def stored(database_uri: str) -> Iterator[Database[dict[str, Any]]]:
    with MongoClient[dict[str, Any]](database_uri) as client:
        yield client.get_default_database()


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    return [PROGRAM, "import", "course", str(make_folder(tmp_path, FILES))]


@contextmanager
def importing(settings: Settings, command: list[str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        env=environ_of(settings),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
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


def wait_for_some(stored: Database[dict[str, Any]]) -> None:
    wait_until(lambda: stored["lectures"].count_documents({}) >= SOME, PATIENCE)


def finished(settings: Settings, command: list[str], stored: Database[dict[str, Any]]) -> str:
    """What the same command says; it brings in the rest, and visitors see the course."""
    with importing(settings, command) as process:
        status, said, failure = ended(process)
    assert (status, failure) == (0, "")
    assert stored["lectures"].count_documents({}) == MANY
    found = list(stored["courses"].find({}, {"state": 1, "lecture_count": 1, "_id": 0}))
    assert found == [{"state": "published", "lecture_count": MANY}]
    return said


def test_ctrl_c_midway(
    settings: Settings, command: list[str], stored: Database[dict[str, Any]]
) -> None:
    with importing(settings, command) as process:
        wait_for_some(stored)
        process.send_signal(signal.SIGINT)
        status, _said, failure = ended(process)
    found = MIDWAY.fullmatch(failure)
    assert found, failure
    assert status == 1
    there = stored["lectures"].count_documents({})
    assert there - int(found[1]) in {0, 1}  # whose write was being answered
    assert stored["courses"].distinct("state") == ["importing"]
    assert stored["import_runs"].count_documents({"lock": {"$exists": True}}) == 0
    said = finished(settings, command, stored)
    assert f"\n{MANY - there} new, 0 changed, {there} unchanged, " in said


def test_a_killed_import_is_finished_at_once(
    settings: Settings, command: list[str], stored: Database[dict[str, Any]]
) -> None:
    with importing(settings, command) as process:
        wait_for_some(stored)
        process.kill()
    said = finished(settings, command, stored)
    assert "\na new course (its import was stopped)\n" in said


def test_two_imports_of_one_folder(
    settings: Settings, command: list[str], stored: Database[dict[str, Any]]
) -> None:
    with importing(settings, command) as first:
        wait_for_some(stored)
        first.send_signal(signal.SIGSTOP)  # however long the second one takes to start
        with importing(settings, command) as second:
            status, _said, failure = ended(second)
        assert status == 1
        assert failure.startswith("Error: Another import of “courses/tides-course” is running: ")
        first.send_signal(signal.SIGCONT)
        assert ended(first)[0] == 0


def test_in_a_terminal(
    settings: Settings, command: list[str], stored: Database[dict[str, Any]]
) -> None:
    with terminal(environ_of(settings), *command[1:]) as opened:
        assert opened.end() == 0
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", opened.shown)
    assert stored["lectures"].count_documents({}) == MANY
    assert f"{MANY}/{MANY}" in plain
    assert f"{MANY} new, 0 changed, 0 unchanged, 0 set aside, in " in plain
