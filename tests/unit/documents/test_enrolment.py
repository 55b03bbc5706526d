"""Enrolments: one for each account and course, whatever is sent twice, late or at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bson import ObjectId

from talkpython_site.documents import Enrolment, Lecture, Revision, utc_now
from talkpython_site.housekeeping import purge
from tests.factories import make_course, make_lecture
from tests.killing import every_death

pytestmark = pytest.mark.usefixtures("clean")
# The same in every process.
TIDES, KNOTS = ObjectId("65f0c1d2e3f4a5b6c7d8e9d1"), ObjectId("65f0c1d2e3f4a5b6c7d8e9d2")
BERIT, CATO = ObjectId("65f0c1d2e3f4a5b6c7d8e9c1"), ObjectId("65f0c1d2e3f4a5b6c7d8e9c2")
OWN = (TIDES, BERIT)


def stored(course: ObjectId = TIDES, account: ObjectId = BERIT) -> dict[str, Any]:
    return Enrolment.collection().find_one({"_id": f"{course}:{account}"}) or {}


def count() -> int:
    return len(Enrolment.objects)


def test_it_says_who_is_in_which_course() -> None:
    Enrolment.enrol(*OWN)
    begun = Enrolment.objects.get()
    assert (begun.id, begun.course, begun.account) == (f"{TIDES}:{BERIT}", TIDES, BERIT)
    assert (begun.is_live, begun.done, begun.last) == (True, [], None)


def test_eight_at_once_make_one() -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _click: Enrolment.enrol(*OWN), range(8)))
    assert count() == 1


def test_who_comes_back_finds_what_was_done() -> None:
    Enrolment.enrol(*OWN)
    Enrolment.finish(*OWN, 3)
    before = stored()
    Enrolment.leave(*OWN)
    assert not Enrolment.objects.get().is_live
    with time_machine.travel(utc_now() + timedelta(days=1)):
        Enrolment.enrol(*OWN)
    assert stored() == before


def test_leaving_twice_keeps_when_it_was() -> None:
    Enrolment.enrol(*OWN)
    Enrolment.leave(*OWN)
    before = stored()
    with time_machine.travel(utc_now() + timedelta(days=1)):
        Enrolment.leave(*OWN)
    assert stored() == before


def test_a_lecture_is_done_once_and_not_done_again() -> None:
    Enrolment.enrol(*OWN)
    for key in (3, 4, 3):
        assert Enrolment.finish(*OWN, key)
    assert stored()["done"] == [3, 4]
    for _twice in range(2):
        assert Enrolment.reopen(*OWN, 3)
    assert stored()["done"] == [4]
    Enrolment.visit(*OWN, 4)
    assert Enrolment.objects.get().last == 4


@pytest.mark.parametrize(
    "earlier", [(), (Enrolment.enrol, Enrolment.leave)], ids=["never there", "left"]
)
def test_nothing_late_changes_anything(earlier: Any) -> None:
    for change in earlier:
        change(*OWN)
    before = stored()
    assert not Enrolment.finish(*OWN, 3)
    assert not Enrolment.reopen(*OWN, 3)
    Enrolment.visit(*OWN, 3)
    Enrolment.leave(*OWN)
    assert stored() == before


def test_others_keep_theirs() -> None:
    for course, account in (OWN, (TIDES, CATO), (KNOTS, BERIT)):
        Enrolment.enrol(course, account)
    Enrolment.finish(*OWN, 3)
    Enrolment.leave(*OWN)
    assert (stored(TIDES, CATO)["done"], stored(KNOTS, BERIT)["done"]) == ([], [])
    assert [each.course for each in Enrolment.objects.of_account(CATO)] == [TIDES]
    assert sum(each.is_live for each in Enrolment.objects) == 2


def test_it_is_handed_out_and_erased_with_its_account() -> None:
    for account in (BERIT, CATO):
        Enrolment.enrol(TIDES, account)
        Enrolment.finish(TIDES, account, 3)
    (handed_out,) = Enrolment.exported(BERIT)
    assert (handed_out["course"], handed_out["account"]) == (str(TIDES), str(BERIT))
    assert (handed_out["done"], handed_out["enrolled_at"][:2]) == ([3], "20")
    Enrolment.erase(BERIT)
    assert (stored(), count()) == ({}, 1)


def test_what_is_purged_leaves_no_enrolments_and_no_lectures() -> None:
    purged, kept = make_course(state="binned", binned_at=utc_now()), make_course()
    for course in (purged, kept):
        lecture = make_lecture(course)
        Revision(id=f"{lecture.card_key}:0", thing=lecture.card_key).insert()
        Enrolment.enrol(course.id, BERIT)
    purge()
    assert [each.course for each in Enrolment.objects] == [kept.id]
    assert [each.course for each in Lecture.objects] == [kept.id]
    assert len(Revision.objects) == 1


def life() -> None:
    Enrolment.enrol(*OWN)
    Enrolment.finish(*OWN, 3)
    Enrolment.leave(*OWN)
    Enrolment.enrol(*OWN)
    Enrolment.visit(*OWN, 4)
    Enrolment.finish(*OWN, 4)
    Enrolment.reopen(*OWN, 3)


def test_whoever_is_killed_starts_again_and_nothing_is_doubled(database_uri: str) -> None:
    for writes in every_death(database_uri, life):
        life()
        assert count() == 1
        assert (stored()["done"], stored()["last"]) == ([4], 4), writes
        assert "left_at" not in stored()
        Enrolment.collection().delete_many({})
