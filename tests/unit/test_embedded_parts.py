"""The pieces of the embedded database, each by itself."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from talkpython_site import embedded
from talkpython_site.embedded import EmbeddedError
from talkpython_site.embedded.folder import Folder, lock
from talkpython_site.embedded.watcher import stop
from talkpython_site.embedded.wire import HEADER, OP_MSG, Daemon, Health
from talkpython_site.embedded.words import no_engine, sentence

NEVER_READY = """
import sys
from pathlib import Path
from talkpython_site.embedded import folder, watcher
watcher.attempt(folder.Folder(Path(sys.argv[1])), sys.argv[2], 1, seconds=0.2)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "var")
    folder.make()
    return folder


def test_the_engine_is_found_beside_python_then_on_path(tmp_path: Path) -> None:
    beside, elsewhere = tmp_path / "bin", tmp_path / "path"
    for place in (elsewhere, beside):
        place.mkdir()
        command = place / "secantusd-py"
        command.touch(0o700)
        assert embedded.find_engine(beside / "python", str(elsewhere)) == str(command)


def test_a_daemon_that_never_answers_is_given_up(folder: Folder, tmp_path: Path) -> None:
    os.close(folder.new_log())
    command = tmp_path / "never"
    command.write_text("#!/bin/sh\nexec sleep 60\n")
    command.chmod(0o700)
    tried = subprocess.run(
        [sys.executable, "-c", NEVER_READY, str(folder.var), str(command)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "StartError: no answer within 0 s" in tried.stderr


def test_a_daemon_that_does_not_stop_is_killed() -> None:
    code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        stop(process, seconds=0.2)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("held", ["users", "starting"])
def test_waiting_for_others_is_told_and_has_an_end(
    folder: Folder, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "STOP_SECONDS", 0.1)
    monkeypatch.setattr(embedded, "START_SECONDS", 0.1)
    others = lock(getattr(folder, held), fcntl.LOCK_EX, 0, print)
    told: list[str] = []
    with pytest.raises(EmbeddedError, match="for too long"):
        embedded.use(folder.var, progress=told.append)
    assert len(told) == 1
    assert "waiting for it" in told[0]
    os.close(others)
    embedded.release(folder.var)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    with pytest.raises(EmbeddedError, match="var is, or lies in, a file: set TALKPYTHON_VAR"):
        embedded.use(tmp_path / "var")


@pytest.mark.parametrize(
    "answer",
    [None, b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", HEADER.pack(17, 1, 1, OP_MSG) + b"?"],
    ids=["nothing", "the end", "another protocol", "nonsense"],
)
def test_whoever_else_listens_is_no_daemon(answer: bytes | None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as apart:
        answered = apart.submit(answer_once, server, answer)
        port = server.getsockname()[1]
        assert Daemon(port, os.getpid()).health(seconds=0.3) is Health.SILENT
        answered.result(timeout=5)


def answer_once(server: socket.socket, answer: bytes | None) -> None:
    connection, _address = server.accept()
    with connection:
        connection.recv(1_000)
        if answer is None:
            connection.recv(1_000)  # until the other side gives up
        else:
            connection.sendall(answer)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("[Errno 13] Permission denied: '/srv/var/db'", "may not write in /srv/var"),
        ("OSError: [Errno 98] Address already in use", "took every port"),
        (
            "fatal log failure: No space left on device\nWT_PANIC: WiredTiger library panic",
            "The disk that holds /srv/var is full",
        ),
        ("Traceback:\nValueError: odd", "does not start: ValueError: odd."),
        ("", "does not start: it said nothing"),
    ],
)
def test_causes_become_words(said: str, words: str) -> None:
    assert words in sentence(said, Path("/srv/var"))


def test_the_log_is_named_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "db.log").touch()

    assert sentence("odd", tmp_path).endswith(f"odd (more in {tmp_path}/db.log).")


@pytest.mark.parametrize(
    ("python", "words"), [((3, 13), "pip install"), ((3, 14), "does not run on Python 3.14: set")]
)
def test_what_to_do_without_an_engine(python: tuple[int, int], words: str) -> None:
    assert words in no_engine(python)
    assert "MONGODB_URI" in no_engine(python)
