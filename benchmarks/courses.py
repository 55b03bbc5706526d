"""Courses, invented: one with as many lectures as the longest real one, and a list of 200."""

import random
from datetime import timedelta
from typing import Any

from benchmarks.generating import NEWEST, sentence
from talkpython_site.documents import Course, CourseChapter, CourseLecture, Lecture, Person, Topic

COURSES = 200
LECTURES, CHAPTERS = 382, 32  # of the longest one
FEW = 24
LEVELS = ("beginner", "intermediate", "advanced")
LINES = 150  # of a transcript


def generate_courses() -> None:
    """Add to the people and topics that there are: all courses, and what the longest one holds."""
    chance = random.Random(11)
    people, topics = (list(each.collection().find()) for each in (Person, Topic))
    rows = [course(n, chance, people, topics) for n in range(COURSES)]
    Course.collection().insert_many(rows)
    held = [lecture(rows[0]["_id"], each["key"], chance) for each in rows[0]["lectures"]]
    Lecture.collection().insert_many(held)


def course(
    n: int, chance: random.Random, people: list[dict[str, Any]], topics: list[dict[str, Any]]
) -> dict[str, Any]:
    made = Course(
        slug=f"course-{n}",
        slugs=[f"course-{n}"],
        title=sentence(chance, 5),
        subtitle=sentence(chance, 14),
        description_html="".join(f"<p>{sentence(chance, 60)}</p>" for _ in range(4)),
        outcomes=[sentence(chance, 8) for _ in range(6)],
        level=chance.choice(LEVELS),
        state="published",
        published_at=NEWEST - timedelta(days=n),
        access="free",
        own_hue=f"hue-{n % 12 + 1}",
        topics=[topic["_id"] for topic in chance.sample(topics, 3)],
    )
    made.outline(*outline(chance, *((LECTURES, CHAPTERS) if n == 0 else (FEW, 4))))
    authors = [{"person": person["_id"], "role": "author"} for person in chance.sample(people, 2)]
    return {**made.to_mongo(), "people": authors}


def outline(
    chance: random.Random, lectures: int, chapters: int
) -> tuple[list[CourseChapter], list[CourseLecture]]:
    parts = [CourseChapter(key=key, title=sentence(chance, 4)) for key in range(1, chapters + 1)]
    return parts, [
        CourseLecture(
            key=chapters + n,
            chapter=(n - 1) * chapters // lectures + 1,
            title=sentence(chance, 6),
            slug=f"lecture-{n}",
            duration_seconds=chance.randint(60, 900),
            is_preview=n <= 3 or None,
        )
        for n in range(1, lectures + 1)
    ]


def lecture(course_id: Any, key: int, chance: random.Random) -> dict[str, Any]:
    lines = [
        {"start_seconds": 4.0 * line, "text": sentence(chance, 9) + "."} for line in range(LINES)
    ]
    return {"course": course_id, "key": key, "transcript": lines}
