"""The command that pages and messages name works where the reader stands."""

import sys
from pathlib import Path

import pytest

from talkpython_site.program import program


@pytest.mark.parametrize(
    ("where", "called"), [("", ".venv/bin/talkpython"), (".venv/bin", "talkpython"), ("..", None)]
)
def test_it_is_called_from_the_working_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str, called: str | None
) -> None:
    site = tmp_path / "site"
    (site / ".venv/bin").mkdir(parents=True)
    monkeypatch.setattr(sys, "executable", str(site / ".venv/bin/python3"))
    monkeypatch.chdir(site / where)
    assert program() == (called or "site/.venv/bin/talkpython")


def test_elsewhere_it_is_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    monkeypatch.chdir(tmp_path)
    assert program() == "talkpython"
