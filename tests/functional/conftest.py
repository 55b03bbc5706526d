"""What several tests of pages and of audio begin with."""

from typing import Any

import pytest

from tests.audio import SOUND, Heard, make_heard
from tests.conftest import Visit


@pytest.fixture
def heard(app: Any, visit: Visit) -> Heard:  # noqa: ARG001 - the database is emptied first
    """An episode with three seconds of silence that are kept here."""
    return make_heard(app.registry.media, SOUND)
