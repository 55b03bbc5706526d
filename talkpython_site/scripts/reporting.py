"""What an import says when it is done: counts, then every oddity with its item and reason."""

import unicodedata
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from talkpython_site.course_checks import CHECKS, IN_COURSE
from talkpython_site.documents import Course
from talkpython_site.documents.account_name import TURNING
from talkpython_site.importing.courses.outcome import CourseOutcome
from talkpython_site.importing.courses.parsed import ParsedCourse
from talkpython_site.importing.feeds.outcome import Outcome
from talkpython_site.importing.feeds.parsed import Oddity, ParsedFeed
from talkpython_site.wording import counted, hours

FILTERS = ("topics", "level", "people")  # of the list of courses


class Report:
    """Prints in a terminal as wide as it is, elsewhere a line for each thing."""

    def __init__(self, console: Console, address: str) -> None:
        self._console = console
        self.address = address  # where it can be seen

    def print(self, feed: ParsedFeed, outcome: Outcome, seconds: float) -> None:
        set_aside = [*feed.set_aside, *outcome.set_aside]
        self._head(outcome, "podcast", f"{len(set_aside)} set aside, in {seconds:.1f} s")
        if feed.recovered:
            self.line(f"Not well-formed, read as far as it makes sense: {feed.recovered}")
        self.section("Set aside", set_aside)
        self.section("Worth a look", feed.oddities)
        self.section("Kept as it is here", outcome.kept)
        counts = sorted(feed.unknown_elements.items())
        if counts:
            self._title("Elements that are not kept")
            self.line(", ".join(f"{name} {count}" for name, count in counts), 2)
        if feed.dropped_images:
            self.line(f"Tracking pictures dropped from notes: {feed.dropped_images}")

    def print_course(self, course: ParsedCourse, outcome: CourseOutcome, seconds: float) -> None:
        set_aside = [*course.set_aside, *outcome.set_aside]
        self._head(outcome, "course", f"{len(set_aside)} set aside, in {seconds:.1f} s")
        self.line(size(outcome.course))
        if course.readme:
            self.line(f"Its page is made of {course.readme}")
        if lacking := [CHECKS[key].words for key in FILTERS if IN_COURSE[key](outcome.course)]:
            self.line(f"It has {', '.join(lacking)}: filters by these do not find it")
        if outcome.titles_made:
            self.line(f"Lectures that are called after their first words: {outcome.titles_made}")
        self.section("Set aside", set_aside)
        self.section("Worth a look", course.oddities)
        self.section("Kept as it is here", outcome.kept)

    def _head(self, outcome: Outcome, thing: str, rest: str) -> None:
        choice = outcome.choice
        kind = f"a new {thing}" if choice.is_new else f"a {thing} that is here already"
        self._console.print()
        self.line(outcome.title, style="bold")
        self.line(f"{kind} ({choice.reason})")
        counts = f"{outcome.new} new, {outcome.changed} changed, {outcome.unchanged} unchanged"
        self.line(f"{counts}, {rest}")
        self.line(self.address)

    def section(self, title: str, oddities: Iterable[Oddity]) -> None:
        """The items of each reason below it; a reason of one item beside that."""
        items: dict[str, list[str]] = {}
        for oddity in oddities:
            items.setdefault(oddity.reason, []).append(oddity.item)
        if items:
            self._title(f"{title} ({sum(map(len, items.values()))})")
        for reason, names in items.items():
            if len(names) == 1:
                self.line(f"{names[0]}: {reason}", 2)
            else:
                self.line(f"{reason} ({len(names)})", 2)
                for name in names:
                    self.line(name, 4)

    def _title(self, words: str) -> None:
        self._console.print()
        self.line(words, style="bold")

    def line(self, words: str, indent: int = 0, style: str = "") -> None:
        text = Text(printable(words), style)
        if self._console.is_terminal:
            self._console.print(Padding(text, (0, 0, 0, indent), expand=False))
        else:
            self._console.print(" " * indent, text, sep="", soft_wrap=True)


def size(course: Course) -> str:
    """How much its page shows, whatever its folder has."""
    lectures, chapters = course.lecture_count or 0, course.chapter_count or 0
    if not lectures:
        return "no lectures"
    counts = f"{counted(lectures, 'lecture')} in {counted(chapters, 'chapter')}"
    return f"{counts}, {hours(course.duration_seconds or 0)}"


def printable(words: str) -> str:
    """On one line, without what a terminal would obey."""
    return "".join("\N{REPLACEMENT CHARACTER}" if is_control(c) else c for c in words)


def is_control(character: str) -> bool:
    """Controls, line breaks of all kinds, halves of characters and changes of direction."""
    return (
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in TURNING
    )
