"""Numbers that stand in titles, and titles without them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from talkpython_site.importing.feeds.numbers import numbers_in, without_number


def numbered(form: str, count: int = 10) -> list[str]:
    return [form.format(n) for n in range(1, count + 1)]


IN_ONE_PLACE = """{}: Ebb|#{} Ebb|#{}: Ebb|Episode {}: Ebb|Ep. {} - Ebb|Ep.{} Ebb|DH{:03} Ebb
    |Deep Harbour {:02}: Ebb|Deep Harbour, Tide {}: Ebb|{}- Ebb|[{}] Ebb|Ebb – DH {}
    |Ebb – Deep Harbour {}|Ebb #{}|Ebb (#{})|Ebb {}|第 {} Ebb|Episode {}"""
OTHERS = """{}.03.2024 – News|{}/3 News|{}% of it|{}th wave|{}.5 tides|One two three four {} Ebb
    |S01E0{} Ebb|Ebb 2024-{}|News 1{}:30|7: Ebb"""


@pytest.mark.parametrize("form", [form.strip() for form in IN_ONE_PLACE.split("|")])
def test_numbers_are_found_in_one_place(form: str) -> None:
    assert numbers_in(numbered(form)) == list(range(1, 11))


@pytest.mark.parametrize("form", [form.strip() for form in OTHERS.split("|")])
def test_other_numbers_are_none(form: str) -> None:
    assert numbers_in(numbered(form)) == [None] * 10


def test_four_titles_in_five_have_to_carry_one() -> None:
    assert numbers_in([*numbered("{}: Ebb", 8), "Special", "Trailer"]) == [*range(1, 9), None, None]
    assert numbers_in([*numbered("{}: Ebb", 7), "Special", "Trailer"]) == [None] * 9


def test_repeated_numbers_are_not_counted() -> None:
    assert numbers_in([*numbered("{}: Ebb", 10), "1: Flow"]) == [None, *range(2, 11), None]
    assert numbers_in([*numbered("{}: Ebb", 8), *numbered("{}: Flow", 2)]) == [None] * 10


def test_a_few_titles_prove_only_clear_numbers() -> None:
    assert numbers_in(["7 tides", "9 waves"]) == [None, None]
    assert numbers_in(["#7 tides", "Episode 9"]) == [7, 9]
    assert numbers_in([]) == []


@pytest.mark.parametrize(
    ("title", "number", "bare"),
    [
        ("#475: Ebb", 475, "Ebb"),
        ("#288 10 tips", 288, "10 tips"),
        ("10 tips", 10, "10 tips"),
        ("10: tips", 10, "tips"),
        ("DH207 Ebb", 207, "Ebb"),
        ("Ebb – DH207", 207, "Ebb"),
        ("Ebb | DH 207", 207, "Ebb"),
        ("Episode 7 - Ebb | DH 7", 7, "Ebb"),
        ("Deep Harbour 20: Ebb", 20, "Deep Harbour 20: Ebb"),
        ("Ebb, part 3", 3, "Ebb, part 3"),
        ("Ebb - Part 3", 3, "Ebb - Part 3"),
        ("Ebb - Ep. 3", 3, "Ebb"),
        ("#12: Ebb", 11, "#12: Ebb"),
        ("#12: Ebb", None, "#12: Ebb"),
        ("Episode 5", 5, "Episode 5"),
    ],
)
def test_what_is_clearly_a_number_leaves_a_title(title: str, number: int, bare: str) -> None:
    assert without_number(title, number, is_recognised=False) == bare


@pytest.mark.parametrize(
    ("title", "number", "bare"),
    [
        ("10 tips", 10, "tips"),
        ("Deep Harbour 20: Ebb", 20, "Ebb"),
        ("Ebb | Deep Harbour 20", 20, "Ebb"),
        ("Ebb 20", 20, "Ebb"),
        ("Talk 20 with Ada Quay", 20, "Talk 20 with Ada Quay"),
        ("Episode 5", 5, "Episode 5"),
        ("#5", 5, "#5"),
        ("#12: Ebb", 11, "#12: Ebb"),
    ],
)
def test_recognised_numbers_leave_their_titles(title: str, number: int, bare: str) -> None:
    assert without_number(title, number, is_recognised=True) == bare


@given(st.text(min_size=1), st.integers(0, 99999))
@example("\x1f ", 0)
def test_a_title_stays_a_title(title: str, number: int) -> None:
    assert without_number(f"{title}{number}", number, is_recognised=True)
    assert without_number(f"{title}{number}", number, is_recognised=False)


@pytest.mark.parametrize("piece", ["a", "a ", "- ", "| a ", "1", ". ", "#1 "])
@pytest.mark.timeout(60)
def test_long_titles_take_linear_time(piece: str) -> None:
    numbers_in([piece * 100_000] * 5)
    without_number(piece * 100_000, 1, is_recognised=True)
