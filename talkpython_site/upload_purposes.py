"""What a file is sent for: whether it will do for that, and what is known of it then."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bson import ObjectId

from talkpython_site import captions, media
from talkpython_site.security import Permission
from talkpython_site.sounds import Sound, WrongFileError, read_sound, read_video

ANYTHING = "application/octet-stream"
WEBVTT = "text/vtt"
NO_PURPOSE = "A newer version of this site took this file. Upload it again."

Known = tuple[str, Mapping[str, Any]]  # the ending of its key, and fields of its upload


class Purpose(NamedTuple):
    """``look`` finds out what a file is; raises ``WrongFileError`` for one that will not do."""

    name: str | None  # as uploads say it
    look: Callable[[Path, str], Known]
    permission: Permission  # of who sends one
    largest_bytes: int | None = None  # less than all others


def look_for_sound(path: Path, name: str) -> Known:
    with path.open("rb") as file:
        return of_sound(read_sound(file, name))


def look_for_pictures(path: Path, _name: str) -> Known:
    with path.open("rb") as file:
        return of_sound(read_video(file))


def of_sound(sound: Sound) -> Known:
    known = sound._asdict()
    return known.pop("ending"), known


def look_at_any(_path: Path, _name: str) -> Known:
    return media.FILE, {"type": ANYTHING}


def look_for_captions(path: Path, _name: str) -> Known:
    """What is kept of captions is what is written of them here, and nothing else."""
    try:
        cues = captions.read_captions(path.read_bytes())
    except captions.CaptionsError as error:
        raise WrongFileError(str(error)) from error
    making = path.with_name(str(ObjectId()))  # left behind, it is tidied away as an upload is
    media.copy(io.BytesIO(captions.write_vtt(cues).encode()), making)
    making.replace(path)
    return media.FILE, {"type": WEBVTT, "duration_seconds": round(cues[-1].end_seconds)}


def look_at_unknown(_path: Path, _name: str) -> Known:
    raise WrongFileError(NO_PURPOSE)


AUDIO = Purpose(None, look_for_sound, Permission.EPISODES_CHANGE)
VIDEO = Purpose("video", look_for_pictures, Permission.COURSES_CHANGE)
FILE = Purpose("file", look_at_any, Permission.COURSES_CHANGE)
CAPTIONS = Purpose("captions", look_for_captions, Permission.COURSES_CHANGE, captions.LARGEST_BYTES)
PURPOSES: Mapping[str | None, Purpose] = {
    each.name: each for each in (AUDIO, VIDEO, FILE, CAPTIONS)
}


def purpose_of(name: str | None) -> Purpose:
    return PURPOSES.get(name, Purpose(name, look_at_unknown, Permission.COURSES_CHANGE))
