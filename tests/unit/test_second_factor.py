"""Codes of a second factor: which are right, each of them once."""

import re
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pyotp
import pytest

from talkpython_site.documents import COMMAND_LINE, Account
from talkpython_site.second_factor import (
    ALPHABET,
    in_groups,
    is_right,
    plain_code,
    recovery_codes,
    recovery_hash,
    secret_from,
    step_of,
    uri,
)
from tests.factories import make_account

# RFC 6238, appendix B, SHA-1: its codes of eight digits, of which six are used here.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105 - published
RFC_CODES = {59: "94287082", 1111111109: "07081804", 1111111111: "14050471",
             1234567890: "89005924", 2000000000: "69279037"}  # fmt: skip
NOW = datetime(2026, 11, 30, 12, 0, 15, tzinfo=UTC)
STEP = timedelta(seconds=30)
SPENT = "k7mq-3xwt-h9pn"


def code(steps: int = 0, secret: str = RFC_SECRET) -> str:
    return pyotp.TOTP(secret).at(NOW + steps * STEP)


def with_factor() -> Account:
    account = make_account(totp_secret=RFC_SECRET, recovery_hashes=[recovery_hash(SPENT)])
    found: Account = Account.objects.get(id=account.id)
    return found


@pytest.mark.parametrize(("seconds", "digits"), RFC_CODES.items())
def test_codes_are_those_of_the_rfc(seconds: int, digits: str) -> None:
    assert step_of(RFC_SECRET, digits[2:], datetime.fromtimestamp(seconds, UTC)) == seconds // 30


def test_clocks_may_differ_by_a_step() -> None:
    taken = [steps for steps in range(-3, 4) if step_of(RFC_SECRET, code(steps), NOW) is not None]
    assert taken == [-1, 0, 1]


@pytest.mark.usefixtures("clean")
def test_a_code_is_right_once() -> None:
    account = with_factor()
    assert is_right(account, code(), NOW)
    assert not is_right(account, code(), NOW)
    assert not is_right(account, code(), NOW + STEP)
    assert is_right(account, code(1), NOW + STEP)


@pytest.mark.usefixtures("clean")
def test_none_is_right_that_is_older_than_one_that_was_taken() -> None:
    account = with_factor()
    assert is_right(account, code(1), NOW)
    assert not is_right(account, code(), NOW)
    assert not is_right(account, code(-1), NOW)


@pytest.mark.usefixtures("clean")
def test_the_code_that_turned_it_on_is_taken() -> None:
    account = make_account()
    step = step_of(RFC_SECRET, code(), NOW)
    assert step is not None
    account.turn_on_second_factor(RFC_SECRET, step, [], by=COMMAND_LINE)
    found = Account.objects.get(id=account.id)
    assert not is_right(found, code(), NOW)
    assert is_right(found, code(1), NOW)


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize(
    "typed", [SPENT, "K7MQ-3XWT-H9PN", "k7mq3xwth9pn", " k7mq 3xwt\u00a0h9pn ", "k7mq–3xwt—h9pn"]
)
def test_a_recovery_code_is_right_once(typed: str) -> None:
    account = with_factor()
    assert is_right(account, typed, NOW)
    assert not is_right(account, SPENT, NOW)
    assert Account.objects.get(id=account.id).recovery_hashes == []


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize(
    "wrong", ["", " - ", "abcd-efgh-jkmn", "0", "x" * 10_000, "\x00", "ſ" * 6, "²²²²²²"]
)
def test_what_is_no_code_is_wrong(wrong: str) -> None:
    assert not is_right(with_factor(), wrong, NOW)


@pytest.mark.usefixtures("clean")
def test_without_a_second_factor_no_code_is_right() -> None:
    account = make_account()
    assert not is_right(account, code(), NOW)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("123 456", "123456"),
        ("１２３４５６", "123456"),
        ("٠١٢٣٤٥", "012345"),
        ("१२३-४५६", "123456"),
        ("AbC-dEf", "abcdef"),
    ],
)
def test_codes_are_read_in_every_script(typed: str, plain: str) -> None:
    assert plain_code(typed) == plain


def test_a_code_of_marks_stops_nobody() -> None:
    """Putting half a million of them in order takes 18 s, and every thread waits for it."""
    begun = time.process_time()
    assert plain_code("1" + "\u0300\u0316" * 260_000) == ""
    assert time.process_time() - begun < 1


def test_secrets_have_160_bits_and_no_two_are_the_same() -> None:
    secrets = {secret_from(str(n)) for n in range(50)}
    assert len(secrets) == 50
    assert all(re.fullmatch(r"[A-Z2-7]{32}", each) for each in secrets)


def test_recovery_codes_follow_from_their_seed() -> None:
    codes = recovery_codes("seed")
    assert codes == recovery_codes("seed")
    assert not {*codes} & {*recovery_codes("other")}
    assert len({*codes}) == 10
    assert all(re.fullmatch(f"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{2}}", each) for each in codes)


def test_no_letter_of_a_recovery_code_looks_like_another() -> None:
    assert not set(ALPHABET) & set("01iloIO")
    assert {letter for n in range(200) for code in recovery_codes(str(n)) for letter in code} == {
        *ALPHABET,
        "-",
    }


def test_what_apps_are_told_is_parted_by_one_colon() -> None:
    label = unquote(uri(RFC_SECRET, "ines@example.org", "Deep: Harbour")).split("?")[0]
    assert label == "otpauth://totp/Deep  Harbour:ines@example.org"


def test_long_texts_are_typed_in_fours() -> None:
    assert in_groups("abcdefghij") == ["abcd", "efgh", "ij"]
