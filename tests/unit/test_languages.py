"""Which way languages are written."""

import pytest

from talkpython_site.languages import direction


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", "rtl"), ("he-IL", "rtl"), ("FA", "rtl"), ("ur_PK", "rtl"), ("az-Arab-IR", "rtl"),
        ("ckb", "rtl"), ("ar-Latn", None), ("en", None), ("az", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_what_is_written_from_right_to_left(tag: str | None, expected: str | None) -> None:
    assert direction(tag) == expected
