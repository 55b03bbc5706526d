"""How often a podcast appears, in words and as a rule."""

import pytest

from talkpython_site.rhythms import rule, words


@pytest.mark.parametrize(
    ("days", "weekday", "told", "as_rule"),
    [
        (None, None, "", None),
        (0, 1, "", None),
        (1, None, "Every day", "FREQ=DAILY"),
        (2, None, "Every other day", "FREQ=DAILY;INTERVAL=2"),
        (10, 1, "Every 10 days", "FREQ=DAILY;INTERVAL=10"),
        (7, None, "Every week", "FREQ=WEEKLY"),
        (7, 0, "Every Monday", "FREQ=WEEKLY;BYDAY=MO"),
        (14, None, "Every other week", "FREQ=WEEKLY;INTERVAL=2"),
        (14, 6, "Every other Sunday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
        (28, None, "Every 4 weeks", "FREQ=WEEKLY;INTERVAL=4"),
        (28, 4, "Every 4 weeks, on Friday", "FREQ=WEEKLY;INTERVAL=4;BYDAY=FR"),
    ],
)
def test_a_rhythm_is_told(
    days: int | None, weekday: int | None, told: str, as_rule: str | None
) -> None:
    assert (words(days, weekday), rule(days, weekday)) == (told, as_rule)
