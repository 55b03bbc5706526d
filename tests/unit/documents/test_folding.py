"""One form for all spellings of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.documents.folding import fold


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ada Quay", " ADA\n quay "),
        ("José Mar", "Jose\u0301 Mar"),
        ("José Mar", "jose mar"),
        ("Weißer Sand", "WEISSER SAND"),
        ("Ａda", "ada"),
        ("ΣΑΣ", "σας"),
    ],
)
def test_spellings_of_one_name(name: str, other: str) -> None:
    assert fold(name) == fold(other)


@pytest.mark.parametrize(("name", "other"), [("が", "か"), ("कि", "कु"), ("Ada", "Ida")])
def test_names_that_differ(name: str, other: str) -> None:
    assert fold(name) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
