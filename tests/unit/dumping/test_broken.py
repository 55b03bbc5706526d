"""Half, broken and hostile dumps: refused in a sentence that names the file, nothing written."""

import json
import os
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from mongoengine import get_db

from talkpython_site.documents.stamp import read_stamp
from talkpython_site.dumping.manifest import DumpError
from tests.dumps import STRANGE, Site, empty_database, everything, rewritten
from tests.pictures import make_picture

pytestmark = pytest.mark.usefixtures("clean")

LINES = f"documents/{STRANGE}.jsonl"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "var").fill()


@pytest.fixture
def dumped(site: Site, tmp_path: Path) -> Path:
    site.dump(tmp_path / "dump")
    empty_database()
    return tmp_path / "dump"


def refused(folder: Path, tmp_path: Path) -> str:
    """Why it is not loaded; nothing has been written."""
    other = Site(tmp_path / "other")
    with pytest.raises(DumpError) as raised:
        other.load(folder)
    assert not other.var.exists()
    assert everything() == {}
    assert read_stamp() == ()
    return str(raised.value)


def first(folder: Path, kind: str) -> str:
    """The first file that holds anything."""
    return f"{kind}/{min(path.name for path in (folder / kind).iterdir() if path.stat().st_size)}"


def cut(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes()[:-1])


def turned(folder: Path, name: str) -> None:
    """Other content of the same size."""
    path = folder / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")


@pytest.mark.parametrize("kind", ["documents", "media", "pictures"])
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (cut, r"has \d+ bytes instead of \d+\."),
        (turned, "is not what was dumped."),
        (lambda folder, name: (folder / name).unlink(), "is missing."),
    ],
    ids=["cut", "turned", "gone"],
)
def test_every_file_is_what_was_dumped(
    dumped: Path, tmp_path: Path, kind: str, harm: Callable[[Path, str], None], said: str
) -> None:
    name = first(dumped, kind)
    harm(dumped, name)

    assert re.fullmatch(f"{name} {said}", refused(dumped, tmp_path))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"_id": 1}\n{"_id": ', f"{LINES}: line 2 is no document."),
        (b'{"_id": 1}\n', f"{LINES} has 1 documents instead of 2."),
        (b'{"_id": 1}\n' * 2, f"{LINES}: two documents share their _id."),
        # No database takes these: said before anything is written.
        (b'{"_id": [1]}\n', f"{LINES}: line 1 is no document."),
        (b'{"_id": {"a": [{"$b": 1}]}}\n', f"{LINES}: line 1 is no document."),
        (
            b'{"_id": {"$regularExpression": {"pattern": "a", "options": ""}}}\n',
            f"{LINES}: line 1 is no document.",
        ),
    ],
)
def test_documents_that_fit_their_manifest_are_looked_at(
    dumped: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    rewritten(dumped, LINES, content, documents=2)

    assert refused(dumped, tmp_path) == said


@pytest.mark.parametrize("name", [f"media/{'0' * 64}.mp3", f"pictures/{'0' * 64}"])
def test_files_that_fit_their_manifest_are_looked_at(
    dumped: Path, tmp_path: Path, name: str
) -> None:
    rewritten(dumped, name, b"other")

    assert refused(dumped, tmp_path) == f"{name} is not what was dumped."


@pytest.mark.parametrize("content", [b"no picture", make_picture("GIF"), make_picture()[:-300]])
def test_pictures_are_looked_at_too(dumped: Path, tmp_path: Path, content: bytes) -> None:
    name = f"pictures/{sha256(content).hexdigest()}"
    rewritten(dumped, name, content)

    assert re.fullmatch(f"{name}: Th.* picture .*", refused(dumped, tmp_path))


@pytest.mark.parametrize(
    "name",
    ["../outside.jsonl", "documents/../../outside.jsonl", "/etc/x.jsonl", "documents/a/b.jsonl",
     "documents/stamps.jsonl", "documents/tries.jsonl",
     "documents/system.users.jsonl", "documents/.jsonl",
     "documents/a..b.jsonl", "documents/a..jsonl", "documents/..a.jsonl",
     f"documents/{'a' * 101}.jsonl", "documents/a$b.jsonl",
     "documents/a\0.jsonl", "documents/topics.json", "media/x.mp3",
     "media/" + "0" * 64 + ".exe", "pictures/" + "0" * 63, "pictures/" + "A" * 64,
     "media/../" + "0" * 64 + ".mp3", "manifest.json", "more/x", "documents", ""],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(dumped: Path, tmp_path: Path, name: str) -> None:
    manifest = json.loads((dumped / "manifest.json").read_bytes())
    entry = {"size_bytes": 0, "sha256": "0" * 64}
    if name.startswith("documents") or name.endswith("jsonl"):
        entry["documents"] = 0
    manifest["files"][name] = entry
    (dumped / "manifest.json").write_text(json.dumps(manifest))

    assert refused(dumped, tmp_path) == "manifest.json is broken."


@pytest.mark.parametrize(
    "change",
    [
        {"files": []}, {"files": {LINES: []}}, {"files": {LINES: {}}}, {"files": None},
        {"files": {LINES: {"size_bytes": -1, "sha256": "0" * 64, "documents": 0}}},
        {"files": {LINES: {"size_bytes": True, "sha256": "0" * 64, "documents": 0}}},
        {"files": {LINES: {"size_bytes": 0, "sha256": "x", "documents": 0}}},
        {"files": {LINES: {"size_bytes": 0, "sha256": "0" * 64}}},
        {"files": {LINES: {"size_bytes": 0, "sha256": "0" * 64, "documents": "1"}}},
    ],
)  # fmt: skip
def test_a_broken_manifest(dumped: Path, tmp_path: Path, change: dict[str, object]) -> None:
    manifest = json.loads((dumped / "manifest.json").read_bytes())
    (dumped / "manifest.json").write_text(json.dumps({**manifest, **change}))

    assert refused(dumped, tmp_path) == "manifest.json is broken."


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"null", b"\xff", b"[" * 200_000])
def test_a_manifest_that_is_none(dumped: Path, tmp_path: Path, content: bytes) -> None:
    (dumped / "manifest.json").write_bytes(content)

    assert refused(dumped, tmp_path) == "manifest.json is broken."


