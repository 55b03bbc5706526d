"""Certificates whose owner leaves at that moment, deletes the account or is erased."""

import re

import pytest

from talkpython_site.documents import (
    COMMAND_LINE,
    Account,
    Certificate,
    Course,
    Enrolment,
    utc_now,
)
from talkpython_site.documents.certificate import shown_code
from tests.certified import code, codes, main, mark
from tests.conftest import Queries, Visit, watch
from tests.factories import make_account, make_certificate, make_course
from tests.interleaving import Meanwhile
from tests.visitors import signed_in


@pytest.fixture
def course(visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    return make_course(slug="tides", outline=(1, 2))  # its lectures have the keys 3 to 5


@pytest.fixture
def ines(course: Course) -> Account:
    account = make_account("ines@example.org", name="Ines Okafor")
    Enrolment.enrol(course.id, account.id)
    return account


@pytest.fixture
def student(visit: Visit, ines: Account) -> Visit:
    return signed_in(visit, ines)


def test_who_leaves_at_this_moment_gets_none(student: Visit, course: Course, ines: Account) -> None:
    mark(student, 3, 4)
    leaves = Meanwhile(lambda: Enrolment.leave(course.id, ines.id), after="update enrolments")
    with watch.accompanied(leaves):
        mark(student, 5)
    assert codes() == []


def test_deleting_the_account_hides_it_until_it_is_taken_back(
    visit: Visit, student: Visit, ines: Account, queries: Queries
) -> None:
    mark(student, 3, 4, 5)
    address, account = f"/certificates/{code()}", Account.objects.get(id=ines.id)
    account.discard(COMMAND_LINE)
    assert not re.search("Ines|Okafor|Tides", visit.get(address, status=410).text)
    account.take_back(COMMAND_LINE)
    with queries() as asked:
        assert "Ines Okafor" in visit.get(address)
    assert sorted(asked.names) == ["find accounts", "find certificates", "find stamps"]


def test_erasing_withdraws_it_without_the_name(visit: Visit, student: Visit, ines: Account) -> None:
    mark(student, 3, 4, 5)
    old = make_certificate(ines, replaced_at=utc_now(), name=None)
    assert code() in student.get("/account/courses")
    valid = code()
    Certificate.erase(ines.id)
    for each in (valid, shown_code(old.id)):
        page = visit.get(f"/certificates/{each}", status=410)
        assert "This certificate was withdrawn" in main(page)
        assert "Ines" not in page
    left = [each.to_mongo().keys() & {"name", "account", "holder"} for each in Certificate.objects]
    assert left == [set(), set()]


def test_the_export_lists_them(student: Visit, ines: Account) -> None:
    mark(student, 3, 4, 5)
    (found,) = Certificate.exported(ines.id)
    assert (found["name"], found["course_title"]) == ("Ines Okafor", "Tides by Hand")
