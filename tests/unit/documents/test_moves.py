"""What can be done to an episode, what it leaves, and what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from talkpython_site.documents import Episode, MoveError, SaveConditionError, utc_now
from talkpython_site.documents.states import Move, Status
from tests import moves
from tests.factories import make_episode
from tests.moves import CHANGES, EDITOR, LATER, LEADS_TO, again, begun, do, lines, stored

pytestmark = pytest.mark.usefixtures("clean")

IN: dict[Status, dict[str, Any]] = {
    Status.DRAFT: moves.DRAFT,
    Status.SCHEDULED: moves.SCHEDULED,
    Status.PUBLISHED: moves.PUBLISHED,
    Status.UNPUBLISHED: moves.UNPUBLISHED,
    Status.BINNED: {**moves.UNPUBLISHED, **moves.BINNED, "state_before": "unpublished"},
    Status.OTHER: {"state": "invented"},
}


def make_move(episode: Episode, move: Move) -> None:
    {
        Move.PUBLISH: lambda: episode.publish(EDITOR),
        Move.SCHEDULE: lambda: episode.schedule(LATER, EDITOR),
        Move.CALL_OFF: lambda: episode.call_off(EDITOR),
        Move.UNPUBLISH: lambda: episode.unpublish(moves.REASON, EDITOR),
        Move.BIN: lambda: episode.bin(EDITOR),
        Move.RESTORE: lambda: episode.restore(EDITOR),
    }[move]()


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_leaves_what_it_says_and_one_line(name: str) -> None:
    change, _before = CHANGES[name], begun(name)
    do(name)
    now = stored()
    assert {field: now.get(field) for field in change.leaves} == change.leaves
    (line,) = lines()
    assert (line["account"], line["network"]) == EDITOR
    assert (line["thing"], line["action"]) == (f"episode:{now['_id']}", change.said)
    assert (line["fields"], line.get("values", {})) == (list(change.fields), change.values)


@pytest.mark.parametrize("status", IN)
@pytest.mark.parametrize("move", Move)
def test_every_move_in_every_state(status: Status, move: Move) -> None:
    episode = make_episode(**IN[status])
    before = stored()
    assert episode.status(utc_now()) is status
    if (status, move) in LEADS_TO:
        make_move(episode, move)
        assert (stored()["revision"], again(episode).revision) == (1, 1)
        assert again(episode).status(utc_now()) is LEADS_TO[status, move]
    else:
        with pytest.raises(MoveError, match=f"It is {status} now: there is nothing to {move}."):
            make_move(episode, move)
        assert (stored(), lines()) == (before, [])


@pytest.mark.parametrize("move", Move)
def test_who_read_it_earlier_changes_nothing(move: Move) -> None:
    status = next(status for status, made in LEADS_TO if made is move)
    episode = make_episode(**IN[status])
    earlier = again(episode)
    episode.title = "Ebb"
    episode.save_as(EDITOR, "saved")
    before = stored()
    with pytest.raises(SaveConditionError):
        make_move(earlier, move)
    assert (stored(), len(lines())) == (before, 1)


def test_a_moment_in_any_zone_is_one() -> None:
    episode = make_episode(**moves.DRAFT)
    episode.schedule(datetime(2999, 7, 1, 8, 0, tzinfo=ZoneInfo("Europe/Berlin")), EDITOR)
    assert stored()["published_at"] == datetime(2999, 7, 1, 6, 0, tzinfo=UTC)
    assert lines()[0]["values"]["at"] == "2999-07-01 06:00 UTC"


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(microseconds=900), -timedelta(days=1)])
def test_what_is_scheduled_is_later(ahead: timedelta) -> None:
    episode = make_episode(**moves.DRAFT)
    before = stored()
    now = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
    with time_machine.travel(now, tick=False), pytest.raises(ValueError, match="not later"):
        episode.schedule(now + ahead, EDITOR)
    assert (stored(), lines()) == (before, [])


def test_what_is_published_has_this_moment() -> None:
    day = {"published_precision": "day"}
    for began in (moves.DRAFT, moves.SCHEDULED | day):
        episode = make_episode(**began)
        since = utc_now()
        episode.publish(EDITOR)
        now = Episode.objects(id=episode.id).as_pymongo().first()
        assert since <= now["published_at"] <= utc_now()
        assert "published_precision" not in now


def test_what_is_scheduled_comes_out_by_itself() -> None:
    episode = make_episode(**moves.DRAFT)
    at = utc_now() + timedelta(hours=1)
    episode.schedule(at, EDITOR)
    assert episode.status(at - timedelta(milliseconds=1)) is Status.SCHEDULED
    assert episode.status(at) is Status.PUBLISHED
    with time_machine.travel(at), pytest.raises(MoveError):
        again(episode).call_off(EDITOR)


def test_what_came_out_before_it_was_binned_is_not_called_off() -> None:
    """It was scheduled, and out by then: its address goes on saying that it was there."""
    episode = make_episode(**moves.UNPUBLISHED)
    at = utc_now() + timedelta(hours=1)
    episode.schedule(at, EDITOR)
    with time_machine.travel(at + timedelta(hours=1)):
        again(episode).bin(EDITOR)
        again(episode).restore(EDITOR)
    assert (stored()["state"], stored()["published_at"]) == ("unpublished", at)
    assert "unpublished_reason" not in stored(), "it was out again: the reason is of before"


@pytest.mark.parametrize("restorable", [None, False])
def test_not_everything_in_the_bin_can_be_restored(*, restorable: bool | None) -> None:
    episode = make_episode(**{**IN[Status.BINNED], "is_restorable": restorable})
    with pytest.raises(MoveError):
        episode.restore(EDITOR)
