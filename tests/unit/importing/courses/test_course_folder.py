"""What lies in a folder: lectures, a README, and all else by name with a reason."""

import os
from pathlib import Path

import pytest

from talkpython_site.importing.courses import folder as looking
from talkpython_site.importing.courses import reader
from talkpython_site.importing.courses.limits import CourseError
from talkpython_site.importing.courses.reader import read
from tests.course_folders import SMALL, Files, make_folder, read_files

TIDE = "00:00 The tide comes in."


def set_aside(folder: Path, files: Files) -> dict[str, str]:
    return {each.item: each.reason for each in read_files(folder, SMALL | files).set_aside}


SKIPPED: dict[str, tuple[str | bytes, str]] = {
    "readme.txt": ("x", "it is neither the README nor below a folder called transcripts"),
    "transcripts/01-welcome/1.vtt": ("WEBVTT", "it does not end with .txt"),
    "transcripts/01-welcome/7.txt": (" \n", "it is empty"),
    "transcripts/01-welcome/8.txt": (b"\x00\x01", "it is no text"),
    "transcripts/01-welcome/9.txt": (b"\xff" * 40, "it is no text"),
    "transcripts/01-welcome/10.txt": ("00:00\n", "it has no words"),
    "transcripts/01-welcome/11.txt": ("0" * 1_000_001, "it has more than 1 MB"),
    "transcripts/02-tables/bad\x1bname.txt": (TIDE, "its name is no plain text"),
}


def test_every_file_is_a_lecture_or_named(tmp_path: Path) -> None:
    files: Files = {name: content for name, (content, _reason) in SKIPPED.items()}
    beside: Files = {"code/app.py": "1", "code/notes/1.txt": TIDE, ".git/config": "x"}
    assert set_aside(tmp_path, files | beside) == {
        "LICENSE": "it is a licence",
        "code/app.py": SKIPPED["readme.txt"][1],
        "code/notes/1.txt": SKIPPED["readme.txt"][1],
        ".git": "it is hidden",
        **{name: reason for name, (_content, reason) in SKIPPED.items()},
    }


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("00:00 A secret.")
    root = make_folder(tmp_path)
    (root / "transcripts/01-welcome/3.txt").symlink_to(outside)
    (root / "transcripts/03-linked").symlink_to(tmp_path)
    os.mkfifo(root / "transcripts/pipe.txt")
    (root / os.fsdecode(b"caf\xe9.txt")).write_text(TIDE)
    course = read(root)
    assert len(course.lectures) == 3
    assert {each.item: each.reason for each in course.set_aside} == {
        "LICENSE": "it is a licence",
        "caf?.txt": "its name is no plain text",
        "transcripts/01-welcome/3.txt": "it is a link",
        "transcripts/03-linked": "it is a link",
        "transcripts/pipe.txt": "it is no file",
    }


def test_deep_folders(tmp_path: Path) -> None:
    deep = "transcripts/" + "a/" * 9
    assert set_aside(tmp_path, {f"{deep}1.txt": TIDE})["transcripts/a/a/a/a/a/a/a"] == (
        "it lies more than 8 folders deep"
    )


def test_what_vanishes_meanwhile_is_named(tmp_path: Path) -> None:
    root = make_folder(tmp_path)

    def delete(count: int) -> None:
        if count == 1:
            (root / "transcripts/01-welcome/2-the-moon.txt").unlink()

    course = read(root, delete)
    assert len(course.lectures) == 2
    assert course.set_aside[0].reason == "it cannot be read: No such file or directory"


def test_a_folder_that_cannot_be_entered_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root everything can be entered, but not what is gone."""
    walk = looking.Walk(tmp_path)
    walk.enter(tmp_path / "gone", "gone/", 2)
    assert walk.set_aside[0].reason == "it cannot be read: No such file or directory"
    with pytest.raises(CourseError, match=r"gone” cannot be read: No such file or directory\."):
        walk.enter(tmp_path / "gone", "", 1)
    monkeypatch.setattr(looking, "MOST_FILES", 5)
    with pytest.raises(CourseError, match=r"has more than 5 files: it is no course\."):
        read(make_folder(tmp_path))


def test_ten_thousand_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    root = tmp_path / "many" / "transcripts"
    root.mkdir(parents=True)
    for n in range(2001):
        (root / f"{n}.txt").touch()
    with pytest.raises(CourseError, match=r"has 2,001 transcripts; a course may have up to 2,000"):
        read(tmp_path / "many")
    for n in range(2001, 10_001):
        (root / f"{n}.txt").touch()
    with pytest.raises(CourseError, match=r"has more than 10,000 files: it is no course\."):
        read(tmp_path / "many")


def test_too_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 1_000)
    with pytest.raises(CourseError, match=r"has more than 0 MB of transcripts\."):
        read_files(tmp_path, SMALL | {"transcripts/01/1.txt": "00:00 a" * 200})


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("file.txt", "is a file; name the folder of a course."),
        ("nowhere", "is no folder that is there."),
        ("nul\0", "cannot be read: no such folder."),
        ("x" * 300, "cannot be read: File name too long."),
        ("empty", "is no course: it has no README.md and no transcripts."),
        ("/", "has no name that a course could be known by."),
        ("bad\nname", "has no name that a course could be known by."),
    ],
)
def test_what_is_no_course(tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "file.txt").touch()
    for name in ("empty", "bad\nname"):
        (tmp_path / name).mkdir()
    with pytest.raises(CourseError) as refusal:
        read(tmp_path / path)
    assert str(refusal.value) == f"“{tmp_path / path}” {said}"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_texts_with_a_mark_of_their_encoding(tmp_path: Path, encoding: str) -> None:
    course = read_files(tmp_path, {"transcripts/1.txt": "00:00 Ebb ü".encode(encoding)})
    assert course.lectures[0].transcript[0].text == "Ebb ü"
    assert course.oddities == ()


def test_controls_are_left_out(tmp_path: Path) -> None:
    course = read_files(
        tmp_path, {"README.md": "# Ti\x1bdes\x85", "transcripts/1.txt": "00:00 E\x07bb.\r\n"}
    )
    assert course.title == "Tides"
    assert course.lectures[0].transcript[0].text == "Ebb."


def test_letters_that_are_not_utf_8(tmp_path: Path) -> None:
    words = "00:00 The tide comes in and goes out. Ebb \N{LATIN SMALL LETTER U WITH DIAERESIS}"
    course = read_files(tmp_path, {"transcripts/1.txt": words.encode("latin-1")})
    assert course.lectures[0].transcript[0].text.endswith("Ebb �")
    assert [each.reason for each in course.oddities] == [
        "letters that are not UTF-8 cannot be read"
    ]
