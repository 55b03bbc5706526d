"""When a feed was made; nothing was made in the future, whatever it says."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from talkpython_site.documents import utc_now
from talkpython_site.documents.moments import to_moment

BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


def made_at(
    path: Path, built_at: datetime | None, dates: Iterable[datetime | None]
) -> datetime | None:
    """The lastBuildDate of a feed, else the date of its newest item that is out.

    For a lastBuildDate in the future that of the file stands, which is the same when it is read
    again.
    """
    if built_at is None:
        return newest(dates)
    now = utc_now()
    if built_at <= now:
        return built_at
    saved = min(path.stat().st_mtime, now.timestamp())
    return to_moment(datetime.fromtimestamp(saved, UTC))


def newest(moments: Iterable[datetime | None]) -> datetime | None:
    """The newest of those that are not in the future."""
    now = utc_now()
    return max((moment for moment in moments if moment and moment <= now), default=None)


def in_words(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"
