"""Links that show content before it is out: made, replaced, ended, each with one guarded write."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import AuditLine, Episode, Revision, SaveConditionError, utc_now
from talkpython_site.documents.previewed import PREVIEW_FIELDS, PREVIEW_KEPT
from talkpython_site.housekeeping import finish_overdue
from tests.factories import make_episode, make_podcast
from tests.killing import every_death
from tests.moves import BINNED, DRAFT, EDITOR, LATER, PUBLISHED, REASON, SCHEDULED

pytestmark = pytest.mark.usefixtures("clean")
MOMENT = timedelta(milliseconds=1)


def begun(**changes: Any) -> Episode:
    """A draft with a link."""
    made = make_episode(**{**DRAFT, **changes})
    made.begin_preview("salt", "hash", EDITOR)
    return made


def again(made: Episode) -> Any:
    return Episode.objects(id=made.id).first()


def link_of(made: Episode) -> list[Any]:
    stored = Episode.collection().find_one({"_id": made.id}) or {}
    return [stored.get(name) for name in PREVIEW_FIELDS]


def actions() -> list[str]:
    return [line.action for line in AuditLine.objects.order_by("id")]


@pytest.mark.parametrize("state", [DRAFT, SCHEDULED], ids=["a draft", "scheduled"])
def test_a_link_holds_for_thirty_days(state: dict[str, Any]) -> None:
    with time_machine.travel(utc_now(), tick=False):
        made, end = begun(**state), utc_now() + PREVIEW_KEPT
        assert (link_of(made), link_of(again(made))) == (["salt", "hash", end],) * 2
    for now, holds in ((end - MOMENT, True), (end, False)):
        assert made.has_preview(now) is holds
        assert bool(Episode.stored_preview("hash", now)) is holds
    assert not make_episode().has_preview(end)


def test_it_is_no_revision_and_in_none() -> None:
    made = begun()
    assert (made.revision, len(Revision.objects)) == (0, 0)
    made.title = "Ebb"
    made.save_as(EDITOR, "saved")
    assert not set(PREVIEW_FIELDS) & set(Revision.objects.first().content)
    made.take(Revision.objects.first().content)
    made.save_as(EDITOR, "brought back", number="0")
    assert again(made).preview_hash == "hash"


def test_what_others_write_meanwhile_stands() -> None:
    made = begun()
    other, third = again(made), again(made)
    other.title = "Ebb"
    other.save_as(EDITOR, "saved")
    third.begin_preview("more salt", "another hash", EDITOR)
    assert (again(made).title, again(made).preview_hash) == ("Ebb", "another hash")
    assert actions() == ["preview link made", "saved", "preview link made"]
    assert Episode.stored_preview("hash", utc_now()) is None


def test_of_two_who_make_one_the_second_is_told() -> None:
    made = make_episode(**DRAFT)
    first, second = again(made), again(made)
    first.begin_preview("salt", "hash", EDITOR)
    with pytest.raises(SaveConditionError):
        second.begin_preview("s", "h", EDITOR)
    with pytest.raises(SaveConditionError):
        second.end_preview(EDITOR)
    assert (again(made).preview_hash, actions()) == ("hash", ["preview link made"])


@pytest.mark.parametrize("state", [PUBLISHED, BINNED], ids=["out", "binned"])
def test_there_is_none_for_what_is_out_or_gone(state: dict[str, Any]) -> None:
    made = make_episode(**state)
    with pytest.raises(SaveConditionError):
        made.begin_preview("salt", "hash", EDITOR)
    assert link_of(made) == [None] * 3


def test_it_is_ended() -> None:
    made = begun()
    made.end_preview(EDITOR)
    assert (link_of(made), link_of(again(made))) == ([None] * 3,) * 2
    assert actions() == ["preview link made", "preview link ended"]
    assert (again(made).revision, again(made).pending) == (0, [])


def test_no_token_is_told_of_in_audit_lines() -> None:
    made = begun()
    made.end_preview(EDITOR)
    told = [str(line.to_mongo().to_dict()) for line in AuditLine.objects]
    assert not [line for line in told if "salt" in line or "hash" in line]


def test_what_was_taken_down_or_binned_has_none_any_more() -> None:
    down, binned = begun(), begun_anew("second")
    down.publish(EDITOR)
    assert again(down).preview_hash == "hash"  # leads to its page
    down.unpublish(REASON, EDITOR)
    binned.bin(EDITOR)
    binned.restore(EDITOR)
    for made in (down, binned):
        assert link_of(made) == [None] * 3
    down.schedule(LATER, EDITOR)
    assert Episode.stored_preview("hash", utc_now()) is None


def begun_anew(name: str) -> Episode:
    made = make_episode(make_podcast(), **DRAFT)
    made.begin_preview(f"{name} salt", f"{name} hash", EDITOR)
    return made


def begin_and_end() -> None:
    made = Episode.objects.first()
    made.begin_preview("salt", "hash", EDITOR)
    made.end_preview(EDITOR)


def test_a_killed_change_is_whole_or_not_begun(database_uri: str) -> None:
    said = {1: ["preview link made"], 2: ["preview link made"], 3: ["preview link made"]}
    made, deaths = make_episode(**DRAFT), []
    for writes in every_death(database_uri, begin_and_end):
        deaths.append(writes)
        finish_overdue(utc_now() + timedelta(minutes=1))
        assert actions() == said.get(writes, ["preview link made", "preview link ended"])
        assert bool(again(made).preview_hash) is (writes < 4)
        assert again(made).pending == []
        for document in (Episode, AuditLine):
            document.collection().delete_many({})
        made = make_episode(**DRAFT)
    # each: written, the line, taken off
    assert deaths == [1, 2, 3, 4, 5, 6, 6]
