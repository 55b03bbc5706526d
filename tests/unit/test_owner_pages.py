"""Files of the owner's: when they are read again, which are none, what the doctor says."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.pages import (
    LARGEST,
    OwnerPages,
    PageError,
    find,
    is_settled,
    mark_of,
    page_of,
    text_of,
)
from talkpython_site.scripts.doctor import Advice, TroubleError, check_pages
from talkpython_site.settings import Settings

BASE = "https://longwave.example"
LATER = 3_600  # seconds after which a file lies still


def titles(pages: OwnerPages) -> list[str]:
    return [page.title for page in pages.now().pages.values()]


def test_no_folder_is_no_page(tmp_path: Path) -> None:
    assert OwnerPages(tmp_path / "pages", BASE).now().pages == {}


def test_a_file_that_lies_still_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "about.md"
    file.write_text("# One")
    with time_machine.travel(time.time() + LATER):
        pages = OwnerPages(tmp_path, BASE)
        first = pages.now()
        assert pages.now() is first
        os.utime(file)
        assert pages.now().pages["about"] is first.pages["about"]  # read again, not rendered
        assert pages.now().fingerprint == first.fingerprint


def test_every_change_is_seen_within_one_tick_of_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a file system whose clock has one tick a second."""

    def stat(path: Path, **options: bool) -> os.stat_result:
        found = list(os.stat(path, **options))  # noqa: PTH116 - what is replaced here
        return os.stat_result([*found, *found[7:], *(at * 1_000_000_000 for at in found[7:])])

    monkeypatch.setattr(Path, "stat", stat)
    pages = OwnerPages(tmp_path, BASE)
    for number in range(100, 120):
        (tmp_path / "about.md").write_text(f"# {number}")
        assert titles(pages) == [str(number)]


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    """As tools leave it behind that copy a file with its times."""
    file = tmp_path / "about.md"
    file.write_text("# One")
    before = file.stat()
    pages = OwnerPages(tmp_path, BASE)
    with time_machine.travel(time.time() + LATER):
        assert titles(pages) == ["One"]
        file.write_text("# Two")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert titles(pages) == ["Two"]


def test_a_clock_that_is_ahead_settles_nothing(tmp_path: Path) -> None:
    """A file server's, which stamps what is written there."""
    file = tmp_path / "about.md"
    file.write_text("# One")
    with time_machine.travel(time.time() - LATER):
        assert not is_settled(mark_of(file))
    with time_machine.travel(time.time() + LATER):
        assert is_settled(mark_of(file))


def test_files_mounted_by_links_are_followed(tmp_path: Path) -> None:
    """As Kubernetes mounts them: a link to a link to a folder, which is exchanged as a whole."""
    folder = tmp_path / "pages"
    for name in ("one", "two"):
        (folder / name).mkdir(parents=True)
        (folder / name / "about.md").write_text(f"# {name}")
    (folder / "current").symlink_to("one")
    (folder / "about.md").symlink_to("current/about.md")
    (tmp_path / "linked").symlink_to("pages")
    pages = OwnerPages(tmp_path / "linked", BASE)
    assert titles(pages) == ["one"]
    (folder / "new").symlink_to("two")
    (folder / "new").rename(folder / "current")
    assert titles(pages) == ["two"]


def test_processes_agree_on_what_pages_are_made_of(tmp_path: Path) -> None:
    fingerprints = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "about.md").write_text("# About")
        fingerprints.add(OwnerPages(tmp_path / name, BASE).now().fingerprint)
    (tmp_path / "one" / "about.md").rename(tmp_path / "one" / "privacy.md")
    changed = OwnerPages(tmp_path / "one", BASE).now().fingerprint
    assert len(fingerprints) == 1
    assert changed not in fingerprints


def test_threads_see_whole_states(tmp_path: Path) -> None:
    for name in ("about", "privacy", "imprint"):
        (tmp_path / f"{name}.md").write_text(f"# {name}")
    pages = OwnerPages(tmp_path, BASE)
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: tuple(titles(pages)), range(200)))
    assert set(seen) == {("about", "privacy", "imprint")}


@pytest.mark.parametrize(("title", "label"), [("Impressum", "Impressum"), ("x" * 41, "Imprint")])
def test_a_long_title_is_no_label(title: str, label: str) -> None:
    assert page_of("imprint", f"# {title}", BASE).label == label


def test_text_may_begin_with_a_mark_of_its_encoding(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_bytes(b"\xef\xbb\xbf# \xc3\x9cber uns\r\n")
    assert find(tmp_path / "about.md", BASE).page == page_of("about", "# Über uns", BASE)


def test_the_largest_text_is_a_page(tmp_path: Path) -> None:
    file = tmp_path / "about.md"
    file.write_text("x" * LARGEST)
    assert len(text_of(file)) == LARGEST
    file.write_text("x" * (LARGEST + 1))
    with pytest.raises(PageError, match="is larger than 100,000 bytes"):
        text_of(file)


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_file_is_a_page_or_says_why_not(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "about.md"
    file.write_bytes(content)
    found = find(file, BASE)
    assert bool(found.page) != bool(found.problem)


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to(path.name)])
def test_a_folder_that_is_none_has_no_page(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "pages")
    found = find(tmp_path / "pages" / "about.md", BASE)
    assert (found.problem or "").startswith("cannot be read: ")
    assert OwnerPages(tmp_path / "pages", BASE).now().pages == {}


def test_the_doctor_misses_privacy(tmp_path: Path) -> None:
    site, folder = replace(Settings(), var=tmp_path), tmp_path / "pages"
    with pytest.raises(Advice, match=r"pages/privacy\.md is missing: say there"):
        check_pages(site)
    folder.mkdir()
    (folder / "privacy.md").write_text("# Privacy")
    (folder / "about.md").write_text("# About")
    assert check_pages(site) == f"about.md and privacy.md in {folder}"


def test_the_doctor_names_files_that_cannot_be_shown(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "about.md").mkdir(parents=True)
    (folder / "imprint.md").write_bytes(b"\xff")
    with pytest.raises(TroubleError) as trouble:
        check_pages(replace(Settings(), var=tmp_path))
    words = f"{folder}/about.md is no file; {folder}/imprint.md is not UTF-8 at byte 0: save it as"
    assert str(trouble.value).startswith(words)
