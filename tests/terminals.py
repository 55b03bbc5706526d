"""Commands as an owner gives them: in this process, and in a terminal of their own."""

import os
import pty
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from talkpython_site.database import Database
from talkpython_site.scripts import main
from talkpython_site.settings import Settings
from tests.waiting import wait_until

PROGRAM = str(Path(sys.executable).with_name("talkpython"))
BLOCK = 65_536
ECHO = 3  # the index of the local flags


class Said(NamedTuple):
    """What a command answered, and what it said about a failure."""

    status: int
    lines: list[str]
    problem: str


Run = Callable[..., Said]


def environ_of(settings: Settings, **changes: str) -> dict[str, str]:
    """A site's own database and folder, and nothing of this machine's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TALKPYTHON")}
    site = {"MONGODB_URI": settings.mongodb_uri, "TALKPYTHON_VAR": str(settings.var)}
    return {**kept, **site, **changes}


def run_here(settings: Settings, database: Database, *words: str, **changes: str) -> Said:
    """A command in this process, without a terminal; afterwards the test is connected again."""
    environ: Mapping[str, str | None] = environ_of(settings, **changes)
    cleared = dict.fromkeys(name for name in os.environ if name.startswith("TALKPYTHON"))
    try:
        done = CliRunner(env={**cleared, **environ}).invoke(main, words, prog_name="talkpython")
    finally:
        database.disconnect()
        database.connect()
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Said(done.exit_code, done.stdout.splitlines(), done.stderr)


class Terminal:
    """A command in a terminal, 100 letters wide."""

    def __init__(self, process: "subprocess.Popen[bytes]", master: int) -> None:
        self._process = process
        self._master = master
        self.shown = ""

    def until(self, words: str) -> None:
        """Wait until it shows these words."""
        while words not in self.shown:
            assert self._read(), f"it ended: {self.shown}"

    def type(self, line: str, *, hidden: bool = False) -> None:
        if hidden:  # what is typed before is thrown away
            wait_until(lambda: not termios.tcgetattr(self._master)[ECHO] & termios.ECHO)
        os.write(self._master, line.encode() + b"\n")

    def end(self) -> int:
        """Everything it still says, then its exit status."""
        while self._read():
            pass
        assert "Traceback" not in self.shown
        return self._process.wait(30)

    def _read(self) -> bool:
        try:
            found = os.read(self._master, BLOCK)
        except OSError:  # Linux says so where nobody has the other end any more
            return False
        self.shown += found.decode()
        return bool(found)


@contextmanager
def terminal(environ: dict[str, str], *words: str) -> Iterator[Terminal]:
    """A command whose standard streams are a terminal, until the end of the block."""
    master, slave = pty.openpty()
    sized = {**environ, "COLUMNS": "100", "TERM": "xterm"}
    with subprocess.Popen(
        [PROGRAM, *words],
        env=sized,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,  # /dev/tty is that of the tests otherwise
    ) as process:
        os.close(slave)
        try:
            yield Terminal(process, master)
        finally:
            process.kill()
            os.close(master)
