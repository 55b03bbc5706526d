"""The files for owners: every setting they name exists, and the strict ones are set."""

import re
from pathlib import Path

import pytest

from talkpython_site.settings import SETTINGS, SettingsError, load

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted(path for path in (ROOT / "deploy").iterdir() if path.is_file()),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted(ROOT.glob("*.ini")),
    ROOT / "README.md",
    ROOT / "Makefile",
]
STRICT = {each for each in SETTINGS if each.key.endswith((".require_https", ".require"))}
STRICT |= {each for each in SETTINGS if each.key.endswith(".require_authentication")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_settings_that_are_named_exist(path: Path) -> None:
    known = {each.variable for each in SETTINGS}
    known |= {f"{each.variable}_FILE" for each in SETTINGS if each.is_secret}
    named = re.findall(r"\b(?:TALKPYTHON|MONGODB)_[A-Z][A-Z_]*[A-Z]\b", path.read_text())
    assert set(named) <= known | {"TALKPYTHON_A_B"}


@pytest.mark.parametrize("name", ["talkpython.service", "compose.yml"])
def test_deployed_sites_are_strict(name: str) -> None:
    words = (ROOT / "deploy" / name).read_text()
    assert len(STRICT) == 3
    for each in STRICT:
        assert re.search(rf'{each.variable}(=|: ")true', words), f"{name} lacks {each.variable}"


def test_the_ini_for_production_refuses_what_is_not_fit_for_it() -> None:
    lines = (ROOT / "production.ini").read_text().splitlines()
    ini = dict(line.split(" = ", 1) for line in lines if re.match(r"[a-z]+\.", line))
    assert set(ini) == {each.key for each in STRICT}
    with pytest.raises(SettingsError, match=r"site\.url"):
        load(ini, {})
