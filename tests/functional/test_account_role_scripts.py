"""``talkpython account role``: admins, editors of podcasts, and what is neither."""

from functools import partial

import pytest

from talkpython_site.database import Database
from talkpython_site.documents import Account, AuditLine, Roster
from talkpython_site.documents.roles import ADMIN, editor_role
from talkpython_site.settings import Settings
from tests.factories import make_account, make_podcast, make_sign_in
from tests.terminals import Run, run_here

pytestmark = pytest.mark.usefixtures("clean")

EMAIL = "ines@example.org"


@pytest.fixture
def run(settings: Settings, database: Database) -> Run:
    return partial(run_here, settings, database, "account", "role")


def roles() -> list[str]:
    account = Account.objects.with_email(EMAIL)
    assert account is not None
    assert account.sign_ins == []
    return list(account.roles)


def test_an_editor_edits_what_is_named(run: Run) -> None:
    show = make_podcast("Deep Harbour", slug="deep-harbour")
    make_podcast("Ebb", slug="ebb")
    make_sign_in(make_account(EMAIL))
    added = run("add", EMAIL, "editor", "--podcast", "deep-harbour")
    assert added.lines == [f"{EMAIL} is an editor of Deep Harbour now, and has to sign in again."]
    assert roles() == [editor_role("podcast", show.id)]
    (line,) = AuditLine.objects
    assert (line.action, line.values) == ("role added", {"role": roles()[0]})

    other = run("remove", EMAIL, "editor", "--podcast", "ebb")
    assert other == (0, [f"{EMAIL} is not an editor of Ebb."], "")
    removed = run("remove", EMAIL, "editor", "--podcast", "deep-harbour")
    assert removed.lines[0].startswith(f"{EMAIL} is not an editor of Deep Harbour any more")
    assert roles() == []


def test_an_admin_who_is_one_of_two_may_go(run: Run) -> None:
    other = make_account(roles=[ADMIN])
    make_account(EMAIL)
    assert run("add", EMAIL, "admin").status == 0
    assert len(Roster.members()) == 2
    assert run("remove", EMAIL, "admin").lines[0].startswith(f"{EMAIL} is not an admin any more")
    assert roles() == []
    assert Roster.members() == [other.id]


def test_a_role_for_a_podcast_that_is_gone_is_removed_by_its_id(run: Run) -> None:
    gone = "65f0c1d2e3f4a5b6c7d8e9f0"
    make_account(EMAIL, roles=[editor_role("podcast", gone)])
    (line,) = run("remove", EMAIL, "editor", "--podcast", gone).lines
    assert line.startswith(f"{EMAIL} is not an editor of a podcast that is gone any more")
    assert roles() == []


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("editor", "Say what an editor edits: --podcast SLUG."),
        ("admin --podcast ebb", "An admin edits everything: leave --podcast out."),
        ("editor --podcast deep-habour", "no podcast deep-habour: there is deep-harbour."),
        (
            "editor --podcast x\x1b",
            "no podcast x\N{REPLACEMENT CHARACTER}: there is deep-harbour, ",
        ),
        ("editor --podcast binned", "There is no podcast binned: there is deep-harbour, ebb."),
    ],
)
@pytest.mark.parametrize("verb", ["add", "remove"])
def test_what_is_no_role(run: Run, verb: str, words: str, problem: str) -> None:
    make_podcast(slug="deep-harbour")
    make_podcast(slug="ebb", state="draft")
    make_podcast(slug="binned").discard()
    make_account(EMAIL)
    done = run(verb, EMAIL, *words.split())
    assert (done.status, done.lines) == (1, [])
    assert problem in done.problem
    assert roles() == []


def test_without_podcasts_none_is_named(run: Run) -> None:
    make_account(EMAIL)
    done = run("add", EMAIL, "editor", "--podcast", "ebb")
    assert done == (1, [], "Error: There is no podcast ebb, and no other.\n")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"confirmed_at": None}, "The address is not confirmed yet: it may be a stranger's."),
        ({"deleted": True}, f"{EMAIL} is deleted, to be erased."),
    ],
)
def test_who_gets_no_role(run: Run, changes: dict[str, object], problem: str) -> None:
    moment = make_account().confirmed_at if changes.pop("deleted", False) else None
    make_account(EMAIL, deleted_at=moment, **changes)
    assert run("add", EMAIL, "admin") == (1, [], f"Error: {problem}\n")
    assert roles() == []
