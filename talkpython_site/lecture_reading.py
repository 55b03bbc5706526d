"""A lecture as its page shows it: what it holds to read, and what stands around it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import course_outline, languages, progress, wording
from talkpython_site.captions import cues_of
from talkpython_site.catalogue.cards import CourseCard
from talkpython_site.certifying import own_code
from talkpython_site.chapters import start_of
from talkpython_site.course_reading import Entry, Visited
from talkpython_site.documents import Lecture
from talkpython_site.documents.enrolment import PARTS
from talkpython_site.markdown import SafeHtml, plain_text

# A paragraph ends with a sentence from so many characters on, and anyhow before so many.
SHORTEST, LONGEST = 320, 900
SENTENCE_END = re.compile(r"""[.!?。！？؟।]["'”’)\]]*$""")
FIELDS = ("text_html", "transcript", "video", "captions.language", "downloads", "duration_seconds")
MP4 = "video/mp4"
KNOWN_CAPTIONS = 8  # of lectures that are looked at now, 2 MB each at most

# Gives the address of a lecture's "video", "captions" (``language``) or "file" (``name``).
Way = Callable[..., str]


class Said(NamedTuple):
    """A line as it is stored: a few words, and when they are heard."""

    seconds: float  # to a tenth, which is never later
    text: str


class Paragraph(NamedTuple):
    """What is said from a position on, line by line."""

    position: str
    seconds: int
    lines: Sequence[Said]

    @property
    def text(self) -> str:
        """Its lines, as its page has them: a script finds each by its end."""
        return "\n".join(line.text for line in self.lines)

    @property
    def times(self) -> str:
        """The seconds of its lines."""
        return " ".join(f"{line.seconds:g}" for line in self.lines)


class Track(NamedTuple):
    """Captions of a video in one language."""

    language: str
    label: str  # of the language, in itself
    address: str


class Video(NamedTuple):
    """What is watched."""

    address: str
    type: str
    tracks: Sequence[Track]
    duration_seconds: int | None


class File(NamedTuple):
    """What is taken along."""

    name: str
    size: str  # in words
    address: str


class Reading(NamedTuple):
    """What there is to read."""

    text: SafeHtml
    said: Sequence[Paragraph]
    video: Video | None = None
    files: Sequence[File] = ()
    resume_seconds: int = 0  # where who looks at it stopped
    resume_part: int = 0  # the last hundredth that they read, of what is not done
    progress: str | None = None  # where their player tells how far it is; None: nothing is kept

    @property
    def opening(self) -> str:
        """Its first words."""
        said = self.said[0].text if self.said else ""
        return wording.excerpt(plain_text(self.text) or said)


def read(request: Request, found: Visited, entry: Entry) -> Reading:
    """What a lecture holds and where somebody is in it; only for who may open it."""

    def way(what: str, **parts: str) -> str:
        place = {"course": found.card.slug, "token": found.token, "lecture": entry.key, **parts}
        return str(request.route_path(f"{'preview' if found.token else 'courses'}.{what}", **place))

    reading = held(found.card, entry, way)
    seconds = reading.video.duration_seconds if reading.video else entry.duration_seconds
    given = request.GET.get("t")
    asked = 0 if given == "0" else start_of(given, seconds)
    if found.enrolment is None:
        return reading._replace(resume_seconds=asked or 0)
    stopped = progress.stopped_at(found.enrolment, entry.key, seconds)
    start = stopped if asked is None else asked
    part = found.enrolment.heard(entry.key).bit_length() % PARTS if asked is None else 0
    return reading._replace(resume_seconds=start, resume_part=part, progress=way("progress"))


