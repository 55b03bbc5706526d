"""The secret that is made once, and what is left of one."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from talkpython_site.settings import SettingsError
from talkpython_site.signing import kept_secret


def test_everybody_gets_the_same(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret"
    with ThreadPoolExecutor(8) as threads:
        (secret,) = set(threads.map(kept_secret, [path] * 8))
    assert len(secret) == 43
    assert kept_secret(path) == secret
    assert [each.name for each in path.parent.iterdir()] == ["secret"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("left", ["", "\n", "short"])
def test_what_has_lost_its_secret_is_named(tmp_path: Path, left: str) -> None:
    path = tmp_path / "secret"
    path.write_text(left)
    with pytest.raises(SettingsError, match="secret holds no secret"):
        kept_secret(path)
    assert path.read_text() == left
