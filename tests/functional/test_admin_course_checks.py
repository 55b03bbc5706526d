"""What blocks and warns beside the form of a course, and before it is published."""

from typing import Any

import pytest

from talkpython_site.documents import Course, Enclosure, TranscriptLine
from talkpython_site.documents.lecture import Download
from talkpython_site.outline_writing import renew_outline
from tests.conftest import Visit
from tests.editors import DRAFT, do, now_of
from tests.factories import make_course, make_lecture, make_person, make_topic
from tests.reading import links, texts
from tests.visitors import admin

NOTHING: dict[str, Any] = {"text_html": None, "transcript": []}
VIDEO = f"{'a' * 64}.mp4"
OUTLINE = "//p[contains(@class, 'outline-facts')]"
BARE = [
    "Warning: It has no pitch.",
    "Warning: Nobody knows for which level it is.",
    "Warning: It has no topics.",
    "Warning: It has no authors.",
    "Warning: It has no artwork.",
]


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


def make_bare(*sizes: int, **changes: Any) -> Course:
    """A course that says nothing of itself."""
    said: dict[str, Any] = {"description_html": None, "level": None, "topics": [], "people": []}
    return make_course(**{**DRAFT, **said, "artwork": None, "outline": sizes, **changes})


def marks(browser: Visit, course: Course) -> list[str]:
    page = browser.get(f"/admin/courses/{course.id}")
    return [text.partition(" ")[2] for text in texts(page, "//ul[@class='checks']/li")]


def test_a_course_without_anything_is_warned_of(browser: Visit) -> None:
    course = make_bare()
    assert marks(browser, course) == [*BARE, "Warning: It has no lectures."]
    do(browser, course, "publish")
    assert now_of(course).state == "published"


def test_what_is_whole_is_fine(browser: Visit) -> None:
    course = make_bare(
        1, description_source="Pitch.", level="beginner", topics=[make_topic()],
        people=[make_person()], artwork="c" * 64,
    )  # fmt: skip
    make_lecture(course)
    assert marks(browser, course) == [
        "Every lecture holds something",
        "Every title is somebody’s own",
        "It says who made it",
    ]


@pytest.mark.parametrize(
    "held",
    [
        {"video": Enclosure(media=VIDEO)},
        {"video": Enclosure(url="https://video.example/1.mp4")},
        {"text_html": "<p>Read.</p>"},
        {"text_source": "Read."},
        {"transcript": [TranscriptLine(start_seconds=0.0, text="Said.")]},
        {"downloads": [Download(name="tides.ods", media=VIDEO)]},
    ],
)
def test_a_lecture_holds_what_is_watched_or_read(browser: Visit, held: dict[str, Any]) -> None:
    course = make_bare(2)
    make_lecture(course, course.lectures[0].key, **{**NOTHING, **held})
    title = course.lectures[1].title
    told = f"Warning: Not shown until filled in: “{title}”."
    assert told in marks(browser, course)
    make_lecture(course, course.lectures[1].key, **{**NOTHING, **held})
    assert told not in marks(browser, course)
    do(browser, course, "publish")


def test_where_all_lectures_are_empty_nothing_is_published(browser: Visit) -> None:
    course = make_bare(2)
    first, second = (each.title for each in course.lectures)
    page = do(browser, course, "publish", 422)
    assert texts(page, "//*[@role='alert']//li") == [
        f"Nothing to watch or read is in “{first}” and “{second}”."
    ]
    assert links(page, "//*[@role='alert']") == [f"/admin/courses/{course.id}#outline"]


def test_of_many_empty_lectures_some_are_named(browser: Visit) -> None:
    course = make_bare(5)
    make_lecture(course, course.lectures[0].key, **NOTHING)
    first, second = (each.title for each in course.lectures[:2])
    told = f"Blocks: Nothing to watch or read is in “{first}”, “{second}” and 3 more."
    assert marks(browser, course)[0] == told


def test_titles_that_were_made_up_are_named(browser: Visit) -> None:
    course = make_bare(1)
    make_lecture(course)
    course.chapters[0].is_titled = course.lectures[0].is_titled = False
    course.change()
    titles = course.chapters[0].title, course.lectures[0].title
    told = "Warning: Titles that were made up of first words: “{}” and “{}”.".format(*titles)
    assert told in marks(browser, course)


def test_a_video_elsewhere_cannot_be_closed(browser: Visit) -> None:
    course = make_bare(2)
    videos = Enclosure(media=VIDEO), Enclosure(url="https://video.example/1.mp4")
    for each, video in zip(course.lectures, videos, strict=True):
        make_lecture(course, each.key, video=video)
    told = "A video that lies elsewhere is open to everybody who has its address"
    assert f"Warning: {told}: “{course.lectures[1].title}”." in marks(browser, course)


def test_what_is_wrong_is_found_by_one_query(browser: Visit, queries: Any) -> None:
    course = make_bare(5)
    browser.get(f"/admin/courses/{course.id}")
    with queries() as asked:
        do(browser, course, "publish", 422)
    assert asked.names.count("find lectures") == 1


def test_no_lecture_is_read_where_the_outline_says_what_it_holds(
    browser: Visit, queries: Any
) -> None:
    course = make_bare(3, state="draft")
    videos = Enclosure(media=VIDEO), Enclosure(url="https://video.example/1.mp4"), None
    for each, video in zip(course.lectures, videos, strict=True):
        make_lecture(course, each.key, video=video)
    with queries() as before:
        page = browser.get(f"/admin/courses/{course.id}")
    assert before.names.count("find lectures") == 2, "once for all, once for who has no video"
    renew_outline(course)
    course.change()
    with queries() as after:
        again = browser.get(f"/admin/courses/{course.id}")
    assert "find lectures" not in after.names
    assert texts(again, OUTLINE) == texts(page, OUTLINE)
    assert marks(browser, course)[-2:] == [
        "Every lecture holds something", "Every title is somebody’s own",
    ]  # fmt: skip
