"""What is looked at before a course is published: what blocks, and what only warns."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site.checks import Check, Severity, Verdict, told_in, verdict_of
from talkpython_site.documents import Course
from talkpython_site.outline_copies import ELSEWHERE, Told, outlined


class Found(NamedTuple):
    """A course, and what its lectures hold, by their keys."""

    course: Course
    holding: Mapping[int, Told]

    def empty(self) -> list[str]:
        """Titles of the lectures that hold nothing."""
        return [e.title for e in self.course.lectures if self.holding[e.key].is_empty]

    def nothing(self) -> list[str]:
        """The same where all of them do."""
        empty = self.empty()
        return empty if len(empty) == len(self.course.lectures) else []

    def some(self) -> list[str]:
        """Where others do not."""
        return [] if self.nothing() else self.empty()

    def outside(self) -> list[str]:
        """Titles of those whose video lies elsewhere, in the open."""
        lectures = self.course.lectures
        return [e.title for e in lectures if self.holding[e.key].content == ELSEWHERE]

    def untitled(self) -> list[str]:
        """Titles that were made up, of chapters and lectures."""
        parts = (*self.course.chapters, *self.course.lectures)
        return [each.title for each in parts if each.is_titled is False]


# What blocks first, each in the order of the form; braces hold the titles of parts.
CHECKS: Mapping[str, Check] = {
    "title": Check(Severity.BLOCKS, "title", "It has no title.", "no title"),
    "slug": Check(Severity.BLOCKS, "slug", "It has no address.", "no address"),
    "nothing": Check(
        Severity.BLOCKS, "outline", "Nothing to watch or read is in {}.", "empty lectures"
    ),
    "description": Check(Severity.WARNS, "description", "It has no pitch.", "no pitch"),
    "level": Check(Severity.WARNS, "level", "Nobody knows for which level it is.", "no level"),
    "topics": Check(Severity.WARNS, "topics", "It has no topics.", "no topics"),
    "people": Check(Severity.WARNS, "people", "It has no authors.", "no authors"),
    "artwork": Check(Severity.WARNS, "artwork", "It has no artwork.", "no artwork"),
    "lectures": Check(Severity.WARNS, "outline", "It has no lectures.", "no lectures"),
    "empty": Check(
        Severity.WARNS, "outline", "Not shown until filled in: {}.",
        "empty lectures",
    ),
    "untitled": Check(
        Severity.WARNS, "outline", "Titles that were made up of first words: {}.", "titles made up"
    ),
    "outside": Check(
        Severity.WARNS, "outline",
        "A video that lies elsewhere is open to everybody who has its address: {}.",
        "videos elsewhere",
    ),
}  # fmt: skip


IN_COURSE: Mapping[str, Callable[[Course], bool]] = {
    "title": lambda course: not (course.title or "").strip(),
    "slug": lambda course: not course.slug,
    "description": lambda course: not (course.description_source or course.description_html),
    "level": lambda course: not course.level,
    "topics": lambda course: not course.topics,
    "people": lambda course: not course.people,
    "artwork": lambda course: not course.artwork,
    "lectures": lambda course: not course.lectures,
}
IN_PARTS: Mapping[str, Callable[[Found], list[str]]] = {
    "nothing": Found.nothing,
    "empty": Found.some,
    "untitled": Found.untitled,
    "outside": Found.outside,
}


def checks_of(request: Request, course: Course) -> dict[str, Check]:
    """What is wrong now, by key, in the order of the table."""
    return checks_in(Found(course, outlined(request, course)))


def checks_in(found: Found) -> dict[str, Check]:
    titles = {key: [f"“{e}”" for e in list_of(found)] for key, list_of in IN_PARTS.items()}
    wrong = {key for key, is_wrong in IN_COURSE.items() if is_wrong(found.course)}
    return told_in(CHECKS, wrong, titles)


def blocking(request: Request, course: Course) -> list[Check]:
    return [check for check in checks_of(request, course).values() if check.is_blocking]


def verdict(request: Request, course: Course) -> Verdict:
    """What is said of a course beside its form, as it was saved last."""
    found = checks_of(request, course)
    said = {
        "Every lecture holds something": {"nothing", "empty", "lectures"},
        "Every title is somebody’s own": {"untitled", "lectures"},
        "It says who made it": {"people"},
    }
    return verdict_of(found, said)
