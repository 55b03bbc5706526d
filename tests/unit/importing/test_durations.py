"""Durations in all the forms that feeds have for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.importing.feeds.durations import LONGEST_SECONDS, read_seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1:02:03", 3723),
        ("01:02:03", 3723),
        ("62:03", 3723),
        ("02:03", 123),
        ("3723", 3723),
        (" 00:04:60\n", 300),
        ("01:02:03.400", 3723.4),
        ("26,5", 26.5),
        ("0", 0),
    ],
)
def test_the_written_forms(text: str, seconds: float) -> None:
    assert read_seconds(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "-1", "1:", ":30", "1:2:3:4", "1h", "PT1H", "٣٠", "1e3", "nan", "9999999", "1.5.2"]
)
def test_what_is_no_duration_is_none(text: str) -> None:
    assert read_seconds(text) is None


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert 0 <= (read_seconds(text) or 0) <= LONGEST_SECONDS


@given(st.integers(0, LONGEST_SECONDS))
def test_all_forms_say_the_same(seconds: int) -> None:
    minutes, rest = divmod(seconds, 60)
    assert read_seconds(str(seconds)) == seconds
    assert read_seconds(f"{minutes // 60}:{minutes % 60:02}:{rest:02}") == seconds
    if minutes < 1000:
        assert read_seconds(f"{minutes}:{rest:02}") == seconds
