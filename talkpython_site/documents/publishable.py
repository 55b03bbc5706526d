"""Content that is published: when everybody sees it, and how it is taken back."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from mongoengine import BooleanField, StringField

from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.moments import MomentField, to_moment, utc_now
from talkpython_site.documents.revised import Revised
from talkpython_site.documents.states import MOVES, UNPUBLISHED, Move, MoveError, Status, status_of
from talkpython_site.documents.visibility import BINNED, DRAFT, PUBLISHED

KEPT_IN_BIN = timedelta(days=30)


class Publishable(Revised):
    """A document with a state, changed by moves alone.

    Each raises ``MoveError`` where the state does not allow it, and ``SaveConditionError`` where
    somebody else changed the document since it was read.
    """

    meta: ClassVar[dict[str, Any]] = {"abstract": True, "strict": False}

    state: str = StringField(required=True)
    published_at: datetime | None = MomentField()
    published_precision: str | None = StringField()  # "day": midnight UTC stands for the day
    unpublished_reason: str | None = StringField()  # said at the old address
    state_before: str | None = StringField()  # of what lies in the bin
    is_restorable: bool | None = BooleanField()  # binned by hand; False: its time there is over

    @classmethod
    def outlived(cls, now: datetime) -> Any:
        """What has lain in the bin for its time, to be given up."""
        return cls.objects(binned_at__lte=now - KEPT_IN_BIN, is_restorable=True)

    def status(self, now: datetime) -> Status:
        return status_of(self.state, self.published_at, now)

    def publish(self, by: Actor) -> None:
        """Show it to everybody at once. What was out before keeps its date."""
        now = self._begin(Move.PUBLISH)
        self.state, self.unpublished_reason = PUBLISHED, None
        if self.published_at is None or self.published_at > now:
            self._date(now)
        self._move(by, "published")

    def schedule(self, at: datetime, by: Actor) -> None:
        """Show it to everybody from a later moment on; nothing is written then.

        Until then the address of what was taken down goes on saying why.

        Raises ``ValueError`` for one that is not later.
        """
        at = to_moment(at)
        if at <= self._begin(Move.SCHEDULE):
            raise ValueError("This moment is not later than now.")
        self.state = PUBLISHED
        self._date(at)
        self._move(by, "scheduled", at=f"{at:%Y-%m-%d %H:%M} UTC")

    def call_off(self, by: Actor) -> None:
        """Make what is scheduled a draft again."""
        self._begin(Move.CALL_OFF)
        self.state, self.unpublished_reason = DRAFT, None
        self._date(None)
        self._move(by, "called off")

    def unpublish(self, reason: str, by: Actor) -> None:
        """Show it to nobody any more; its address says why."""
        self._begin(Move.UNPUBLISH)
        self.state, self.unpublished_reason = UNPUBLISHED, reason
        self._move(by, "unpublished")

    def bin(self, by: Actor) -> None:
        """Put it aside for 30 days; its names stay taken, so that no import brings it back."""
        self._begin(Move.BIN)
        self.state_before, self.state = self.state, BINNED
        self.binned_at, self.is_restorable = utc_now(), True
        self._move(by, "binned")

    def restore(self, by: Actor) -> None:
        """Take it out of the bin; what was or would be public waits for being published again."""
        self._begin(Move.RESTORE)
        before = self.status_before()
        self.state = DRAFT if before in {Status.DRAFT, Status.SCHEDULED} else UNPUBLISHED
        if before is Status.SCHEDULED:
            self._date(None)
        if before is not Status.UNPUBLISHED:
            self.unpublished_reason = None
        self.state_before = self.binned_at = self.is_restorable = None
        self._move(by, "restored")

    def give_up(self) -> None:
        """After its time in the bin: nobody can restore it, and its names are free."""
        self.discard()

    def status_before(self) -> Status:
        """What it was when it was put into the bin."""
        return status_of(self.state_before, self.published_at, self.binned_at or utc_now())

    @property
    def is_discarded(self) -> bool:
        return super().is_discarded and self.is_restorable is None

    def discard(self) -> Self:
        self.is_restorable = None
        return super().discard()

    def _date(self, moment: datetime | None) -> None:
        self.published_at, self.published_precision = moment, None

    def _begin(self, move: Move) -> datetime:
        now = utc_now()
        status = self.status(now)
        if move not in MOVES[status] or (move is Move.RESTORE and not self.is_restorable):
            raise MoveError(move, status)
        return now

    def _move(self, by: Actor, action: str, **values: str) -> None:
        self.save_as(by, action, state=self.state, **values)
