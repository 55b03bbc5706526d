"""What every change of an account writes, and what follows from it."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import (
    COMMAND_LINE,
    Account,
    Actor,
    AuditLine,
    DeletedError,
    LastAdminError,
    Mail,
    NotUniqueError,
    Roster,
    SaveConditionError,
    SignIn,
    UnconfirmedError,
    utc_now,
)
from talkpython_site.documents.account_fields import ERASED_AFTER, MOST_SIGN_INS
from talkpython_site.documents.roles import ADMIN
from tests.accounts import CHANGES, EDITOR, NETWORK, NEW, OLD, SECRET, TAKEN_OVER, begun, do
from tests.factories import FIRST_DAY, make_account, make_sign_in

pytestmark = pytest.mark.usefixtures("clean")
NEWER = "a newer hash"
every_change = pytest.mark.parametrize("name", CHANGES)


def stored(account: Account) -> dict[str, Any]:
    found = Account.collection().find_one({"_id": account.id})
    assert found is not None
    return found


def sign_in(number: int = 1) -> SignIn:
    return SignIn(hash=f"h{number}", made_at=FIRST_DAY, seen_at=FIRST_DAY, expires_at=utc_now())


# Beginnings


def test_who_registers_is_signed_in_and_gets_a_mail() -> None:
    first = sign_in()
    first.network = NETWORK
    account = Account.register("Ines@Example.org", "Ines Okafor", "hash", first)
    assert (account.email, account.email_key) == ("Ines@Example.org", "ines@example.org")
    assert (account.name_key, account.revision) == ("ines okafor", 0)
    assert (account.confirmed_at, account.roles) == (None, [])
    assert [each["hash"] for each in stored(account)["sign_ins"]] == ["h1"]
    assert [(each.kind, each.account) for each in Mail.objects] == [("confirm", account.id)]
    (line,) = AuditLine.objects
    told = (line.action, line.account, line.network, line.thing, line.revision, line.values)
    assert told == ("created", account.id, NETWORK, account.thing, 0, {})


def test_an_address_is_taken_in_every_spelling() -> None:
    make_account("ines@bücher.example")
    for taken in ("INES@bücher.example", "ines@xn--bcher-kva.example", "ｉｎｅｓ@BÜCHER.example"):
        with pytest.raises(NotUniqueError):
            Account.register(taken, "Somebody", "hash", sign_in())
    assert (len(Account.objects), len(Mail.objects)) == (1, 0)


def test_an_appointed_admin_is_confirmed_and_on_the_roster() -> None:
    account = Account.appoint("ada@example.org", "Ada", "hash", COMMAND_LINE)
    assert (account.roles, account.acts) == ([ADMIN], True)
    assert account.confirmed_at is not None
    assert Roster.members() == [account.id]
    (line,) = AuditLine.objects
    assert (line.action, line.account, line.values) == ("created", None, {"role": ADMIN})
    with pytest.raises(NotUniqueError):
        Account.appoint("ADA@example.org", "Ada", "hash", COMMAND_LINE)
    assert Roster.members() == [account.id]


def test_what_is_being_erased_is_not_taken_over() -> None:
    account = make_account(OLD, confirmed_at=None, deleted_at=utc_now() - ERASED_AFTER)
    with pytest.raises(SaveConditionError):
        account.take_over("Ines", "new hash", COMMAND_LINE)
    assert (stored(account)["revision"], len(AuditLine.objects)) == (0, 0)


def test_what_is_being_erased_gets_no_password() -> None:
    account = make_account(OLD, deleted_at=utc_now() - ERASED_AFTER)
    with pytest.raises(SaveConditionError):
        account.reset_password("new hash", COMMAND_LINE)
    assert (stored(account)["revision"], len(AuditLine.objects)) == (0, 0)


def test_what_is_deleted_gets_no_role() -> None:
    account = make_account(OLD, deleted_at=utc_now())
    with pytest.raises(DeletedError, match="deleted"):
        account.add_role(ADMIN, COMMAND_LINE)
    assert stored(account)["revision"] == 0


def test_who_takes_over_opens_what_was_locked_or_deleted() -> None:
    make_account(OLD, confirmed_at=None, deleted_at=utc_now(), locked_at=FIRST_DAY)
    account = Account.objects.with_email(OLD)
    account.take_over("", "new hash", COMMAND_LINE)
    assert Account.objects.get(id=account.id).acts
    assert Roster.members() == [account.id]
    (line,) = AuditLine.objects
    assert tuple(line.fields) == (*TAKEN_OVER, "locked_at", "deleted_at")


# Changes


@every_change
def test_it_writes_what_it_says(name: str) -> None:
    account, change = begun(name), CHANGES[name]
    change.do(account, Actor(account.id, NETWORK))
    now = Account.objects.get(id=account.id)
    assert {field: now[field] for field in change.leaves} == change.leaves
    assert (len(now.sign_ins), now.revision) == (0 if change.signs_out else 1, 1)
    assert (now.acts, account.id in Roster.members()) == (change.acts, change.acts)
    assert (now.pending, account.pending) == ([], [])


@every_change
def test_it_is_told_in_mails_and_in_the_audit(name: str) -> None:
    account, change = begun(name), CHANGES[name]
    do(name)
    assert tuple(mail.kind for mail in Mail.objects) == change.mails
    assert {mail.account for mail in Mail.objects} <= {account.id}
    told = [
        (line.action, tuple(line.fields), line.values, line.thing, line.account, line.network)
        for line in AuditLine.objects
    ]
    line = (change.said, change.fields, change.values, account.thing, account.id, NETWORK)
    assert told == ([line] if change.said else [])
    assert [line.revision for line in AuditLine.objects] == [1] * len(told)


@every_change
def test_it_is_refused_where_somebody_else_was_first(name: str) -> None:
    account, change = begun(name), CHANGES[name]
    was_acting = account.acts
    Account.objects.get(id=account.id).change()
    before = stored(account)
    with pytest.raises(SaveConditionError):
        change.do(account, COMMAND_LINE)
    assert stored(account) == before
    assert (len(Mail.objects), len(AuditLine.objects)) == (0, 0)
    assert (account.id in Roster.members()) is was_acting


ENDING = [name for name, change in CHANGES.items() if change.signs_out]


@pytest.mark.parametrize("name", ENDING)
def test_a_sign_in_that_comes_meanwhile_does_not_survive(name: str) -> None:
    """Nothing was in the list when the account was read, and nothing is to be written into it."""
    account = begun(name)
    Account.collection().update_one({"_id": account.id}, {"$unset": {"sign_ins": True}})
    read = Account.objects.get(id=account.id)
    assert Account.objects.get(id=account.id).push_sign_in(sign_in())
    CHANGES[name].do(read, COMMAND_LINE)
    assert not stored(account).get("sign_ins")


@pytest.mark.parametrize("name", ["set_password", "lock", "discard"])
def test_nobody_signs_in_by_what_was_verified_before(name: str) -> None:
    account = begun(name)
    verified = Account.objects.get(id=account.id)
    CHANGES[name].do(account, COMMAND_LINE)
    assert not verified.push_sign_in(sign_in())
    assert not stored(account).get("sign_ins")


def test_a_reset_leaves_a_stranger_nothing() -> None:
    strange: dict[str, Any] = {"totp_secret": SECRET, "totp_step": 1, "recovery_hashes": ["one"]}
    make_account(OLD, confirmed_at=None, new_email=NEW, sign_ins=[sign_in()], **strange)
    account = Account.objects.with_email(OLD)
    account.reset_password("new hash", Actor(None, NETWORK))
    kept = {"_id", "email", "email_key", "password_hash", "confirmed_at", "revision", "created_at"}
    assert {key for key, value in stored(account).items() if value} == kept
    (line,) = AuditLine.objects
    assert {"confirmed_at", "second_factor", "recovery_codes", "name"} <= {*line.fields}


def test_the_old_address_is_told_where_it_was_theirs() -> None:
    for confirmed_at, told in ((FIRST_DAY, [OLD]), (None, [])):
        account = make_account(OLD, new_email=NEW, confirmed_at=confirmed_at)
        account.take_new_email(COMMAND_LINE)
        assert [mail.data.get("to") for mail in Mail.objects] == told
        Account.collection().delete_one({"_id": account.id})
        Mail.collection().delete_many({})


def test_a_new_address_that_was_taken_meanwhile_is_refused() -> None:
    account = make_account(OLD, new_email=NEW)
    make_account(NEW.upper())
    with pytest.raises(NotUniqueError):
        account.take_new_email(COMMAND_LINE)
    assert (stored(account)["email"], stored(account)["new_email"]) == (OLD, NEW)


def test_a_confirmed_address_stays_when_no_new_one_was_asked_for() -> None:
    account = make_account(OLD)
    account.take_new_email(COMMAND_LINE)
    assert account.email == OLD


def test_roles_are_for_confirmed_addresses() -> None:
    account = make_account(confirmed_at=None)
    with pytest.raises(UnconfirmedError):
        account.add_role(ADMIN, COMMAND_LINE)
    assert stored(account).get("roles") in (None, [])


def test_a_second_factor_is_for_confirmed_addresses() -> None:
    """Else a stranger turns it on at once, and locks out whom the address belongs to."""
    account = make_account(confirmed_at=None)
    with pytest.raises(UnconfirmedError):
        account.turn_on_second_factor(SECRET, 7, ["one"], COMMAND_LINE)
    assert stored(account).get("totp_secret") is None


def test_a_role_is_had_once() -> None:
    account = make_account(roles=[EDITOR, ADMIN])
    account.add_role(EDITOR, COMMAND_LINE)
    assert Account.objects.get(id=account.id).roles == [ADMIN, EDITOR]


@pytest.mark.parametrize("name", ["lock", "discard", "remove_role"])
def test_the_last_admin_stays(name: str) -> None:
    account = make_account(roles=[ADMIN])
    with pytest.raises(LastAdminError):
        CHANGES[name].do(account, COMMAND_LINE)
    assert Account.objects.get(id=account.id).acts
    assert (len(Mail.objects), len(AuditLine.objects)) == (0, 0)


def test_deleting_once_more_gives_no_more_days() -> None:
    account = make_account(deleted_at=FIRST_DAY)
    account.discard(COMMAND_LINE)
    assert Account.objects.get(id=account.id).erased_at == FIRST_DAY + timedelta(days=14)
    assert make_account().erased_at is None


# Signing in


def test_the_newest_twenty_sign_ins_stay() -> None:
    account = make_account()
    for number in range(MOST_SIGN_INS + 2):
        assert account.push_sign_in(sign_in(number))
    hashes = [each["hash"] for each in stored(account)["sign_ins"]]
    assert hashes == [f"h{number}" for number in range(2, MOST_SIGN_INS + 2)]


def test_a_hash_is_made_anew_unless_the_password_changed() -> None:
    account = make_account()
    other = Account.objects.get(id=account.id)
    account.rehash(NEWER)
    assert account.push_sign_in(sign_in())
    other.rehash("late")
    assert (stored(account)["password_hash"], account.password_hash) == (NEWER, NEWER)
    Account.objects.get(id=account.id).rename("Ada", COMMAND_LINE)
    assert stored(account)["password_hash"] == NEWER


def test_a_step_and_a_code_are_spent_once() -> None:
    account = make_account(totp_secret=SECRET, recovery_hashes=["one"])
    assert [account.spend_step(step) for step in (5, 5, 4, 6)] == [True, False, False, True]
    assert [account.spend_recovery_code(code) for code in ("two", "one", "one")] == [
        False,
        True,
        False,
    ]


# Finding


def test_accounts_are_found_by_how_they_begin() -> None:
    make_sign_in(make_account("ines@example.org", name="Ínes Okafor"))
    make_account("inga@example.org", name="Teodor Brandt", roles=[EDITOR])
    make_account("ada@example.org", name="Ada", roles=[ADMIN], locked_at=FIRST_DAY)
    found = Account.objects
    assert [each.email for each in found.addressed("INE")] == ["ines@example.org"]
    assert len(found.addressed("in")) == 2
    assert [each.email for each in found.named("teo")] == ["inga@example.org"]
    assert [each.email for each in found.admins()] == ["ada@example.org"]
    assert [each.email for each in found.locked()] == ["ada@example.org"]
    assert [each.email for each in found.editors()] == ["inga@example.org"]
    assert found.with_email("nobody@example.org") is None
