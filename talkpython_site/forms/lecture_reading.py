"""What a form of a lecture says, read as values."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from talkpython_site import episode_lines, lecture_lines, lecture_texts, wording
from talkpython_site.addresses import is_of_file, web_address
from talkpython_site.documents import Captions, Download, TranscriptLine, Upload
from talkpython_site.lecture_lengths import seconds_of
from talkpython_site.lecture_texts import YES
from talkpython_site.markdown import plain_text
from talkpython_site.markdown.texts import check_growth
from talkpython_site.media import MissingError
from talkpython_site.sounds import WrongFileError
from talkpython_site.sounds import read_video as look_at_video
from talkpython_site.upload_purposes import CAPTIONS, FILE, VIDEO

if TYPE_CHECKING:
    from talkpython_site.forms.lectures import LectureForm

LARGEST_TEXT = 200_000  # bytes
MOST_BRACKETS = 5_000  # of "[" in a text: each is looked at again for each that is open
LARGEST_TRANSCRIPT = 1_500_000
MOST_CAPTIONS = 8_000_000  # bytes, of all languages: they stand in one document
COUNTED = "Empty this field: the length of a file, and of a text, is counted."
GONE = "This video is not here any more. Upload it again."
BOTH = "Take one of both: the video that you uploaded, or this address."
NO_ADDRESS = "Type a whole address that begins with https://, as https://media.example/12.mp4 does."
CAPTIONS_GONE = "The captions in “{}” are not here any more. Upload them again."
FILE_GONE = "“{}” is not here any more. Upload it again."


def read_media(form: "LectureForm") -> Upload | None:
    """A video that who sends the form has uploaded."""
    given = form.wanted["media"]
    found = form.claim(given, VIDEO) if given else None
    if given and found is None:
        raise ValueError(GONE)
    return found


def read_video(form: "LectureForm") -> str | None:
    """Nothing but https plays in a page."""
    given = form.wanted["video"]
    address = web_address(given)
    if given and not (address and address.startswith("https:") and is_of_file(address)):
        raise ValueError(NO_ADDRESS)
    if given and {"video", "media"} <= form.news and form.wanted["media"]:
        raise ValueError(BOTH)
    return address


def read_duration(form: "LectureForm") -> int:
    """As long as the file is, or as what there is to read takes; of a video at another address what
    is typed. 0 where nobody knows.
    """
    typed, sent = episode_lines.read_length(form.wanted["duration"]), form.values.get("media")
    if form.wanted["video"] and not sent:
        return typed or 0
    if typed and form.wanted["duration"] != form.theirs["duration"]:
        raise ValueError(COUNTED)
    if sent or form.wanted["media"]:
        return length_of_file(form, sent) or 0
    return counted(form)


def counted(form: "LectureForm") -> int:
    text, is_html = form.wanted["text"], lecture_texts.is_html(form.thing)
    said = form.values.get("transcript", form.thing.transcript)
    return seconds_of(plain_text(text) if is_html else text, said)


def length_of_file(form: "LectureForm", sent: Upload | None) -> int | None:
    """Of the video that was just sent, else of the one that is there."""
    if sent:
        return sent.duration_seconds
    with suppress(MissingError, WrongFileError), form.opened(form.wanted["media"]) as file:
        return look_at_video(file).duration_seconds
    return form.thing.duration_seconds


def read_is_preview(form: "LectureForm") -> bool:
    if form.wanted["is_preview"] not in ("", YES):
        raise ValueError("Choose one of these.")
    return form.wanted["is_preview"] == YES


def read_captions(form: "LectureForm") -> list[Captions]:
    known = {lecture_lines.digest(each.vtt or ""): each for each in form.thing.captions}
    found = []
    for language, key in lecture_lines.named_captions(form.wanted["captions"]):
        before = known.get(key)
        vtt = (before.vtt if before else None) or written_captions(form, language, key)
        found.append(lecture_lines.captions_of(language, vtt, before))
    if sum(len(each.vtt.encode()) for each in found) > MOST_CAPTIONS:
        raise ValueError(f"Captions of more than {wording.size(MOST_CAPTIONS)} in all.")
    return found


def written_captions(form: "LectureForm", language: str, digest: str) -> str:
    """What was written of a file when it came."""
    key = f"{digest}.bin"
    if form.claim(key, CAPTIONS) is None:
        raise ValueError(CAPTIONS_GONE.format(language))
    try:
        with form.opened(key) as file:
            return file.read().decode()
    except MissingError as error:
        raise ValueError(CAPTIONS_GONE.format(language)) from error


def read_text(form: "LectureForm") -> str:
    text = form.wanted["text"]
    if (size := len(text.encode())) > LARGEST_TEXT:
        raise ValueError(f"A text of {wording.size(size)}: {wording.size(LARGEST_TEXT)} at most.")
    if text.count("[") > MOST_BRACKETS:
        raise ValueError(f"A text with more than {MOST_BRACKETS:,} brackets “[” cannot be read.")
    check_growth(text)
    return text


def read_transcript(form: "LectureForm") -> list[TranscriptLine]:
    if (size := len(form.wanted["transcript"].encode())) > LARGEST_TRANSCRIPT:
        most = wording.size(LARGEST_TRANSCRIPT)
        raise ValueError(f"A transcript of {wording.size(size)}: {most} are the most.")
    return lecture_lines.read_transcript(form.wanted["transcript"], form.thing.transcript)


def read_downloads(form: "LectureForm") -> list[Download]:
    known = {each.media: each for each in form.thing.downloads}
    found = []
    for name, key in list(lecture_lines.named_files(form.wanted["downloads"])):
        before = known.get(key)
        upload = None if before else form.claim(key, FILE)
        if not (before or upload):
            raise ValueError(FILE_GONE.format(name))
        size = before.size_bytes if before else upload.size_bytes if upload else None
        found.append(episode_lines.changed(Download, before, name=name, media=key, size_bytes=size))
    return found


MAKE_LENGTH = frozenset({"media", "video", "text", "transcript"})
# In the order in which they need one another.
READ: Mapping[str, Callable[["LectureForm"], Any]] = {
    "media": read_media,
    "video": read_video,
    "is_preview": read_is_preview,
    "captions": read_captions,
    "text": read_text,
    "transcript": read_transcript,
    "duration": read_duration,
    "downloads": read_downloads,
}
