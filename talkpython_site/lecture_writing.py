"""What was typed, written into a lecture."""

from collections.abc import Mapping
from typing import Any

from talkpython_site import episode_lines
from talkpython_site.documents import Enclosure, Lecture
from talkpython_site.lecture_texts import is_html
from talkpython_site.markdown import render
from talkpython_site.markdown.lectures import read_lecture
from talkpython_site.markdown.pictures import Sizes
from talkpython_site.media import type_at
from talkpython_site.writing import put

Values = Mapping[str, Any]
MP4 = "video/mp4"  # of an address that does not say what it is
AS_READ = {
    "duration": "duration_seconds",
    "is_preview": "is_preview",
    "captions": "captions",
    "transcript": "transcript",
    "downloads": "downloads",
}


def write(lecture: Lecture, values: Values, here: str, sizes: Sizes) -> None:
    """Put the values of those fields into a lecture that were changed; all else stays as it is.

    ``here`` is the address of its page, ``sizes`` knows the pictures kept here.
    """
    for name, field in AS_READ.items():
        if name in values:
            put(lecture, field, values[name])
    if {"media", "video"} & values.keys():
        put(lecture, "video", video(lecture.video, values))
    if "text" in values:
        write_text(lecture, values["text"], here, sizes)


def video(before: Enclosure | None, values: Values) -> Enclosure | None:
    """The file that is kept here, or an address in its place."""
    kept, url = values.get("media"), values.get("video")
    if kept:
        its = {"media": kept.media, "type": kept.type, "size_bytes": kept.size_bytes}
        return episode_lines.changed(Enclosure, before, url=None, **its)
    if url:
        its = {"media": None, "type": type_at(url) or MP4, "size_bytes": None}
        return episode_lines.changed(Enclosure, before, url=url, **its)
    if before and before.media and "media" not in values:
        return before
    return None


def write_text(lecture: Lecture, source: str, here: str, sizes: Sizes) -> None:
    """A text in HTML stays HTML until there is none."""
    if is_html(lecture):
        html = render(source, here, sizes=sizes).html
    else:
        html = read_lecture(source, here, sizes)
        put(lecture, "text_source", source)
    put(lecture, "text_html", str(html))
