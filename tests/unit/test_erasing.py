"""After 14 days nothing says any more who somebody was, wherever the work was interrupted."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from bson import json_util
from mongoengine import get_db

from talkpython_site.documents import (
    PERSONAL,
    Account,
    Actor,
    AuditLine,
    Mail,
    SaveConditionError,
    utc_now,
)
from talkpython_site.documents.base import follow_up
from talkpython_site.documents.roles import ADMIN
from talkpython_site.erasing import erase_due
from talkpython_site.housekeeping import tidy
from tests.factories import make_account, make_certificate, make_sign_in, password_hash
from tests.killing import every_death

pytestmark = pytest.mark.usefixtures("clean")

NETWORK, BY_LINK, OTHER_NETWORK = "203.0.113.9", "203.0.113.10", "198.51.100.7"
# All that says who somebody was.
PERSONAL_WORDS = ("Ines", "Okafor", "okafor", "ines@", "moved@", "203.0.113.")


def after_the_days(days: float = 14.01) -> datetime:
    return utc_now() + timedelta(days=days)


def lived(other: Account) -> Account:
    """Somebody who did all there is to do, and was done all to; signed out in between."""
    account = make_account("ines@example.org", name="Ines Okafor", roles=[ADMIN])
    own, by_link, admin = Actor(account.id, NETWORK), Actor(None, BY_LINK), Actor(other.id, "x")
    make_sign_in(account, network=NETWORK)
    account.rename("Ines A. Okafor", own)
    account.turn_on_second_factor("JBSWY3DPEHPK3PXP", 1, ["hash"], own)
    account.ask_for_email("moved@example.org", own)
    account.take_new_email(by_link)
    account.reset_password(password_hash(), by_link)
    account.remove_role(ADMIN, admin._replace(network=OTHER_NETWORK))
    make_certificate(account, name="Ines Okafor")
    account.discard(own)
    Mail.ask_for_reset(account.email_key)
    Mail.address_all()
    return account


def left() -> str:
    """Everything that is stored, as text."""
    names = get_db().list_collection_names()
    return json_util.dumps({name: list(get_db()[name].find()) for name in sorted(names)})


def traces() -> list[str]:
    stored = left()
    return [word for word in PERSONAL_WORDS if word in stored]


def test_nothing_says_who_it_was() -> None:
    other = make_account("teodor@example.org", name="Teodor", roles=[ADMIN])
    account = lived(other)
    assert traces() == list(PERSONAL_WORDS)
    assert erase_due(after_the_days()) == 1
    assert traces() == []
    assert Account.objects(id=account.id).first() is None
    assert Account.objects.get(id=other.id).name == "Teodor"


def test_no_address_waits_for_ever_with_somebody_else() -> None:
    other = make_account("teodor@example.org")
    other.ask_for_email("ines@example.org", Actor(other.id, NETWORK))
    tidy(after_the_days(2.9))
    assert Account.objects.get(id=other.id).new_email == "ines@example.org"
    tidy(after_the_days(3.1))
    stored = Account.collection().find_one({"_id": other.id}) or {}
    assert not {"new_email", "new_email_at"} & stored.keys()
    assert stored["revision"] == other.revision


def test_what_others_did_stays_theirs() -> None:
    other = make_account("teodor@example.org", name="Teodor", roles=[ADMIN])
    account = lived(other)
    before = len(AuditLine.objects)
    erase_due(after_the_days())
    assert len(AuditLine.objects) == before
    (removed,) = AuditLine.objects(account=other.id)
    assert (removed.action, removed.network) == ("role removed", OTHER_NETWORK)
    assert removed.thing == f"account:{account.id}"


def test_it_is_not_erased_before_its_time() -> None:
    account = make_account()
    account.discard(Actor(account.id, NETWORK))
    assert erase_due(after_the_days(13.99)) == 0
    Account.objects.get(id=account.id).take_back(Actor(account.id, NETWORK))
    assert erase_due(after_the_days()) == 0
    assert Account.objects(id=account.id).first()


def test_who_was_never_deleted_stays() -> None:
    make_account()
    assert erase_due(after_the_days(10_000)) == 0


def test_nobody_is_taken_back_while_erasing_begins() -> None:
    account = make_account()
    account.discard(Actor(account.id, NETWORK))
    overdue = {"$set": {"deleted_at": utc_now() - timedelta(days=14)}}
    Account.collection().update_one({"_id": account.id}, overdue)
    late = Account.objects.get(id=account.id)
    with pytest.raises(SaveConditionError):
        late.take_back(Actor(account.id, NETWORK))
    assert erase_due(utc_now()) == 0  # another clock may be behind
    assert erase_due(utc_now() + timedelta(minutes=1, seconds=1)) == 1


def test_what_follows_from_it_comes_first() -> None:
    account = make_account()
    account.discard(Actor(account.id, NETWORK))
    waiting = {"$set": {"pending": [follow_up("mail", kind="deleted", account=account.id)]}}
    Account.collection().update_one({"_id": account.id}, waiting)
    assert erase_due(after_the_days()) == 0
    Account.collection().update_one({"_id": account.id}, {"$unset": {"pending": True}})
    assert erase_due(after_the_days()) == 1


def test_housekeeping_does_it() -> None:
    account = make_account()
    account.discard(Actor(account.id, NETWORK))
    tidy(after_the_days())
    assert Account.objects(id=account.id).first() is None


def test_the_account_is_erased_last() -> None:
    assert PERSONAL[-1] is Account
    assert len(set(PERSONAL)) == len(PERSONAL) > 1


def work() -> None:
    erase_due(after_the_days())


def test_whoever_is_killed_leaves_the_work_to_the_next(database_uri: str) -> None:
    other = make_account("teodor@example.org", name="Teodor", roles=[ADMIN])
    seen: dict[int, Any] = {}
    account = lived(other)
    for writes in every_death(database_uri, work):
        seen[writes] = erase_due(after_the_days())
        assert traces() == []
        assert Account.objects(id=account.id).first() is None
        account = lived(other)
    # its enrolments, certificates, grants, mails, drafts, uploads and lines, those of links it
    # followed, and itself
    assert seen == {**dict.fromkeys(range(1, 9), 1), 9: 0}