def held(card: CourseCard, entry: Entry, way: Way) -> Reading:
    """What a lecture holds, whoever looks at it."""
    wanted = {"course": card.id, "key": entry.key}
    stored = Lecture.collection().find_one(wanted, dict.fromkeys(FIELDS, 1)) or {}
    tongues = [each["language"] for each in stored.get("captions") or ()]
    lines = stored.get("transcript")
    return Reading(
        SafeHtml(stored.get("text_html") or ""),
        paragraphs(lines) if lines else said_in(wanted, tongues, card.language),
        video(stored, entry, tongues, way),
        [
            File(
                each["name"],
                wording.size(each.get("size_bytes") or 0),
                way("file", name=each["name"]),
            )
            for each in stored.get("downloads") or ()
        ],
    )


def video(
    stored: Mapping[str, Any], entry: Entry, tongues: Iterable[str], way: Way
) -> Video | None:
    kept = stored.get("video") or {}
    if not (kept.get("media") or kept.get("url")):
        return None
    return Video(
        way("video"),
        kept.get("type") or MP4,
        [Track(each, languages.own_name(each), way("captions", language=each)) for each in tongues],
        stored.get("duration_seconds") or entry.duration_seconds,
    )


def said_in(
    wanted: Mapping[str, Any], tongues: Sequence[str], language: str | None
) -> Sequence[Paragraph]:
    """What the captions say in the language of a course, else the first ones."""
    chosen = next((each for each in tongues if each == language), None) or next(iter(tongues), None)
    own = {"captions": {"$elemMatch": {"language": chosen}}}
    stored = (Lecture.collection().find_one(wanted, own) or {}) if chosen else {}
    return spoken("".join(each.get("vtt") or "" for each in stored.get("captions") or ()))


@lru_cache(KNOWN_CAPTIONS)
def spoken(vtt: str) -> Sequence[Paragraph]:
    """Captions joined to be read: of 8,000 that takes 30 ms."""
    return tuple(paragraphs(cue._asdict() for cue in cues_of(vtt)))


def paragraphs(lines: Iterable[Mapping[str, Any]]) -> list[Paragraph]:
    """Lines of a transcript, each a few words, joined to be read."""
    return [
        Paragraph(wording.position(joined[0].seconds), int(joined[0].seconds), joined)
        for joined in together(lines)
    ]


def together(lines: Iterable[Mapping[str, Any]]) -> Iterator[list[Said]]:
    """Those that make a paragraph; what says nothing is left out."""
    joined, length = list[Said](), 0
    for line in lines:
        words = " ".join((line.get("text") or "").split())
        if not words:
            continue
        if joined and (length + len(words) > LONGEST or is_whole(length, joined[-1].text)):
            yield joined
            joined, length = [], 0
        joined.append(Said(int((line.get("start_seconds") or 0) * 10) / 10, words))
        length += len(words) + 1
    if joined:
        yield joined


def is_whole(length: int, ending: str) -> bool:
    return length > SHORTEST and SENTENCE_END.search(ending) is not None


def around(request: Request, found: Visited, entry: Entry) -> dict[str, Any]:
    """The outline with the place in it, the lectures before and after, and what comes next."""
    lectures, make = found.outline.lectures, course_outline.lines(request, found)
    parts = course_outline.parts(request, found, entry.key, is_beside=True)
    here = course_outline.anchor(entry.chapter)
    chapter = next(part for part in parts if part.anchor == here)
    index, end = lectures.index(entry), len(lectures) - 1
    return {
        "parts": parts,
        "chapter": chapter,
        "place": f"Chapter {chapter.number}, lecture {index + 1} of {len(lectures)}",
        "now": chapter.now if chapter.strip else None,
        "earlier": make(index, lectures[index - 1]) if index else None,
        "later": make(index + 2, lectures[index + 1]) if index < end else None,
        **going_on(request, found, entry),
    }


def going_on(request: Request, found: Visited, entry: Entry) -> dict[str, Any]:
    """What comes next for who is in the course: a lecture, or their certificate."""
    lectures, own = found.outline.lectures, found.enrolment
    if own is None:
        return {"on": None, "certificate": None}
    reached = progress.progress_of(lectures, own, after=entry.key)
    return {
        "on": progress.going_on(request, found.card.slug, lectures, own, reached.next_key),
        "certificate": own_code(request, own, is_finished=reached.is_finished),
    }
