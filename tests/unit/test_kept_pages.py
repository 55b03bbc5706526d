"""Pages in memory: how much, which version, and made by one thread at a time."""

import threading
import tracemalloc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from talkpython_site.kept_pages import KeptPages, Page, Place, Version
from tests.waiting import wait_until

OLD, NEW = (Version(t, datetime(2030, 1, 1, tzinfo=UTC), date(2029, 1, 1), "") for t in ("1", "2"))
HOME = Place("/", ())
PAGES = 1_000


def page(body: bytes = b"x", version: Version = OLD) -> Page:
    return Page(version, (), body, is_document=True)


def make(pages: KeptPages, made: Callable[[], Page]) -> Page:
    """What a request does."""
    with pages.turn(HOME, OLD) as kept:
        if kept:
            return kept
        new = made()
        pages.keep(HOME, new)
        return new


def test_one_version_of_a_page_is_kept() -> None:
    pages = KeptPages(100_000)
    pages.keep(HOME, page(b"old"))
    size = pages.size_bytes
    pages.keep(HOME, page(b"new", NEW))
    assert (len(pages), pages.size_bytes) == (1, size)
    assert pages.get(HOME, OLD) is None
    assert pages.get(HOME, NEW) == pages.last(HOME) == page(b"new", NEW)


def test_what_nobody_asked_for_longest_goes_first() -> None:
    pages = KeptPages(10_000)
    first, second, third = (Place(f"/{n}", ()) for n in range(3))
    pages.keep(first, page(b"x" * 3_000))
    pages.keep(second, page(b"x" * 3_000))
    pages.get(first, OLD)
    pages.keep(third, page(b"x" * 3_000))
    assert [bool(pages.last(place)) for place in (first, second, third)] == [True, False, True]


def test_what_is_narrowed_never_moves_a_whole_page_out() -> None:
    """Filters multiply: whoever asks for all their values together must not empty the memory."""
    pages = KeptPages(10_000)
    pages.keep(HOME, page(b"x" * 3_000))
    for n in range(20):
        pages.keep(Place("/episodes", (("year", str(n)),)), page(b"x" * 3_000))
    assert pages.last(HOME)
    assert (len(pages), bool(pages.last(Place("/episodes", (("year", "19"),))))) == (2, True)
    for n in range(3):
        pages.keep(Place(f"/{n}", ()), page(b"x" * 2_000))
    assert [pages.last(Place(f"/{n}", ())) for n in range(3)] == [page(b"x" * 2_000)] * 3


def test_a_page_larger_than_all_memory_moves_nobody_out() -> None:
    pages = KeptPages(10_000)
    pages.keep(HOME, page())
    pages.keep(Place("/large", ()), page(b"x" * 10_000))
    assert len(pages) == 1
    pages.keep(HOME, page(b"x" * 10_000))  # the version before it is no use any more
    assert (len(pages), pages.size_bytes) == (0, 0)


@pytest.mark.parametrize("body", [10, 4_000])
def test_memory_is_counted_with_keys_and_overhead(body: int) -> None:
    pages = KeptPages(1_000_000_000)
    tracemalloc.start()
    for n in range(PAGES):
        headers = (("Content-Type", f"text/html; charset={n}"),)
        kept = Page(Version(f"{n:024}", datetime.now(UTC), date.today(), ""), headers,  # noqa: DTZ011 - any
                    bytes(body), is_document=True)  # fmt: skip
        pages.keep(Place(f"/episodes/{n}", (("podcast", f"深い港 {n}"), ("page", f"{n}"))), kept)
    measured, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 0.9 * measured < pages.size_bytes < 1.5 * measured


def test_one_thread_makes_a_page_and_the_others_wait() -> None:
    pages, go_on, made = KeptPages(100_000, wait_seconds=30), threading.Event(), []

    def slowly() -> Page:
        made.append(threading.get_ident())
        go_on.wait(30)
        return page()

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(make, pages, slowly) for _ in range(8)]
        wait_until(lambda: made and sum(each.running() for each in asked) == 8)
        go_on.set()
    assert [each.result() for each in asked] == [page()] * 8
    assert len(made) == 1


def test_a_page_that_fails_is_made_by_the_next() -> None:
    pages, has_begun, go_on = (
        KeptPages(100_000, wait_seconds=30),
        threading.Event(),
        threading.Event(),
    )

    def failing() -> Page:
        has_begun.set()
        go_on.wait(30)
        raise LookupError

    with ThreadPoolExecutor(2) as pool:
        first: Future[Page] = pool.submit(make, pages, failing)
        has_begun.wait(30)
        second = pool.submit(make, pages, page)
        go_on.set()
        with pytest.raises(LookupError):
            first.result()
        assert second.result() == page()
    assert make(pages, failing) == page()


def test_nobody_waits_for_ever() -> None:
    pages = KeptPages(100_000, wait_seconds=0.01)
    with pages.turn(HOME, OLD) as first, ThreadPoolExecutor(1) as pool:
        assert first is None
        assert pool.submit(make, pages, page).result(30) == page()


def test_another_version_waits_for_nobody() -> None:
    pages = KeptPages(100_000, wait_seconds=30)
    with pages.turn(HOME, NEW), ThreadPoolExecutor(1) as pool:
        assert pool.submit(make, pages, page).result(10) == page()
