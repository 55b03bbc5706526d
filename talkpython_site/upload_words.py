"""What a page says of an upload."""

from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import enclosures, lecture_lines, wording
from talkpython_site.documents import Upload
from talkpython_site.episode_lines import read_length
from talkpython_site.forms.content import ContentForm
from talkpython_site.forms.episodes import EpisodeForm
from talkpython_site.settings import Settings
from talkpython_site.upload_purposes import CAPTIONS


def told(upload: Upload) -> dict[str, Any]:
    """What is known of it, for the form in which it was chosen."""
    return {
        "state": upload.state,
        "name": upload.name or "",
        "offset": upload.offset,
        "problem": upload.problem,
        "media": upload.media,
        "type": upload.type,
        "bytes": str(upload.size_bytes),
        "duration": length(upload),
        "title": upload.tags.get("title", ""),
        "artist": upload.tags.get("artist", ""),
        "language": lecture_lines.language_in(upload.name or ""),
        "saved_as": lecture_lines.saved_as(upload.name or ""),
        "words": words(upload),
    }


def words(upload: Upload) -> str:
    """A file in words: ``MP3, 41 MB, 54:20, 96 kbit/s``; of captions until when they are."""
    if upload.purpose == CAPTIONS.name:
        return f"Captions to {length(upload)}"
    form = enclosures.kind_of(upload.type)[1] if upload.type else ""
    rate = f"{upload.bitrate:,} kbit/s" if upload.bitrate else ""
    return ", ".join(filter(None, (form, wording.size(upload.size_bytes), length(upload), rate)))


class Most(NamedTuple):
    """How large a file may be: in pieces, and in one piece."""

    largest: int
    whole: str
    plain: str


def most(site: Settings) -> Most:
    largest, plain = site.uploads_largest_bytes, site.uploads_plain_bytes
    return Most(largest, wording.size(largest), wording.size(min(largest, plain)))


def in_form(form: EpisodeForm) -> str | None:
    """The file that a form names, by what its fields say of it."""
    if not form.media.data:
        return None
    kind, given = form.audio_type.data or "", form.audio_bytes.data or ""
    size_bytes = int(given[:15]) if given.isascii() and given.isdigit() else 0
    size = wording.size(size_bytes) if size_bytes else ""
    typed = form.duration.data or ""
    known = (enclosures.kind_of(kind)[1] if kind else "", size, typed, rate(size_bytes, typed))
    return ", ".join(filter(None, known)) or "A file"


def rate(size_bytes: int, typed: str) -> str:
    """How many bits a second of a file has, by the length that is typed; "" where none is."""
    try:
        seconds = read_length(typed.strip())
    except ValueError:
        return ""
    return f"{size_bytes * 8 / seconds / 1000:,.0f} kbit/s" if seconds and size_bytes else ""


def filled_in(request: Request, form: ContentForm) -> list[str]:
    """The lengths that nobody has typed into this form: the stored one, and that of its file."""
    given, account = form["media"].data or "", request.signed_in.account_id
    is_other = given and given != form.theirs["media"]
    upload = Upload.objects.of(account).filter(media=given).first() if is_other else None
    return [*filter(None, (form.theirs["duration"], length(upload) if upload else ""))]


def length(upload: Upload) -> str:
    seconds = upload.duration_seconds
    return "" if seconds is None else wording.position(seconds)
