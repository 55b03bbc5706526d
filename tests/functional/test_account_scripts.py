"""``talkpython admin`` and ``talkpython account`` as an owner gives them."""

from functools import partial
from pathlib import Path

import pytest

from talkpython_site.database import Database
from talkpython_site.documents import COMMAND_LINE, Account, AuditLine, Mail, Roster
from talkpython_site.documents.roles import ADMIN
from talkpython_site.passwords import Passwords
from talkpython_site.settings import Settings
from tests.factories import FIRST_DAY, PASSWORD, make_account, make_sign_in
from tests.terminals import Run, run_here

pytestmark = pytest.mark.usefixtures("clean")

EMAIL = "ines@example.org"
GOOD = "seven calm herons at noon"


@pytest.fixture
def run(settings: Settings, database: Database) -> Run:
    return partial(run_here, settings, database)


def stored(email: str = EMAIL) -> Account:
    account: Account | None = Account.objects.with_email(email)
    assert account is not None
    return account


def opens(account: Account, password: str) -> bool:
    return Passwords().is_right(account.password_hash, password)


# Making admins


def test_an_admin_is_made_with_the_password_of_the_environment(run: Run) -> None:
    done = run("admin", "create", EMAIL, "--name", " Ines  Okafor", TALKPYTHON_ADMIN_PASSWORD=GOOD)
    assert done == (0, [f"{EMAIL} is an admin now and can sign in."], "")
    made = stored()
    assert opens(made, GOOD)
    assert (made.name, made.roles, bool(made.confirmed_at)) == ("Ines Okafor", [ADMIN], True)
    assert Roster.members() == [made.id]
    (line,) = AuditLine.objects.about(made.thing)
    assert (line.action, line.account, line.network) == ("created", None, None)


def test_a_password_may_stand_in_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{GOOD}\n")
    assert run("admin", "create", EMAIL, TALKPYTHON_ADMIN_PASSWORD_FILE=str(file)).status == 0
    assert opens(stored(), GOOD)


def test_a_password_that_is_made_is_said_once(run: Run) -> None:
    status, (line,), _problem = run("admin", "create", EMAIL)
    start, end = f"{EMAIL} is an admin now and can sign in. Its password is ", " and is not shown"
    assert status == 0
    assert line.startswith(start)
    made = line.removeprefix(start).partition(end)[0]
    assert len(made) == 24
    assert opens(stored(), made)
    assert made not in str(stored().to_mongo())


@pytest.mark.parametrize(
    ("words", "password", "problem"),
    [
        (["nonsense"], GOOD, "Error: nonsense: This is not an e-mail address, such as"),
        ([EMAIL, "--name", "?" * 101], GOOD, "A name has 100 characters at most."),
        ([EMAIL, "--name", "a\x07"], GOOD, "a\N{REPLACEMENT CHARACTER}: This name holds a"),
        (["a\udcff@example.org"], GOOD, "This is not an e-mail address"),
        ([EMAIL], "short", "Use at least 10 characters"),
        ([EMAIL], "password1234", "Many people use a password like this one"),
        (["ines.okafor@example.org"], "inesokafor12", "Your name, your address"),
    ],
)
def test_what_makes_no_admin(run: Run, words: list[str], password: str, problem: str) -> None:
    done = run("admin", "create", *words, TALKPYTHON_ADMIN_PASSWORD=password)
    assert (done.status, done.lines) == (1, [])
    assert problem in done.problem
    assert not Account.objects


def test_a_taken_address_says_how_its_account_becomes_an_admin(run: Run) -> None:
    make_account(EMAIL)
    done = run("admin", "create", EMAIL.upper())
    assert done.status == 1
    assert "has an account already: " in done.problem
    assert "talkpython account role add INES@example.org admin makes it" in done.problem


def test_an_account_that_a_stranger_began_becomes_the_owner_s(run: Run) -> None:
    begun = make_account(EMAIL, confirmed_at=None, totp_secret="A", name="Somebody else")  # noqa: S106 - no secret
    make_sign_in(begun)
    begun.lock(COMMAND_LINE)
    begun.discard(COMMAND_LINE)
    done = run("admin", "create", EMAIL, "--name", "Ines", TALKPYTHON_ADMIN_PASSWORD=GOOD)
    assert done == (0, [f"{EMAIL} is an admin now and can sign in."], "")
    made = stored()
    assert opens(made, GOOD)
    assert (made.name, made.roles, bool(made.confirmed_at)) == ("Ines", [ADMIN], True)
    assert (made.totp_secret, made.sign_ins, Roster.members()) == (None, [], [made.id])
    assert (made.locked_at, made.deleted_at) == (None, None)
    assert run("admin", "create", EMAIL).status == 1


