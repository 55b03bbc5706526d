"""``talkpython dump`` and ``talkpython load`` as processes of their own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from mongoengine import get_db
from pymongo import MongoClient

from talkpython_site.documents import Enclosure, ImportRun, utc_now
from talkpython_site.settings import Settings
from tests.connections import with_database
from tests.dumps import Site, empty_database, everything
from tests.factories import make_episode, make_podcast
from tests.pictures import make_picture
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("clean")

PROGRAM = str(Path(sys.executable).with_name("talkpython"))
PATIENCE = 60.0
MANY = 3_000  # takes long enough to be stopped midway
DUMPED = re.compile(
    r"\S+ holds (\d+) documents in \d+ collections, (\d+) media files? and (\d+) pictures?"
    r" \([\d.,]+ [kM]B\), written in [\d.]+ s\."
)


@pytest.fixture
def environ(database_uri: str, tmp_path: Path) -> dict[str, str]:
    """This test's own database and folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TALKPYTHON")}
    return {**kept, "MONGODB_URI": database_uri, "TALKPYTHON_VAR": str(tmp_path / "var")}


@pytest.fixture
def other(environ: dict[str, str], database_uri: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Another site on the same server."""
    name = f"{get_db().name}_other"
    uri, var = with_database(database_uri, name), str(tmp_path / "other")
    yield {**environ, "MONGODB_URI": uri, "TALKPYTHON_VAR": var}
    for collection in get_db().client[name].list_collection_names():
        # Emptied first: the embedded engine drops 3,000 documents in more than 8 s.
        get_db().client[name][collection].delete_many({})
        get_db().client[name].drop_collection(collection)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "var").fill()


def begun(environ: dict[str, str], *words: object) -> subprocess.Popen[str]:
    command = [PROGRAM, *map(str, words)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environ, text=True, stdout=pipe, stderr=pipe)


def talkpython(environ: dict[str, str], *words: object) -> tuple[int, list[str], str]:
    """Exit status, the lines that were said, and the sentence about a failure."""
    with begun(environ, *words) as process:
        said, failure = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in said + failure
    return process.returncode, said.splitlines(), failure


def well(environ: dict[str, str], *words: object) -> list[str]:
    status, said, failure = talkpython(environ, *words)
    assert (status, failure) == (0, "")
    return said


def stored_in(environ: dict[str, str]) -> dict[str, list[Any]]:
    with MongoClient[dict[str, Any]](environ["MONGODB_URI"]) as client:
        database = client.get_default_database()
        names = set(database.list_collection_names()) - {"stamps"}
        found = {name: list(database[name].find(sort=[("_id", 1)])) for name in names}
    return {name: documents for name, documents in found.items() if documents}


def has_begun(environ: dict[str, str]) -> bool:
    with MongoClient[dict[str, Any]](environ["MONGODB_URI"]) as client:
        return client.get_default_database()["invented_later"].find_one() is not None


def test_from_one_database_to_another(
    environ: dict[str, str], other: dict[str, str], site: Site, tmp_path: Path
) -> None:
    said = well(environ, "dump", tmp_path / "dump")
    told = DUMPED.fullmatch(said[-1])

    loaded = well(other, "load", tmp_path / "dump")
    again = well(other, "load", tmp_path / "dump")

    assert said[:-1] == ["Documents …", "Media …", "Pictures …"]
    assert told
    assert told.groups() == (str(sum(map(len, everything().values()))), "2", "1")
    assert loaded[:-1] == ["Checking …", "Media …", "Pictures …", "Documents …"]
    assert loaded[-1].startswith(f"Loaded {told[1]} documents in ")
    assert again[-1] == f"{told[1]} documents had been there already."
    assert stored_in(other) == stored_in(environ)
    assert Site(tmp_path / "other").files() == site.files()


def test_from_the_embedded_database_to_mongodb_and_back(
    environ: dict[str, str], site: Site, tmp_path: Path
) -> None:
    before = everything()
    embedded = {name: value for name, value in environ.items() if name != "MONGODB_URI"}
    home = {**embedded, "TALKPYTHON_VAR": str(tmp_path / "embedded")}
    well(environ, "dump", tmp_path / "there")
    well(home, "load", tmp_path / "there")
    well(home, "dump", tmp_path / "back")
    empty_database()

    well({**environ, "TALKPYTHON_VAR": str(tmp_path / "other")}, "load", tmp_path / "back")

    assert everything() == before
    assert Site(tmp_path / "other").files() == site.files()


def test_a_site_that_runs_shows_what_was_loaded(
    environ: dict[str, str], settings: Settings, visit: Any, tmp_path: Path
) -> None:
    site = Site(tmp_path / "var")
    media = site.media.keep(BytesIO(b"sound" * 999), "mp3").key
    podcast = make_podcast(slug="deep", artwork=site.pictures.keep(make_picture()))
    enclosure = Enclosure(media=media, type="audio/mpeg", size_bytes=4995)
    make_episode(podcast, key="1", slug="tides", title="Tides", enclosure=enclosure)
    well(environ, "dump", tmp_path / "dump")
    empty_database()
    assert visit.get("/podcasts/deep", expect_errors=True).status_int == 404

    well({**environ, "TALKPYTHON_VAR": str(settings.var)}, "load", tmp_path / "dump")

    page = visit.get("/podcasts/deep")
    assert "Tides" in page.text
    assert visit.get(page.lxml.xpath("//main//img/@src")[0]).content_type == "image/webp"
    assert visit.get("/episodes/deep/1/tides.mp3").body == b"sound" * 999


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_stopped_midway_the_same_command_finishes_it(
    environ: dict[str, str], other: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    make_podcast()
    get_db()["invented_later"].insert_many([{"_id": n, "of": "tides" * 99} for n in range(MANY)])
    well(environ, "dump", tmp_path / "dump")
    with begun(other, "load", tmp_path / "dump") as process:
        wait_until(lambda: has_begun(other), PATIENCE)
        process.send_signal(number)
        _said, failure = process.communicate(timeout=PATIENCE)

    told = (1, "Error: Stopped. The same command finishes it.\n")
    assert (process.returncode, failure) == (told if number == signal.SIGINT else (-number, ""))
    assert "podcasts" not in stored_in(other)
    # A write that was on its way may still have come in.
    known = re.match(r"([\d,]+) documents had been", well(other, "load", tmp_path / "dump")[-1])
    assert known
    assert 0 < int(known[1].replace(",", "")) < MANY
    assert stored_in(other) == stored_in(environ)


def test_ctrl_c_leaves_nothing_of_a_dump(environ: dict[str, str], tmp_path: Path) -> None:
    get_db()["invented_later"].insert_many([{"_id": n, "of": "tides" * 99} for n in range(MANY)])
    folder = tmp_path / "backups"
    with begun(environ, "dump", folder / "dump") as process:
        wait_until(lambda: folder.exists() and list(folder.glob("*/documents/*")), PATIENCE)
        process.send_signal(signal.SIGINT)
        _said, failure = process.communicate(timeout=PATIENCE)

    assert failure == "Error: Stopped. Nothing is left of the dump.\n"
    assert not folder.exists()


def test_what_is_refused_is_said_in_one_sentence(
    environ: dict[str, str], other: dict[str, str], site: Site, tmp_path: Path
) -> None:
    folder = tmp_path / "dump"
    site.dump(folder)
    broken = sorted((folder / "media").iterdir())[0]
    broken.write_bytes(b"other")
    (tmp_path / "file").touch()

    found = [
        talkpython(environ, "dump", folder),
        talkpython(environ, "dump", tmp_path / "file" / "dump"),
        talkpython(other, "load", folder),
        talkpython(other, "load", tmp_path / "none\x1b[31m"),
    ]

    assert [status for status, _said, _failure in found] == [1] * 4
    said = [failure.replace(str(tmp_path), "") for _status, _said, failure in found]
    assert said[0] == "Error: /dump exists already: name a new folder.\n"
    assert said[1] == "Error: /file/dump cannot be made: it would lie in a file.\n"
    assert re.fullmatch(rf"Error: media/{broken.name} has 5 bytes instead of \d+\.\n", said[2])
    assert said[3] == "Error: There is no folder /none\N{REPLACEMENT CHARACTER}[31m.\n"
    assert stored_in(other) == {}


def test_places_that_are_none_are_refused(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    loaded = talkpython(environ, "load", tmp_path / "file")
    dumped = talkpython(environ, "dump", "/proc/dump")

    assert loaded == (1, [], f"Error: {tmp_path}/file is no folder.\n")
    assert (dumped[0], dumped[2]) == (
        1, "Error: /proc/dump cannot be made (no such file or directory).\n"
    )  # fmt: skip


def test_folders_that_are_made_are_named(environ: dict[str, str], tmp_path: Path) -> None:
    said = [well(environ, "dump", tmp_path / "of" / "today" / name) for name in ("1", "2")]

    made = [[line for line in lines if "it was made" in line] for lines in said]
    assert made == [[f"There was no folder {tmp_path}/of/today: it was made."], []]


def test_a_file_that_is_damaged_is_named(
    environ: dict[str, str], site: Site, tmp_path: Path
) -> None:
    key = next(site.media.keys())
    (site.media.root / key[:2] / key).write_bytes(b"other")

    status, said, failure = talkpython(environ, "dump", tmp_path / "dump")

    assert (status, failure) == (1, "Error: The dump is whole but for 1 file, named above.\n")
    assert said[-1] == f"media/{key}: it has changed since it was kept"


def test_what_the_database_refuses(environ: dict[str, str], tmp_path: Path) -> None:
    run = ImportRun(source="feed.xml", lock="deep", started_at=utc_now()).insert()
    well(environ, "dump", tmp_path / "dump")
    ImportRun.collection().delete_one({"_id": run.id})
    ImportRun(source="feed.xml", lock="deep", started_at=utc_now()).insert()

    status, _said, failure = talkpython(environ, "load", tmp_path / "dump")

    assert status == 1
    assert re.fullmatch(r"Error: The database refuses it \(.+\)\. The same command .+\n", failure)


def test_a_database_that_is_away(environ: dict[str, str], site: Site, tmp_path: Path) -> None:
    site.dump(tmp_path / "dump")
    away = {**environ, "MONGODB_URI": "mongodb://127.0.0.1:1/away"}

    for words in (("load", tmp_path / "dump"), ("dump", tmp_path / "more")):
        status, _said, failure = talkpython(away, *words)
        assert status == 1
        assert failure.startswith("Error: The database does not answer: ")
    assert not (tmp_path / "more").exists()
