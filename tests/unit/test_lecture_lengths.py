"""How long a lecture is that has no video."""

from typing import NamedTuple

import pytest

from talkpython_site.lecture_lengths import seconds_of


class Line(NamedTuple):
    """As it is stored."""

    start_seconds: float | None
    text: str | None


@pytest.mark.parametrize(
    ("text", "transcript", "seconds"),
    [
        ("", [], 0),
        ("word", [], 60),
        ("word " * 200, [], 60),
        ("word " * 201, [], 120),
        ("", [Line(0, "word " * 150), Line(None, "word " * 51)], 120),
        ("word " * 300, [Line(None, "word"), Line(0, None)], 120),
        ("word " * 2_000, [Line(0, "Welcome."), Line(62.5, "The end.")], 64),
        ("", [Line(0, "Welcome."), Line(62, None)], 62),
    ],
)
def test_what_is_said_lasts_and_what_is_written_is_read(
    text: str, transcript: list[Line], seconds: int
) -> None:
    assert seconds_of(text, transcript) == seconds
