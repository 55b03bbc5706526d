"""Which names somebody may have, and how they are kept."""

import time

import pytest

from talkpython_site.documents.account_name import clean_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ines Okafor", "Ines Okafor"),
        ("  Ines \n\t Okafor ", "Ines Okafor"),
        ("I\u0301nes", "Ínes"),
        ("Ο΄Χάρα", "Ο΄Χάρα"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("7", "7"),
        ("🐙", "🐙"),
        ("x" * 100, "x" * 100),
        ("\u1100\u1161\u11a8" * 100, "\uac01" * 100),
        ("\u03b1\u0313\u0300\u0345" * 100, "\u1f82" * 100),
    ],
)
def test_a_name_of_any_script_is_kept_on_one_line(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Say what you want to be called."),
        ("\u3164\u2800 \u115f", "Say what you want to be called."),
        (" \u200b\u200d ", "Say what you want to be called."),
        ("x" * 101, "A name has 100 characters at most."),
        ("Ines\x1b[2J", "This name holds a character that cannot be shown."),
        ("Ines\x00", "This name holds a character that cannot be shown."),
        ("Ines\ud800", "This name holds a character that cannot be shown."),
        ("Ines\ue000", "This name holds a character that cannot be shown."),
        ("\u202esenI", "This name holds a character that cannot be shown."),
    ],
)
def test_what_is_no_name_is_refused_in_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        clean_name(typed)


def test_a_name_of_marks_stops_nobody() -> None:
    """Putting half a million of them in order takes 18 s, and every thread waits for it."""
    begun = time.process_time()
    with pytest.raises(ValueError, match="100 characters at most"):
        clean_name("a" + "\u0300\u0316" * 260_000)
    assert time.process_time() - begun < 1
