"""Who may see a thing: the one rule for pages, lists, media, feeds and sitemaps."""

from datetime import datetime

PUBLISHED = "published"
DRAFT = "draft"
IMPORTING = "importing"
BINNED = "binned"  # versions that know no bin do not show it either


def is_public(state: str | None, published_at: datetime | None, now: datetime) -> bool:
    """Whether everybody sees it now; a state that this version does not know is not public."""
    return state == PUBLISHED and (published_at is None or published_at <= now)
