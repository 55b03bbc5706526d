"""Passwords: what is the same, and what will not do."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import Parameters, PasswordHasher, Type, extract_parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from talkpython_site.passwords import (
    JUDGED,
    JUDGED_SIGNS,
    LEAST,
    MOST,
    Passwords,
    judge,
    judged,
)

OWASP = Parameters(Type.ID, 19, 16, 32, time_cost=2, memory_cost=19_456, parallelism=1)
GOOD = "otter velvet quarry"
DECOMPOSED, COMPOSED = "cafe\u0301 velours", "caf\u00e9 velours"
verify = PasswordHasher.verify


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords()


# Right and wrong


@pytest.mark.parametrize(
    ("password", "wrong"),
    [
        (GOOD, "Otter velvet quarry"),
        (GOOD, f"{GOOD} "),
        (GOOD, ""),
        ("otter\0velvet", "otter\0quarry"),
        ("a" * MOST, "a" * (MOST - 1)),
        ("a" * MOST, "a" * (MOST + 1)),
        ("\U0001f9a6" * 10, "\U0001f9a6" * 9),
        ("\ufdfa" * MOST, "\ufdfa" * (MOST - 1)),
        ("stray byte \udcff", "stray byte \udcfe"),
    ],
)
def test_one_password_alone_is_right(passwords: Passwords, password: str, wrong: str) -> None:
    stored = passwords.hash(password)
    assert passwords.is_right(stored, password)
    assert not passwords.is_right(stored, wrong)


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED), ("\uff11\uff12\uff13 \ufb01sh", "123 fish")],
)
def test_every_keyboard_types_the_same_password(
    passwords: Passwords, chosen: str, typed: str
) -> None:
    assert passwords.is_right(passwords.hash(chosen), typed)


def test_what_is_stored_is_argon2id_as_owasp_has_it(passwords: Passwords) -> None:
    stored = passwords.hash(GOOD)
    assert extract_parameters(stored) == OWASP
    assert stored != passwords.hash(GOOD)
    assert not passwords.needs_rehash(stored)


@pytest.mark.parametrize("older", [{"time_cost": 1}, {"memory_cost": 8_192}, {"type": Type.I}])
def test_a_hash_of_other_parameters_is_made_anew(passwords: Passwords, older: Any) -> None:
    now = {"time_cost": 2, "memory_cost": 19_456, "parallelism": 1}
    stored = PasswordHasher(**{**now, **older}).hash(GOOD)
    assert passwords.needs_rehash(stored)
    assert passwords.is_right(stored, GOOD) is ("type" not in older)


def test_a_password_too_long_is_not_stored(passwords: Passwords) -> None:
    with pytest.raises(ValueError, match="1024"):
        passwords.hash("a" * (MOST + 1))


@pytest.mark.parametrize("stored", [None, "", "$2b$12$of-another-kind", "right, but too long"])
def test_no_password_takes_as_long_as_a_wrong_one(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch, stored: str | None
) -> None:
    work = []

    def counting(self: PasswordHasher, compared: str, password: bytes) -> bool:
        work.append((extract_parameters(compared), len(password)))
        return verify(self, compared, password)

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    is_long = stored == "right, but too long"
    kept = passwords.hash("a" * MOST) if is_long else stored
    assert not passwords.is_right(kept, "a" * (MOST + is_long))
    assert work == [(OWASP, MOST)]


# Good and weak


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "Use at least 10 characters"),
        ("ott3r v3lv", None),
        ("ott3r v3l", "Use at least 10 characters"),
        ("e\u0301" * (LEAST - 1), "Use at least 10 characters"),
        (GOOD, None),
        (GOOD * 50, None),
        ("x" * (MOST + 1), "Use at most 1,024 characters."),
        ("password123", "Many people use"),
        ("metropolitan", "A word or a name"),
        ("christopher", "A word or a name"),
        ("mmmmmmmmmmmm", "Characters and words that repeat"),
        ("abcdefghijkl", "Rows such as abc"),
        ("sdfghjkl;'", "Keys that lie side by side"),
        ("1987-11-24", "Dates and years"),
        ("ydztcaaaaa", "This password is short"),
        ("a" * 32 + GOOD, "Characters and words that repeat"),
    ],
)
def test_a_weak_password_is_told_why(
    passwords: Passwords, password: str, reason: str | None
) -> None:
    said = passwords.weakness(password)
    assert said is None if reason is None else said is not None and said.startswith(reason)
    assert not (said and password and password in said)


@pytest.mark.parametrize(
    "own_words",
    [
        ["kingfishermeadow"],
        ["kingfisher meadow"],
        ["KINGFISHER", "meadow"],
        ["kingfisher.meadow", "and more"],
        ["\uff4bingfisher_meadow@example.com"],
    ],
)
def test_own_words_are_guessed_first(passwords: Passwords, own_words: list[str]) -> None:
    assert passwords.weakness("kingfishermeadow") is None
    said = passwords.weakness("kingfishermeadow", own_words)
    assert said is not None
    assert said.startswith("Your name, your address and the name of this site")
    assert passwords.weakness("kingfishermeadow") is None


def test_own_words_of_any_length_are_read_in_part(passwords: Passwords) -> None:
    assert passwords.weakness(GOOD, ["x" * 100_000, "", "." * 100_000]) is None
    assert passwords.weakness(GOOD, ["." * 32 + GOOD]) is None


HOSTILE = "@+!<(85%23${0461|79[28{(48$|0+20"


@pytest.mark.parametrize(
    ("password", "seen"),
    [(GOOD * 9, JUDGED), ("12345678901234567890" * 9, JUDGED), (HOSTILE * 9, JUDGED_SIGNS)],
)
def test_zxcvbn_sees_as_much_as_it_can_read(password: str, seen: int) -> None:
    assert judged(password) == password[:seen]


def test_no_password_is_long_to_judge(passwords: Passwords) -> None:
    """This one took 3 s."""
    begun = time.thread_time()
    passwords.weakness(HOSTILE, [HOSTILE[::-1], HOSTILE])
    assert time.thread_time() - begun < 1


@settings(max_examples=30)
@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=2))
def test_every_text_is_judged(password: str, own_words: list[str]) -> None:
    said = ANY.weakness(password, own_words)
    assert said is None or said.endswith(".")


ANY = Passwords()


def test_what_one_person_is_called_is_not_held_against_another() -> None:
    def scores(own_words: tuple[str, ...]) -> set[int]:
        return {judge("kingfishermeadow", own_words)["score"] for _ in range(60)}

    with ThreadPoolExecutor(4) as pool:
        judged = list(pool.map(scores, [(), ("kingfishermeadow",)] * 2))
    assert judged == [{3}, {0}] * 2


def test_the_site_has_them(app: Any) -> None:
    assert app.registry.passwords.weakness(GOOD) is None
