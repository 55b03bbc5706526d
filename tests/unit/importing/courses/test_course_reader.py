"""Chapters, lectures and titles of whole folders, named in the styles that there are."""

from pathlib import Path

import pytest

from talkpython_site.importing.courses.reader import read
from tests.course_folders import Files, make_folder, read_files

TIDE = "00:00 The tide comes in."
NUMBERED = "# Apps\n\n1. **Ebb**\n\n   It goes.\n2. [Flow](https://x.example)\n   - up\n"


def chapters(folder: Path, files: Files) -> list[tuple[str, bool, list[str]]]:
    return [
        (chapter.title, chapter.is_titled, [lecture.title for lecture in chapter.lectures])
        for chapter in read_files(folder, files).chapters
    ]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["transcripts/ch10-end/1.txt", "transcripts/ch2-tides/2-ebb.txt"],
         [("Tides", True, ["Ebb"]), ("End", True, ["The tide comes in"])]),
        (["video_transcripts/1-welcome/1-welcome_transcript_final.txt"],
         [("Welcome", True, ["Welcome"])]),
        (["transcripts/txt/00_intro/03-what%20you-learn.txt", "transcripts/txt/end/1.txt"],
         [("Intro", True, ["What you learn"]), ("End", True, ["The tide comes in"])]),
        (["transcripts/1/1-a.txt", "transcripts/7/1-a.txt"],
         [("Chapter 1", False, ["A"]), ("Chapter 7", False, ["A"])]),
        (["transcripts/--/1-a.txt"], [("Chapter 1", False, ["A"])]),
        (["transcripts/app/1-a.txt", "transcripts/02_app/1-a.txt"],
         [("App 2", False, ["A"]), ("App", True, ["A"])]),
        (["transcripts/Ebb/1-a.txt", "transcripts/ebb/1-a.txt", "transcripts/Ebb/2-b.txt"],
         [("Ebb", True, ["A", "B"]), ("Ebb", True, ["A"])]),
        (["transcripts/1-ebb.txt"], [("Transcripts", True, ["Ebb"])]),
    ],
)  # fmt: skip
def test_styles(
    tmp_path: Path, paths: list[str], expected: list[tuple[str, bool, list[str]]]
) -> None:
    assert chapters(tmp_path, dict.fromkeys(paths, TIDE)) == expected


def test_a_list_with_numbers_names_chapters_that_share_a_title(tmp_path: Path) -> None:
    paths = (
        "transcripts/01_app/1-a.txt",
        "transcripts/02_app/1-a.txt",
        "transcripts/9-end/1-b.txt",
    )
    files: Files = {"README.md": NUMBERED, **dict.fromkeys(paths, TIDE)}
    assert [title for title, _is_titled, _lectures in chapters(tmp_path, files)] == [
        "Ebb", "Flow", "End",
    ]  # fmt: skip
    more = files | {"transcripts/03_app/1-a.txt": TIDE}
    assert [title for title, _is_titled, _lectures in chapters(tmp_path, more)] == [
        "App 1", "App 2", "App 3", "End",
    ]  # fmt: skip


def test_what_is_odd_in_a_transcript_is_said_with_its_name(tmp_path: Path) -> None:
    course = read_files(tmp_path, {"transcripts/1-ebb.txt": "00:09 Ebb.\n00:01 Flow."})
    assert [(each.item, each.reason) for each in course.oddities] == [
        ("transcripts/1-ebb.txt", "a time code goes back and is read as the one before: line 2"),
    ]


def test_a_chapter_of_which_all_is_set_aside_is_none(tmp_path: Path) -> None:
    files: Files = {"transcripts/1-empty/1.txt": "", "transcripts/2-full/1-a.txt": TIDE}
    assert chapters(tmp_path, files) == [("Full", True, ["A"])]


def test_a_readme_that_cannot_be_read(tmp_path: Path) -> None:
    course = read_files(tmp_path, {"README.md": b"\0", "transcripts/1-ebb.txt": TIDE})
    assert (course.title, course.readme) == ("Tides course", None)
    assert [(each.item, each.reason) for each in course.set_aside] == [
        ("README.md", "it is no text"),
    ]


@pytest.mark.parametrize(
    ("name", "heading", "title"),
    [
        ("web-apps-with-flask-course", "# Web apps with \n\nWe like Flask.", "Web apps with Flask"),
        ("tides", "# Web apps with", "Web apps with"),
        ("03-tides-and-ebb", "No heading", "Tides and ebb"),
        ("3", "No heading", "3"),
    ],
)
def test_titles_that_break_off_or_are_missing(
    tmp_path: Path, name: str, heading: str, title: str
) -> None:
    assert read(make_folder(tmp_path, {"README.md": heading}, name)).title == title