@pytest.mark.parametrize("change", [{"version": 2}, {"format": "mongodump"}])
def test_another_version(dumped: Path, tmp_path: Path, change: dict[str, object]) -> None:
    manifest = json.loads((dumped / "manifest.json").read_bytes())
    (dumped / "manifest.json").write_text(json.dumps({**manifest, **change}))

    assert "of another kind or version" in refused(dumped, tmp_path)


def test_without_manifest_it_is_half_a_dump(dumped: Path, tmp_path: Path) -> None:
    (dumped / "manifest.json").unlink()
    assert "it has no manifest.json, which is written last" in refused(dumped, tmp_path)
    (dumped / "manifest.json").symlink_to(tmp_path / "elsewhere")
    assert "it has no manifest.json" in refused(dumped, tmp_path)
    assert "There is no folder" in refused(tmp_path / "nowhere", tmp_path)


def test_a_manifest_is_bounded(dumped: Path, tmp_path: Path) -> None:
    with (dumped / "manifest.json").open("r+b") as file:
        file.truncate(300_000_000)

    assert refused(dumped, tmp_path) == "manifest.json is too large to be one."


@pytest.mark.parametrize("kind", ["file", "link", "folder", "pipe", "linked folder", "linked file"])
def test_strangers_are_refused(dumped: Path, tmp_path: Path, kind: str) -> None:
    stranger = dumped / "documents" / "stranger"
    if kind == "file":
        stranger.touch()
    elif kind == "link":
        stranger.symlink_to(dumped)
    elif kind == "folder":
        stranger.mkdir()
    elif kind == "pipe":
        os.mkfifo(stranger)
    else:
        stranger = dumped / ("pictures" if kind == "linked folder" else LINES)
        stranger.rename(tmp_path / "moved")
        stranger.symlink_to(tmp_path / "moved")
    name = stranger.relative_to(dumped).as_posix()

    assert refused(dumped, tmp_path) == f"{name} does not belong in a dump."


@pytest.mark.parametrize(
    ("collection", "documents", "said"),
    [
        ("topics", [{"_id": 1, "key": "k", "slug": "s", "$date": "2024"}],
         "Document 1 of topics: it holds what Extended JSON cannot say."),
        ("a b", [{"_id": 1}], "The name of the collection 'a b' cannot be a file's."),
    ],
)  # fmt: skip
def test_what_could_not_be_loaded_is_not_dumped(
    tmp_path: Path, collection: str, documents: list[dict[str, object]], said: str
) -> None:
    site = Site(tmp_path / "var")
    get_db()[collection].insert_many(documents)
    try:
        with pytest.raises(DumpError) as raised:
            site.dump(tmp_path / "backups" / "dump")
    finally:
        get_db().drop_collection("a b")

    assert str(raised.value) == said
    assert not (tmp_path / "backups").exists()


@pytest.mark.parametrize("word", [".", "", "../here"])
def test_the_folder_one_is_in_is_not_replaced(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    """A shell that stands in it would go on in a folder that is gone."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    with pytest.raises(DumpError, match=r"here is the folder that you are in: name a new one\.$"):
        site.dump(Path(word))

    assert not any(here.iterdir())
    assert not list(tmp_path.glob("*unfinished*"))


def test_damaged_files_are_left_out_by_name(site: Site, tmp_path: Path) -> None:
    media, pictures = list(site.media.keys()), list(site.pictures.keys())
    (site.media.root / media[0][:2] / media[0]).write_bytes(b"other")
    (site.pictures.root / pictures[0][:2] / pictures[0] / "original").unlink()

    dumped = site.dump(tmp_path / "dump")

    assert dumped.left_out == [
        f"media/{media[0]}: it has changed since it was kept",
        f"pictures/{pictures[0]}: its original is missing",
    ]
    assert dumped.manifest.names("media") == media[1:]
    assert sorted(path.name for path in (tmp_path / "dump" / "media").iterdir()) == media[1:]
