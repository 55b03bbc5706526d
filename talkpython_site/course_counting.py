"""Counts who learns in which course, one course after the other, the oldest figures first."""

import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId

from talkpython_site.documents import Course, CourseFigures, Enrolment
from talkpython_site.documents.course import shown_of
from talkpython_site.documents.enrolment import done_of
from talkpython_site.documents.moments import EVER

COUNTED_EVERY = timedelta(minutes=10)
SECONDS = 1.0  # no further course is begun after these
BATCH = 500  # enrolments that are read at once
COUNTED = dict.fromkeys(("left_at", "done", "last", "lectures", "certificate"), 1)

Stored = Mapping[str, Any]


def count_due(now: datetime, seconds: float = SECONDS) -> int:
    """Count the courses whose figures are old, while there is time; gives how many.

    One process counts each. What is left has its turn in the next round. Raises ``PyMongoError``.
    """
    until, counted = time.monotonic() + seconds, 0
    for course_id, before in due(now).items():
        if CourseFigures.claim(course_id, before, now):
            count(course_id, now)
            counted += 1
        if time.monotonic() >= until:
            break
    return counted


def due(now: datetime) -> dict[ObjectId, datetime | None]:
    """The courses whose turn it is, the oldest first, each with when it was begun last; figures of
    those that are gone go.
    """
    courses = {stored["_id"] for stored in Course.collection().find({}, {"_id": 1})}
    begun = {
        stored["_id"]: stored.get("begun_at")
        for stored in CourseFigures.collection().find({}, {"begun_at": 1})
    }
    if gone := list(begun.keys() - courses):
        CourseFigures.forget(gone)
    order = sorted(courses, key=lambda each: (begun.get(each) or EVER, each))
    old = [each for each in order if (begun.get(each) or EVER) <= now - COUNTED_EVERY]
    return {each: begun.get(each) for each in old}


def count(course_id: ObjectId, now: datetime) -> None:
    """Count one course. Its enrolments are read as they come, never all at once."""
    fields = {"lectures.key": 1, "lectures.content": 1}
    keys = {each["key"] for each in shown_of(Course.collection().find_one(course_id, fields) or {})}
    found = Enrolment.collection().find({"course": course_id}, COUNTED, batch_size=BATCH)
    CourseFigures.put(course_id, {"as_of": now, **figures(keys, found)})


def figures(keys: Collection[int], enrolments: Iterable[Stored]) -> dict[str, Any]:
    """What is counted of enrolments as they are stored, for the lectures with these keys."""
    people: Counter[str] = Counter()
    begun: Counter[int] = Counter()
    done: Counter[int] = Counter()
    for each in enrolments:
        finished = done_of(each) & set(keys)
        people["left" if each.get("left_at") else "enrolled"] += 1
        is_whole = bool(keys) and len(finished) == len(keys)
        people["finished"] += is_whole or bool(each.get("certificate"))
        done.update(finished)
        begun.update(begun_of(each) & set(keys) | finished)
    told = {str(key): {"begun": begun[key], "done": done[key]} for key in sorted(keys)}
    return {name: people[name] for name in ("enrolled", "left", "finished")} | {"lectures": told}


def begun_of(enrolment: Stored) -> set[int]:
    """Those that were opened, as far as that is known: played or read a part of, or opened last."""
    last = enrolment.get("last")
    played = {int(key) for key in enrolment.get("lectures") or {}}
    return played | ({last} if last is not None else set())
