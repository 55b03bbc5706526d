"""Every class that belongs to somebody says how it is handed out, and how it is erased."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import DOCUMENTS, PERSONAL, Account
from talkpython_site.documents.personal import Personal, as_text
from tests.factories import make_account

SOMEBODY = ObjectId("65f0c1d2e3f4a5b6c7d8e9f0")
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
WITH_ACCOUNT = [each for each in DOCUMENTS if "account" in each._fields]


@pytest.mark.parametrize("each", [*WITH_ACCOUNT, Account], ids=lambda each: each.__name__)
def test_what_has_an_account_says_how_it_is_handed_out_and_erased(each: Any) -> None:
    assert issubclass(each, Personal), f"{each.__name__} belongs to an account: make it Personal"
    for method in ("exported", "erase"):
        own = getattr(each, method).__func__
        assert own is not getattr(Personal, method).__func__, f"{each.__name__} lacks {method}()"
    assert each in PERSONAL


def test_some_have_an_account() -> None:
    assert WITH_ACCOUNT


def test_nothing_is_said_by_default() -> None:
    for method in (Personal.exported, Personal.erase):
        with pytest.raises(NotImplementedError):
            method(SOMEBODY)


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("each", PERSONAL, ids=lambda each: each.__name__)
def test_of_nobody_there_is_nothing_to_hand_out_or_erase(each: Any) -> None:
    account = make_account()
    assert each.exported(SOMEBODY) == []
    each.erase(SOMEBODY)
    each.erase(SOMEBODY)
    assert Account.objects(id=account.id).first()


def test_what_is_stored_becomes_what_json_has() -> None:
    stored = {"_id": SOMEBODY, "at": NOON, "parts": [{"by": SOMEBODY}, 1, True, None, "x", 0.5]}
    assert json.loads(json.dumps(as_text(stored))) == {
        "_id": str(SOMEBODY),
        "at": "2026-11-30T12:00:00+00:00",
        "parts": [{"by": str(SOMEBODY)}, 1, True, None, "x", 0.5],
    }
