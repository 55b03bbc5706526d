"""What an import of a course did, for the one who runs it."""

from dataclasses import dataclass, field

from talkpython_site.documents import Course
from talkpython_site.importing.feeds.outcome import Outcome
from talkpython_site.importing.feeds.parsed import Oddity


@dataclass(slots=True)
class CourseOutcome(Outcome):
    """What was done so far; each lecture of the folder is counted or set aside."""

    course: Course = field(default_factory=Course)  # as it stands in the end

    @property
    def titles_made(self) -> int:
        """How many titles are first words, for want of any, and wait for an editor."""
        return sum(lecture.is_titled is False for lecture in self.course.lectures)

    def sets_aside(self, item: str, reason: str) -> None:
        self.set_aside.append(Oddity(item, reason))
