"""Getting into a course by invitation: whom it reaches, and whose it is from then on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, Account, Course, Enrolment, Grant, utc_now
from talkpython_site.documents.email_address import email_key
from tests.conftest import Queries, Visit, watch
from tests.factories import make_account, make_course, make_grant, make_lecture
from tests.interleaving import Meanwhile
from tests.visitors import led_to, send, signed_in

INES = "ines@example.org"
PAGE, JOIN, LECTURE = "/courses/tides", "/courses/tides/enrol", "/courses/tides/4/lecture-4"
DOORS = (PAGE, JOIN, LECTURE)


@pytest.fixture
def course(visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    made = make_course("Tides by Hand", slug="tides", access="grant")
    make_lecture(made, 4)
    return made


@pytest.fixture
def ines(course: Course) -> Account:
    make_grant(course, "Ines@Example.org")
    return make_account(INES)


@pytest.fixture
def student(visit: Visit, ines: Account) -> Visit:
    return signed_in(visit, ines)


def words(page: Any) -> str:
    return " ".join(page.html.select_one("main").get_text(" ").split())


def said(browser: Visit) -> list[str]:
    """What the page of the course, the one to join at and that of a lecture say."""
    return [words(browser.get(door, status="*")) for door in DOORS]


def ways(browser: Visit) -> list[str]:
    """The words of the first action at each of the doors."""
    pages = [browser.get(door, status="*") for door in DOORS]
    found = [page.html.select_one("main .button.first") for page in pages]
    return ["" if each is None else " ".join(each.get_text().split()) for each in found]


def owners() -> list[Any]:
    return [each.account for each in Grant.objects]


def readdress(account: Account, email: str) -> None:
    account.email, account.email_key = email, email_key(email)
    account.change()


# What the doors say


def test_who_is_invited_is_told_everywhere_and_enrols(student: Visit, ines: Account) -> None:
    assert all("You are invited to this course." in each for each in said(student))
    assert ways(student) == ["Enrol"] * 3
    assert owners() == [None]
    assert led_to(send(student, JOIN, status=303))[0] == PAGE
    assert owners() == [ines.id]
    assert "The tide comes in twice a day." in student.get(LECTURE)


def test_who_is_signed_out_is_told_how(visit: Visit, course: Course) -> None:  # noqa: ARG001 - the course comes first
    told = said(visit)
    for each in (told[0], told[2]):
        assert "by invitation. If you are invited, join with the address that was invited" in each
    assert "sign in with the address that was invited, or register with it" in told[1]
    assert ways(visit)[1] == "Sign in"


def test_who_is_not_invited_is_told_with_which_address(visit: Visit, course: Course) -> None:  # noqa: ARG001 - the course comes first
    other = signed_in(visit, make_account("cato@example.org"))
    assert all(
        "by invitation, and cato@example.org is not invited." in each for each in said(other)
    )
    assert ways(other) == [""] * 3


def test_an_address_is_confirmed_first(visit: Visit, course: Course) -> None:
    make_grant(course, INES)
    account = make_account(INES, confirmed_at=None)
    newcomer = signed_in(visit, account)
    assert all("If your address is invited, confirm it first" in each for each in said(newcomer))
    send(newcomer, JOIN, status=403)
    assert owners() == [None]
    account.confirm(COMMAND_LINE)
    assert ways(newcomer) == ["Enrol"] * 3


# Whose it is


def test_who_changes_their_address_before_they_enrol_loses_nothing(
    student: Visit, ines: Account
) -> None:
    ines.ask_for_email("new@example.org", COMMAND_LINE)
    ines.take_new_email(COMMAND_LINE)
    assert ways(student) == ["Enrol"] * 3
    send(student, JOIN, status=303)
    assert owners() == [ines.id]


def test_it_stays_with_the_account_whatever_its_address_becomes(
    visit: Visit, student: Visit, ines: Account
) -> None:
    send(student, JOIN, status=303)
    readdress(ines, "new@example.org")
    send(student, "/courses/tides/leave", status=303)
    assert ways(student) == ["Enrol", "Come back", "Enrol"]
    other = signed_in(visit, make_account(INES))
    assert ways(other) == [""] * 3
    send(other, JOIN, status=403)
    send(student, JOIN, status=303)
    assert [(each.account, each.is_live) for each in Enrolment.objects] == [(ines.id, True)]
    assert owners() == [ines.id]


def test_who_left_is_offered_to_come_back_while_they_may(student: Visit) -> None:
    send(student, JOIN, status=303)
    send(student, "/courses/tides/leave", status=303)
    assert "Tides by Hand" in words(student.get("/account/courses"))
    Grant.collection().delete_many({})
    assert "Tides by Hand" not in words(student.get("/account/courses"))


def test_an_older_enrolment_needs_no_grant_and_is_no_way_back(visit: Visit, course: Course) -> None:
    account = make_account()
    Enrolment.enrol(course.id, account.id)
    browser = signed_in(visit, account)
    assert led_to(send(browser, JOIN, status=303))[0] == PAGE
    send(browser, "/courses/tides/leave", status=303)
    send(browser, JOIN, status=403)


def test_eight_clicks_at_once_take_one(visit: Visit, ines: Account) -> None:
    browsers = [signed_in(visit, ines) for _click in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda each: send(each, JOIN), browsers))
    assert [answer.status_int for answer in answers] == [303] * 8
    assert (len(Enrolment.objects), owners()) == (1, [ines.id])


def taken(course: Course) -> None:
    Grant.take(f"{course.id}:{INES}", make_account().id)


def removed(course: Course) -> None:
    Grant.remove(f"{course.id}:{INES}")


@pytest.mark.parametrize("change", [taken, removed])
def test_what_goes_at_this_moment_lets_nobody_in(
    student: Visit, course: Course, change: Callable[[Course], None]
) -> None:
    with watch.accompanied(Meanwhile(lambda: change(course), before="update grants")):
        page = send(student, JOIN, status=403)
    assert "is not invited" in words(page)
    assert not Enrolment.objects


def test_two_accounts_with_one_address_at_one_moment(
    visit: Visit, student: Visit, ines: Account
) -> None:
    """The one gives the address up while its request is under way, the other confirms it then."""
    answers = []

    def the_other() -> None:
        readdress(ines, "new@example.org")
        answers.append(send(signed_in(visit, make_account(INES)), JOIN).status_int)

    with watch.accompanied(Meanwhile(the_other, before="update grants")):
        send(student, JOIN, status=403)
    assert answers == [303]
    (enrolment,) = Enrolment.objects
    assert owners() == [enrolment.account]
    assert enrolment.account != ines.id


# What it is not


@pytest.mark.parametrize("state", ["draft", "binned", "invented later", "unpublished"])
def test_what_is_not_out_is_not_joined(student: Visit, course: Course, state: str) -> None:
    Course.collection().update_one({"_id": course.id}, {"$set": {"state": state}})
    send(student, JOIN, status=410 if state == "unpublished" else 404)
    assert owners() == [None]


def test_a_free_course_takes_no_grant(student: Visit, course: Course) -> None:
    Course.collection().update_one({"_id": course.id}, {"$set": {"access": "free"}})
    send(student, JOIN, status=303)
    assert owners() == [None]


@pytest.mark.usefixtures("course")
def test_it_costs_one_query_where_it_is_asked_for(
    visit: Visit, student: Visit, queries: Queries
) -> None:
    make_course(slug="free", published_at=utc_now())
    expected = [(visit, PAGE, 0), (visit, JOIN, 0), (student, "/courses/free", 0)]
    expected += [(student, door, 1) for door in DOORS]
    for browser, address, number in expected:
        browser.get(address, status="*")
        with queries() as asked:
            browser.get(address, status="*")
        assert asked.names.count("find grants") == number, address
