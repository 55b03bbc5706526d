"""Invitations to a course: given to many at once, listed, written again, taken back."""

import re
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import AuditLine, Course, Enrolment, Grant, Invitation, Mail, utc_now
from tests.conftest import Queries, Visit, watch
from tests.episode_forms import wrong
from tests.factories import make_account, make_course, make_grant
from tests.interleaving import Meanwhile
from tests.visitors import admin, led_to, send

INES, CATO, DORA = "ines@example.org", "cato@example.org", "dora@example.org"
GIVEN = {"invites": "y", "words": ""}


@pytest.fixture
def course(visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    return make_course("Tides by Hand", slug="tides", access="grant")


@pytest.fixture
def browser(visit: Visit, course: Course) -> Visit:  # noqa: ARG001 - the course comes first
    return admin(visit)


def address(course: Course) -> str:
    return f"/admin/courses/{course.id}/grants"


def give(browser: Visit, course: Course, *emails: str, status: int = 303, **changes: str) -> Any:
    fields = {**GIVEN, "addresses": "\n".join(emails), **changes}
    return send(browser, address(course), fields, status=status)


def listed(page: Any) -> list[str]:
    """Each as its address and what became of it."""
    rows = page.html.select(".grant-rows li")
    return [" | ".join(words(each) for each in row.select("p")[:2]) for row in rows]


def words(element: Any) -> str:
    return " ".join(element.get_text(" ").split())


def buttons(page: Any) -> list[str]:
    return [words(each) for each in page.html.select(".grant-rows button")]


# Given


def test_a_list_of_addresses_is_invited(browser: Visit, course: Course) -> None:
    page = browser.get(address(course))
    assert "Nobody was invited yet." in page
    assert page.html.select_one("[name=invites]").has_attr("checked")
    led = led_to(give(browser, course, f"Ines <{INES}>", f"{CATO}, {INES}", words="Welcome."))
    assert led == (address(course), "2 addresses may join the course from now on.")
    assert Invitation.objects.get().words == "Welcome."
    assert listed(browser.get(address(course))) == [
        f"{INES} | Letter on its way", f"{CATO} | Letter on its way",
    ]  # fmt: skip
    assert [(each.action, each.thing) for each in AuditLine.objects] == [
        ("granted", f"course:{course.id}")
    ]


def test_who_has_one_already_is_told_of_and_not_written_to_again(
    browser: Visit, course: Course
) -> None:
    make_grant(course, INES)
    said = led_to(give(browser, course, INES, CATO))[1]
    assert said == "1 address may join the course from now on. 1 address had an invitation already."
    for _twice in range(2):
        said = led_to(give(browser, course, INES, CATO))[1]
        assert said == "Nothing was changed: 2 addresses had an invitation already."
    assert [bool(each.letters_at) for each in Invitation.objects.order_by("id")] == [False, True]
    assert len(AuditLine.objects) == 1


def test_without_letters(browser: Visit, course: Course) -> None:
    send(browser, address(course), {"addresses": INES, "words": "Unsent."}, status=303)
    assert Invitation.objects.get().letters_at is None
    page = browser.get(address(course))
    assert re.fullmatch(rf"{INES} \| Granted on \d+ \w+ \d{{4}}", listed(page)[0])
    assert buttons(page) == [f"Send a letter to {INES}", f"Remove {INES}"]


def test_broken_ones_are_named_and_nothing_is_lost(browser: Visit, course: Course) -> None:
    page = give(browser, course, INES, "ines@", "<b>bold</b>", status=422, words="Welcome.")
    named = "“ines@” in line 2 and “<b>bold</b>” in line 3"
    assert wrong(page) == [
        f"Addresses: These are no e-mail addresses: {named}. Nobody was added yet."
    ]
    assert page.html.select_one("[name=addresses]").get_text().split() == [
        INES, "ines@", "<b>bold</b>",
    ]  # fmt: skip
    assert page.html.select_one("[name=words]").get_text().strip() == "Welcome."
    assert not Grant.objects


def test_a_box_that_was_cleared_stays_clear(browser: Visit, course: Course) -> None:
    page = send(browser, address(course), {"addresses": "x", "words": ""}, status=422)
    assert not page.html.select_one("[name=invites]").has_attr("checked")


def test_ten_thousand_at_once(browser: Visit, course: Course, queries: Queries) -> None:
    emails = [f"student-{number}@example.org" for number in range(10_000)]
    answer = give(browser, course, *emails)
    assert led_to(answer)[1] == "10,000 addresses may join the course from now on."
    page = give(browser, course, *emails, INES, status=422)
    assert wrong(page)[0].startswith("Addresses: These are 10,001 addresses, of 10,000 at once")
    page = browser.get(address(course))
    assert len(listed(page)) == 50
    older = page.click("Older")
    assert listed(older)[0].startswith("student-50@example.org")
    assert listed(older.click("Newest")) == listed(page)
    with queries() as asked:
        browser.get(address(course))
    assert asked.names.count("find grants") == 1
    assert asked.count < 8
    Grant.forget(course.id)
    assert "Nobody was invited yet." in browser.get(address(course))


def test_invitations_one_by_one_are_read_a_page_at_a_time(
    browser: Visit, course: Course, queries: Queries
) -> None:
    for number in range(105):
        make_grant(course, f"student-{number}@example.org")
    pages = [browser.get(address(course))]
    for _older in range(2):
        with queries() as asked:
            pages.append(pages[-1].click("Older"))
        assert "getMore invitations" not in asked.names
    found = [each.partition("@")[0] for page in pages for each in listed(page)]
    assert found == [f"student-{number}" for number in reversed(range(105))]
    assert not pages[-1].html.select("a[rel=next]")


def test_another_who_adds_the_same_at_this_moment(browser: Visit, course: Course) -> None:
    def another() -> None:
        make_grant(course, INES)

    with watch.accompanied(Meanwhile(another, before="insert grants")):
        said = led_to(give(browser, course, INES, CATO))[1]
    assert said.endswith("1 address had an invitation already.")
    assert len(Grant.objects) == 2


# The list


def test_the_list_says_what_became_of_each(browser: Visit, course: Course) -> None:
    ines, dora = make_account(INES, name="Ines Okafor"), make_account(name="Dora")
    for email in (INES, CATO, DORA, "erik@example.org"):
        make_grant(course, email)
    for email, account in ((INES, ines), (DORA, dora), ("erik@example.org", None)):
        Grant.take(f"{course.id}:{email}", account.id if account else ObjectId())
    Enrolment.enrol(course.id, ines.id)
    Grant.ask_again(f"{course.id}:{CATO}", 0)
    Grant.objects.get(email=CATO).note_letter(utc_now().replace(hour=14, minute=2))
    page = browser.get(address(course))
    assert listed(page) == [
        "erik@example.org | Taken by somebody erased , who keeps it",
        f"{DORA} | Taken by Dora , who keeps it",
        f"{CATO} | Invited: today, 14:02",
        f"{INES} | Enrolled: Ines Okafor , who keeps it",
    ]
    assert buttons(page) == [f"Send again to {CATO}", f"Remove {CATO}"]
    Enrolment.leave(course.id, ines.id)
    assert f"{INES} | Taken, and left again, by Ines" in listed(browser.get(address(course)))[3]


@pytest.mark.parametrize(
    ("query", "found"),
    [("cat", [CATO]), (" CATO@EX ", [CATO]), ("xyz", []), ("$where", []), (".*@", [])],
)
def test_one_is_found_by_how_it_begins(
    browser: Visit, course: Course, query: str, found: list[str]
) -> None:
    for email in (INES, CATO):
        make_grant(course, email)
    page = browser.get(address(course), {"q": query})
    assert [each.partition(" ")[0] for each in listed(page)] == found
    assert ("No address begins so." in page) == (not found)


def test_two_letters_are_too_few(browser: Visit, course: Course) -> None:
    make_grant(course, INES)
    assert "Type three characters at least" in browser.get(address(course), {"q": "in"})


@pytest.mark.parametrize("before", ["x", "'", "9" * 24, "9" * 24 + ":", "9" * 24 + ":²"])
def test_what_is_no_place_in_the_list(browser: Visit, course: Course, before: str) -> None:
    browser.get(address(course), {"before": before}, status=400)


def test_a_course_that_is_free_or_not_out_says_so(browser: Visit, course: Course) -> None:
    free, draft = make_course(), make_course(access="grant", state="draft")
    assert "nobody needs an invitation" in browser.get(address(free))
    assert "nobody needs an invitation" not in browser.get(address(course))
    give(browser, draft, INES)
    page = browser.get(address(draft))
    assert "letters wait until it is" in page
    assert listed(page) == [f"{INES} | Letter waits until the course is out"]


def test_mails_say_who_is_written_to_while_they_are_invited(browser: Visit, course: Course) -> None:
    grant = make_grant(course, INES)
    Mail.invite(grant.letter_id, "invited", grant.place, utc_now())
    row = browser.get("/admin/mails").html.select_one(".mail-rows li p")
    assert words(row) == f"Invitation to a course to {INES}"
    Grant.remove(grant.id)
    row = browser.get("/admin/mails").html.select_one(".mail-rows li p")
    assert words(row) == "Invitation to a course to nobody that is known"


# One of them


def written(course: Course, email: str) -> None:
    grant = make_grant(course, email)
    Grant.ask_again(grant.id, 0)
    grant.reload()
    grant.note_letter(utc_now())


def press(browser: Visit, course: Course, name: str, email: str, **fields: str) -> str:
    its_id = f"{course.id}:{email}"
    sent = {name: its_id, f"letters-{its_id}": "1", **fields}
    return led_to(send(browser, address(course), sent, status=303))[1]


def test_a_letter_is_sent_again_once_a_click(browser: Visit, course: Course) -> None:
    written(course, INES)
    assert press(browser, course, "again", INES) == "The letter is on its way."
    Grant.objects.get().note_letter(utc_now())
    assert press(browser, course, "again", INES).startswith("Nothing was changed")
    assert Grant.objects.get().letters == 2


@pytest.mark.parametrize("letters", ["", "x", "-1", "9" * 99, "²"])
def test_a_letter_that_nobody_saw_is_not_sent_again(
    browser: Visit, course: Course, letters: str
) -> None:
    written(course, INES)
    fields = {f"letters-{course.id}:{INES}": letters}
    assert press(browser, course, "again", INES, **fields).startswith("Nothing was changed")


def test_only_what_nobody_took_is_removed_and_once(browser: Visit, course: Course) -> None:
    make_grant(course, INES)
    taken = make_grant(course, CATO)
    Grant.take(taken.id, make_account().id)
    assert press(browser, course, "remove", INES) == "The invitation is taken back."
    for email in (INES, CATO, "nobody"):
        assert press(browser, course, "remove", email).startswith("Nothing was changed")
    assert [each.email for each in Grant.objects] == [CATO]
    assert [each.action for each in AuditLine.objects] == ["grant removed"]


@pytest.mark.parametrize("name", ["again", "remove"])
def test_buttons_reach_no_other_course(browser: Visit, course: Course, name: str) -> None:
    other = make_grant(make_course(), INES)
    fields = {name: other.id, f"letters-{other.id}": "0"}
    send(browser, address(course), fields, status=303)
    (left,) = Grant.objects
    assert (left.id, left.letters) == (other.id, None)


@pytest.mark.parametrize("its_id", ["x", "65f0c1d2e3f4a5b6c7d8e9f0"])
def test_a_course_that_is_not_there(browser: Visit, its_id: str) -> None:
    browser.get(f"/admin/courses/{its_id}/grants", status=404)
    for fields in (GIVEN, {"remove": "x"}, {"again": "x"}):
        send(browser, f"/admin/courses/{its_id}/grants", fields, status=404)
