"""What is an address of mail, and which two are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.documents.email_address import clean_email, email_key, fold


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ines@example.org", "ines@example.org"),
        ("  Ines.Okafor+tides@Example.ORG\t", "Ines.Okafor+tides@example.org"),
        ("ínes@bücher.example", "ínes@bücher.example"),
        ("ines@xn--bcher-kva.example", "ines@bücher.example"),
        ("i@a-b.c1.museum", "i@a-b.c1.museum"),
        ("o'hara@example.org", "o'hara@example.org"),
    ],
)
def test_an_address_is_shown_as_it_is_written(typed: str, shown: str) -> None:
    assert clean_email(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "ines", "@example.org", "ines@", "ines@@example.org", "ines@example",
        "ines okafor@example.org", "Ines <ines@example.org>", "ines@example.org\nBcc: x@y.org",
        "ines\r\n@example.org", "ines@exa\x00mple.org", "ines@-example.org", "ines@[127.0.0.1]",
        '"ines okafor"@example.org', "ines@localhost", ".ines@example.org", "ines@example..org",
        "ines@example.org,teodor@example.org", "ines\u202e@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^This is not an e-mail address, such as [^ ]+\.$"):
        clean_email(typed)


@pytest.mark.parametrize("typed", ["", " \n"])
def test_nothing_is_asked_for(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^Type an e-mail address\.$"):
        clean_email(typed)


@pytest.mark.parametrize("length", [255, 10_000, 1_000_000])
def test_a_long_one_is_refused_by_its_length(length: int) -> None:
    with pytest.raises(ValueError, match=r"^An e-mail address has 254 characters at most\.$"):
        clean_email("x" * (length - 12) + "@example.org")


@pytest.mark.parametrize(
    "same",
    [
        ("ines@example.org", "INES@EXAMPLE.ORG", " Ines@Example.org "),
        ("ines@bücher.example", "ines@BÜCHER.example", "ines@xn--bcher-kva.example"),
        (
            "ines@example.org",
            "ｉｎｅｓ@example.org",
            "ines@ｅｘａｍｐｌｅ.org",
            "ines@example。org",
        ),
        ("ínes@example.org", "ínes@example.org", "ÍNES@example.org"),
        ("straße@example.org", "STRASSE@example.org", "STRAẞE@example.org"),
        ("ﬁn@example.org", "fin@example.org", "FIN@example.org"),
    ],
)
def test_spellings_of_one_address_have_one_key(same: tuple[str, ...]) -> None:
    assert len({email_key(each) for each in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ines@example.org", "ines@example.com"),
        ("ines@example.org", "ínes@example.org"),
        ("ines@example.org", "іnes@example.org"),  # Cyrillic
        ("ines@example.org", "in.es@example.org"),
        ("ines@example.org", "ines+a@example.org"),
        ("ines@example.org", "inesexample.org"),
    ],
)
def test_other_addresses_have_other_keys(one: str, other: str) -> None:
    assert email_key(one) != email_key(other)


@pytest.mark.parametrize(
    "nonsense", ["", "@", "INES", "ines@", "a@b@", "x" * 10_000, "a@\x00", "a\n"]
)
def test_asking_for_what_is_no_address_is_no_error(nonsense: str) -> None:
    assert email_key(nonsense) == fold(nonsense)


@given(st.text(max_size=40), st.text(max_size=40))
def test_every_text_has_a_key_that_is_its_own(local: str, domain: str) -> None:
    key = email_key(f"{local}@{domain}")
    assert email_key(key) == key


@given(st.emails())
def test_an_address_has_the_key_of_what_was_typed(typed: str) -> None:
    try:
        shown = clean_email(typed)
    except ValueError:
        return  # the library takes fewer than RFC 5321 does
    assert email_key(shown) == email_key(typed) == email_key(typed.upper())
