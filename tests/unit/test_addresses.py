"""Addresses from outside."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.addresses import IN_PATH, segment, typed_address, web_address, without_scheme

BASE = "https://a.example/show/"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        (" \n HTTP://A.example/x y\n", "http://A.example/x%20y"),
        ("https://a.example/\n  x", "https://a.example/%20%20x"),
        ("www.a.example/x", "http://www.a.example/x"),
        ("//b.example/x", "https://b.example/x"),
        ("x.mp3", "https://a.example/show/x.mp3"),
        ("/x.mp3", "https://a.example/x.mp3"),
        ("?x", "https://a.example/show/?x"),
        ("https://bücher.example/ü", "https://bücher.example/%C3%BC"),
        (
            'http://ü@a.example/<x>"{y}\\?ü|#^`',
            "http://%C3%BC@a.example/%3Cx%3E%22%7By%7D%5C?%C3%BC%7C#%5E%60",
        ),
        ("http://a.example/%41%zz?a[]=\u212a#é", "http://a.example/%41%zz?a[]=%E2%84%AA#%C3%A9"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("http://a.example:99999/x", None),
        ("https://exa mple/a.mp3", None),
        ("https://a..example/x", None),
        ("https://a.exa<mple/x", None),
        ("https://a.example\\x", None),
        ("https://a.example/" + "ü" * 1000, None),
        ("", None),
        (None, None),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("ftp://a.example", None),
        ("http://", None),
        ("http:///x", None),
        ("http://[x", None),
        ("https://a.example/" + "x" * 4096, None),
    ],
)
def test_addresses_are_of_the_web_or_none(text: str | None, address: str | None) -> None:
    assert web_address(text, BASE) == address


def test_without_base_relative_ones_lead_nowhere() -> None:
    assert web_address("x.mp3") is None
    assert web_address("//b.example/x") is None


@given(st.text(), st.none() | st.just(BASE) | st.text())
def test_no_text_is_too_odd(text: str, base: str | None) -> None:
    address = web_address(text, base)
    assert address is None or address.startswith(("http://", "https://"))
    assert address is None or web_address(address) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("example.org/herons?x=1", "https://example.org/herons?x=1"),
        ("www.a.example", "https://www.a.example"),
        ("bücher.example:8080#ü", "https://bücher.example:8080#%C3%BC"),
        ("http://a.example", "http://a.example"),
        ("12.mp3", None),
        ("harbour", None),
        ("192.0.2.7", None),
        ("javascript:alert(1)//a.example", None),
        ("mailto:ada@a.example", None),
    ],
)
def test_what_is_typed_needs_no_scheme(text: str, address: str | None) -> None:
    assert typed_address(text) == address


def test_without_scheme() -> None:
    assert without_scheme("https://a.example/x") == without_scheme("http://a.example/x")


@given(st.from_regex(r"https?://[A-Za-z0-9.:\[\]@-]{1,9}[/?#]?[!-~é]{0,9}", fullmatch=True))
def test_the_quick_way_gives_what_the_thorough_one_gives(text: str) -> None:
    assert web_address(text) == web_address(f" {text}")  # whose space has to be taken away


@pytest.mark.parametrize("name", ["tide-tables_7.~", "a b/c?d", "حديث", "%41", ""])
def test_a_segment_is_written_as_a_route_has_it(name: str) -> None:
    assert segment(name) == quote(name, IN_PATH)
