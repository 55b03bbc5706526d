"""What the outline of a course repeats of its lectures, so that a list needs nothing else."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.config import Configurator
from pyramid.request import Request

from talkpython_site.documents import Course, CourseLecture, Lecture
from talkpython_site.documents.course import NOTHING

VIDEO, ELSEWHERE, TEXT, FILES = "video", "elsewhere", "text", "files"  # what a lecture holds
FEW = 10  # lectures that are looked for one by one
Looked = tuple[Any, ...]  # the id of a course, and what its outline says
Held = Mapping[int, Mapping[str, Any]]  # of a course, by the keys of its lectures
FIELDS = (
    "key", "source", "duration_seconds", "is_preview", "video.media", "video.url",
    "captions.language", "downloads.name",
)  # fmt: skip
SOMETHING = {"$nin": [None, ""]}
READABLE = (
    {"text_html": SOMETHING}, {"text_source": SOMETHING}, {"transcript.0": {"$exists": True}},
)  # fmt: skip
HOLDING = (
    *READABLE, {"video.media": SOMETHING}, {"video.url": SOMETHING},
    {"downloads.0": {"$exists": True}},
)  # fmt: skip


class Told(NamedTuple):
    """What an outline says of a lecture."""

    lecture: ObjectId | None  # its document
    content: str | None
    duration_seconds: int | None
    is_preview: bool | None
    languages: list[str]

    @property
    def is_empty(self) -> bool:
        """It is not shown until it is filled."""
        return self.content in (None, NOTHING)


def lectures_held(course_id: ObjectId | None, keys: Collection[int] | None = None) -> Held:
    """What the outline repeats of each lecture that is kept, whether it stands there or not.

    Of those with these keys, where any are given.
    """
    if course_id is None or not (keys is None or keys):
        return {}
    wanted = of_course(course_id, keys)
    found = list(Lecture.collection().find(wanted, dict.fromkeys(FIELDS, 1)))
    without = [each["key"] for each in found if not video_of(each)]
    texts = readable(course_id, without) if without else ()
    return {
        each["key"]: {**each, "content": content_of(each, texts)}
        for each in found
        if keys is None or each["key"] in keys
    }


def of_course(course_id: ObjectId, keys: Collection[int] | None) -> dict[str, Any]:
    """A query for these lectures, or for all where these are many: the embedded engine takes a
    second for 382 keys, and 60 ms for the course.
    """
    is_few = keys is not None and len(keys) <= FEW
    return {"course": course_id, **({"key": {"$in": list(keys or ())}} if is_few else {})}


def video_of(held: Mapping[str, Any]) -> str | None:
    """Where the video of a lecture lies, if it has one."""
    video = held.get("video") or {}
    return VIDEO if video.get("media") else ELSEWHERE if video.get("url") else None


def content_of(held: Mapping[str, Any], texts: Collection[int]) -> str:
    """What a lecture holds; ``texts`` are the keys of those with anything to read."""
    otherwise = FILES if held.get("downloads") else NOTHING
    return video_of(held) or (TEXT if held["key"] in texts else otherwise)


def readable(course_id: ObjectId, keys: Collection[int]) -> set[int]:
    """Those of these lectures, maybe with others, that hold anything to read."""
    wanted = {**of_course(course_id, keys), "$or": list(READABLE)}
    return {each["key"] for each in Lecture.collection().find(wanted, {"key": 1})}


def copies(entry: CourseLecture, held: Mapping[str, Any] | None) -> dict[str, Any]:
    """What an entry is to say of what its lecture holds, by field.

    What the lecture itself does not say (one that was brought in) the entry says alone.
    """
    if held is None:
        return {}
    said = {name: held[name] for name in ("duration_seconds", "is_preview") if name in held}
    made = {
        "has_video": held["content"] in (VIDEO, ELSEWHERE),
        "languages": [each["language"] for each in held.get("captions") or ()],
        "content": held["content"],
        "lecture": held["_id"],
    }
    both = {**said, **made}
    return {name: value for name, value in both.items() if (entry[name] or None) != (value or None)}


def told(course: Course, keys: Collection[int]) -> dict[int, Told]:
    """What these lectures hold; no document is read where the outline says it.

    One that an earlier version wrote does not, nor one of a lecture that was empty: old processes
    may have filled it since.
    """
    entries = {each.key: each for each in course.lectures}
    silent = [key for key in keys if key not in entries or entries[key].content in (None, NOTHING)]
    held = lectures_held(course.id, silent)
    found = {
        key: entries.get(key) or CourseLecture() for key in keys if key in entries or key in held
    }
    newer = {key: copies(entry, held.get(key)) for key, entry in found.items()}
    return {
        key: Told(*(newer[key].get(name, entry[name]) for name in Told._fields))
        for key, entry in found.items()
    }


def outlined(request: Request, course: Course) -> dict[int, Told]:
    """That of the whole outline, as it is stored or typed; each is looked at once a request."""
    known: dict[Looked, dict[int, Told]] = request.known_outlines
    looked = (course.id, *((each.key, each.content) for each in course.lectures))
    if looked not in known:
        known[looked] = told(course, [each.key for each in course.lectures])
    return known[looked]


def outlined_alike(courses: Collection[Course]) -> dict[ObjectId, dict[int, Told]]:
    """That of several by their ids, with one query for all: what holds anything that no outline
    says is taken for a text.
    """
    found = {
        course.id: {
            each.key: Told(*(each[name] for name in Told._fields)) for each in course.lectures
        }
        for course in courses
    }
    silent = [key for key, held in found.items() if any(each.is_empty for each in held.values())]
    wanted = {"course": {"$in": silent}, "$or": list(HOLDING)}
    for each in Lecture.collection().find(wanted, {"course": 1, "key": 1}) if silent else ():
        held, key = found[each["course"]], each["key"]
        if key in held and held[key].is_empty:
            held[key] = held[key]._replace(content=TEXT)
    return found


def known_outlines(_request: Request) -> dict[Looked, dict[int, Told]]:
    """What was looked at for this request, by outline."""
    return {}


def includeme(config: Configurator) -> None:
    config.add_request_method(known_outlines, reify=True)
