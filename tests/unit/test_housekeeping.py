"""Whoever died before carrying out what must follow: somebody finishes it."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from mongoengine.connection import get_connection
from pymongo.errors import AutoReconnect

from talkpython_site.documents import Episode, utc_now
from talkpython_site.documents.base import EFFECTS, follow_up
from talkpython_site.documents.stamp import announcement, read_stamp
from talkpython_site.housekeeping import Housekeeping, finish_overdue
from tests.connections import connected_to
from tests.factories import make_episode
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("clean")


def leave(*entries: dict[str, Any]) -> Episode:
    episode = make_episode()
    change = {"$set": {"pending": list(entries)}}
    Episode.collection().update_one({"_id": episode.id}, change)
    return episode


def left(episode: Episode) -> list[dict[str, Any]]:
    return list(Episode.objects(id=episode.id).as_pymongo().first()["pending"])


def is_done(episode: Episode) -> bool:
    return not left(episode)


def announced() -> list[str]:
    return [each.key for each in read_stamp()]


def in_seconds(seconds: float) -> datetime:
    return utc_now() + timedelta(seconds=seconds)


def test_an_entry_has_ten_seconds() -> None:
    episode = leave(announcement("episode:1"))
    assert finish_overdue(in_seconds(9)) == 0
    assert len(left(episode)) == 1
    assert finish_overdue(in_seconds(11)) == 1
    assert (left(episode), announced()) == ([], ["episode:1"])


def test_only_the_old_ones_of_a_document_are_done() -> None:
    young = announcement("episode:2")
    old = {**announcement("episode:1"), "at": in_seconds(-20)}
    episode = leave(old, young)
    assert finish_overdue(utc_now()) == 1
    assert left(episode) == [young]


def test_what_only_newer_code_knows_stays_for_it() -> None:
    newer = follow_up("invent")
    episode = leave(newer, announcement("episode:1"))
    assert finish_overdue(in_seconds(11)) == 1
    assert left(episode) == [newer]


def test_one_that_fails_keeps_nobody_from_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EFFECTS, "divide", lambda entry: entry["data"]["by"] // 0)
    broken = leave(follow_up("divide", by=1))
    fine = leave(announcement("episode:1"))
    assert finish_overdue(in_seconds(11)) == 1
    assert (len(left(broken)), len(left(fine))) == (1, 0)


def test_without_the_database_the_round_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(_entry: dict[str, Any]) -> None:
        raise AutoReconnect

    monkeypatch.setitem(EFFECTS, "lose", lose)
    leave(follow_up("lose"))
    with pytest.raises(AutoReconnect):
        finish_overdue(in_seconds(11))


def test_what_never_began_can_be_stopped() -> None:
    Housekeeping().stop()


def test_rounds_go_on_until_it_is_stopped() -> None:
    housekeeping = Housekeeping(round_seconds=0.01)
    housekeeping.start()
    leave({**announcement("episode:1"), "at": in_seconds(-20)})
    wait_until(lambda: announced() == ["episode:1"])
    leave({**announcement("episode:2"), "at": in_seconds(-20)})
    wait_until(lambda: len(announced()) == 2)
    housekeeping.stop()
    leave({**announcement("episode:3"), "at": in_seconds(-20)})
    assert len(announced()) == 2


def test_the_bin_is_emptied_now_and_then() -> None:
    """Nobody waits for it, and every time it asks four collections."""
    housekeeping = Housekeeping(round_seconds=0.01, tidy_seconds=3600)
    first = make_episode().discard()
    housekeeping.start()
    wait_until(lambda: not Episode.objects(id=first.id))
    second = make_episode().discard()
    for _round in range(2):
        episode = leave({**announcement("episode:1"), "at": in_seconds(-20)})
        wait_until(partial(is_done, episode))
    housekeeping.stop()
    assert Episode.objects(id=second.id)

    housekeeping = Housekeeping(round_seconds=0.01, tidy_seconds=0)
    housekeeping.start()
    wait_until(lambda: not Episode.objects(id=second.id))
    housekeeping.stop()


def test_rounds_wait_for_the_database(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    housekeeping = Housekeeping(round_seconds=0.01)
    with connected_to("mongodb://127.0.0.1:1/nobody_test"):
        get_connection().close()
        housekeeping.start()
        wait_until(lambda: "housekeeping waits for the database" in caplog.text)
        housekeeping.stop()
    assert "could not finish" not in caplog.text


def test_rounds_survive_what_nobody_thought_of(caplog: pytest.LogCaptureFixture) -> None:
    housekeeping = Housekeeping(round_seconds=0.01)
    with connected_to("mongodb://127.0.0.1:1/nobody_test") as database:
        database.disconnect()
        housekeeping.start()
        wait_until(lambda: caplog.text.count("could not finish its round") >= 2)
        housekeeping.stop()
