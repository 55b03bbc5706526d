"""What each kind of mail says, to whom, and when it is too late for it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.documents import Account, Mail, account
from talkpython_site.documents.email_address import email_digest
from talkpython_site.mail.composing import Composer
from talkpython_site.mail.letters import LETTERS, Letter, is_wanted
from talkpython_site.settings import Settings
from tests.mails import AT, account_of, make_composer

NOW, NEW, OLD = "ines@example.org", "new@example.org", "old@example.org"


@pytest.fixture(scope="module")
def composer(settings: Settings) -> Composer:
    return make_composer(replace(settings, site_url="https://longwave.example"))


def letter(composer: Composer, kind: str, whom: Account | None = None) -> Letter:
    whom = whom or account_of(new_email=NEW, deleted_at=AT)
    data = {"to": OLD, "course": "tides", "title": "Tides by Hand", "words": ""}
    return composer.letter(Mail(id="1", kind=kind, data=data, created_at=AT), whom)


def test_every_mail_of_an_account_has_a_letter() -> None:
    """Each is named where an account is changed."""
    asked = set(re.findall(r"\.mail\(\s*\"(\w+)\"", Path(account.__file__).read_text()))
    assert asked | {"reset", "invited"} == set(LETTERS)


@pytest.mark.parametrize("kind", LETTERS)
def test_every_letter_is_short_and_says_what_to_do(kind: str, composer: Composer) -> None:
    found = letter(composer, kind)
    words = " ".join((*found.paragraphs, found.closing))
    assert "Longwave" in found.subject
    assert 20 < len(words.split()) < 75
    assert re.search(r"If it was not", found.closing)
    assert "  " not in words
    assert "\n" not in found.subject
    assert "Oops" not in words


@pytest.mark.parametrize(
    ("kind", "to"), [("confirm_new_email", NEW), ("email_changed", OLD), ("confirm", NOW),
                     ("email_change_asked", NOW), ("reset", NOW), ("deleted", NOW)],
)  # fmt: skip
def test_to_whom_it_goes(kind: str, to: str, composer: Composer) -> None:
    assert letter(composer, kind).to == to


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("confirm", r"/confirm/[\w.-]+"),
        ("confirm_new_email", r"/confirm/[\w.-]+"),
        ("email_change_asked", "/reset"),
        ("password_changed", "/reset"),
        ("second_factor_on", "/reset"),
        ("second_factor_off", "/reset"),
        ("recovery_codes_renewed", "/reset"),
        ("deleted", "/sign-in"),
        ("reset", r"/reset/[\w.-]+"),
        ("invited", "/courses/tides"),
    ],
)
def test_where_it_leads(kind: str, path: str, composer: Composer) -> None:
    button = letter(composer, kind).button
    assert button
    assert re.fullmatch(f"https://longwave\\.example{path}", button.address)


def test_it_names_the_day_of_the_end(composer: Composer) -> None:
    assert "On 3 December 2026 it is erased" in letter(composer, "deleted").paragraphs[1]


CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("confirm", {"confirmed_at": None}, True),
    ("confirm", {}, False),
    ("confirm", {"confirmed_at": None, "locked_at": AT}, False),
    ("confirm", {"confirmed_at": None, "deleted_at": AT}, False),
    ("confirm_new_email", {"new_email": NEW}, True),
    ("confirm_new_email", {"new_email": NEW, "confirmed_at": None}, True),
    ("confirm_new_email", {}, False),
    ("confirm_new_email", {"new_email": NEW, "locked_at": AT}, False),
    ("email_change_asked", {"new_email": NEW}, True),
    # The address of the account is the new one by now, and the old one is told of that.
    ("email_change_asked", {}, False),
    # Who registers with a stranger's address must not make the site write to them again and again.
    ("email_change_asked", {"new_email": NEW, "confirmed_at": None}, False),
    ("password_changed", {"confirmed_at": None}, False),
    ("second_factor_on", {"confirmed_at": None}, False),
    ("second_factor_off", {"confirmed_at": None}, False),
    ("recovery_codes_renewed", {"confirmed_at": None}, False),
    ("password_changed", {"locked_at": AT}, True),
    ("second_factor_off", {"deleted_at": AT}, True),
    ("email_changed", {}, True),
    ("deleted", {"deleted_at": AT}, True),
    ("deleted", {}, False),
    ("deleted", {"deleted_at": AT, "confirmed_at": None}, False),
    ("reset", {}, True),
    ("reset", {"confirmed_at": None}, True),
    ("reset", {"deleted_at": AT}, True),
    ("reset", {"locked_at": AT}, False),
]


@pytest.mark.parametrize(("kind", "changes", "expected"), CASES)
def test_when_it_is_wanted(kind: str, changes: dict[str, Any], *, expected: bool) -> None:
    assert is_wanted(kind, account_of(**changes), {"at": email_digest(NEW)}) is expected


def test_a_letter_to_a_new_address_goes_to_no_later_one() -> None:
    data = {"at": email_digest(NEW)}
    assert is_wanted("confirm_new_email", account_of(new_email=NEW.upper()), data)
    assert not is_wanted("confirm_new_email", account_of(new_email="victim@example.com"), data)
