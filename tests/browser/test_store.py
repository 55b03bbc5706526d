"""What a browser remembers of listening, whatever else it holds."""

from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.browser.remembering import HEARD, ask, bits, name_of

BLOCKED = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("", "SecurityError"); },
});
"""

MARKED: Any = [
    ([(0, 35, 100)], [(0, 35)]),
    ([(0, 50, 100), (80, 100, 100)], [(0, 50), (80, 100)]),
    ([(0, 50, 100), (35, 60, 100)], [(0, 60)]),
    ([(90, 150, 100)], [(90, 100)]),
    ([(0, 10, 3600), (10, 20.4, 3600), (20.4, 36, 3600)], [(0, 1)]),  # said in pieces
    ([(0, 17, 3600), (17.9, 18.1, 3600)], [(0, 1)]),  # its middle is at 18 s
    ([(110, 125, 3600), (127, 150, 3600)], []),  # around a middle, and short of the next
    ([(5, 5, 100), (-1, 5, 100), (9, 3, 100), (0, 5, 0), (0, 5, None), (None, 5, None)], []),
]


def test_heard_means_played(open_page: Open) -> None:
    page = open_page("/nowhere")

    for number, (spans, expected) in enumerate(MARKED):
        name = f"show/{number}"
        assert ask(page, HEARD, name, spans) == bits(*expected), spans
        page.reload()
        assert ask(page, HEARD, name) == bits(*expected), spans


@pytest.mark.parametrize(
    ("spans", "is_finished"),
    [
        ([(0, 90, 100)], True),
        ([(0, 89, 100)], False),
        ([(0, 45, 100), (50, 95, 100)], True),
        ([(3000, 3550, 3600)], True),  # reached the last minute
        ([(3000, 3530, 3600)], False),
        ([(0, 300, 600)], False),
        ([(590, 600, 600)], False),  # ten minutes are not over ten
    ],
)
def test_what_is_finished(open_page: Open, spans: Any, *, is_finished: bool) -> None:
    page = open_page("/nowhere")

    assert ask(page, "store.isFinished(name)", spans=spans) is is_finished
    page.reload()
    assert ask(page, "store.isFinished(name)") is is_finished


def test_places_and_speed(open_page: Open) -> None:
    page = open_page("/nowhere")
    assert ask(page, "[store.place(name), store.rate(), store.left(name)]") == [0, 1, None]

    ask(page, "[store.keepPlace(name, 754.25), store.keepRate(1.25)]", spans=[(0, 754, 3600)])
    page.reload()

    assert ask(page, "[store.place(name), store.rate()]") == [754.25, 1.25]
    assert ask(page, "store.left(name)") == 3600 - 754.25
    assert ask(page, "store.place('deep/8')") == 0


@pytest.mark.parametrize(
    "found",
    ["", "null", "7", "{", "[]", '{"v": 1}', '{"v": 1, "episodes": null, "rate": "fast"}',
     '{"v": 1, "episodes": {"seventh": 5}, "rate": 99}', '{"v": 1, "episodes": {"seventh": []}}',
     '{"v": 1, "episodes": {"seventh": {"heard": "zz", "place": "x", "keys": 7, "duration": {}}}}'],
)  # fmt: skip
def test_garbage_is_nothing(open_page: Open, found: str) -> None:
    page = open_page("/nowhere")
    found = found.replace("seventh", name_of(7))
    page.evaluate("found => localStorage.setItem('listening', found)", found)
    page.reload()

    asked = "[store.rate(), store.place(name), store.left(name), store.isFinished(name)]"
    assert ask(page, asked) == [1, 0, None, False]
    assert ask(page, HEARD) == bits()
    assert ask(page, HEARD, spans=[(0, 50, 100)]) == bits((0, 50))
    page.reload()
    assert ask(page, HEARD) == bits((0, 50))


def test_what_a_newer_build_wrote_is_left_alone(open_page: Open) -> None:
    page = open_page("/nowhere")
    newer = '{"v": 2, "heard": "otherwise"}'
    page.evaluate("found => localStorage.setItem('listening', found)", newer)
    page.reload()

    assert ask(page, HEARD, spans=[(0, 50, 100)]) == bits((0, 50))
    assert page.evaluate("localStorage.getItem('listening')") == newer


def test_where_nothing_may_be_kept_this_page_remembers(open_page: Open) -> None:
    page = open_page("/nowhere")
    page.add_init_script(BLOCKED)
    page.goto("/nowhere")

    ask(page, "[store.keepPlace(name, 40), store.keepRate(2)]", spans=[(0, 50, 100)])

    assert ask(page, "[store.place(name), store.rate()]") == [40, 2]
    assert ask(page, HEARD) == bits((0, 50))


FILLED = """() => {
  for (let size = 1 << 22; size >= 1; size >>= 1) {
    for (;;) {
      try { localStorage.setItem(`other ${size} ${localStorage.length}`, "x".repeat(size)); }
      catch { break; }
    }
  }
}"""


def test_where_no_room_is_left_the_newer_half_is_kept(open_page: Open) -> None:
    page = open_page("/nowhere")
    ask(page, "Array.from({length: 400}, (_, n) => store.mark(`deep/${n}`, 0, 50, 100))")
    page.evaluate(FILLED)

    ask(page, "0", "deep/fresh", [(0, 30, 100)])
    page.reload()

    assert ask(page, HEARD, "deep/fresh") == bits((0, 30))
    assert ask(page, HEARD, "deep/399") == bits((0, 50))
    assert ask(page, HEARD, "deep/100") == bits()


def test_the_newest_500_are_kept(open_page: Open) -> None:
    page = open_page("/nowhere")
    ask(page, "Array.from({length: 500}, (_, n) => store.mark(`deep/${n}`, 0, 50, 100))")
    ask(page, "store.keepPlace('deep/0', 50)")

    ask(page, "0", "deep/500", [(0, 50, 100)])

    kept = page.evaluate("Object.keys(JSON.parse(localStorage.getItem('listening')).episodes)")
    assert len(kept) == 500
    assert kept[0] == "deep/2"
    assert kept[-2:] == ["deep/0", "deep/500"]
