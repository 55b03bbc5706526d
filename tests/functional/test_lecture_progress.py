"""What players tell while a lecture is watched, and what is sent to that address wrongly."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from webtest import Upload

from talkpython_site.documents import Account, Course, Enrolment
from tests.conftest import Queries, Visit, watch
from tests.factories import make_account, make_course
from tests.interleaving import Meanwhile
from tests.visitors import send, signed_in, token_of

ADDRESS = "/courses/tides/4/progress"
FULL = 2**50 - 1
TOLD: dict[str, Any] = {"session": 1, "count": 1, "position": 31, "first": 7, "second": 0}


@pytest.fixture
def course(visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    return make_course(slug="tides")  # its lectures have the keys 3 to 7


@pytest.fixture
def ines(course: Course) -> Account:
    """In the course, in which eight players of hers have begun."""
    account = make_account("ines@example.org")
    Enrolment.enrol(course.id, account.id)
    for _player in range(8):
        Enrolment.begin_player(course.id, account.id)
    return account


@pytest.fixture
def student(visit: Visit, ines: Account) -> Visit:
    return signed_in(visit, ines)


def tell(browser: Visit, status: int = 204, **changes: Any) -> Any:
    return send(browser, ADDRESS, {**TOLD, **changes}, status=status)


def own() -> Enrolment:
    found: Enrolment = Enrolment.objects.get()
    return found


def test_a_player_begins_and_tells_where_it_is(student: Visit) -> None:
    assert send(student, ADDRESS, {"begin": "yes"}).json == {"session": 9}
    assert tell(student, session=9).body == b""
    assert own().lectures == {"4": {"position": 31, "seq": 9_000_001, "first": 7, "second": 0}}
    assert own().last == 4
    assert send(student, ADDRESS, {"begin": "yes"}).json == {"session": 10}


def test_the_token_may_stand_in_a_header(student: Visit) -> None:
    headers = {"X-CSRF-Token": token_of(student), "Origin": "https://longwave.example"}
    student.post(ADDRESS, TOLD, headers=headers, status=204)
    student.post(ADDRESS, TOLD, headers={"Origin": headers["Origin"]}, status=400)
    student.post(ADDRESS, TOLD, headers={**headers, "Origin": "https://x.example"}, status=400)


def test_that_it_became_done_is_told_once(student: Visit) -> None:
    tell(student, first=FULL)
    answer = tell(student, 200, count=2, second=FULL)
    assert answer.json == {"done": True}
    assert answer.headers["Cache-Control"] == "private, no-store"
    tell(student, count=3, second=FULL)
    assert own().done_keys == {4}


def test_the_last_lecture_that_becomes_done_brings_the_certificate(
    student: Visit, course: Course, ines: Account
) -> None:
    for key in (3, 5, 6, 7):
        Enrolment.finish(course.id, ines.id, key)
    assert own().certificate is None
    tell(student, 200, first=FULL, second=FULL)
    assert own().certificate


def test_late_and_doubled_is_harmless(student: Visit) -> None:
    tell(student, session=2, position=90, first=8)
    for _twice in range(2):
        tell(student, count=9, position=31)
    assert own().lectures["4"] == {"position": 90, "seq": 2_000_001, "first": 15, "second": 0}


def test_what_was_reopened_has_to_be_begun_anew(student: Visit) -> None:
    tell(student)
    send(student, "/courses/tides/4/done", {"done": "no"}, status=303)
    for count in (1, 2):
        assert tell(student, 200, count=count).json == {"reopened": True}
    assert own().heard(4) == 0
    begun = send(student, ADDRESS, {"begin": "yes"}).json["session"]
    tell(student, session=begun, first=1)
    assert own().heard(4) == 1


def test_eight_tabs_at_once(visit: Visit, ines: Account) -> None:
    tabs = [signed_in(visit, ines) for _each in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: tell(tabs[n], session=n, position=n, first=1 << n), range(8)))
    assert own().lectures["4"] == {"position": 7, "seq": 7_000_001, "first": 255, "second": 0}


WRONG = [
    "", "-1", "1.5", "NaN", "1e3", "x", "٣", "0x1", " 1", "1 ", "9" * 17, "9" * 5_000, '{"$gt":0}',
]  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_cannot_be_read_changes_nothing(student: Visit, name: str) -> None:
    for wrong in (*WRONG, str(2**50)):
        answer = tell(student, 400, **{name: wrong})
        assert answer.text.startswith("It cannot be read how far you are")
    missing = {each: value for each, value in TOLD.items() if each != name}
    send(student, ADDRESS, {**missing, f"{name}[$gt]": "1"}, status=400)
    assert own().lectures == {}


@pytest.mark.parametrize("name", TOLD)
def test_a_file_in_place_of_a_number_changes_nothing(student: Visit, name: str) -> None:
    tell(student, 400, **{name: Upload("1", b"1")})
    assert own().lectures == {}


def test_the_highest_that_can_be_told(student: Visit) -> None:
    most = {"session": 8, "count": 999_999, "position": 999_999, "first": FULL, "second": FULL}
    for name, highest in most.items():
        tell(student, 400, **{name: highest + 1})
    tell(student, 200, **most)
    assert own().lectures["4"]["seq"] == 8_999_999


@pytest.mark.parametrize("key", ["1", "9", "999999999", "%244", "4.first", "x"])
def test_lectures_that_the_outline_does_not_have(student: Visit, key: str) -> None:
    send(student, f"/courses/tides/{key}/progress", TOLD, status=404)
    assert own().lectures == {}


@pytest.mark.parametrize("fields", [TOLD, {"begin": "yes"}])
def test_who_is_not_in_it_tells_nothing(
    visit: Visit, student: Visit, course: Course, ines: Account, fields: dict[str, Any]
) -> None:
    send(visit, ADDRESS, fields, status=403)
    for key in (3, 4):
        send(signed_in(visit), f"/courses/tides/{key}/progress", fields, status=403)
    Enrolment.leave(course.id, ines.id)
    send(student, ADDRESS, fields, status=403)
    assert (own().lectures, own().sessions) == ({}, 8)


@pytest.mark.parametrize(
    ("state", "status"), [("unpublished", 204), ("binned", 404), ("draft", 204)]
)
def test_what_is_taken_down_goes_on_for_who_is_in_it(
    student: Visit, course: Course, state: str, status: int
) -> None:
    course.state = state
    course.change()
    tell(student, status)
    assert bool(own().lectures) == (status == 204)


@pytest.mark.parametrize("fields", [TOLD, {"begin": "yes"}])
def test_who_leaves_at_the_same_moment_tells_nothing(
    student: Visit, course: Course, ines: Account, fields: dict[str, Any]
) -> None:
    leaving = partial(Enrolment.leave, course.id, ines.id)
    with watch.accompanied(Meanwhile(leaving, before="findAndModify enrolments")):
        send(student, ADDRESS, fields, status=403)
    assert (own().lectures, own().sessions) == ({}, 8)


def test_it_asks_the_least(student: Visit, queries: Queries) -> None:
    tell(student)
    with queries() as asked:
        tell(student, count=2)
    with queries() as late:
        tell(student)
    least = ["find accounts", "find courses", "find enrolments", "findAndModify enrolments"]
    assert asked.names == least
    assert late.names == [*least, least[-1]]
