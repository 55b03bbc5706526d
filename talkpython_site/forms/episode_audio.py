"""The audio of an episode, as it was typed or uploaded, read as values."""

from typing import TYPE_CHECKING

from talkpython_site import episode_lines, media
from talkpython_site.addresses import is_of_file, web_address
from talkpython_site.documents import Upload

if TYPE_CHECKING:
    from talkpython_site.forms.episodes import EpisodeForm

LARGEST_FILE = 10**12  # bytes
GROUPING = dict.fromkeys(map(ord, " ,'_’\u00a0\u202f"))
GONE = "This file is not here any more. Upload it again."
BOTH = "Take one of both: the file that you uploaded, or this address."


def read_media(form: "EpisodeForm") -> Upload | None:
    """A file that who sends the form has uploaded: its type, size and length are known."""
    given = form.wanted["media"]
    found = form.claim(given) if given else None
    if given and found is None:
        raise ValueError(GONE)
    return found


def read_audio(form: "EpisodeForm") -> str | None:
    """Raises ``ValueError`` also where there is a type or a size, and no file."""
    given = form.wanted["audio"]
    address = web_address(given)
    if given and not (address and is_of_file(address)):
        raise ValueError("Type a whole address, as https://media.example/12.mp3 is one.")
    if given and {"audio", "media"} <= form.news and form.wanted["media"]:
        raise ValueError(BOTH)
    is_there = address or form.wanted["media"]
    if not is_there and (form.wanted["audio_type"] or form.wanted["audio_bytes"]):
        raise ValueError("Type its address too, or take away type and bytes.")
    return address


def read_audio_type(form: "EpisodeForm") -> str | None:
    """By the ending of the address where none is chosen."""
    chosen = form.wanted["audio_type"]
    if chosen:
        if chosen not in media.TYPES.values():
            raise ValueError("Choose one of these types.")
        return chosen
    address = web_address(form.wanted["audio"])
    guessed = media.type_at(address or "")
    if address and not guessed:
        raise ValueError("Choose a type: the address does not say what it is.")
    return guessed


def read_audio_bytes(form: "EpisodeForm") -> int | None:
    digits = form.wanted["audio_bytes"].translate(GROUPING)
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST_FILE))
    if digits and not (is_number and 0 < int(digits) <= LARGEST_FILE):
        raise ValueError("Type how many bytes the file has, as 41,203,118, or nothing.")
    return int(digits) if digits else None


def read_duration(form: "EpisodeForm") -> int | None:
    """That of the file where none is typed."""
    kept, typed = form.values.get("media"), form.wanted["duration"]
    return kept.duration_seconds if kept and not typed else episode_lines.read_length(typed)
