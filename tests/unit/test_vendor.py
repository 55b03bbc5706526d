"""Files of others are the ones that vendor.toml names, unchanged, with their licences."""

import base64
import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
WANTED: dict[str, Any] = tomllib.loads((ROOT / "vendor.toml").read_text(encoding="utf-8"))
MANIFEST: dict[str, Any] = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
FILES = {
    f"{name}/{file}": integrity
    for name, entry in MANIFEST.items()
    for file, integrity in entry["files"].items()
}


@pytest.mark.parametrize("file", FILES)
def test_file_is_as_published(file: str) -> None:
    digest = hashlib.sha384((VENDOR / file).read_bytes()).digest()
    assert f"sha384-{base64.b64encode(digest).decode()}" == FILES[file]


def test_nothing_else_lies_there() -> None:
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert found == {*FILES, "manifest.json"}


@pytest.mark.parametrize("name", WANTED)
def test_manifest_says_what_was_wanted(name: str) -> None:
    wanted, listed = WANTED[name], MANIFEST[name]
    assert listed["package"] == wanted["package"]
    assert listed["version"] == wanted["version"]
    assert listed["licence"] == wanted["licence"]
    names = {"LICENSE.txt", *(Path(file).name for file in wanted["files"])}
    assert set(listed["files"]) == {f"{wanted['version']}/{file}" for file in names}


def test_manifest_names_nothing_else() -> None:
    assert set(MANIFEST) == set(WANTED)
