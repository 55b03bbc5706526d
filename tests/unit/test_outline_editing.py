"""What buttons do with the lines of an outline."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.course_outline_text import OutlineLine, read_outline_lines
from talkpython_site.ordering import EditError, name_of
from talkpython_site.outline_editing import ORDER, told, with_new, without

place_of, up, down, put_after = ORDER.place_of, ORDER.up, ORDER.down, ORDER.put_after

TEXT = "# A [1];a [3];b [4];# B [2];c [5];# C"


def lines(text: str = TEXT) -> list[OutlineLine]:
    return read_outline_lines(text.replace(";", "\n"))


def shown(found: list[OutlineLine]) -> str:
    """The titles in a row, chapters in capitals."""
    return "".join(line.title for line in found)


@pytest.mark.parametrize(
    ("move", "name", "outline"),
    [
        (up, "4", "AbaBcC"), (up, "5", "AabcBC"), (up, "2", "BcAabC"), (up, "+6", "AabCBc"),
        (up, "3", None), (up, "1", None), (down, "3", "AbaBcC"), (down, "4", "AaBbcC"),
        (down, "5", "AabBCc"), (down, "1", "BcAabC"), (down, "2", "AabCBc"), (down, "+6", None),
    ],
)  # fmt: skip
def test_up_and_down(
    move: Callable[..., tuple[list[OutlineLine], int]], name: str, outline: str | None
) -> None:
    before, place = lines(), place_of(lines(), name)
    if outline is None:
        with pytest.raises(EditError, match="already"):
            move(before, place)
        return
    after, new_place = move(before, place)
    assert (shown(after), after[new_place]) == (outline, before[place])


@pytest.mark.parametrize(
    ("name", "other", "outline"),
    [
        ("3", "5", "AbBcaC"), ("3", "+6", "AbBcCa"), ("5", "1", "AcabBC"), ("4", "1", "AbaBcC"),
        ("1", "+6", "BcCAab"), ("+6", "", "CAabBc"), ("2", "", "BcAabC"), ("1", "2", "BcAabC"),
    ],
)  # fmt: skip
def test_elsewhere(name: str, other: str, outline: str) -> None:
    after, place = put_after(lines(), place_of(lines(), name), other)
    assert (shown(after), after[place]) == (outline, lines()[place_of(lines(), name)])


@pytest.mark.parametrize(
    ("name", "other"), [("3", ""), ("3", "9"), ("1", "4"), ("3", "3"), ("2", "4")]
)
def test_nowhere(name: str, other: str) -> None:
    with pytest.raises(EditError):
        put_after(lines(), place_of(lines(), name), other)


def test_taken_out_a_chapter_leaves_its_lectures() -> None:
    assert shown(without(lines(), 0)) == "BabcC"
    assert shown(without(lines(), 3)) == "AabcC"
    assert shown(without(lines(), 1)) == "AbBcC"
    assert without(lines("# A"), 0) == []
    with pytest.raises(EditError, match="in no chapter"):
        without(lines("# A;a"), 0)


def test_new_ones_end_their_chapters() -> None:
    assert shown(with_new(lines(), {"1": "x", "+6": "y", "9": "z"}, "D")) == "AabxBcCzD"
    assert with_new([], {}, "# A [1]") == [OutlineLine("# A [1]", None, is_chapter=True)]


def test_where_something_stands_is_told() -> None:
    assert [told(lines(), place) for place in (0, 2, 4)] == [
        "A: chapter 1 of 3", "b: 2 of 2 in chapter 1", "c: 1 of 1 in chapter 2",
    ]  # fmt: skip
    assert told(lines("# [7]"), 0) == "Without a title: chapter 1 of 1"


NAMES = st.lists(st.sampled_from(["# C", "l"]), max_size=8)


@given(NAMES, st.data())
def test_what_is_moved_is_all_there_and_in_a_chapter(
    titles: list[str], data: st.DataObject
) -> None:
    before = lines(";".join(f"{title} [{n}]" for n, title in enumerate(["# C", *titles], 1)))
    place = data.draw(st.integers(0, len(before) - 1))
    other = data.draw(st.integers(0, len(before) - 1))
    for move in (up, down, lambda ls, p: put_after(ls, p, name_of(ls, other))):
        try:
            after, new_place = move(before, place)
        except EditError:
            continue
        assert sorted(after) == sorted(before)
        assert after[0].is_chapter
        assert after[new_place] == before[place]
