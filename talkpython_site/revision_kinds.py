"""How each kind of content is found, and taken back to what it was."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import lecture_saving
from talkpython_site.documents import Course, Episode, Interview, Lecture, Podcast, Revision
from talkpython_site.documents.interview import pictures_of
from talkpython_site.documents.lecture import files_of
from talkpython_site.documents.states import Status
from talkpython_site.editing import (
    cards_now,
    is_live,
    wanted_course,
    wanted_episode,
    wanted_interview,
    wanted_podcast,
)
from talkpython_site.episode_checks import checks_of, gone, look_at
from talkpython_site.episode_needs import FIRST, missed
from talkpython_site.interview_checks import TAKEN_BACK
from talkpython_site.interview_checks import checks_of as interview_checks
from talkpython_site.interview_checks import missed as interview_missed
from talkpython_site.lecture_places import title_of, wanted_lecture
from talkpython_site.outline_writing import renew_outline

NOT_HERE = "What lies in the bin is taken out of it first."
AUDIO_GONE = (
    "The audio of that time is not kept any more: a file goes 30 days after it was replaced. "
    "What else it said can be copied from here."
)
FILE_GONE = (
    "A file of that time is not kept any more: it goes 30 days after it was replaced. "
    "What else it said can be copied from here."
)

PICTURE_GONE = (
    "A picture of that time is not kept any more: it goes 30 days after nothing names it. "
    "What else it said can be copied from here."
)


class Content(NamedTuple):
    """How a kind of content is found, taken back to what it was, and told to be public.

    ``take`` gives what speaks against it: a status and a sentence, or None.
    """

    wanted: Callable[[Request], Any]
    take: Callable[[Request, Any, Revision], tuple[int, str] | None]
    is_public: Callable[[Any, Request], bool]
    may_bring_back: Callable[[Any, Request], bool]
    said: str
    title: Callable[[Any], str] = attrgetter("title")


def take_episode(request: Request, episode: Episode, revision: Revision) -> tuple[int, str] | None:
    """What is published never lacks what it needs by being brought back."""
    status = episode.status(request.now)
    if status is Status.BINNED:
        return 409, NOT_HERE
    snapshot, files = cards_now(request), request.registry.media
    before, was_gone = checks_of(episode, snapshot), gone(episode, files)
    episode.take(revision.content)
    if gone(episode, files) - was_gone:
        return 422, AUDIO_GONE
    look_at(episode, snapshot)
    lacks = missed(status, before, episode.checks)
    if lacks:
        told = " ".join(check.sentence for check in lacks)
        return 422, f"What is published cannot become that. {told} {FIRST[status]}."
    return None


def take_podcast(_request: Request, podcast: Podcast, revision: Revision) -> None:
    podcast.take(revision.content)


def take_course(request: Request, course: Course, revision: Revision) -> tuple[int, str] | None:
    """Its outline says what its lectures hold now, not what they held then."""
    if course.status(request.now) is Status.BINNED:
        return 409, NOT_HERE
    course.take(revision.content)
    renew_outline(course)
    return None


def take_lecture(request: Request, lecture: Lecture, revision: Revision) -> tuple[int, str] | None:
    """A file that went since is not brought back."""
    if lecture_saving.status(request, lecture) is Status.BINNED:
        return 409, NOT_HERE
    had = set(files_of(lecture.to_mongo()))
    lecture.take(revision.content)
    new = set(files_of(lecture.to_mongo())) - had
    return None if all(map(request.registry.media.has, new)) else (422, FILE_GONE)


def take_interview(
    request: Request, interview: Interview, revision: Revision
) -> tuple[int, str] | None:
    """What is published never lacks what it needs, and a picture that went since is not back."""
    status = interview.status(request.now)
    if status is Status.BINNED:
        return 409, NOT_HERE
    had, before = pictures_of(interview.to_mongo()), interview_checks(request, interview)
    interview.take(revision.content)
    new = pictures_of(interview.to_mongo()) - had
    if not all(map(request.registry.pictures.wanted, new)):
        return 422, PICTURE_GONE
    lacks = interview_missed(status, before, interview_checks(request, interview))
    if lacks:
        told = " ".join(check.sentence for check in lacks)
        return 422, f"What is published cannot become that. {told} {TAKEN_BACK[status]}."
    return None


CONTENT: Mapping[str, Content] = {
    "episode": Content(
        wanted_episode,
        take_episode,
        lambda episode, request: is_live(request, episode),
        lambda episode, request: episode.status(request.now) is not Status.BINNED,
        "brought-back",
    ),
    "podcast": Content(
        wanted_podcast,
        take_podcast,
        lambda podcast, request: podcast.visible_to(None, request.now),
        lambda _podcast, _request: True,
        "podcast-brought-back",
    ),
    "course": Content(
        wanted_course,
        take_course,
        lambda course, request: course.status(request.now) is Status.PUBLISHED,
        lambda course, request: course.status(request.now) is not Status.BINNED,
        "course-brought-back",
    ),
    "lecture": Content(
        wanted_lecture,
        take_lecture,
        lambda lecture, request: lecture_saving.status(request, lecture) is Status.PUBLISHED,
        lambda lecture, request: lecture_saving.status(request, lecture) is not Status.BINNED,
        "lecture-brought-back",
        title_of,
    ),
    "interview": Content(
        wanted_interview,
        take_interview,
        lambda interview, request: interview.status(request.now) is Status.PUBLISHED,
        lambda interview, request: interview.status(request.now) is not Status.BINNED,
        "interview-brought-back",
    ),
}
