"""Values that feeds choose from few words."""

from typing import Any

import pytest

from talkpython_site.importing.feeds import choices


@pytest.mark.parametrize("text", ["yes", "Explicit", "TRUE ", "1"])
def test_yes(text: str) -> None:
    assert choices.read_yes(text) is True


@pytest.mark.parametrize("text", ["no", "No", "false", "clean"])
def test_no(text: str) -> None:
    assert choices.read_yes(text) is False


@pytest.mark.parametrize("text", ["maybe", ""])
def test_neither_yes_nor_no(text: str) -> None:
    assert choices.read_yes(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [(" 7 ", 7), ("0", 0), ("007", 7), ("-1", None), ("1.5", None), ("٣", None), ("1" * 10, None)],
)
def test_whole_numbers(text: str, value: int | None) -> None:
    assert choices.read_whole(text) == value


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (choices.read_language, "en-us", "en-us"),
        (choices.read_language, " pt_BR", "pt-BR"),
        (choices.read_language, "English, mostly", None),
        (choices.read_email, "mailto:ada@harbour.example", "ada@harbour.example"),
        (choices.read_email, "Ada <ada@harbour.example>", None),
        (choices.read_email, "nobody", None),
    ],
)
def test_forms(read: Any, text: str, value: str | None) -> None:
    assert read(text) == value


def test_kinds() -> None:
    assert choices.read_kind(" Serial", ("episodic", "serial")) == "serial"
    assert choices.read_kind("daily", ("episodic", "serial")) is None
