"""What a file sounds like: whether it is audio, whole, how long, and what it says of itself."""

import re
from typing import Any, BinaryIO, cast

from tinytag import TinyTag, TinyTagException

from talkpython_site.media import TYPES
from talkpython_site.sounds.failures import NotVideoError, WrongFileError
from talkpython_site.sounds.kinds import CutShortError, Kind, NotAudioError, kind_of
from talkpython_site.sounds.moving import read_video
from talkpython_site.sounds.reading import Bounded
from talkpython_site.sounds.sound import LONGEST_SECONDS, Sound

__all__ = [
    "CutShortError",
    "NotAudioError",
    "NotVideoError",
    "Sound",
    "WrongFileError",
    "read_sound",
    "read_video",
]

LONGEST_TAG = 300  # characters
TAGS = ("title", "artist", "album", "year", "comment")
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]+")
NOTHING_HEARD = "Nothing in it can be heard: it may be damaged. Export it again."


def read_sound(file: BinaryIO, name: str) -> Sound:
    """Look at a file by what is in it; ``name`` only says which of its kind's endings it has.

    Raises ``NotAudioError`` or ``CutShortError``, each with a sentence for people.
    """
    bounded = Bounded(file)
    try:
        kind = kind_of(bounded)
        kind.check(bounded)
        bounded.seek(0)
        found = TinyTag.get(file_obj=cast(BinaryIO, bounded))
    except (TinyTagException, OSError, ArithmeticError, LookupError) as error:
        raise NotAudioError(NOTHING_HEARD) from error
    duration = found.duration or 0
    if not 0 < duration <= LONGEST_SECONDS:
        raise NotAudioError(NOTHING_HEARD)
    ending = ending_of(kind, name)
    bitrate = round(bounded.size * 8 / duration / 1000)
    return Sound(ending, TYPES[ending], max(1, round(duration)), bitrate, tags_of(found))


def ending_of(kind: Kind, name: str) -> str:
    given = name.rpartition(".")[2].lower()
    return given if given in kind.endings else kind.endings[0]


def tags_of(found: Any) -> dict[str, str]:
    """What the file says of itself, on one line each."""
    read = {name: UNSEEN.sub(" ", str(getattr(found, name) or "")).strip() for name in TAGS}
    return {name: text[:LONGEST_TAG] for name, text in read.items() if text}
