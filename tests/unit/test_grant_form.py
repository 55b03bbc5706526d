"""Addresses as they are pasted: what is read of them, and what is said of the rest."""

import pytest
from webob.multidict import MultiDict

from talkpython_site.forms.grants import MOST, GrantForm, read_addresses

INES, CATO = "ines@example.org", "cato@example.org"


@pytest.mark.parametrize(
    "text",
    [
        f"{INES}\n{CATO}",
        f"{INES}\r\n\r\n  {CATO}  \r\n",
        f"{INES}, {CATO}",
        f"{INES};{CATO};",
        f"Ines Okafor <{INES}>\nCato <{CATO}>",
        f'"Okafor, Ines" <{INES}>, <{CATO}>',
        f"Ines@Example.ORG\n{CATO}\n{INES}\nInes <INES@example.org>",
    ],
)
def test_however_they_stand_there(text: str) -> None:
    found = read_addresses(text)
    assert list(found.good) == [INES, CATO]
    assert not found.broken


def test_they_are_kept_as_they_were_typed() -> None:
    assert read_addresses("Ines@Bücher.example").good == {
        "ines@xn--bcher-kva.example": "Ines@bücher.example"
    }


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("ines", [(1, "ines")]),
        (f"{INES}\nines@\n\n@example.org, {CATO}", [(2, "ines@"), (4, "@example.org")]),
        (f"Okafor, Ines <{INES}>", [(1, "Okafor")]),
        (f'"Okafor, Ines <{INES}>', [(1, '"Okafor')]),
        ("Ines <>", [(1, "Ines <>")]),
        (f"{INES} {CATO}", [(1, f"{INES} {CATO}")]),
        (f"<script> <{INES}>", [(1, f"<script> <{INES}>")]),
        ("a" * 300 + "@example.org", [(1, "a" * 300 + "@example.org")]),
        ("$where\x00", [(1, "$where\x00")]),
    ],
)
def test_what_is_no_address_is_named_with_its_line(
    text: str, broken: list[tuple[int, str]]
) -> None:
    assert read_addresses(text).broken == broken


def sent(addresses: str, words: str = "") -> GrantForm:
    form = GrantForm(MultiDict(addresses=addresses, words=words, invites="y"))
    form.validate()
    return form


def test_many_broken_ones_are_counted() -> None:
    (said,) = sent("\n".join(f"no-{number}" for number in range(12))).addresses.errors
    assert said.startswith("These are no e-mail addresses: “no-0” in line 1, “no-1” in line 2, ")
    assert said.endswith("“no-9” in line 10 and 2 more. Nobody was added yet.")


@pytest.mark.parametrize("text", ["", " \n,\n;", "\x00"])
def test_nothing_is_not_enough(text: str) -> None:
    assert sent(text).addresses.errors


def test_ten_thousand_at_once_and_no_more() -> None:
    lines = [f"student-{number}@example.org" for number in range(MOST)]
    assert not sent("\n".join([*lines, lines[0]])).wrong
    (said,) = sent(", ".join([*lines, INES])).addresses.errors
    assert said == "These are 10,001 addresses, of 10,000 at once: send the others after them."


def test_words_are_kept_in_paragraphs() -> None:
    assert sent(INES, " Come.  \r\n\r\n\r\n\r\nBring\r\na coat.\x00 \n").own_words == (
        "Come.\n\nBring\na coat."
    )
    assert sent(INES, "é" * 1_001).words.errors == [
        "These are 1,001 characters: a letter takes 1,000."
    ]


def test_quotes_that_are_never_closed_take_no_time() -> None:
    assert len(read_addresses('"' * 100_001).broken) == 1
