"""Lines that differ: nothing is lost, and nobody waits however long they are."""

from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.differences import GONE, LEFT_OUT, NEW, SAME, Line, compared, runs

SOME = st.lists(st.sampled_from(["a", "b", "", "c c"]), max_size=30)


@given(SOME, SOME)
def test_both_can_be_read_from_what_differs(before: list[str], after: list[str]) -> None:
    found = [(kind, line) for kind, some in runs(before, after) for line in some]
    assert [line for kind, line in found if kind != NEW] == before
    assert [line for kind, line in found if kind != GONE] == after


def test_what_is_the_same_has_no_lines_that_differ() -> None:
    assert {line.kind for line in compared(["a"] * 9, ["a"] * 9)} == {SAME, LEFT_OUT}


def test_long_texts_are_not_compared_line_by_line() -> None:
    before = ["start", *(f"a {n}" for n in range(3_000)), "end"]
    after = ["start", *(f"b {n}" for n in range(3_000)), "end"]
    found = compared(before, after)
    assert found[:2] == [Line(SAME, "start"), Line(GONE, "a 0")]
    assert len(found) == 401
    assert found[-1] == Line(LEFT_OUT, "… 5,602 more lines …")


def test_a_long_line_is_cut() -> None:
    (gone, _new) = compared(["x" * 5_000], ["y"])
    assert gone.text.endswith("x … and 1,000 characters more")
