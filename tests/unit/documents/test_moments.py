"""Times are aware, in UTC, and in memory as they will be read back."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from mongoengine import ValidationError

from talkpython_site.documents import Episode, utc_now
from talkpython_site.documents.moments import to_moment
from tests.factories import make_episode

FINE = datetime(2024, 3, 5, 8, 0, 0, 123_999, timezone(timedelta(hours=2)))
KEPT = datetime(2024, 3, 5, 6, 0, 0, 123_000, UTC)


def test_now_has_milliseconds_and_a_zone() -> None:
    now = utc_now()
    assert now.microsecond % 1000 == 0
    assert now.tzinfo is UTC


def test_a_moment_is_in_utc_and_cut() -> None:
    cut = to_moment(FINE)
    assert (cut, cut.tzinfo, cut.microsecond) == (KEPT, UTC, 123_000)


@pytest.mark.usefixtures("clean")
def test_what_is_set_is_what_is_read_back() -> None:
    episode = make_episode(published_at=FINE)
    assert episode.published_at == KEPT
    assert Episode.objects(id=episode.id).first().published_at == KEPT
    assert Episode.objects(published_at=KEPT).first().published_at.tzinfo is UTC


@pytest.mark.parametrize("wrong", [FINE.replace(tzinfo=None), "2024-03-05", FINE.date(), 1])
def test_what_is_no_moment_is_refused(wrong: Any) -> None:
    episode = Episode(key="1", guid="a", slug="a", title="A", state="draft", published_at=wrong)
    with pytest.raises(ValidationError, match="is not a time with its zone"):
        episode.validate()
