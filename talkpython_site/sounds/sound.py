"""What is known of a file that is audio, or video."""

from typing import NamedTuple

LONGEST_SECONDS = 100 * 3600


class Sound(NamedTuple):
    """``duration_seconds`` and ``bitrate`` are always known of what can be heard."""

    ending: str  # one of ``media.TYPES``
    type: str
    duration_seconds: int | None
    bitrate: int | None  # kbit/s
    tags: dict[str, str]
