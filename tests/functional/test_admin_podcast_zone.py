"""Episodes are scheduled by the clocks of their podcast."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.conftest import Visit
from tests.editors import DRAFT, do, editor_of, make_tides, now_of
from tests.factories import make_podcast
from tests.reading import texts

NOW = datetime(2027, 1, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hour", "told"),
    [
        ("America/New_York", 14, "by the clocks of America/New_York"),
        ("Asia/Tokyo", 0, "by the clocks of Asia/Tokyo"),
        (None, 9, "by the clocks of UTC"),
        ("Atlantis/Harbour", 9, "by the clocks of UTC"),
        ("../etc/passwd", 9, "by the clocks of UTC"),
    ],
    ids=["behind", "ahead", "none", "unknown", "hostile"],
)
def test_a_time_is_read_by_the_clocks_of_its_podcast(
    visit: Visit, zone: str | None, hour: int, told: str
) -> None:
    show = make_podcast(slug="deep", time_zone=zone)
    made = make_tides(show, **DRAFT)
    with time_machine.travel(NOW, tick=False):
        browser = editor_of(visit, show)
        do(browser, made, "schedule", day="2027-01-08", clock="09:00")
        assert now_of(made).published_at == datetime(2027, 1, 8, hour, tzinfo=UTC)
        page = browser.get(f"/admin/episodes/{made.id}")
        assert told in texts(page, "//section[@class='moves']/p")[0]
        clocks = texts(page, "//section[@class='moves']//*[contains(., 'clocks of')]")[-1]
        assert clocks.endswith("where this site is." if "UTC" in told else "its podcast.")
        assert "09:00" in texts(browser.get("/admin/episodes"), "//ol/li")[0]
