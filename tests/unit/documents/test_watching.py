"""What players tell of lectures: late, twice, from two tabs, after somebody has left."""

from functools import partial
from typing import Any

import pytest
from bson import ObjectId
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.documents import Enrolment
from talkpython_site.documents.enrolment import ALL_PARTS, EACH_PLAYER, HALF, PARTS, Played
from tests.conftest import watch as commands
from tests.interleaving import Actor, play

pytestmark = pytest.mark.usefixtures("clean")
OWN = (ObjectId("65f0c1d2e3f4a5b6c7d8e9d1"), ObjectId("65f0c1d2e3f4a5b6c7d8e9c1"))
FULL = 2**HALF - 1
NINE_AND_EIGHTY = (FULL, 2**39 - 1)


@pytest.fixture
def enrolled(clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    Enrolment.enrol(*OWN)


def told(seq: int, position: int = 0, first: int = 0, second: int = 0) -> Played:
    return Played(seq, position, first, second)


def note(key: int, played: Played) -> bool | None:
    return Enrolment.note_played(*OWN, key, played)


def own() -> Enrolment:
    found: Enrolment = Enrolment.objects.get()
    return found


@pytest.mark.usefixtures("enrolled")
def test_it_keeps_where_and_what() -> None:
    assert note(3, told(1_000_001, 30, 0b111)) is False
    assert note(4, told(1_000_002, 5, 0, 1)) is False
    assert own().lectures == {
        "3": {"position": 30, "seq": 1_000_001, "first": 7, "second": 0},
        "4": {"position": 5, "seq": 1_000_002, "first": 0, "second": 1},
    }
    assert (own().last, own().heard(3), own().heard(4)) == (4, 7, 1 << HALF)
    assert own().heard(5) == 0


@pytest.mark.usefixtures("enrolled")
def test_what_is_late_adds_its_parts_and_moves_nothing() -> None:
    note(3, told(2_000_001, 90, 0b1000))
    for late in (told(1_000_009, 30, 0b1), told(2_000_001, 80, 0b10), told(1_000_009, 30, 0b1)):
        note(3, late)
    assert own().lectures["3"] == {
        "position": 90, "seq": 2_000_001, "first": 0b1011, "second": 0,
    }  # fmt: skip


@pytest.mark.usefixtures("enrolled")
def test_a_player_that_begins_later_has_a_higher_number() -> None:
    assert [Enrolment.begin_player(*OWN) for _each in range(3)] == [1, 2, 3]


@pytest.mark.usefixtures("enrolled")
def test_ninety_parts_make_it_done() -> None:
    assert note(3, told(1, 0, *NINE_AND_EIGHTY)) is False
    assert own().done_keys == frozenset()
    assert note(3, told(2, 0, 0, 1 << 49)) is True
    assert own().done_keys == {3}
    assert own().heard(3) == ALL_PARTS
    assert note(3, told(1, 0)) is True


@pytest.mark.usefixtures("enrolled")
def test_what_is_marked_by_hand_counts_as_played() -> None:
    Enrolment.finish(*OWN, 3)
    assert own().heard(3) == ALL_PARTS
    assert note(3, told(1, 0, 1)) is False


@pytest.mark.usefixtures("enrolled")
def test_what_is_marked_as_not_done_begins_from_nothing() -> None:
    note(3, told(1, 30, FULL, FULL))
    note(4, told(2, 40, FULL, FULL))
    Enrolment.finish(*OWN, 3)
    assert Enrolment.reopen(*OWN, 3)
    assert own().done_keys == {4}
    assert own().heard(3) == 0
    assert own().lectures["3"] == {"position": 30, "seq": 1, "reopened": EACH_PLAYER}
    assert note(3, told(EACH_PLAYER + 1, 0, FULL, FULL)) is True
    assert Enrolment.reopen(*OWN, 7)
    assert own().heard(7) == 0


@pytest.mark.usefixtures("enrolled")
def test_who_played_before_it_was_reopened_brings_nothing_back() -> None:
    before, other = Enrolment.begin_player(*OWN) or 0, Enrolment.begin_player(*OWN) or 0
    note(3, told(before * EACH_PLAYER + 1, 30, FULL, FULL))
    for _twice in range(2):
        Enrolment.reopen(*OWN, 3)
        kept = own().lectures["3"]
        for session, count in ((before, 1), (before, 2), (other, 1), (other, EACH_PLAYER - 1)):
            assert note(3, told(session * EACH_PLAYER + count, 50, FULL, FULL)) is None
        assert own().lectures["3"] == kept
    after = Enrolment.begin_player(*OWN) or 0
    assert note(3, told(after * EACH_PLAYER + 1, 5, 1)) is False
    assert (own().heard(3), own().lectures["3"]["position"]) == (1, 5)
    assert note(4, told(before * EACH_PLAYER + 1, 0, 1)) is False


@pytest.mark.parametrize(
    "earlier", [(), (Enrolment.enrol, Enrolment.leave)], ids=["never there", "left"]
)
def test_nothing_late_changes_anything(earlier: Any) -> None:
    for change in earlier:
        change(*OWN)
    before = list(Enrolment.collection().find())
    assert Enrolment.begin_player(*OWN) is None
    assert note(3, told(1, 30, FULL, FULL)) is None
    assert list(Enrolment.collection().find()) == before


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize("seed", range(12))
def test_two_tabs_and_a_late_message_in_any_order(seed: int) -> None:
    sent = [
        [told(1_000_000 + n, n, 1 << n) for n in range(3)],
        [told(2_000_000 + n, 40 + n, 0, 1 << n) for n in range(3)],
        [told(999, 999, 1 << 30)],
    ]
    play([Actor(partial(tell, each), commands, unheard) for each in sent], seed)
    assert own().lectures == {
        "3": {"position": 42, "seq": 2_000_002, "first": 0b111 | 1 << 30, "second": 0b111}
    }


def tell(messages: list[Played]) -> None:
    for each in messages:
        note(3, each)


def noting(answers: list[bool | None], played: Played) -> None:
    answers.append(note(3, played))


def unheard(*_command: Any) -> None:
    """Nothing is noted of a command."""


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize("seed", range(8))
def test_two_tabs_that_finish_it_together_are_told(seed: int) -> None:
    answers: list[bool | None] = []
    halves = [told(1, 1, FULL), told(2, 2, 0, FULL)]
    works = [partial(noting, answers, each) for each in halves]
    play([Actor(work, commands, unheard) for work in works], seed)
    assert True in answers
    assert own().done_keys == {3}


@given(st.integers(0, ALL_PARTS))
def test_bits_are_counted_and_joined(bits: int) -> None:
    place = {"first": bits & FULL, "second": bits >> HALF}
    held = Enrolment(lectures={"3": place})
    is_done = bits.bit_count() >= 90
    assert held.heard(3) == (ALL_PARTS if is_done else bits)
    assert (3 in held.done_keys) == is_done
    assert held.heard(3) < 2**PARTS
