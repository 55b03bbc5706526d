"""The embedded database under everything that can happen to the processes around it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from talkpython_site import embedded
from talkpython_site.embedded import EmbeddedError
from talkpython_site.embedded.folder import Folder
from talkpython_site.embedded.wire import Daemon, Health
from tests.embedded_user import House, has_ended
from tests.waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

ON_SMALL_DISK = (
    'mount -t tmpfs -o size=60m tmpfs {0} && head -c 54000000 /dev/zero > {0}/ballast && exec "$@"'
)

VICTIMS = [
    "site",
    "second",
    "site second",
    "watcher",
    "site watcher",
    "site second watcher daemon",
]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with House(tmp_path / "var") as house:
        yield house


@pytest.fixture
def bare_python(tmp_path: Path) -> dict[str, str]:
    """A Python that knows every package and has no command beside it."""
    python = tmp_path / "python"
    python.symlink_to(Path(sys.executable).resolve())
    return {"python": str(python), "PYTHONPATH": os.pathsep.join(sys.path)}


def test_a_kill_loses_nothing_and_leaves_nobody(tmp_path: Path) -> None:
    houses = [House(tmp_path / victims) for victims in VICTIMS]
    with ThreadPoolExecutor(len(houses)) as side_by_side:
        outcomes = list(side_by_side.map(live_through, houses, VICTIMS))
    assert all(written >= 2 for written, _found in outcomes)
    assert outcomes == [(written, written) for written, _found in outcomes]


def live_through(house: House, victims: str) -> tuple[int, int]:
    """Notes acknowledged before and after a kill of ``victims``, and those found in the end."""
    with house:
        users = {"site": house.user(), "second": house.user()}
        for user in users.values():
            user.ask("use")
            user.ask("write")
        pids = {name: user.process.pid for name, user in users.items()}
        pids |= {"watcher": house.watchers()[0], "daemon": house.daemon().pid}
        house.kill(*(pids[victim] for victim in victims.split()))
        wait_until(lambda: "watcher" not in victims or has_ended(pids["daemon"]))
        for name in users.keys() - set(victims.split()):
            users[name].ask("revive")
            users[name].ask("write")
            users[name].end()
        wait_until(house.is_empty)
        house.user().ask("use")
        return sum(user.written for user in house.users), house.users[-1].ask("count")


def test_who_came_first_may_go_first(house: House) -> None:
    importer, site = house.user(), house.user()
    importer.ask("use")
    importer.ask("write")
    site.ask("use")
    before = house.daemon()
    importer.end(by=signal.SIGINT)
    long_enough = time.monotonic() + 5
    while time.monotonic() < long_enough:
        site.ask("write")
    assert house.daemon() == before
    assert before.health() is Health.WELL


def test_a_restart_finds_the_daemon_still_running(house: House) -> None:
    house.user().ask("use")
    before = house.daemon()
    house.users[0].end(by=signal.SIGTERM)
    house.user().ask("use")
    assert house.daemon() == before
    assert house.daemons() == [before.pid]


def test_ctrl_c_and_hanging_up_reach_the_site_alone(house: House) -> None:
    house.user().ask("use")
    (watcher,) = house.watchers()
    os.kill(watcher, signal.SIGINT)
    os.kill(watcher, signal.SIGHUP)
    house.users[0].end(by=signal.SIGINT)
    assert house.watchers() == [watcher]
    assert house.daemon().health() is Health.WELL


def test_sigterm_ends_watcher_and_daemon_in_order(house: House) -> None:
    house.user().ask("use")
    house.users[0].ask("write")
    os.kill(house.watchers()[0], signal.SIGTERM)
    wait_until(house.is_empty)
    house.users[0].ask("revive")
    assert house.users[0].ask("count") == 1


def test_killed_while_starting_leaves_one_pair_for_the_next(house: House) -> None:
    house.user().begin("use")
    wait_until(house.watchers)
    house.users[0].end()
    house.user().ask("use")
    assert house.daemons() == [house.daemon().pid]
    assert len(house.watchers()) == 1


def test_a_watcher_killed_while_starting_takes_its_daemon_along(
    house: House, bare_python: dict[str, str], tmp_path: Path
) -> None:
    never_ready = tmp_path / "secantusd-py"
    never_ready.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n")
    never_ready.chmod(0o700)
    user = house.user(**bare_python, PATH=str(tmp_path))
    user.begin("use")
    wait_until(house.daemons)
    house.kill(*house.watchers())
    assert "does not start" in user.outcome()["failed"]
    wait_until(house.is_empty)


def test_a_daemon_that_died_comes_back_once_for_all(house: House) -> None:
    users = [house.user() for _ in range(3)]
    for user in users:
        user.ask("use")
        user.ask("write")
    before = house.daemon()
    house.kill(before.pid)
    for user in users[1:]:
        user.begin("revive")
    assert users[1].outcome() == users[2].outcome()
    assert house.daemon().port == before.port
    users[0].ask("write")  # its client came back by itself
    assert users[0].ask("count") == 4
    wait_until(lambda: len(house.watchers()) == 1)
    assert house.daemons() == [house.daemon().pid]


def test_threads_that_miss_the_daemon_start_one(house: House) -> None:
    var = house.folder.var
    embedded.use(var)
    house.kill(house.daemon().pid)
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(lambda _: embedded.revive(var), range(4)))) == 1
    assert len(house.daemons()) == 1
    assert embedded.engine(var).startswith("SecantusDB 0.")
    embedded.release(var)
    embedded.release(var)
    wait_until(house.is_empty)
    with pytest.raises(EmbeddedError, match="does not answer"):
        embedded.engine(var)


def test_another_port_where_the_former_is_taken(house: House) -> None:
    house.user().ask("use")
    house.users[0].ask("write")
    former = house.daemon()
    house.kill(former.pid)
    wait_until(lambda: has_ended(former.pid))
    with socket.create_server(("127.0.0.1", former.port)):
        house.user().ask("use")
    assert house.daemon().port != former.port
    assert house.users[1].ask("count") == 1


def test_a_daemon_of_another_site_at_the_former_port(house: House, tmp_path: Path) -> None:
    with House(tmp_path / "other") as other:
        other.user().ask("use")
        other.users[0].ask("write")
        house.folder.make()
        house.folder.write_address(Daemon(other.daemon().port, os.getpid()))
        house.user().ask("use")
        assert house.daemon().port != other.daemon().port
        assert house.users[0].ask("count") == 0


def test_every_port_taken_is_said(house: House) -> None:
    house.folder.make()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(EmbeddedError, match="took every port"):
            embedded.start(house.folder, print, ports=[port, port])
    wait_until(house.is_empty)


def test_a_folder_in_use_is_said_and_served_later(house: House) -> None:
    foreign = subprocess.Popen(foreign_daemon(house.folder))
    wait_until((house.folder.storage / "WiredTiger.lock").exists)
    assert "Another process that this site did not start" in house.user().failure("use")
    foreign.kill()
    foreign.wait()
    assert house.users[0].ask("use")


def test_our_own_daemon_that_does_not_answer_is_named(house: House) -> None:
    house.user().ask("use")
    pid = house.daemon().pid
    os.kill(pid, signal.SIGSTOP)
    try:
        assert f"(process {pid}) runs but does not answer" in house.user().failure("use")
    finally:
        os.kill(pid, signal.SIGCONT)
    assert house.users[1].ask("use")


def foreign_daemon(folder: Folder) -> list[str]:
    folder.make()
    command = embedded.find_engine(Path(sys.executable), os.environ["PATH"])
    assert command
    options = {"config": folder.config, "port": 0, "storage-path": folder.storage}
    return [command, *(f"--{name}={value}" for name, value in options.items())]


def test_a_full_disk_is_said_and_loses_nothing(house: House) -> None:
    house.folder.make()
    shell = ["sh", "-c", ON_SMALL_DISK.format(house.folder.var), "sh"]
    user = house.user("unshare", "--mount", "--map-root-user", *shell)
    user.ask("use")
    written = user.ask("fill")
    assert written > 10
    assert "is full: free 100 MB" in user.failure("revive")
    user.ask("free")
    assert user.ask("revive").startswith("mongodb://127.0.0.1:")
    assert user.ask("count") == written


def test_no_engine_is_said(house: House, bare_python: dict[str, str]) -> None:
    user = house.user(**bare_python, PATH="")
    assert "is not installed: pip install" in user.failure("use")


def test_the_files_are_their_owners_alone(house: House) -> None:
    house.user().ask("use")
    for path in (house.folder.var, house.folder.storage):
        assert path.stat().st_mode & 0o777 == 0o700
    assert house.folder.config.read_bytes() == b""
