"""What the first page of the admin area says of courses: what to see to, what is in the making."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import course_finding, course_rows, overview_blocks, wording
from talkpython_site.catalogue.cards import CourseCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.checks import Check
from talkpython_site.course_checks import Found, checks_in
from talkpython_site.course_finding import MADE_UP
from talkpython_site.documents import Course
from talkpython_site.notices import Notice
from talkpython_site.outline_copies import outlined_alike
from talkpython_site.standing_lists import Listed

LOOKED_AT = ("title", "slug", "lectures.key", "lectures.title", "lectures.content")


def content(request: Request, snapshot: Snapshot) -> dict[str, Any]:
    """What waits for its time and what is begun, the newest first, and what to see to."""
    every = course_finding.listed(request, snapshot)
    scheduled, drafts = overview_blocks.in_the_making(every)
    return {
        "courses": course_rows.rows(request, [*scheduled, *drafts], snapshot),
        "notices": [*blocked(request, scheduled), *untitled(request, every)],
    }


def blocked(request: Request, scheduled: Collection[Listed[CourseCard]]) -> Iterator[Notice]:
    """What appears at its time, though something would keep it from being published now."""
    blocks = blocks_of([each.card.id for each in scheduled])
    return overview_blocks.told(request, scheduled, blocks)


def blocks_of(ids: Collection[ObjectId]) -> dict[ObjectId, list[Check]]:
    """What blocks each of these courses, by their ids: two queries for all of them."""
    courses = list(Course.objects(id__in=ids).only(*LOOKED_AT)) if ids else []
    holding = outlined_alike(courses)
    return {
        course.id: [
            check
            for check in checks_in(Found(course, holding[course.id])).values()
            if check.is_blocking
        ]
        for course in courses
    }


def untitled(request: Request, every: Iterable[Listed[CourseCard]]) -> Iterator[Notice]:
    """How many have titles that an import made up."""
    number = sum(bool(each.card.made_up_titles) for each in every)
    if number:
        counted = wording.counted(number, "course has", "courses have")
        address = request.route_path("admin.courses", _query={"titles": MADE_UP})
        yield Notice(f"{counted} titles that were made up of first words.", address)
