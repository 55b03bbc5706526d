"""Who sees a course, opens its lectures and joins it: a table for people to read."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.course_access import (
    Joining,
    enrolment_of,
    joining,
    may_enrol,
    may_open,
    may_see,
)
from talkpython_site.documents import Course, CourseLecture, Enrolment
from talkpython_site.documents.away import AwayError, refusing_while

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
DAY = timedelta(days=1)
COURSE = ObjectId()
ENROLLED, LEFT = Enrolment(), Enrolment(left_at=NOW - DAY)
PREVIEW, CLOSED = CourseLecture(key=1, is_preview=True), CourseLecture(key=2)


def asked(*, is_unreadable: bool = False, who: Any = None, granted: str | None = None) -> Any:
    """By who is signed out, or by somebody with a grant to every course, or with none."""
    return SimpleNamespace(
        now=NOW,
        is_unreadable=is_unreadable,
        signed_in=who,
        known_grants={COURSE: granted, None: granted},  # also of one without an id
    )


def course(state: str, **changes: Any) -> Course:
    held = {"access": "free", "published_at": NOW - DAY, "lecture_count": 1}
    return Course(state=state, **{**held, **changes})


def doors(course: Course, enrolment: Enrolment | None) -> list[bool]:
    """Of the course, of a preview lecture, of any other."""
    opened = [may_open(asked(), course, each, enrolment) for each in (PREVIEW, CLOSED)]
    return [may_see(asked(), course, enrolment), *opened]


TABLE = {  # for who is not in it, is in it, has left it
    "published": ([True, True, False], [True, True, True], [True, True, False]),
    "unpublished": ([False] * 3, [True, True, True], [False] * 3),
    "draft": ([False] * 3, [True, True, True], [False] * 3),
    "importing": ([False] * 3, [False] * 3, [False] * 3),
    "binned": ([False] * 3, [False] * 3, [False] * 3),
    "invented later": ([False] * 3, [False] * 3, [False] * 3),
}


@pytest.mark.parametrize(("state", "expected"), TABLE.items(), ids=TABLE)
def test_every_state_for_everybody(state: str, expected: tuple[list[bool], ...]) -> None:
    for enrolment, opened in zip((None, ENROLLED, LEFT), expected, strict=True):
        assert doors(course(state), enrolment) == opened


def test_what_is_not_out_yet_is_closed_to_all_but_who_is_in_it() -> None:
    later = course("published")
    later.published_at = NOW + DAY
    assert doors(later, None) == doors(later, LEFT) == [False] * 3
    assert doors(later, ENROLLED) == [True] * 3
    assert not may_enrol(asked(), later)


def test_nobody_joins_what_has_no_lectures() -> None:
    assert not may_enrol(asked(granted="its id"), course("published", lecture_count=0))


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("access", ["free", "grant", "invented later", None])
def test_only_what_is_out_and_free_is_joined(state: str, access: str | None) -> None:
    joined = course(state)
    joined.access = access
    assert may_enrol(asked(), joined) == ((state, access) == ("published", "free"))
    assert may_enrol(asked(granted="its id"), joined) == (state == "published")


WAYS = {  # how somebody gets into a course, by whether they are invited
    "signed out": (None, Joining.SIGN_IN, Joining.SIGN_IN),
    "confirmed": (SimpleNamespace(is_confirmed=True), Joining.CLOSED, Joining.INVITED),
    "not confirmed": (SimpleNamespace(is_confirmed=False), Joining.CONFIRM, Joining.INVITED),
}


@pytest.mark.parametrize(("who", "closed", "invited"), WAYS.values(), ids=WAYS)
def test_how_somebody_gets_in(who: Any, closed: Joining, invited: Joining) -> None:
    own = "its id" if who else None
    for granted, expected in ((None, closed), (own, invited)):
        request = asked(who=who, granted=granted)
        assert joining(request, COURSE, is_free=False) is expected
        assert joining(request, COURSE, is_free=True) is Joining.FREE
    unknown = asked(who=who, is_unreadable=True)
    assert joining(unknown, COURSE, is_free=False) is Joining.SIGN_IN
    assert may_enrol(unknown, course("published"))
    with pytest.raises(AwayError):
        may_enrol(unknown, course("published", access="grant"))
    assert not may_enrol(unknown, Course(state="draft", access="grant"))


def test_what_cannot_be_known_is_away_and_not_closed() -> None:
    unknown, shown, gone = asked(is_unreadable=True), course("published"), course("unpublished")
    assert may_see(unknown, shown, None)
    assert may_open(unknown, shown, PREVIEW, None)
    with pytest.raises(AwayError):
        may_open(unknown, shown, CLOSED, None)
    with pytest.raises(AwayError):
        may_see(unknown, gone, None)
    assert not may_see(unknown, course("binned"), None)
    assert may_open(unknown, shown, CLOSED, ENROLLED)


def test_an_enrolment_that_cannot_be_read_makes_nobody_a_stranger() -> None:
    request, who = asked(), SimpleNamespace(account_id=ObjectId())
    away = SimpleNamespace(asking=lambda: refusing_while(lambda: True))
    request.signed_in, request.known_enrolments = who, {}
    request.registry = SimpleNamespace(catalogue=away)
    assert enrolment_of(request, ObjectId()) is None
    with pytest.raises(AwayError):
        may_open(request, course("published"), CLOSED, None)


def test_a_grant_that_cannot_be_read_makes_nobody_uninvited() -> None:
    request = asked(who=SimpleNamespace(account_id=ObjectId(), email="x", is_confirmed=True))
    away = SimpleNamespace(asking=lambda: refusing_while(lambda: True))
    request.registry, request.known_grants = SimpleNamespace(catalogue=away), {}
    assert joining(request, COURSE, is_free=False) is Joining.SIGN_IN
    with pytest.raises(AwayError):
        may_enrol(request, course("published", id=COURSE, access="grant"))
