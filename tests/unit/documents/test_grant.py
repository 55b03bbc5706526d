"""Grants: one for each course and address, and for good the account's that takes it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from bson import ObjectId
from mongoengine import get_db
from pymongo.errors import BulkWriteError

from talkpython_site.documents import COMMAND_LINE, Account, Grant, Invitation, utc_now
from talkpython_site.documents.email_address import email_key
from talkpython_site.erasing import erased
from talkpython_site.housekeeping import purge
from tests.conftest import Queries, watch
from tests.factories import make_account, make_course, make_grant
from tests.interleaving import Actor, Meanwhile, play

pytestmark = pytest.mark.usefixtures("clean")
TIDES, KNOTS = ObjectId("65f0c1d2e3f4a5b6c7d8e9d1"), ObjectId("65f0c1d2e3f4a5b6c7d8e9d2")
BERIT, CATO, ADMIN = ObjectId(), ObjectId(), ObjectId()
INES = "ines@example.org"
ITS_ID = f"{TIDES}:{INES}"


def give(*emails: str, course: ObjectId = TIDES, **options: Any) -> int:
    return Grant.give(course, {email_key(each): each for each in emails}, ADMIN, **options)


def reached(account: ObjectId, key: str | None, *courses: ObjectId) -> dict[ObjectId, str]:
    return Grant.reaching(courses or (TIDES,), account, key)


def stored(its_id: str = ITS_ID) -> dict[str, Any]:
    return Grant.collection().find_one({"_id": its_id}) or {}


# Given


def test_one_address_has_one_however_it_is_written() -> None:
    assert give("Ines@Example.org", "cato@example.org") == 2
    before = stored()
    assert give(INES, "dora@example.org") == 1
    assert stored() == before
    assert (before["email"], before["by"], before["course"]) == ("Ines@Example.org", ADMIN, TIDES)
    assert give(INES, course=KNOTS) == 1


def test_two_who_give_the_same_at_once_give_it_once() -> None:
    def another() -> None:
        give(INES)

    with watch.accompanied(Meanwhile(another, before="insert grants")):
        assert give("cato@example.org", INES, "dora@example.org") == 2
    assert len(Grant.objects) == 3


def test_what_fails_for_another_reason_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_given: Any, **_options: Any) -> None:
        raise BulkWriteError({"writeErrors": [{"code": 121}], "nInserted": 0})

    monkeypatch.setattr("pymongo.collection.Collection.insert_many", refused)
    with pytest.raises(BulkWriteError):
        give(INES)


def test_many_go_in_by_few_commands_and_out_again(queries: Queries) -> None:
    emails = [f"student-{number}@example.org" for number in range(250)]
    with queries() as asked:
        assert give(*emails, invites=True) == 250
    finds, inserts, owners = (
        [name] * 3 for name in ("find grants", "insert grants", "find accounts")
    )
    made = ["insert invitations", *inserts, *owners, "update invitations"]
    assert asked.names == [*finds, *made]
    give("adele@example.org", course=KNOTS)
    Grant.forget(TIDES)
    assert [each.course for each in (*Grant.objects, *Invitation.objects)] == [KNOTS, KNOTS]


def test_they_stand_in_the_order_in_which_they_were_typed_the_newest_first() -> None:
    give("ada@example.org", "berit@example.org")
    give("adele@example.org", course=KNOTS)
    give("cato@example.org", "adam@example.org")
    newest = Grant.objects.between(f"{TIDES}:", f"{TIDES};")
    assert [each.email[:4] for each in newest] == ["cato", "adam", "ada@", "beri"]
    begun = [each.email for each in Grant.objects.beginning(TIDES, "ada")]
    assert begun == ["ada@example.org", "adam@example.org"]


# Whose it becomes


def test_it_is_at_once_the_accounts_that_has_confirmed_its_address() -> None:
    ines, cato = make_account(INES), make_account("cato@example.org", confirmed_at=None)
    dora = make_account("dora@example.org", deleted_at=utc_now())
    give(INES, cato.email, dora.email, invites=True)
    assert reached(ines.id, None) == {TIDES: ITS_ID}
    assert reached(BERIT, INES) == reached(cato.id, None) == reached(dora.id, None) == {}
    assert reached(cato.id, cato.email_key) == {TIDES: f"{TIDES}:{cato.email}"}
    assert Grant.take(ITS_ID, ines.id)
    assert not Grant.remove(ITS_ID)


CONFIRMING: dict[str, Callable[[Account], None]] = {
    "confirmed": lambda account: account.confirm(COMMAND_LINE),
    "reset": lambda account: account.reset_password("another hash", COMMAND_LINE),
    "changed": lambda account: account.take_new_email(COMMAND_LINE),
}


@pytest.mark.parametrize("way", CONFIRMING)
def test_it_is_the_accounts_that_confirms_its_address(way: str) -> None:
    new = {"new_email": INES} if way == "changed" else {}
    ines = make_account("new@example.org" if new else INES, confirmed_at=None, **new)
    give(INES, "new@example.org")
    give(INES, course=KNOTS)
    Grant.take(f"{KNOTS}:{INES}", BERIT)
    CONFIRMING[way](ines)
    assert reached(ines.id, None, TIDES, KNOTS) == {TIDES: ITS_ID}
    assert stored(f"{TIDES}:new@example.org").get("account") is None
    assert "taken_at" not in stored()


def test_a_change_of_address_takes_nothing_away() -> None:
    give(INES)
    ines = make_account(INES, new_email="new@example.org")
    ines.take_new_email(COMMAND_LINE)
    assert reached(ines.id, None) == {TIDES: ITS_ID}
    assert reached(make_account(INES).id, INES) == {}


def test_what_is_somebodys_and_was_not_used_is_written_to_again_and_removed() -> None:
    make_account(INES)
    give(INES)
    assert Grant.ask_again(ITS_ID, 0)
    assert Grant.next_letter(utc_now())
    assert Grant.remove(ITS_ID)


# Taken


def test_it_reaches_its_address_until_somebody_takes_it() -> None:
    give(INES)
    assert reached(BERIT, INES) == {TIDES: ITS_ID}
    assert reached(BERIT, None) == reached(BERIT, "cato@example.org") == {}
    assert reached(BERIT, INES, KNOTS) == {}
    for _twice in range(2):
        assert Grant.take(ITS_ID, BERIT)
    assert reached(CATO, INES) == {}
    assert not Grant.take(ITS_ID, CATO)
    assert reached(BERIT, "new@example.org") == reached(BERIT, None) == {TIDES: ITS_ID}
    assert stored()["account"] == BERIT


def test_their_own_goes_before_one_that_is_free() -> None:
    give(INES, "new@example.org")
    Grant.take(ITS_ID, BERIT)
    assert reached(BERIT, "new@example.org") == {TIDES: ITS_ID}


@pytest.mark.parametrize("seed", range(20))
def test_of_two_at_one_moment_one_has_it(seed: int) -> None:
    give(INES)
    took: dict[ObjectId, bool] = {}

    def take(account: ObjectId) -> None:
        took[account] = bool(reached(account, INES)) and Grant.take(ITS_ID, account)

    play([Actor(partial(take, each), watch, lambda *_: None) for each in (BERIT, CATO)], seed)
    (owner,) = [account for account, is_theirs in took.items() if is_theirs]
    assert stored()["account"] == owner


def test_what_was_removed_at_this_moment_is_not_had() -> None:
    def remove() -> None:
        Grant.remove(ITS_ID)

    give(INES)
    with watch.accompanied(Meanwhile(remove, before="update grants")):
        assert not Grant.take(ITS_ID, BERIT)


def test_only_what_nobody_took_is_removed() -> None:
    give(INES, "cato@example.org")
    Grant.take(ITS_ID, BERIT)
    assert not Grant.remove(ITS_ID)
    assert Grant.remove(f"{TIDES}:cato@example.org")
    assert not Grant.remove(f"{TIDES}:cato@example.org")
    assert [each.account for each in Grant.objects] == [BERIT]


# Whose it is


def test_what_was_taken_and_what_reaches_them_is_handed_out_and_erased() -> None:
    account, other = make_account(INES), make_account()
    give(INES, other.email)
    give("old@example.org", course=KNOTS, words="Welcome.", invites=True)
    Grant.take(f"{KNOTS}:old@example.org", account.id)
    exported = Grant.exported(account.id)
    assert {each["email"] for each in exported} == {INES, "old@example.org"}
    assert not {"by", "reach", "place"} & {name for each in exported for name in each}
    account.discard(COMMAND_LINE)
    for _twice in range(2):
        assert erased(account.id)
    assert [each.email for each in Grant.objects] == [other.email]


def test_an_address_that_is_not_confirmed_erases_nobody_elses() -> None:
    give(INES)
    stranger = make_account(INES, confirmed_at=None)
    assert Grant.exported(stranger.id) == []
    Grant.erase(stranger.id)
    assert stored()


def test_who_has_the_address_now_does_not_erase_what_another_took() -> None:
    give(INES)
    Grant.take(ITS_ID, BERIT)
    Grant.erase(make_account(INES).id)
    assert stored()["account"] == BERIT


def test_it_goes_with_its_course() -> None:
    course, other = make_course(state="binned", binned_at=utc_now() - timedelta(days=31)), KNOTS
    make_grant(course, INES)
    give(INES, course=other)
    purge()
    assert [each.course for each in Grant.objects] == [other]


def test_nothing_of_it_says_its_address_once_all_is_erased() -> None:
    account = make_account(INES)
    give(INES, invites=True, words="For Ines.")
    erased(account.id)
    left = [
        str(each) for name in get_db().list_collection_names() for each in get_db()[name].find()
    ]
    assert not any("ines" in each for each in left)
    assert not Account.objects
