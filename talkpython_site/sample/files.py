"""Where the files of the sample lie, and how they are read."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent


def told_in(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
