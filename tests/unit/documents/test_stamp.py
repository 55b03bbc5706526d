"""The stamp: the last announcements, each with a token of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from talkpython_site.documents.stamp import EVERYTHING, KEPT, announce, read_stamp

pytestmark = pytest.mark.usefixtures("clean")


def test_nothing_was_announced_yet() -> None:
    assert read_stamp() == ()


def test_every_announcement_has_its_own_token() -> None:
    for key in ("episode:1", "episode:1", EVERYTHING):
        announce(key)
    recent = read_stamp()
    assert [each.key for each in recent] == ["episode:1", "episode:1", "*"]
    assert len({each.t for each in recent}) == 3


def test_the_oldest_make_room() -> None:
    for number in range(KEPT + 3):
        announce(f"episode:{number}")
    recent = read_stamp()
    assert len(recent) == KEPT
    assert recent[-1].key == f"episode:{KEPT + 2}"


def test_the_first_announcements_at_once_all_stand() -> None:
    keys = [f"episode:{number}" for number in range(16)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(announce, keys))
    assert {each.key for each in read_stamp()} == set(keys)
