"""The command line, as processes of its own: what it says, how it ends."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server

import pytest
from pymongo import MongoClient

from talkpython_site.open_database import is_open
from tests.factories import make_account
from tests.made import with_made

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("talkpython")
PATIENCE = 60.0
AWAY = "mongodb://127.0.0.1:1/away"
SERVING = re.compile(r" is at http://localhost:(\d+)")


@pytest.fixture
def environ(database_uri: str, made: Path, tmp_path: Path) -> dict[str, str]:
    """Nothing but this test's own database and folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TALKPYTHON")}
    var = with_made(tmp_path / "var", made)
    return {**kept, "MONGODB_URI": database_uri, "TALKPYTHON_VAR": str(var)}


def talkpython(environ: dict[str, str], *words: str) -> tuple[int, str]:
    """Exit status, and all that was said."""
    done = subprocess.run(
        [PROGRAM, *words],
        env=environ,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=PATIENCE,
        check=False,
    )
    assert "Traceback" not in done.stdout
    return done.returncode, done.stdout


def test_help_names_every_command() -> None:
    status, said = talkpython(dict(os.environ), "--help")
    assert status == 0
    for command in ("account", "admin", "audit", "catalogue", "doctor", "import", "serve"):
        assert f"  {command} " in said


def test_an_unknown_command_is_said_to_be_one() -> None:
    status, said = talkpython(dict(os.environ), "dance")
    assert status != 0
    assert "No such command 'dance'" in said


@pytest.mark.usefixtures("clean")
def test_the_doctor_says_what_to_do_and_then_that_all_is_fine(environ: dict[str, str]) -> None:
    with MongoClient[dict[str, object]](environ["MONGODB_URI"]) as client:
        client.get_default_database()["people"].drop_indexes()
    status, said = talkpython(environ, "doctor")
    assert status == 1
    assert re.search("✗ indexes .* missing, .*: talkpython database indexes builds them", said)
    assert talkpython(environ, "database", "indexes")[0] == 0
    status, said = talkpython(environ, "doctor")
    assert status == 0
    names = [line.split()[1] for line in said.splitlines() if line.startswith("✓")]
    alone = ["settings", "proxy", "secret", "media", "templates"]
    assert names == [*alone, "database", "engine", "indexes", "clock", "feeds", "files", "dead"]
    assert re.search("! pages .*privacy.md is missing", said)
    assert re.search("! accounts .*nobody is an admin yet: .*talkpython admin create EMAIL", said)
    assert re.search("! mail .*no mail.host", said)


@pytest.mark.parametrize(
    ("changes", "name", "advice"),
    [
        ({"MONGODB_URI": AWAY}, "database", "does not answer"),
        ({"TALKPYTHON_VAR": "/proc/nowhere"}, "media folder", "cannot be written"),
        ({"TALKPYTHON_SITE_TIMEZONE": "Mars"}, "settings", "is not a time zone"),
    ],
)
def test_the_doctor_finds_what_is_wrong(
    environ: dict[str, str], changes: dict[str, str], name: str, advice: str
) -> None:
    status, said = talkpython({**environ, **changes}, "doctor")
    assert status == 1
    assert re.search(f"^✗ {name} .*{advice}", said, re.MULTILINE)


def test_old_indexes_are_named_and_dropped_when_asked(environ: dict[str, str]) -> None:
    with MongoClient[dict[str, object]](environ["MONGODB_URI"]) as client:
        client.get_default_database()["topics"].create_index("colour", name="colour_old")
    assert "Old: colour_old of topics" in talkpython(environ, "database", "indexes")[1]
    assert "1 old" in talkpython(environ, "doctor")[1]
    said = talkpython(environ, "database", "indexes", "--drop-old")[1]
    assert "Dropped: colour_old of topics" in said
    assert "colour" not in talkpython(environ, "database", "indexes")[1]


def test_everything_is_announced(environ: dict[str, str]) -> None:
    assert talkpython(environ, "catalogue", "reload")[0] == 0
    with MongoClient[dict[str, object]](environ["MONGODB_URI"]) as client:
        stamp = client.get_default_database()["stamps"].find_one({"_id": "catalogue"})
    assert stamp is not None
    assert stamp["recent"][-1]["k"] == "*"  # type: ignore[index] # a list of announcements


