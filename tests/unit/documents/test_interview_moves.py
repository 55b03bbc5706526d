"""An interview moves as an episode does; killed, what it is stays whole and its line is written."""

from datetime import timedelta
from typing import Any

import pytest
from mongoengine import get_db

from talkpython_site.documents import (
    AuditLine,
    Draft,
    Interview,
    Move,
    MoveError,
    Revision,
    Status,
    utc_now,
)
from talkpython_site.documents.draft import Origin
from talkpython_site.documents.publishable import KEPT_IN_BIN
from talkpython_site.documents.revision import content_of
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.housekeeping import finish_overdue, give_up_old, purge, tidy
from tests import moves
from tests.factories import make_account, make_interview, said
from tests.killing import every_death
from tests.moves import EDITOR, LATER, LEADS_TO, lines

pytestmark = pytest.mark.usefixtures("clean")
MINUTE = timedelta(minutes=1)
IN: dict[Status, dict[str, Any]] = {
    Status.DRAFT: moves.DRAFT,
    Status.SCHEDULED: moves.SCHEDULED,
    Status.PUBLISHED: moves.PUBLISHED,
    Status.UNPUBLISHED: moves.UNPUBLISHED,
    Status.BINNED: {**moves.UNPUBLISHED, **moves.BINNED, "state_before": "unpublished"},
    Status.OTHER: {"state": "invented"},
}


def converse(interview: Interview) -> None:
    interview.converse([*interview.blocks, said("question", "And then?"), said("answer", "Rain.")])
    interview.save_as(EDITOR, "saved", nonce="a")


def bring_back(interview: Interview) -> None:
    interview.take({**content_of(interview.to_mongo().to_dict()), "title": "As it was"})
    interview.save_as(EDITOR, "brought back", number="0")


# What is done, in which state it is done, and what the line calls it.
CHANGES: dict[str, tuple[Any, Status, str]] = {
    "converse": (converse, Status.PUBLISHED, "saved"),
    "bring back": (bring_back, Status.DRAFT, "brought back"),
    "publish": (lambda it: it.publish(EDITOR), Status.DRAFT, "published"),
    "schedule": (lambda it: it.schedule(LATER, EDITOR), Status.DRAFT, "scheduled"),
    "call off": (lambda it: it.call_off(EDITOR), Status.SCHEDULED, "called off"),
    "unpublish": (
        lambda it: it.unpublish(moves.REASON, EDITOR), Status.PUBLISHED, "unpublished",
    ),
    "bin": (lambda it: it.bin(EDITOR), Status.PUBLISHED, "binned"),
    "restore": (lambda it: it.restore(EDITOR), Status.BINNED, "restored"),
}  # fmt: skip
MOVES = {
    Move.PUBLISH: "publish", Move.SCHEDULE: "schedule", Move.CALL_OFF: "call off",
    Move.UNPUBLISH: "unpublish", Move.BIN: "bin", Move.RESTORE: "restore",
}  # fmt: skip


def stored() -> dict[str, Any]:
    (found,) = Interview.collection().find()
    return found


def do(name: str) -> None:
    CHANGES[name][0](Interview.objects.first())


def empty() -> None:
    for document in (Interview, Revision, AuditLine):
        document.collection().delete_many({})
    get_db()["stamps"].delete_many({})


@pytest.mark.parametrize("status", IN)
@pytest.mark.parametrize("move", MOVES)
def test_every_move_in_every_state(status: Status, move: Move) -> None:
    interview = make_interview(**IN[status])
    before = stored()
    if (status, move) in LEADS_TO:
        do(MOVES[move])
        interview.reload()
        assert interview.status(utc_now()) is LEADS_TO[status, move]
        assert [each["thing"] for each in lines()] == [interview.card_key]
    else:
        with pytest.raises(MoveError):
            do(MOVES[move])
        assert (stored(), lines()) == (before, [])


@pytest.mark.parametrize("name", CHANGES)
def test_a_killed_change_is_whole_or_not_begun(database_uri: str, name: str) -> None:
    _do, status, told = CHANGES[name]
    deaths = []
    make_interview(**IN[status])
    for writes in every_death(database_uri, do, name):
        deaths.append(writes)
        finish_overdue(utc_now() + MINUTE)
        if not stored()["revision"]:
            assert (lines(), read_stamp()) == ([], ())
            do(name)
        now = stored()
        assert (now["revision"], now["pending"]) == (1, [])
        assert now["question_count"] == sum(e["kind"] == "question" for e in now["blocks"])
        assert now["last_key"] == max(each["key"] for each in now["blocks"])
        assert [(each["action"], each["revision"]) for each in lines()] == [(told, 1)]
        assert {each.key for each in read_stamp()} == {f"interview:{now['_id']}"}
        empty()
        make_interview(**IN[status])
    # put by, changed, and twice: done, taken off
    assert deaths == [1, 2, 3, 4, 5, 6, 6]


def binned(**values: Any) -> Interview:
    """With a revision, and a form that somebody left."""
    interview = make_interview(slug="tide", source="tide.md", **values)
    typed = Origin(interview.card_key, make_account().id, "nonce", 0, "")
    Draft.keep(typed, {"title": "Typed."}, 1)
    interview.bin(EDITOR)
    return interview


def test_it_is_kept_in_the_bin_for_its_time() -> None:
    interview = binned()
    tidy(utc_now() + KEPT_IN_BIN - MINUTE)
    interview.reload()
    interview.restore(EDITOR)
    assert (interview.state, interview.slug) == ("unpublished", "tide")


def test_then_it_goes_with_what_is_kept_of_it_and_its_names_are_free() -> None:
    interview = binned()
    give_up_old(utc_now() + KEPT_IN_BIN + MINUTE)
    with pytest.raises(MoveError):
        Interview.objects.get(id=interview.id).restore(EDITOR)
    other = make_interview(slug="tide", source="tide.md")
    assert purge() == 1
    assert [each.id for each in Interview.objects] == [other.id]
    assert (len(Revision.objects), len(Draft.objects)) == (0, 0)


def test_a_killed_purge_is_finished_by_the_next(database_uri: str) -> None:
    binned(state="unpublished")
    for _writes in every_death(database_uri, outlive):
        finish_overdue(utc_now() + MINUTE)
        outlive()
        assert (len(Interview.objects), len(Revision.objects), len(Draft.objects)) == (0, 0, 0)
        binned(state="unpublished")


def outlive() -> None:
    tidy(utc_now() + KEPT_IN_BIN + MINUTE)


def test_a_link_ends_where_it_is_taken_down_or_binned() -> None:
    down, gone = make_interview(**moves.DRAFT), make_interview(**moves.DRAFT)
    for number, interview in enumerate((down, gone)):
        interview.begin_preview(f"salt {number}", f"hash {number}", EDITOR)
        found = Interview.stored_preview(f"hash {number}", utc_now())
        assert found
        assert found["_id"] == interview.id
    down.publish(EDITOR)
    down.unpublish(moves.REASON, EDITOR)
    gone.bin(EDITOR)
    gone.restore(EDITOR)
    assert [Interview.stored_preview(f"hash {n}", utc_now()) for n in (0, 1)] == [None, None]