def test_an_account_that_is_being_erased_is_not_made_an_admin(run: Run) -> None:
    make_account(EMAIL, confirmed_at=None, deleted_at=FIRST_DAY)
    done = run("admin", "create", EMAIL, TALKPYTHON_ADMIN_PASSWORD=GOOD)
    assert (done.status, done.lines) == (1, [])
    assert "nothing was done: try again." in done.problem
    assert stored().roles == []


# Changing accounts


@pytest.mark.parametrize(
    ("words", "before", "said", "again"),
    [
        ("lock", {}, "is locked, and its sign-ins have ended.", "is locked already."),
        ("second-factor-off", {"totp_secret": "A"}, "signs in by password", "has no second factor"),
        ("delete --yes", {}, "is deleted, to be erased on ", "is deleted already, to be erased on"),
        ("role add admin", {}, "is an admin now, and has to sign", "is an admin already."),
    ],
)
def test_a_change_says_what_was_done_and_what_was_so_before(
    run: Run, words: str, before: dict[str, str], said: str, again: str
) -> None:
    make_account(roles=[ADMIN])
    make_sign_in(make_account(EMAIL, **before))
    name, *options = words.split()
    command = ["role", "add", EMAIL, "admin"] if name == "role" else [name, EMAIL, *options]
    first, second = run("account", *command), run("account", *command)
    assert (first.status, first.problem, second.status, second.problem) == (0, "", 0, "")
    assert first.lines[0].startswith(f"{EMAIL} {said}")
    assert second.lines[0].startswith(f"{EMAIL} {again}")
    assert AuditLine.objects.about(stored().thing).count() == 1
    assert bool(stored().sign_ins) == (name == "second-factor-off")


def test_a_locked_account_is_unlocked(run: Run) -> None:
    make_account(roles=[ADMIN])
    make_account(EMAIL)
    assert run("account", "unlock", EMAIL).lines == [f"{EMAIL} is not locked."]
    run("account", "lock", EMAIL)
    assert stored().locked_at
    assert run("account", "unlock", EMAIL).lines == [f"{EMAIL} can sign in again."]
    assert stored().locked_at is None
    actions = {line.action: line.values for line in AuditLine.objects.about(stored().thing)}
    assert actions == {"locked": {"lock": "locked"}, "unlocked": {"lock": "unlocked"}}


def test_sign_ins_are_ended(run: Run) -> None:
    make_sign_in(make_account(EMAIL))
    assert run("account", "end-sign-ins", EMAIL).lines == [f"{EMAIL} is signed out everywhere."]
    assert stored().sign_ins == []


def test_another_password_ends_sign_ins_and_is_told_by_mail(run: Run) -> None:
    make_sign_in(make_account(EMAIL))
    done = run("account", "set-password", EMAIL, TALKPYTHON_ADMIN_PASSWORD=GOOD)
    assert done == (0, [f"{EMAIL} has another password, and its sign-ins have ended."], "")
    assert opens(stored(), GOOD)
    assert not opens(stored(), PASSWORD)
    assert stored().sign_ins == []
    assert [mail.kind for mail in Mail.objects] == ["password_changed"]
    refused = run("account", "set-password", EMAIL, TALKPYTHON_ADMIN_PASSWORD="x" * 20)
    assert (refused.status, refused.lines) == (1, [])
    assert opens(stored(), GOOD)


@pytest.mark.parametrize("words", ["lock", "delete --yes", "role remove admin"])
def test_the_last_admin_stays(run: Run, words: str) -> None:
    make_account(EMAIL, roles=[ADMIN])
    make_account(roles=[ADMIN], locked_at=stored().created_at)  # no admin who can act
    command = words.replace("remove", f"remove {EMAIL}").split()
    done = run("account", *command, *([] if EMAIL in command else [EMAIL]))
    assert (done.status, done.lines) == (1, [])
    assert done.problem == "Error: The last admin stays: make somebody else an admin first.\n"
    assert stored().acts


@pytest.mark.parametrize(
    ("words", "email"),
    [
        ("lock", "nobody@example.org"),
        ("unlock", "nobody"),
        ("end-sign-ins", "no\udcff\x1b[31m"),
        ("set-password", "x" * 10_000),
        ("second-factor-off", ""),
        ("show", "@"),
        ("export", "ines@\0"),
        ("delete --yes", "a@b@c"),
        ("role add admin", "$ne"),
        ("role remove admin", "ines@example.org "),
    ],
)
def test_who_is_not_there_is_said_not_to_be(run: Run, words: str, email: str) -> None:
    command = (
        ["role", words.split()[1], email, "admin"] if "role" in words else [*words.split(), email]
    )
    done = run("account", *command)
    assert (done.status, done.lines) == (1, [])
    assert done.problem.startswith("Error: There is no account ")
    assert len(done.problem.splitlines()) == 1


def test_nobody_is_deleted_unasked(run: Run) -> None:
    make_account(EMAIL)
    done = run("account", "delete", EMAIL)
    assert (done.status, done.lines) == (1, [])
    assert "add --yes" in done.problem
    assert stored().deleted_at is None
