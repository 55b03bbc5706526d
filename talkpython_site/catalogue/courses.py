"""What visitors see of courses at one moment, and what chooses from them."""

from dataclasses import dataclass
from typing import ClassVar

from bson import ObjectId

from talkpython_site.catalogue.cards import CourseCard
from talkpython_site.catalogue.shown import Chosen, Shown, people_in

HOUR = 3600
# From how many seconds on a course lasts so long, the shortest first.
LENGTHS = {"short": 1, "medium": 2 * HOUR, "long": 6 * HOUR}


@dataclass(frozen=True, slots=True)
class CourseSelection(Chosen):
    """Courses that have all of this in common."""

    level: str | None = None
    author: ObjectId | None = None
    length: str | None = None


def length_of(card: CourseCard) -> str | None:
    """Which of ``LENGTHS`` a course has; None where nothing is known of it."""
    fitting = [name for name, least in LENGTHS.items() if card.duration_seconds >= least]
    return fitting[-1] if fitting else None


class Courses(Shown[CourseCard, CourseSelection]):
    """The courses that everybody may see."""

    keys: ClassVar = {
        "topic": lambda card: card.topics,
        "level": lambda card: (card.level,),
        "author": people_in,
        "length": lambda card: (length_of(card),),
    }
