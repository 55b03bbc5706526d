"""Lines of the form of a lecture: transcripts, captions, names under which files are saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.documents import TranscriptLine
from talkpython_site.lecture_lines import (
    LONGEST_NAME,
    free_name,
    language_in,
    named_captions,
    read_transcript,
    said_line,
    saved_as,
)

LINES = [
    TranscriptLine(start_seconds=0.0, text="Welcome."),
    TranscriptLine(start_seconds=4.5, text="The tide comes in."),
    TranscriptLine(start_seconds=3723.25, text="The end."),
]


def test_a_transcript_that_nobody_touched_is_as_it_was() -> None:
    text = "\n".join(map(said_line, LINES))
    assert text == "0:00 Welcome.\n0:04 The tide comes in.\n1:02:03 The end."
    assert read_transcript(text, LINES) == LINES


def test_a_line_that_changes_keeps_what_lines_do_not_show() -> None:
    known = [TranscriptLine._from_son({"start_seconds": 4.0, "text": "Ebb", "speaker": "Ines"})]
    (changed,) = read_transcript("0:04 Flow", known)
    assert changed.to_mongo() == {"start_seconds": 4.0, "text": "Flow", "speaker": "Ines"}
    (moved,) = read_transcript("0:09 Ebb", known)
    assert moved.to_mongo() == {"start_seconds": 9.0, "text": "Ebb", "speaker": "Ines"}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("slides.pdf", "slides.pdf"),
        ("  Über  die Gezeiten.pdf ", "Über die Gezeiten.pdf"),
        ("C:\\Users\\me\\notes.txt", "notes.txt"),
        ("../../etc/passwd", "passwd"),
        ("..", "file"),
        ("/", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("fdp.exe\u202egpj.pdf", "fdp.exegpj.pdf"),
        ("a\x00b\r\nSet-Cookie: c.txt", "abSet-Cookie c.txt"),
        ('"><script>.svg', "script.svg"),
        ("a | b?.pdf", "a b.pdf"),
        ("notes.", "notes"),
        ("\ufeff\u200b.pdf", "pdf"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_the_name_under_which_a_file_is_saved(given: str, name: str) -> None:
    assert saved_as(given) == name


def test_a_long_name_keeps_its_ending() -> None:
    name = saved_as("x" * 300 + ".pdf")
    assert (len(name), name[-5:]) == (LONGEST_NAME, "x.pdf")
    assert len(saved_as("x." + "y" * 300)) <= LONGEST_NAME
    assert len(saved_as("x" * 300)) == LONGEST_NAME


@given(st.text(max_size=300))
def test_a_name_is_one_that_any_system_saves(given: str) -> None:
    name = saved_as(given)
    assert 0 < len(name) <= LONGEST_NAME
    assert name == name.strip(" .")
    assert not set(name) & set('\\/|<>:"*?\0\n\r\u202e')
    assert saved_as(name) == name


def test_a_second_file_of_one_name_gets_a_number() -> None:
    text = f"Slides.pdf | {'a' * 64}.bin\nslides 2.pdf | {'b' * 64}.bin\nreadme | {'c' * 64}.bin"
    assert free_name("slides.pdf", text) == "slides 3.pdf"
    assert free_name("readme", text) == "readme 2"
    assert free_name("notes.pdf", text) == "notes.pdf"
    long = f"{'x' * 300}.pdf"
    assert len(free_name(long, f"{saved_as(long)} | {'a' * 64}.bin")) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("tides.en.vtt", "en"),
        ("tides-pt-BR.srt", "pt-BR"),
        ("01_de.vtt", "de"),
        ("en.vtt", "en"),
        ("pt_BR.SRT", "pt-BR"),
        ("zh-Hans.vtt", "zh-Hans"),
        ("Deutsch.srt", "de"),
        ("my-talk-en.vtt", "en"),
        ("raw.vtt", ""),
        ("en.txt", ""),
        ("tides.vtt", ""),
        ("tides.en.txt", ""),
    ],
)
def test_the_language_that_a_name_says(name: str, language: str) -> None:
    assert language_in(name) == language


def test_languages_are_written_alike() -> None:
    (found,) = named_captions(f"pt_BR  {'a' * 64}")
    assert found == ("pt-BR", "a" * 64)


def test_languages_may_be_typed_by_their_names() -> None:
    lines = [f"{name} {'a' * 64}" for name in ("english", "German", "Bahasa Indonesia")]
    assert [each.words for each in named_captions("\n".join(lines))] == ["en", "de", "id"]


def test_every_line_without_a_language_is_named() -> None:
    lines = [f"{name} {'a' * 64}" for name in ("klingon", "en", "")]
    with pytest.raises(ValueError, match=r"Lines 1 and 3 have no language: type its code"):
        named_captions("\n".join(lines))
    with pytest.raises(ValueError, match=r"Line 1, “klingon”, has no language: type its code"):
        named_captions(lines[0])
