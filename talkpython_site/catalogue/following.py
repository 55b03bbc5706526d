"""How a snapshot follows the stamp: what was announced since, and what must be read for it."""

from collections.abc import Sequence

from bson import ObjectId

from talkpython_site.catalogue.snapshot import Snapshot, read_changed
from talkpython_site.documents.stamp import EVERYTHING, KEPT, Announcement, read_stamp


def last(recent: Sequence[Announcement]) -> ObjectId | None:
    return recent[-1].t if recent else None


def caught_up(snapshot: Snapshot) -> Snapshot:
    """A snapshot with all that was announced since; raises ``PyMongoError``.

    It is ``UNFINISHED`` where everything changed, or where its own announcement has left the
    stamp, so that nobody knows what came between.
    """
    recent = read_stamp()
    if last(recent) == snapshot.t:
        return snapshot
    missed, is_complete = announced_after(recent, snapshot.t)
    changes = read_changed({announcement.key for announcement in missed})
    return snapshot.changed_by(changes, last(recent), is_complete=is_complete)


def announced_after(
    recent: Sequence[Announcement], t: ObjectId | None
) -> tuple[Sequence[Announcement], bool]:
    """The announcements after ``t``, and whether reading the cards they name is all it takes."""
    known = [index for index, announcement in enumerate(recent) if announcement.t == t]
    missed = recent[known[0] + 1 :] if known else recent
    is_followed = bool(known) or (t is None and len(recent) < KEPT)
    return missed, is_followed and all(each.key != EVERYTHING for each in missed)
