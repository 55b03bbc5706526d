"""What several tests of pages and of audio begin with, and what the site's log told meanwhile."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import Podcast, utc_now
from talkpython_site.second_factor import STEP_SECONDS
from tests.audio import SOUND, Heard, make_heard
from tests.conftest import Visit
from tests.editors import editor_of
from tests.factories import make_podcast

QUARTER = 900  # seconds of the shortest window in which tries are counted


@pytest.fixture
def heard(app: Any, visit: Visit) -> Heard:  # noqa: ARG001 - the database is emptied first
    """An episode with three seconds of silence that are kept here."""
    return make_heard(app.registry.media, SOUND)


@pytest.fixture
def still_clock() -> Iterator[Any]:
    """It stands in the midst of a step of the second factor."""
    now = utc_now()
    middle = now - timedelta(seconds=now.timestamp() % STEP_SECONDS - 15)
    with time_machine.travel(middle, tick=False) as clock:
        yield clock


@pytest.fixture
def one_window() -> Iterator[None]:
    """The clock goes on, five minutes from where tries begin to be counted anew."""
    now = utc_now()
    with time_machine.travel(now - timedelta(seconds=now.timestamp() % QUARTER - 300)):
        yield


@pytest.fixture
def show(visit: Visit) -> Podcast:  # noqa: ARG001 - the database is emptied first
    """Somebody's podcast."""
    return make_podcast("Deep Harbour", slug="deep")


@pytest.fixture
def editor(visit: Visit, show: Podcast) -> Visit:
    """The browser of who edits it."""
    return editor_of(visit, show)


@pytest.fixture
def noted(caplog: pytest.LogCaptureFixture) -> Callable[[str], list[dict[str, Any]]]:
    """What was logged of an event. (structlog's own capture misses loggers that are cached.)"""

    def noted(event: str) -> list[dict[str, Any]]:
        told: list[Any] = [record.msg for record in caplog.records]
        return [each for each in told if isinstance(each, dict) and each["event"] == event]

    return noted
