"""Invitations by mail: to whatever address it is, each once, and nobody else waits for them."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import Course, Grant, Invitation, Mail, utc_now
from talkpython_site.documents.invitation import WRITTEN
from talkpython_site.mail import inviting
from talkpython_site.mail.letters import INVITED
from talkpython_site.mail.outbox import Outbox
from talkpython_site.settings import Settings
from tests.factories import make_account, make_course, make_grant
from tests.killing import every_death
from tests.mail_servers import Mailbox, free_port, mail_server
from tests.mails import Open, make_mail, make_outbox, send_all, stored
from tests.unit.mail.test_dying import site

INES = "ines@example.org"


@pytest.fixture
def course(clean: None) -> Course:  # noqa: ARG001 - the database is emptied first
    return make_course("Tides by Hand", slug="tides", access="grant")


def invite(course: Course, email: str = INES, **options: Any) -> Grant:
    return make_grant(course, email, invites=True, **options)


def rows() -> list[dict[str, Any]]:
    return list(Mail.collection().find())


def text_of(message: Any) -> str:
    return " ".join(message.get_body(preferencelist=("plain",)).get_content().split())


def test_whoever_has_the_address_reads_how_to_get_in(
    course: Course, outbox: Outbox, mailbox: Mailbox
) -> None:
    invite(course, "Ines@example.org", words="We sail <b>on Monday</b>.\n\nBring a coat.")
    send_all(outbox)
    (message,) = mailbox.taken
    assert mailbox.recipients == ["Ines@example.org"]
    assert message["Subject"] == "You are invited to “Tides by Hand” at Longwave"
    said = text_of(message)
    assert said.startswith("Hello, You are invited to the course “Tides by Hand” at Longwave.")
    assert "We sail <b>on Monday</b>. Bring a coat. The link leads to it." in said
    assert "with this address, Ines@example.org, and enrol." in said
    assert "See the course: https://longwave.example/courses/tides " in said
    html: Any = message.get_body(preferencelist=("html",))
    assert "We sail &lt;b&gt;on Monday&lt;/b&gt;." in html.get_content()
    assert Grant.objects.get().invited_at


def test_its_row_holds_no_address_and_it_goes_once(
    course: Course, outbox: Outbox, mailbox: Mailbox
) -> None:
    for _twice in range(2):
        invite(course)
        send_all(outbox)
    assert len(mailbox.taken) == 1
    assert "ines" not in str(rows())
    assert rows()[0]["sent_at"]


def test_all_others_go_first(course: Course, outbox: Outbox, mailbox: Mailbox) -> None:
    for number in range(3):
        invite(course, f"student-{number}@example.org")
    account = make_account()
    outbox.send_next()
    make_mail(account, due_at=utc_now())
    send_all(outbox)
    students = [f"student-{number}@example.org" for number in range(3)]
    assert mailbox.recipients == [students[0], account.email, *students[1:]]


def test_it_can_be_sent_again_once_a_click(
    course: Course, outbox: Outbox, mailbox: Mailbox
) -> None:
    grant = invite(course)
    inviting.make_next(utc_now())
    assert not Grant.ask_again(grant.id, 1)  # it is on its way
    send_all(outbox)
    assert Grant.ask_again(grant.id, 1)
    send_all(outbox)
    assert not Grant.ask_again(grant.id, 1)
    send_all(outbox)
    assert len(set(mailbox.ids)) == len(mailbox.ids) == 2


def test_one_that_was_given_without_a_letter_gets_one_on_request(
    course: Course, outbox: Outbox, mailbox: Mailbox
) -> None:
    grant = make_grant(course, INES)
    send_all(outbox)
    assert not mailbox.taken
    assert Grant.ask_again(grant.id, 0)
    send_all(outbox)
    assert mailbox.recipients == [INES]


@pytest.mark.parametrize("state", ["draft", "unpublished", "binned"])
def test_letters_wait_until_the_course_is_out(
    course: Course, outbox: Outbox, mailbox: Mailbox, state: str
) -> None:
    stored_course = Course.collection()
    stored_course.update_one({"_id": course.id}, {"$set": {"state": state}})
    for email in (INES, "cato@example.org"):
        invite(course, email)
    other = invite(make_course(access="grant"), "dora@example.org")
    send_all(outbox)
    assert mailbox.recipients == [other.email]
    stored_course.update_one({"_id": course.id}, {"$set": {"state": "published"}})
    send_all(outbox)
    assert len(mailbox.taken) == 1
    with time_machine.travel(utc_now() + inviting.NOT_OUT_YET):
        send_all(outbox)
    assert sorted(mailbox.recipients) == ["cato@example.org", other.email, INES]


def test_one_that_was_asked_for_waits_too(course: Course, outbox: Outbox, mailbox: Mailbox) -> None:
    Grant.ask_again(make_grant(course, INES).id, 0)
    Course.collection().update_one({"_id": course.id}, {"$set": {"state": "draft"}})
    send_all(outbox)
    assert not rows()
    Course.collection().update_one({"_id": course.id}, {"$set": {"state": "published"}})
    with time_machine.travel(utc_now() + inviting.NOT_OUT_YET):
        send_all(outbox)
    assert mailbox.recipients == [INES]


def taken(course: Course) -> None:
    Grant.take(f"{course.id}:{INES}", make_account().id)


def removed(course: Course) -> None:
    Grant.remove(f"{course.id}:{INES}")


def course_gone(course: Course) -> None:
    Course.collection().delete_one({"_id": course.id})


@pytest.mark.parametrize("change", [taken, removed, course_gone])
@pytest.mark.parametrize("is_made", [True, False], ids=["made", "asked for"])
def test_who_needs_none_any_more_gets_none(
    course: Course, outbox: Outbox, mailbox: Mailbox, change: Any, *, is_made: bool
) -> None:
    invite(course)
    for _step in range(2 if is_made else 0):
        assert inviting.make_next(utc_now())
    assert len(rows()) == int(is_made)
    change(course)
    send_all(outbox)
    assert not mailbox.asked
    assert not rows()


def test_one_that_comes_back_is_given_up_and_the_others_go(
    course: Course, outbox: Outbox, mailbox: Mailbox
) -> None:
    mailbox.answers["RCPT"] = ["550 nobody here"]
    for email in (INES, "cato@example.org"):
        invite(course, email)
    send_all(outbox)
    assert mailbox.recipients == ["cato@example.org"]
    (failed,) = Mail.objects.failed()
    assert "550" in failed.problem
    assert Mail.retry(failed.id)
    send_all(outbox)
    assert mailbox.recipients == ["cato@example.org", INES]


def test_no_more_are_made_than_can_be_handed_over(
    course: Course, open_outbox: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting, "MOST_WAITING", 2)
    for number in range(4):
        invite(course, f"student-{number}@example.org")
    outbox = open_outbox(free_port())
    for _round in range(4):
        assert not outbox.send_next()
    assert len(rows()) == 2
    assert len([each for each in Grant.objects if each.invited_at]) == 2


def test_two_processes_make_one_letter(course: Course) -> None:
    grant, now = invite(course), utc_now()
    lists = [Invitation.objects.get() for _process in range(2)]
    for each in lists:
        Grant.hand_on(each, now)
    assert Invitation.objects.get().letters_at is None
    grant.reload()
    assert grant.letters == 1
    for _process in range(2):
        Mail.invite(grant.letter_id, INVITED, grant.place, utc_now())
        grant.note_letter(utc_now())
    assert len(rows()) == 1


@pytest.fixture
def port(mailbox: Mailbox) -> Iterator[int]:
    with mail_server(mailbox) as number:
        yield number


def invite_and_send(*where: Any) -> None:
    invite(Course.objects.get())
    send_all(make_outbox(site(*where)))


def test_whoever_dies_loses_none_and_sends_none_twice(
    course: Course, database_uri: str, settings: Settings, mailbox: Mailbox, port: int
) -> None:
    where = (database_uri, str(settings.var), port)
    for _writes in every_death(database_uri, invite_and_send, *where):
        Mail.collection().update_many({}, {"$unset": {"lease": True, "leased_until": True}})
        invite(course)  # the form is sent again
        with time_machine.travel(utc_now() + WRITTEN):
            send_all(make_outbox(site(*where)))
        assert set(mailbox.recipients) == {INES}
        assert len(set(mailbox.ids)) == 1
        assert [stored(each)["sent_at"] is not None for each in Mail.objects] == [True]
        assert Grant.objects.get().invited_at
        del mailbox.taken[:], mailbox.recipients[:]
        for kind in (Mail, Grant, Invitation):
            kind.collection().delete_many({})
