"""What visitors see of interviews at one moment, and what chooses from them."""

from dataclasses import dataclass
from typing import ClassVar

from bson import ObjectId

from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.shown import Chosen, Shown, people_in


@dataclass(frozen=True, slots=True)
class InterviewSelection(Chosen):
    """Interviews that have all of this in common."""

    person: ObjectId | None = None


class Interviews(Shown[InterviewCard, InterviewSelection]):
    """The interviews that everybody may see."""

    keys: ClassVar = {"person": people_in, "topic": lambda card: card.topics}

    def neighbours(self, card: InterviewCard) -> tuple[InterviewCard | None, InterviewCard | None]:
        """Those before and after a public one in time."""
        place = self._places[card.id]
        earlier = self.all[place + 1] if place + 1 < len(self.all) else None
        return earlier, self.all[place - 1] if place else None
