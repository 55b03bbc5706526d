"""What is dumped is loaded again, equal in every bit, also when it is stopped midway."""

import json
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from bson import ObjectId
from mongoengine import get_db

from talkpython_site.documents import Podcast, SampleLoad, utc_now
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.dumping.checking import check
from talkpython_site.dumping.loading import MOST_AT_ONCE, batches, missing
from talkpython_site.dumping.manifest import DumpError
from tests.dumps import STRANGE, Site, empty_database, everything, silent
from tests.factories import make_episode, make_podcast
from tests.killing import every_death, killed_after

pytestmark = pytest.mark.usefixtures("clean")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "var").fill()


@pytest.fixture
def dumped(site: Site, tmp_path: Path) -> Path:
    folder = tmp_path / "backups" / "today"
    assert site.dump(folder).left_out == []
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Site]:
    """A site that is empty but for the database, which it shares."""
    yield Site(tmp_path / "other")
    empty_database()


def test_it_comes_back_equal(site: Site, dumped: Path, other: Site) -> None:
    before, files = everything(), site.files()
    empty_database()

    loaded = other.load(dumped)

    assert everything() == before
    assert STRANGE in before
    assert other.files() == files
    assert loaded == (sum(map(len, before.values())), 0)
    assert [each.key for each in read_stamp()] == ["*"]


def test_it_is_loaded_from_the_folder_one_is_in(
    dumped: Path, other: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    empty_database()
    monkeypatch.chdir(dumped)

    other.load(Path())

    assert everything() == before


def test_a_dump_of_what_was_loaded_is_the_same(dumped: Path, other: Site, tmp_path: Path) -> None:
    empty_database()
    other.load(dumped)
    other.dump(tmp_path / "again")

    first, second = (
        json.loads((folder / "manifest.json").read_bytes())["files"]
        for folder in (dumped, tmp_path / "again")
    )
    assert first == second


def test_loading_again_changes_nothing(dumped: Path, other: Site) -> None:
    empty_database()
    other.load(dumped)
    before = everything()

    assert other.load(dumped) == (0, sum(map(len, before.values())))
    assert everything() == before


def load(folder: str, var: str) -> None:
    """In a process of its own."""
    Site(Path(var)).load(Path(folder))


def test_stopped_after_any_write_the_same_finishes_it(
    database_uri: str, dumped: Path, other: Site
) -> None:
    before = everything()
    empty_database()
    for writes in every_death(database_uri, load, str(dumped), str(other.var)):
        if Podcast.objects.count():
            assert writes >= len(before)  # whatever makes the rest visible comes last
        other.load(dumped)
        assert everything() == before
        assert read_stamp()[-1].key == "*"
        empty_database()
        shutil.rmtree(other.var)


def test_housekeeping_may_be_quicker_than_the_rest(
    database_uri: str, dumped: Path, other: Site
) -> None:
    empty_database()
    assert killed_after(4, database_uri, load, str(dumped), str(other.var))
    get_db()["people"].update_many({}, {"$unset": {"pending": True}})

    assert other.load(dumped).known > 0


def test_a_database_that_holds_anything_else_is_refused(dumped: Path, other: Site) -> None:
    before = everything()
    make_podcast()
    with pytest.raises(DumpError, match="not in this dump, in podcasts for one"):
        other.load(dumped)
    get_db()["podcasts"].delete_many({})
    get_db()["topics"].update_many({}, {"$set": {"name": "Another"}})
    with pytest.raises(DumpError, match="not in this dump, in topics for one"):
        other.load(dumped)

    assert not other.var.exists()
    assert everything()["people"] == before["people"]


def test_a_sample_that_was_removed_stands_against_nothing(dumped: Path, other: Site) -> None:
    before = everything()
    empty_database()
    SampleLoad(id="sample", removed_at=utc_now()).insert()

    other.load(dumped)

    ours = {name: each for name, each in everything().items() if name != "sample_loads"}
    assert ours == {name: each for name, each in before.items() if name != "sample_loads"}


def test_many_documents_go_in_many_writes(site: Site, other: Site, tmp_path: Path) -> None:
    get_db()[STRANGE].insert_many([{"_id": ObjectId(), "n": n} for n in range(2 * MOST_AT_ONCE)])
    before, folder = everything(), tmp_path / "large"
    site.dump(folder)
    empty_database()

    found = [len(each) for each in batches(missing(check(folder, silent), STRANGE, set()))]
    other.load(folder)

    assert found == [MOST_AT_ONCE, MOST_AT_ONCE, 3]
    assert everything() == before


def test_what_changes_while_it_is_loaded_is_refused(dumped: Path) -> None:
    checked = check(dumped, silent)
    path = dumped / "documents" / f"{STRANGE}.jsonl"
    path.write_bytes(path.read_bytes().replace(b"nn", b"mm"))

    with pytest.raises(DumpError, match=f"{STRANGE}.jsonl has changed since it was checked"):
        list(missing(checked, STRANGE, set()))


def test_it_is_for_its_owner_alone_and_appears_whole(dumped: Path) -> None:
    kinds = {(path.is_dir(), oct(stat.S_IMODE(path.stat().st_mode))) for path in dumped.rglob("*")}
    assert kinds == {(True, "0o700"), (False, "0o600")}
    assert stat.S_IMODE(dumped.stat().st_mode) == 0o700
    assert [path.name for path in dumped.parent.iterdir()] == ["today"]


def test_an_existing_folder_is_used_where_it_is_empty(site: Site, tmp_path: Path) -> None:
    empty, full, link = (tmp_path / name for name in ("empty", "full", "link"))
    for folder in (empty, full):
        folder.mkdir()
    (full / "letter").touch()
    link.symlink_to(empty)

    for folder in (full, full / "letter", link):
        with pytest.raises(DumpError, match="exists already: name a new folder"):
            site.dump(folder)
    site.dump(empty)

    assert check(empty, silent).manifest.documents() > 0
    assert [path.name for path in full.iterdir()] == ["letter"]


def test_what_a_document_names_is_in_however_much_is_written_meanwhile(
    site: Site, tmp_path: Path
) -> None:
    """Episodes are read before what they refer to; who is written later may be in or not."""
    make_episode(make_podcast(slug="early"))
    site.dump(tmp_path / "now")
    names = list(json.loads((tmp_path / "now" / "manifest.json").read_bytes())["files"])

    made = [(tmp_path / "now" / name).stat().st_mtime_ns for name in (
        f"documents/{STRANGE}.jsonl", "documents/episodes.jsonl", "documents/podcasts.jsonl",
        "documents/people.jsonl", *(name for name in names if name.startswith("media/")),
    )]  # fmt: skip
    assert made == sorted(made)
