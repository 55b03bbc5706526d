"""Two editors who do anything in any order: no impossible state, nothing lost, nothing silent."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from talkpython_site.documents import AuditLine, Episode, MoveError, Revision, SaveConditionError
from talkpython_site.documents.revision import content_of
from talkpython_site.documents.states import MOVES, Move, Status, status_of
from tests.factories import make_episode
from tests.moves import DRAFT, EDITOR, LEADS_TO, REASON, kept, lines, stored

pytestmark = pytest.mark.usefixtures("clean")

START = datetime(2031, 3, 4, 14, 0, tzinfo=UTC)
APART = {"unpublished_reason", "state_before", "binned_at", "is_restorable"}
IN_BIN = APART - {"unpublished_reason"}
# What may stand beside a state, and must.
BESIDE: dict[str, list[set[str]]] = {
    "draft": [set()],
    "published": [{"published_at"}, {"published_at", "unpublished_reason"}],
    "unpublished": [{"published_at"}, {"published_at", "unpublished_reason"}],
    "binned": [
        IN_BIN,
        IN_BIN | {"published_at"},
        IN_BIN | {"published_at", "unpublished_reason"},
    ],
}

editors = st.sampled_from(["Ines", "Teodor"])
look_first = st.sampled_from([True, True, False])
texts = st.sampled_from(["Ebb", "Flood", "Spring tide"])
summaries = st.sampled_from([None, "Words", "More words"])
nonces = st.sampled_from([None, "a", "b"])


class Editors(RuleBasedStateMachine):
    """One episode, and what each editor has on the screen: perhaps no longer as it is."""

    def __init__(self) -> None:
        super().__init__()
        for document in (Episode, Revision, AuditLine):
            document.collection().delete_many({})
        self.clock = time_machine.travel(START, tick=False)
        self.time = self.clock.start()
        make_episode(title="Tide", **DRAFT)
        self.history = [stored()]
        self.when_binned = Status.OTHER  # what it was before the last move
        self.seen = {"Ines": stored(), "Teodor": stored()}

    def teardown(self) -> None:
        self.clock.stop()

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    @rule(who=editors)
    def look(self, who: str) -> None:
        self.seen[who] = stored()

    @rule(ahead=st.sampled_from([timedelta(minutes=1), timedelta(hours=2), timedelta(days=3)]))
    def wait(self, ahead: timedelta) -> None:
        self.time.shift(ahead)

    @rule(who=editors, looks=look_first, move=st.sampled_from(Move), hours=st.integers(-1, 9))
    def move(self, who: str, move: Move, hours: int, *, looks: bool) -> None:
        self.move_by(self.page(who, looks=looks), who, move, hours)

    @rule(who=editors, which=st.integers(0, 5), hours=st.integers(1, 9))
    def move_as_offered(self, who: str, which: int, hours: int) -> None:
        """One of the buttons that are there: others are refused most of the time."""
        episode = self.page(who, looks=True)
        offered = sorted(MOVES[episode.status(self.now)])
        self.move_by(episode, who, offered[which % len(offered)], hours)

    def move_by(self, episode: Episode, who: str, move: Move, hours: int) -> None:
        at = self.now + timedelta(hours=hours)
        moves: dict[Move, Callable[[], None]] = {
            Move.PUBLISH: lambda: episode.publish(EDITOR),
            Move.SCHEDULE: lambda: episode.schedule(at, EDITOR),
            Move.CALL_OFF: lambda: episode.call_off(EDITOR),
            Move.UNPUBLISH: lambda: episode.unpublish(REASON, EDITOR),
            Move.BIN: lambda: episode.bin(EDITOR),
            Move.RESTORE: lambda: episode.restore(EDITOR),
        }
        shown = episode.status(self.now)
        if (shown, move) not in LEADS_TO:
            self.refused(MoveError, moves[move])
        elif move is Move.SCHEDULE and hours <= 0:
            self.refused(ValueError, moves[move])
        elif self.is_stale(who):
            self.refused(SaveConditionError, moves[move])
        else:
            leads_to = LEADS_TO[shown, move]
            if move is Move.RESTORE and self.when_binned in {Status.DRAFT, Status.SCHEDULED}:
                leads_to = Status.DRAFT
            self.accepted(moves[move], may_show=move in {Move.PUBLISH, Move.SCHEDULE})
            self.when_binned = shown
            assert Episode.from_stored(self.history[-1]).status(self.now) is leads_to

    @rule(who=editors, looks=look_first, title=texts, summary=summaries, nonce=nonces)
    def save(
        self, who: str, title: str, summary: str | None, nonce: str | None, *, looks: bool
    ) -> None:
        episode = self.page(who, looks=looks)
        episode.title, episode.summary = title, summary
        told, last = [title, summary], self.history[-1]
        is_again = nonce is not None and last.get("nonce") == nonce

        def save() -> None:
            episode.save_as(EDITOR, "saved", nonce=nonce)

        if not self.is_stale(who):
            self.accepted(save)
            assert [stored().get(name) for name in ("title", "summary")] == told
        elif is_again and self.says_the_same(episode):
            save()
            assert stored() == self.history[-1]
        else:
            self.refused(SaveConditionError, save)

    @rule(who=editors, looks=look_first, back=st.integers(0, 9))
    def bring_back(self, who: str, back: int, *, looks: bool) -> None:
        episode = self.page(who, looks=looks)
        older = content_of(self.history[back % len(self.history)])
        before = stored()
        episode.take(older)

        def save() -> None:
            episode.save_as(EDITOR, "brought back", number="0")

        if self.is_stale(who):
            self.refused(SaveConditionError, save)
            return
        self.accepted(save)
        for name in older.keys() | before.keys() - {"nonce", "revision"}:
            is_apart = name == "_id" or name in Episode.kept_apart
            assert stored().get(name) == (before if is_apart else older).get(name), name

    def page(self, who: str, *, looks: bool) -> Episode:
        if looks:
            self.look(who)
        return Episode.from_stored(self.seen[who])

    def is_stale(self, who: str) -> bool:
        return bool(self.seen[who]["revision"] != self.history[-1]["revision"])

    def says_the_same(self, episode: Episode) -> bool:
        """Whether what it changed already stands there."""
        there = Episode.from_stored(self.history[-1])
        return all(there[name] == episode[name] for name in episode._get_changed_fields())

    def refused(self, reason: type[Exception], attempt: Callable[[], None]) -> None:
        with pytest.raises(reason):
            attempt()
        assert stored() == self.history[-1]

    def accepted(self, attempt: Callable[[], None], *, may_show: bool = False) -> None:
        attempt()
        self.history.append(stored())
        was, now = self.history[-2:]
        assert now["state"] != "published" or was["state"] == "published" or may_show

    @invariant()
    def its_state_is_possible(self) -> None:
        now = stored()
        beside = now.keys() & (APART | {"published_at"})
        assert beside in BESIDE[now["state"]], now
        assert status_of(now["state"], now.get("published_at"), self.now) is not Status.OTHER
        assert now["pending"] == []

    @invariant()
    def every_change_is_kept_and_told_once(self) -> None:
        count = len(self.history) - 1
        assert stored() == self.history[-1]
        assert self.history[-1]["revision"] == count
        put_by = kept()
        assert set(range(count)) <= put_by.keys() <= set(range(count + 1))
        for number, content in put_by.items():
            assert content == content_of(self.history[number])
        assert [each["revision"] for each in lines()] == list(range(1, count + 1))


# A failure is not made smaller: at ten commands a step that would take minutes.
Editors.TestCase.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, phases=[Phase.reuse, Phase.generate]
)
TestEditors: Any = Editors.TestCase
