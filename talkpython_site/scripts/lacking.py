"""What is published and names files that are not here."""

from collections.abc import Set

from talkpython_site.documents import Course, Interview, Lecture
from talkpython_site.documents.interview import pictures_of
from talkpython_site.documents.visibility import PUBLISHED
from talkpython_site.pictures import PictureFolder


def lacking_courses(pictures: PictureFolder, here: Set[str]) -> list[str]:
    """Titles of the courses whose artwork, or a video or download of theirs, is not here."""
    files = Lecture.collection().find({}, {"course": 1, "video.media": 1, "downloads.media": 1})
    gone = {
        each["course"]
        for each in files
        for file in (each.get("video") or {}, *(each.get("downloads") or ()))
        if file.get("media") and file["media"] not in here
    }
    shown = Course.objects(state=PUBLISHED).only("title", "artwork").order_by("title")
    return [
        each.title
        for each in shown
        if each.id in gone or (each.artwork and not pictures.is_whole(each.artwork))
    ]


def lacking_interviews(pictures: PictureFolder) -> list[str]:
    """Titles of the interviews whose portrait, or a picture in them, is not here."""
    fields = {"title": 1, "artwork": 1, "blocks.picture": 1}
    shown = Interview.collection().find({"state": PUBLISHED}, fields).sort("title")
    return [each["title"] for each in shown if not all(map(pictures.is_whole, pictures_of(each)))]
