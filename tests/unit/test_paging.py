"""Pages of lists: which one is asked for, and its neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site import paging


def address(number: int) -> str:
    return f"?page={number}"


@pytest.mark.parametrize(
    ("given_text", "number"), [(None, 1), ("", 1), ("1", 1), ("007", 7), ("999999999", 999_999_999)]
)
def test_numbers(given_text: str | None, number: int) -> None:
    assert paging.read_number(given_text) == number


@pytest.mark.parametrize(
    "given_text", ["0", "-1", "abc", "1.0", "1e3", "٣", " 1", "1\n", "+1", "000"]
)
def test_what_is_no_number(given_text: str) -> None:
    with pytest.raises(ValueError, match="number of a page"):
        paging.read_number(given_text)


@pytest.mark.parametrize(
    ("given_text", "written"), [("", ""), ("001", ""), ("007", "7"), ("0", "0"), ("abc", "abc")]
)
def test_a_number_is_written_in_one_way(given_text: str, written: str) -> None:
    assert paging.written(given_text) == written


@given(st.integers(10**9, 10**300))
def test_any_number_is_read_and_leads_nowhere(number: int) -> None:
    with pytest.raises(LookupError):
        paging.page_at(paging.read_number(str(number)), 2000, address)


@given(st.text())
def test_free_input_is_a_number_or_refused(given_text: str) -> None:
    try:
        number = paging.read_number(given_text)
    except ValueError:
        return
    assert number >= 1


@pytest.mark.parametrize(
    ("number", "things", "expected"),
    [
        (1, 0, (1, 1, None, None, None)),
        (1, 20, (1, 1, None, None, None)),
        (1, 21, (1, 2, None, "?page=2", None)),
        (1, 60, (1, 3, None, "?page=2", "?page=3")),
        (2, 60, (2, 3, "?page=1", "?page=3", None)),
        (3, 60, (3, 3, "?page=2", None, None)),
    ],
)
def test_neighbours(number: int, things: int, expected: tuple[object, ...]) -> None:
    assert paging.page_at(number, things, address) == expected


@given(st.integers(0, 500))
def test_pages_together_are_the_list(things: int) -> None:
    everything = list(range(things))
    pages = [paging.part_of(everything, n) for n in range(1, paging.count_pages(things) + 1)]

    assert [thing for page in pages for thing in page] == everything
    assert all(len(page) <= paging.PAGE_SIZE for page in pages)
