"""A small site to dump, and what is there before and after."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from bson import json_util
from mongoengine import get_db

from talkpython_site.dumping.checking import check
from talkpython_site.dumping.loading import Loaded, load
from talkpython_site.dumping.manifest import NAME
from talkpython_site.dumping.stored import stored_collections, stored_documents
from talkpython_site.dumping.writing import Dumped, dump
from talkpython_site.media import MediaFolder
from talkpython_site.pictures import PictureFolder
from tests.pictures import make_picture

SHAPES = Path(__file__).parent / "shapes"
KINDS = {"podcast": "podcasts", "episode": "episodes", "course": "courses", "lecture": "lectures",
          "interview": "interviews", "person": "people", "topic": "topics",
         "import_run": "import_runs", "sample_load": "sample_loads", "mail": "mails",
         "account": "accounts", "roster": "rosters", "audit_line": "audit_lines",
         "revision": "revisions", "tombstone": "tombstones"}  # fmt: skip
STRANGE = "invented_later"  # a collection that no version knows


@contextmanager
def silent(_word: str, _total: int | None) -> Iterator[Callable[[int], None]]:
    """A step whose progress nobody sees."""
    yield lambda _count: None


class Site:
    """What one site keeps in the folder ``var``; its documents are in the test's database."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.media = MediaFolder(var / "media")
        self.pictures = PictureFolder(var / "pictures")

    def fill(self) -> "Site":
        """Documents as later versions write them, two media files, a picture."""
        for kind, collection in KINDS.items():
            shape = json_util.loads((SHAPES / f"{kind}-future.json").read_text(encoding="utf-8"))
            # The driver asks again where an answer is late, and this engine may have done it.
            get_db()[collection].replace_one({"_id": shape["_id"]}, shape, upsert=True)
        get_db()[STRANGE].insert_many([{"_id": n, "note": "n" * n} for n in range(3)])
        for content in (b"one", b"two" * 400_000):
            self.media.keep(BytesIO(content), "mp3")
        self.pictures.keep(make_picture(size=(40, 40)))
        return self

    def dump(self, folder: Path) -> Dumped:
        return dump(folder, self.media, self.pictures, silent)

    def load(self, folder: Path) -> Loaded:
        return load(check(folder, silent), self.media, self.pictures, silent)

    def files(self) -> dict[str, str]:
        """Every file with its SHA-256."""
        return {
            path.relative_to(self.var).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.var.rglob("*"))
            if path.is_file()
        }


def everything() -> dict[str, list[bytes]]:
    """All that is stored, bit by bit; collections that are empty are left out."""
    found = {name: list(stored_documents(name)) for name in stored_collections()}
    return {name: documents for name, documents in found.items() if documents}


def empty_database() -> None:
    for name in (*stored_collections(), "stamps"):
        get_db()[name].delete_many({})


def rewritten(folder: Path, name: str, content: bytes, **entry: Any) -> None:
    """Change a file of a dump, and the manifest so that it fits."""
    (folder / name).write_bytes(content)
    manifest = json.loads((folder / NAME).read_bytes())
    fitting = {"size_bytes": len(content), "sha256": sha256(content).hexdigest()}
    manifest["files"].setdefault(name, {}).update({**fitting, **entry})
    (folder / NAME).write_text(json.dumps(manifest))
