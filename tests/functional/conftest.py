"""What several tests of pages and of audio begin with, and what the site's log told meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.audio import SOUND, Heard, make_heard
from tests.conftest import Visit


@pytest.fixture
def heard(app: Any, visit: Visit) -> Heard:  # noqa: ARG001 - the database is emptied first
    """An episode with three seconds of silence that are kept here."""
    return make_heard(app.registry.media, SOUND)


@pytest.fixture
def noted(caplog: pytest.LogCaptureFixture) -> Callable[[str], list[dict[str, Any]]]:
    """What was logged of an event. (structlog's own capture misses loggers that are cached.)"""

    def noted(event: str) -> list[dict[str, Any]]:
        told: list[Any] = [record.msg for record in caplog.records]
        return [each for each in told if isinstance(each, dict) and each["event"] == event]

    return noted
