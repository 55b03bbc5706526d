"""What an enclosure is to a page: sound, moving pictures, a stream, or a file to keep."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from talkpython_site import media, wording
from talkpython_site.addresses import web_address
from talkpython_site.links import Link, link

AUDIO, VIDEO, STREAM, FILE = "audio", "video", "stream", "file"
# By type as feeds write it, then by the ending of the address; what stands here plays in browsers.
TYPES = {
    "audio/mpeg": (AUDIO, "MP3"), "audio/mp3": (AUDIO, "MP3"), "audio/x-mp3": (AUDIO, "MP3"),
    "x-audio/mp3": (AUDIO, "MP3"), "audio/mpeg3": (AUDIO, "MP3"), "audio/mpg": (AUDIO, "MP3"),
    "audio/mp4": (AUDIO, "M4A"), "audio/x-m4a": (AUDIO, "M4A"), "audio/m4a": (AUDIO, "M4A"),
    "audio/aac": (AUDIO, "AAC"), "audio/aacp": (AUDIO, "AAC"), "audio/ogg": (AUDIO, "Ogg"),
    "audio/opus": (AUDIO, "Opus"), "audio/webm": (AUDIO, "WebM"), "audio/flac": (AUDIO, "FLAC"),
    "audio/wav": (AUDIO, "WAV"), "audio/x-wav": (AUDIO, "WAV"),
    "video/mp4": (VIDEO, "MP4"), "video/x-m4v": (VIDEO, "M4V"), "video/m4v": (VIDEO, "M4V"),
    "video/webm": (VIDEO, "WebM"), "video/ogg": (VIDEO, "Ogg"),
    "video/quicktime": (VIDEO, "QuickTime"),
    "application/x-mpegurl": (STREAM, "HLS"), "application/vnd.apple.mpegurl": (STREAM, "HLS"),
    "audio/mpegurl": (STREAM, "HLS"), "audio/x-mpegurl": (STREAM, "HLS"),
}  # fmt: skip
ENDINGS = {f".{ending}": TYPES[each] for ending, each in media.TYPES.items()} | {
    ".opus": (AUDIO, "Opus"), ".m4v": (VIDEO, "M4V"), ".m3u8": (STREAM, "HLS"),
}  # fmt: skip
FORMATS = {
    "text/html": "Web page", "text/plain": "Text", "text/vtt": "WebVTT", "application/json": "JSON",
    "application/x-subrip": "SRT", "application/srt": "SRT", "text/srt": "SRT",
}  # fmt: skip


class Medium(NamedTuple):
    """An enclosure as a page offers it."""

    kind: str  # audio, video, stream or file
    source: str | None  # what the page plays, always https; None where it only links
    address: str  # as it was given
    words: str  # format and size: "MP3, 41 MB"


def kind_of(media_type: str | None, address: str = "") -> tuple[str, str]:
    """What an enclosure is and what its format is called, by its type, else by its ending."""
    known = TYPES.get((media_type or "").partition(";")[0].strip().lower())
    if known:
        return known
    ending = PurePosixPath(urlsplit(address).path).suffix.lower()
    return ENDINGS.get(ending, (FILE, ending[1:].upper()))


def medium_of(enclosure: Mapping[str, Any] | None, own: str | None = None) -> Medium | None:
    """The medium of a stored enclosure, None where it has no address that a page can link to.

    ``own`` is where this site gives out what it keeps itself.
    """
    address = own or web_address((enclosure or {}).get("url"))
    if enclosure is None or address is None:
        return None
    kind, form = kind_of(enclosure.get("type"), address)
    size = enclosure.get("size_bytes") or 0
    # Feeds write 0 or 1 where nobody knows.
    words = [form, wording.size(size) if size > 1000 else ""]
    return Medium(
        kind=kind,
        source=(own or secured(address)) if kind in {AUDIO, VIDEO} else None,
        address=address,
        words=", ".join(filter(None, words)),
    )


def secured(address: str) -> str:
    """The same address by https: nothing else may play in a page (and most hosts answer it)."""
    parts = urlsplit(address)
    host = parts.netloc.removesuffix(":80")  # the port of http alone
    return urlunsplit(parts._replace(scheme="https", netloc=host))


def transcripts(stored: Iterable[Mapping[str, Any]] | None) -> list[Link]:
    """Transcripts that lie elsewhere, each called by its format and language."""
    found = []
    for each in stored or ():
        form = FORMATS.get((each.get("type") or "").partition(";")[0].strip().lower())
        words = " ".join(filter(None, (form or "File", each.get("language"))))
        made = link(each.get("url"), words)
        if made and made not in found:
            found.append(made)
    return found
