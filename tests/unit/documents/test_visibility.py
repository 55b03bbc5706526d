"""The one rule for what everybody sees."""

from datetime import UTC, datetime, timedelta

import pytest

from talkpython_site.documents import Episode, Podcast
from talkpython_site.documents.visibility import DRAFT, IMPORTING, PUBLISHED, is_public

NOW = datetime(2024, 3, 5, 6, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("state", "published_at", "public"),
    [
        (PUBLISHED, None, True),
        (PUBLISHED, NOW - SECOND, True),
        (PUBLISHED, NOW, True),
        (PUBLISHED, NOW + SECOND, False),
        (DRAFT, NOW - SECOND, False),
        (IMPORTING, None, False),
        ("invented-later", NOW - SECOND, False),
        (None, NOW - SECOND, False),
        ("", None, False),
    ],
)
def test_who_sees_what(state: str | None, published_at: datetime | None, public: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_public(state, published_at, NOW) is public
    episode = Episode(state=state, published_at=published_at)
    assert episode.visible_to(None, NOW) is public


@pytest.mark.parametrize(("state", "public"), [(PUBLISHED, True), (DRAFT, False), ("new", False)])
def test_podcasts_have_no_time(state: str, public: bool) -> None:  # noqa: FBT001 - a column of the table
    assert Podcast(state=state).visible_to(None, NOW) is public
