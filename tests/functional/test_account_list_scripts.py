"""``talkpython account list``, ``show`` and ``export``."""

import json
import stat
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId

from talkpython_site.database import Database
from talkpython_site.documents import Account, utc_now
from talkpython_site.documents.roles import ADMIN, editor_role
from talkpython_site.scripts.telling import PART
from talkpython_site.settings import Settings
from talkpython_site.wording import clock, plain_date
from tests.factories import FIRST_DAY, make_account, make_podcast, make_sign_in
from tests.terminals import Run, environ_of, run_here, terminal

pytestmark = pytest.mark.usefixtures("clean")

EMAIL = "ines@example.org"
DAY = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)


@pytest.fixture
def run(settings: Settings, database: Database) -> Run:
    return partial(run_here, settings, database, "account")


@pytest.fixture
def everybody(clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    """One account of each kind."""
    show = make_podcast("Deep Harbour")
    make_account("admin@example.org", name="Ada", roles=[ADMIN], created_at=DAY)
    make_account("editor@example.org", name="Ed", roles=[editor_role("podcast", show.id), "later"])
    make_account("later@example.org", name="Lea", roles=["later:role"])
    make_account("new@example.org", name="New", confirmed_at=None)
    make_account("locked@example.org", name="Loc\x1bked", locked_at=DAY, confirmed_at=None)
    make_account("gone@example.org", name="Gone", locked_at=DAY, deleted_at=DAY)


@pytest.mark.usefixtures("everybody")
def test_accounts_are_lines_with_tabs(run: Run) -> None:
    done = run("list", TALKPYTHON_SITE_TIMEZONE="Europe/Berlin")
    assert (done.status, done.problem) == (0, "")
    rows = [line.split("\t") for line in done.lines]
    assert rows[0] == ["admin@example.org", "Ada", "Admin", "active", "2026-11-25"]
    assert [row[1] for row in rows] == ["Ada", "Ed", "Lea", "New", "Loc\ufffdked", "Gone"]
    assert rows[1][2] == "Editor of Deep Harbour, later"
    assert [row[3] for row in rows[2:]] == ["active", "unconfirmed", "locked", "deleted"]


@pytest.mark.usefixtures("everybody")
@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("--role admin", ["admin"]),
        ("--role editor", ["editor"]),
        ("--state active", ["admin", "editor", "later"]),
        ("--state unconfirmed", ["new"]),
        ("--state locked", ["locked"]),
        ("--state deleted", ["gone"]),
        ("--state active --role admin", ["admin"]),
    ],
)
def test_a_list_is_narrowed(run: Run, options: str, found: list[str]) -> None:
    lines = run("list", *options.split()).lines
    assert [line.partition("@")[0] for line in lines] == found


def test_an_empty_list_says_so_aside(run: Run) -> None:
    assert run("list", "--role", "admin") == (0, [], "There is no such account.\n")


def many(count: int) -> list[dict[str, Any]]:
    return [
        {"_id": ObjectId(), "email": f"n{n}@example.org", "email_key": f"n{n}@example.org"}
        for n in range(count)
    ]


def test_a_long_list_comes_in_parts(run: Run) -> None:
    Account.collection().insert_many(many(2 * PART + 1))
    lines = run("list").lines
    assert [line.partition("@")[0] for line in lines] == [f"n{n}" for n in range(2 * PART + 1)]


@pytest.mark.usefixtures("everybody")
def test_a_terminal_shows_a_table(settings: Settings) -> None:
    Account.collection().insert_many(many(PART))
    with terminal(environ_of(settings), "account", "list") as shown:
        assert shown.end() == 0
    lines = shown.shown.splitlines()
    assert sum("E-mail" in line for line in lines) == 1
    (ada,) = (line for line in lines if "Ada" in line)
    assert ada.split() == ["admin@example.org", "Ada", "Admin", "active", "2026-11-24"]
    assert "\x1bked" not in shown.shown
    assert lines[-1] == f"{PART + 6} accounts."


def test_an_account_is_told_in_full(run: Run) -> None:
    account = make_account(
        EMAIL, name="Ines", roles=[ADMIN], totp_secret="A", recovery_hashes=["x", "y"],  # noqa: S106 - no secret
        new_email="new@example.org", created_at=FIRST_DAY, deleted_at=None,
    )  # fmt: skip
    make_sign_in(account, seen_at=(seen := utc_now().replace(microsecond=0)))
    make_sign_in(account, expires_at=FIRST_DAY)
    told = run("show", "INES@Example.org").lines
    assert told == [
        "e-mail         ines@example.org",
        "new e-mail     new@example.org, not confirmed yet",
        "name           Ines",
        "state          active",
        "roles          Admin",
        "second factor  on, 2 recovery codes left",
        "since          5 March 1976, 06:00",
        "sign-ins       1 browser",
        f"last here      {plain_date(seen)}, {clock(seen, ZoneInfo('UTC'))}",
    ]


def test_one_of_which_there_is_little_is_told_too(run: Run) -> None:
    make_account(EMAIL, name="", deleted_at=DAY - timedelta(days=14))
    told = dict(line.split(maxsplit=1) for line in run("show", EMAIL).lines)
    assert told["name"] == told["roles"] == "–"
    assert (told["state"], told["erased"]) == ("deleted", "24 November 2026, 23:30")
    assert (told["second"], told["sign-ins"]) == ("factor  off", "none")


def test_an_export_is_a_file_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    make_sign_in(make_account(EMAIL))
    file = tmp_path / "ines.json"
    done = run("export", EMAIL, str(file))
    assert done == (0, [f"All that is known of {EMAIL} is in {file}."], "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    known = json.loads(file.read_text(encoding="utf-8"))
    assert known["accounts"][0]["email"] == EMAIL
    assert "argon2" not in str(known)

    file.write_text("mine")
    assert run("export", EMAIL, str(file)).problem.endswith("exists already: name a new file.\n")
    assert file.read_text() == "mine"
    nowhere = run("export", EMAIL, str(tmp_path / "no" / "x.json"))
    assert "x.json cannot be written (No such file or directory)." in nowhere.problem


def test_an_export_is_printed_where_no_file_is_named(run: Run, settings: Settings) -> None:
    make_sign_in(make_account(EMAIL, name="Zoë"), agent="Fire\x9bfox")
    assert json.loads("\n".join(run("export", EMAIL).lines))["accounts"][0]["name"] == "Zoë"
    with terminal(environ_of(settings), "account", "export", EMAIL) as shown:
        assert shown.end() == 0
    assert '"name": "Zoë"' in shown.shown
    assert "Fire\N{REPLACEMENT CHARACTER}fox" in shown.shown
