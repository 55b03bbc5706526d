"""What says in a line who speaks."""

import pytest

from talkpython_site.importing.interviews.heads import head_of, is_name_like, titled_head


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Ines: With a boat.", "Ines", "With a boat."),
        ("Ines Okafor : yes", "Ines Okafor", "yes"),
        ("Ines：船です", "Ines", "船です"),
        ("**Ines:** yes", "Ines", "yes"),
        ("**Ines**: yes", "Ines", "yes"),
        ("__Ines Okafor:__ yes", "Ines Okafor", "yes"),
        ("*Ines:* yes", "Ines", "yes"),
        ("**Ines: and you?**", "Ines", "and you?"),
        ("**Ines**", "Ines", ""),
        ("**Ines** [00:12]", "Ines", ""),
        ("Ines — yes", "Ines", "yes"),
        ("Ines -- yes", "Ines", "yes"),
        ("**Ines** — yes", "Ines", "yes"),
        ("INES", "INES", ""),
        ("[00:12:04] Ines: yes", "Ines", "yes"),
        ("(0:12) - Ines: yes", "Ines", "yes"),
        ("00:12 Ines", "Ines", ""),
        ("00:12:04.500 **Ines:** yes", "Ines", "yes"),
        ("Ines (00:12): yes", "Ines", "yes"),
        ("Ines Okafor  0:12", "Ines Okafor", ""),
        ("Ines (host): yes", "Ines (host)", "yes"),
        ("<v Ines Okafor>yes", "Ines Okafor", "yes"),
        ("00:12 <v.loud Ines>yes", "Ines", "yes"),
        ("Q. Who?", "Q", "Who?"),
        ("\u200fInes: yes", "Ines", "yes"),
        ("\u2067Ines\u2069: yes", "Ines", "yes"),
        ("دينا: نعم", "دينا", "نعم"),
        ("Ines: " + "yes " * 400, "Ines", ("yes " * 400).strip()),
    ],
)
def test_names(line: str, name: str, rest: str) -> None:
    head = head_of(line)
    assert head
    assert (head.name, head.rest) == (name, rest)


@pytest.mark.parametrize(
    "line",
    [
        "", "https://x.example", "10:30", "At the pier 10:30 sharp", "We met! Then: nothing",
        "“Ines”: no", "*waves*", "** Ines:** no", "—", "x" * 200,  "(laughs)",
        "1. One: two", "\u200f", "<v >no", "[12] Ines", "- Ines: no",
    ],
)  # fmt: skip
def test_no_names(line: str) -> None:
    assert head_of(line) is None


@pytest.mark.parametrize("name", ["Ines", "Ludwig van Beek", "INES", "山田", "Speaker 1", "O’Hara"])
def test_words_of_names(name: str) -> None:
    assert is_name_like(name)


@pytest.mark.parametrize("name", ["ines", "One thing", "van Beek", "A B C D E F", "Ines - no"])
def test_words_of_no_names(name: str) -> None:
    assert not is_name_like(name)


@pytest.mark.parametrize(
    ("words", "name"), [("Ines", "Ines"), ("Ines:", "Ines"), ("Ines: a life", None), ("Why?", None)]
)
def test_a_heading_may_be_a_name_as_a_whole(words: str, name: str | None) -> None:
    head = titled_head(words)
    assert (head.name if head else None) == name
