"""Drafts: nothing late wins, nobody fills the database, and whose they are."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bson import ObjectId

from talkpython_site.documents import Draft, utc_now
from talkpython_site.documents.draft import KEPT, MOST, MOST_OF_THING, Origin
from talkpython_site.housekeeping import purge
from tests.factories import make_episode

pytestmark = pytest.mark.usefixtures("clean")
BERIT, CATO = ObjectId(), ObjectId()


def origin(nonce: str = "one", thing: str = "episode:1", account: ObjectId = BERIT) -> Origin:
    return Origin(thing, account, nonce, 3, "draft")


def stored(account: ObjectId = BERIT) -> list[dict[str, Any]]:
    return list(Draft.collection().find({"account": account}).sort("_id"))


def test_a_draft_says_what_its_form_was_made_from() -> None:
    Draft.keep(origin(), {"title": "Ebb"}, 5)
    draft = Draft.objects.get()
    assert draft.id == f"episode:1:{BERIT}:one"
    assert (draft.nonce, draft.thing, draft.account) == ("one", "episode:1", BERIT)
    assert (draft.base_revision, draft.base_status, draft.count) == (3, "draft", 5)
    assert draft.typed_at == draft.seen_at


def test_only_what_is_later_is_kept() -> None:
    counts = [5, 4, 5, 6]
    taken = [Draft.keep(origin(), {"title": str(count)}, count) for count in counts]
    assert taken == [True, False, False, True]
    assert stored()[0]["fields"] == {"title": "6"}


def test_a_form_that_was_shown_is_silent_until_it_is_heard_of() -> None:
    for _twice in range(2):
        Draft.show(origin())
    assert [each["is_silent"] for each in stored()] == [True]
    Draft.see(origin())
    heard = stored()
    assert "is_silent" not in heard[0]
    Draft.show(origin())
    Draft.leave(origin())
    assert stored() == heard


def test_being_open_says_nothing_of_the_words() -> None:
    Draft.see(origin())
    assert "fields" not in stored()[0]
    Draft.keep(origin(), {"title": "Ebb"}, 1)
    typed = stored()[0]
    with time_machine.travel(utc_now() + timedelta(minutes=1)):
        Draft.see(origin())
    assert stored()[0] == {**typed, "seen_at": stored()[0]["seen_at"]}
    assert stored()[0]["seen_at"] > typed["seen_at"]


@pytest.mark.parametrize("begin", [Draft.see, lambda its: Draft.keep(its, {"title": "E"}, 1)])
def test_what_is_closed_stays_so_for_what_is_late(begin: Any) -> None:
    begin(origin())
    Draft.close(origin(), 5)
    assert not Draft.keep(origin(), {"title": "late"}, 5)
    Draft.see(origin())
    assert not {"fields", "typed_at"} & stored()[0].keys()
    assert not Draft.objects.present("episode:1")
    assert Draft.keep(origin(), {"title": "typed on"}, 6)
    assert len(Draft.objects.present("episode:1")) == 1


def test_what_was_typed_later_is_not_closed() -> None:
    Draft.keep(origin(), {"title": "Ebb"}, 6)
    Draft.close(origin(), 5)
    assert stored()[0]["fields"] == {"title": "Ebb"}


def test_what_was_never_kept_is_closed_too() -> None:
    Draft.close(origin(), 5)
    assert not Draft.keep(origin(), {"title": "late"}, 4)


def test_who_is_present_was_seen_within_a_minute() -> None:
    Draft.see(origin())
    Draft.see(origin(account=CATO))
    Draft.see(origin(thing="episode:2"))
    assert {each.account for each in Draft.objects.present("episode:1")} == {BERIT, CATO}
    with time_machine.travel(utc_now() + timedelta(seconds=61)):
        assert not Draft.objects.present("episode:1")


def test_of_a_thing_the_oldest_go_and_those_without_words_first() -> None:
    Draft.keep(origin("words"), {"title": "Ebb"}, 1)
    for number in range(MOST_OF_THING + 2):
        Draft.see(origin(f"open {number}"))
    Draft.see(origin("other", "episode:2"))
    Draft.see(origin("theirs", account=CATO))
    kept = {each["_id"].rpartition(":")[2] for each in stored()}
    assert len(kept) == MOST_OF_THING + 1
    assert {"words", "other", f"open {MOST_OF_THING + 1}"} <= kept
    assert len(stored(CATO)) == 1


def test_nobody_fills_the_database() -> None:
    for number in range(MOST + 3):
        Draft.keep(origin(thing=f"episode:{number}"), {"title": str(number)}, 1)
    titles = {int(each["fields"]["title"]) for each in stored()}
    assert (len(titles), max(titles)) == (MOST, MOST + 2)


def test_a_newcomer_is_never_the_one_to_go() -> None:
    for number in range(MOST_OF_THING):
        Draft.keep(origin(f"words {number}"), {"title": "Ebb"}, 1)
    Draft.see(origin("open"))
    assert f"episode:1:{BERIT}:open" in {each["_id"] for each in stored()}


def test_what_is_older_than_thirty_days_is_not_found() -> None:
    Draft.keep(origin(), {"title": "Ebb"}, 1)
    assert Draft.objects.of_account(BERIT)
    with time_machine.travel(utc_now() + KEPT + timedelta(seconds=1)):
        assert not Draft.objects.of_account(BERIT)


def test_it_is_handed_out_and_erased_with_its_account() -> None:
    for account in (BERIT, CATO):
        Draft.keep(origin(account=account), {"title": "Ebb"}, 1)
    (handed_out,) = Draft.exported(BERIT)
    assert handed_out["fields"] == {"title": "Ebb"}
    assert handed_out["account"] == str(BERIT)
    Draft.erase(BERIT)
    assert (stored(), len(stored(CATO))) == ([], 1)


def test_what_is_purged_leaves_no_drafts() -> None:
    purged = make_episode(state="binned", binned_at=utc_now())
    Draft.keep(origin(thing=purged.card_key), {"title": "Ebb"}, 1)
    Draft.keep(origin(thing="episode:2"), {"title": "Flow"}, 1)
    purge()
    assert [each["thing"] for each in stored()] == ["episode:2"]