@pytest.mark.parametrize(
    ("changes", "words", "said"),
    [
        ({"MONGODB_URI": AWAY}, ["catalogue", "reload"], "Error: The database does not answer: "),
        ({"TALKPYTHON_SITE": "x"}, ["serve"], "Error: TALKPYTHON_SITE is not a setting"),
        ({}, ["serve", "--config", "none.ini"], "Error: There is no file none.ini."),
        ({}, ["serve", "--config", "README.md"], "Error: README.md is not an ini file"),
        ({}, ["serve", "--config", "production.ini"], "Error: site.url is http://localhost"),
        ({}, ["serve", "--host", "203.0.113.9"], "Nothing can listen on 203.0.113.9, port 6543 ("),
        ({}, ["serve", "--host", "no such host"], "Nothing can listen on no such host, port 6543"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    environ: dict[str, str], changes: dict[str, str], words: list[str], said: str
) -> None:
    status, output = talkpython({**environ, **changes}, *words)
    assert status == 1
    assert said in output.splitlines()[-1]


def test_a_public_site_does_not_stand_on_an_open_database(environ: dict[str, str]) -> None:
    if not is_open(environ["MONGODB_URI"]):
        pytest.skip("the database of this run is not open")
    environ["TALKPYTHON_DATABASE_REQUIRE_AUTHENTICATION"] = "true"
    assert "✗ database     mongodb.uri names a database" in talkpython(environ, "doctor")[1]
    status, said = talkpython(environ, "serve", "--port", "0")
    assert status == 1
    assert said.splitlines()[-1].startswith("Error: mongodb.uri names a database that lets in")


def test_a_port_that_is_taken_is_seen_before_anything_is_made(environ: dict[str, str]) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        status, said = talkpython(environ, "serve", "--host", "127.0.0.1", "--port", port)
    assert status == 1
    (only,) = said.splitlines()
    where = f"127.0.0.1, port {port} (Address already in use)"
    assert only == f"Error: Nothing can listen on {where}: choose another with --host or --port."


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], environ: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        env=environ,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def said_until(process: subprocess.Popen[str], pattern: re.Pattern[str]) -> tuple[str, str]:
    """What was said until a line fits, and that line's first group."""
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        found = pattern.search(line)
        if found:
            return said, found[1]
    pytest.fail(f"it ended: {said}")


def got(port: str, path: str) -> tuple[int, str]:
    """Status and body of a page."""
    connection = http.client.HTTPConnection("localhost", int(port), timeout=PATIENCE)
    connection.request("GET", path)
    with connection.getresponse() as response:
        answer = response.status, response.read().decode()
    connection.close()
    return answer


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(environ: dict[str, str], number: int) -> None:
    environ["MONGODB_URI"] = environ["MONGODB_URI"].replace("_test", "_empty_test")
    command = [str(PROGRAM), "serve", "--port", str(free_port())]
    with running(command, environ) as process:
        said, port = said_until(process, SERVING)
        assert "talkpython admin create EMAIL makes an admin" in said.splitlines()[0]
        assert said.count("admin create") == 1
        assert "talkpython import feed FILE" in said
        assert f"<loc>http://localhost:{port}/</loc>" in got(port, "/sitemap.xml")[1]
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0


@pytest.mark.usefixtures("clean")
def test_a_site_with_an_admin_says_nothing_of_it(environ: dict[str, str]) -> None:
    make_account(roles=["admin"])
    command = [str(PROGRAM), "serve", "--port", str(free_port())]
    with running(command, environ) as process:
        assert "admin create" not in said_until(process, SERVING)[0]


def test_a_file_that_names_the_database_is_named_where_an_admin_is_to_be_made(
    environ: dict[str, str], tmp_path: Path
) -> None:
    config = tmp_path / "site.ini"
    uri = environ.pop("MONGODB_URI").replace("_test", "_empty_test")
    config.write_text(f"[app:main]\nuse = egg:talkpython-site\nmongodb.uri = {uri}\n")
    command = [str(PROGRAM), "serve", "--port", str(free_port()), "--config", str(config)]
    with running(command, environ) as process:
        assert process.stdout is not None
        assert f"admin create EMAIL --config {config} makes an admin" in process.stdout.readline()


def test_pserve_serves_the_same(environ: dict[str, str]) -> None:
    environ["TALKPYTHON_SERVER_PORT"] = str(free_port())
    command = [str(PROGRAM.with_name("pserve")), "development.ini"]
    with running(command, environ) as process:
        _said, port = said_until(process, SERVING)
        assert got(port, "/readyz") == (200, "ready\n")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


def test_pserve_says_what_is_refused_in_one_sentence(environ: dict[str, str]) -> None:
    command = [str(PROGRAM.with_name("pserve")), "production.ini"]
    with running(command, environ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        assert process.wait(PATIENCE) == 1
    assert said.splitlines()[-1].startswith("Error: site.url is http://localhost:6543: set it")
    assert "Traceback" not in said


def test_without_a_database_it_says_so_and_serves_what_it_can(environ: dict[str, str]) -> None:
    environ["MONGODB_URI"] = AWAY
    command = [str(PROGRAM), "serve", "--port", str(free_port())]
    with running(command, environ) as process:
        said, port = said_until(process, SERVING)
        assert "The database does not answer yet" in said
        assert got(port, "/healthz") == (200, "ok\n")
        assert got(port, "/readyz")[0] == 503
        status, page = got(port, "/sitemap.xml")
        assert status == 503
        assert "Away for a moment" in page
