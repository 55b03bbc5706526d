"""The files of a lecture: those that its form names, and those that come without script."""

from collections.abc import Mapping

from pyramid.request import Request

from talkpython_site import (
    episode_lines,
    languages,
    lecture_lines,
    plain_uploads,
    upload_words,
    wording,
)
from talkpython_site.documents import Captions, Lecture, Upload
from talkpython_site.documents.upload import HERE
from talkpython_site.form_actions import ActionError, action
from talkpython_site.forms.lectures import LectureForm
from talkpython_site.forms.reading import LANGUAGE
from talkpython_site.lecture_places import place_of
from talkpython_site.upload_purposes import CAPTIONS, FILE, VIDEO

KEPT = "It is here, and is seen once you save the form. Nothing is saved yet."
PUT_DOWN = "“{}” is here. It is handed out once you save the form."
RENAMED = "There is a file “{}” already: this one is called “{}”. Save the form to hand it out."
CAPTIONED = "The captions in “{}” are here. They are seen once you save the form."
NO_LANGUAGE = "Type the language of these captions: its code, as en for English."
TWICE = "There are captions in “{}” already: take that line away first."
MISSING_VIDEO = "This video is missing in the storage of the site: nobody can watch it."
MISSING = "“{}” is missing in the storage of the site: nobody can get it."
AGAIN = "Upload it again."


@action("video", "media", "lecture")
def keep_video(request: Request, form: LectureForm, _told: str) -> str:
    upload = plain_uploads.kept(request, "video_file", VIDEO)
    form.media.data, form.video.data = upload.media, ""
    return KEPT


@action("no-video", "media", "lecture")
def take_away(_request: Request, form: LectureForm, _told: str) -> str:
    form.media.data = ""
    return plain_uploads.TAKEN_AWAY


@action("captions", "captions", "lecture")
def keep_captions(request: Request, form: LectureForm, _told: str) -> str:
    """In the language that is typed, else in that of the file's name, else in the course's."""
    upload = plain_uploads.kept(request, "captions_file", CAPTIONS)
    lines = episode_lines.lines_of(form.captions.data or "")
    taken = {languages.tag_of(line.rpartition(" ")[0].strip()).lower() for line in lines}
    typed = languages.tag_of((form.captions_language.data or "").strip())
    place = place_of(request, form.thing)
    own = (place.course.language or "") if place else ""
    language = typed or lecture_lines.language_in(upload.name or "") or own
    if not LANGUAGE.fullmatch(language):
        raise ActionError(NO_LANGUAGE)
    if language.lower() in taken:
        raise ActionError(TWICE.format(language))
    digest = (upload.media or "").partition(".")[0]
    form.captions.data = "\n".join([*lines, f"{language} {digest}"])
    form.captions_language.data = ""
    return CAPTIONED.format(languages.own_name(language))


@action("download", "downloads", "lecture")
def keep_download(request: Request, form: LectureForm, _told: str) -> str:
    upload = plain_uploads.kept(request, "download_file", FILE)
    before = form.downloads.data or ""
    name = lecture_lines.free_name(upload.name or "", before)
    lines = episode_lines.lines_of(before)
    form.downloads.data = "\n".join([*lines, f"{name} | {upload.media}"])
    own = lecture_lines.saved_as(upload.name or "")
    return PUT_DOWN.format(name) if name == own else RENAMED.format(own, name)


def video_in(request: Request, form: LectureForm) -> str | None:
    """The video that a form names, in words."""
    given = form.media.data or ""
    if not given:
        return None
    own = form.thing.video
    if own and own.media == given:
        seconds = form.thing.duration_seconds
        length = wording.position(seconds) if seconds else ""
        return ", ".join(filter(None, ("MP4", wording.size(own.size_bytes or 0), length)))
    return next((upload_words.words(each) for each in uploads_of(request, [given])), "A file")


def captions_in(request: Request, form: LectureForm) -> Mapping[str, str]:
    """What is known of the captions that a form names, by their digests."""
    found = {lecture_lines.digest(each.vtt or ""): told_of(each) for each in form.thing.captions}
    keys = [line.rpartition(" ")[2] for line in episode_lines.lines_of(form.captions.data or "")]
    sent = uploads_of(request, [f"{key}.bin" for key in keys if key not in found])
    for upload in sent:
        digest = (upload.media or "").partition(".")[0]
        name = wording.excerpt(upload.name or "A file", 60)
        found[digest] = f"{name}: {upload_words.words(upload)}, not saved yet"
    return {key: found[key] for key in keys if key in found}


def told_of(captions: Captions) -> str:
    """Those that an earlier version wrote are counted now."""
    if captions.cue_count is None:
        captions = lecture_lines.captions_of(captions.language, captions.vtt or "")
    count, end = wording.counted(captions.cue_count or 0, "line"), captions.end_seconds
    return f"{count}, to {wording.position(end)}" if end else count


def files_in(request: Request, form: LectureForm) -> Mapping[str, str]:
    """How large the files are that a form names, by their keys."""
    found = {each.media: wording.size(each.size_bytes or 0) for each in form.thing.downloads}
    lines = episode_lines.lines_of(form.downloads.data or "")
    keys = [line.rpartition("|")[2].strip() for line in lines]
    for upload in uploads_of(request, [key for key in keys if key not in found]):
        found[upload.media or ""] = f"{wording.size(upload.size_bytes)}, not saved yet"
    return {key: found[key] for key in keys if key in found}


def uploads_of(request: Request, keys: list[str]) -> list[Upload]:
    """Of who is signed in."""
    if not keys:
        return []
    own = Upload.objects.of(request.signed_in.account_id)
    return list(own.filter(media__in=keys, state=HERE))


def missing(request: Request, lecture: Lecture) -> list[str]:
    """What a lecture names and is not there, a sentence each."""
    files = request.registry.media
    video = lecture.video.media if lecture.video else None
    said = [f"{MISSING_VIDEO} {AGAIN}"] if video and not files.has(video) else []
    gone = (each for each in lecture.downloads if not files.has(each.media or ""))
    return [*said, *(f"{MISSING.format(each.name)} {AGAIN}" for each in gone)]
