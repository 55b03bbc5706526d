"""``talkpython audit``: who changed what, when and from where."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.database import Database
from talkpython_site.documents import COMMAND_LINE, Account, Actor, AuditLine, utc_now
from talkpython_site.documents.roles import editor_role
from talkpython_site.scripts.telling import PART
from talkpython_site.settings import Settings
from tests.factories import make_account, make_podcast
from tests.terminals import Run, run_here

pytestmark = pytest.mark.usefixtures("clean")

EMAIL = "ines@example.org"


@pytest.fixture
def run(settings: Settings, database: Database) -> Run:
    return partial(run_here, settings, database, "audit")


@pytest.fixture
def ines(clean: None) -> Account:  # noqa: ARG001 - the database is emptied first
    return make_account(EMAIL, name="Ines Okafor")


def told(done: Any) -> list[str]:
    """Without the moments."""
    assert (done.status, done.problem) == (0, "")
    return [line.partition("  ")[2] for line in done.lines]


def aged(line: dict[str, Any], **ago: float) -> None:
    moment = utc_now() - timedelta(**ago)
    AuditLine.collection().update_one({"_id": line["_id"]}, {"$set": {"at": moment}})


def test_it_says_who_did_what_and_from_where(run: Run, ines: Account) -> None:
    show = make_podcast("Deep Harbour")
    ines.rename("Ines Lund", Actor(ines.id, "192.0.2.7"))
    ines.add_role(editor_role("podcast", show.id), COMMAND_LINE)
    teo = make_account("teo@example.org", name="Teo\x1b")
    teo.lock(Actor(ines.id, None))
    assert sorted(told(run())) == [
        "Ines Lund changed their name (from 192.0.2.7, name, revision 1)",
        "Ines Lund locked the account of Teo\ufffd (locked_at, sign_ins, revision 1)",
        "The command line made Ines Lund an editor of Deep Harbour (roles, sign_ins, revision 2)",
    ]


def test_the_newest_comes_first_in_the_time_of_the_site(run: Run, ines: Account) -> None:
    ines.rename("A", COMMAND_LINE)
    ines.end_sign_ins(COMMAND_LINE)
    first, second = AuditLine.collection().find(sort=[("_id", 1)])
    aged(first, days=2)
    lines = run(TALKPYTHON_SITE_TIMEZONE="Pacific/Kiritimati").lines
    assert ["name" in line for line in lines] == [False, True]
    moment = datetime.strptime(lines[0][:16], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    assert timedelta(hours=13) < moment - second["at"] <= timedelta(hours=14)


def test_it_goes_back_so_many_days(run: Run, ines: Account) -> None:
    ines.rename("A", COMMAND_LINE)
    (line,) = AuditLine.collection().find()
    aged(line, days=31)
    nothing = run()
    assert nothing == (0, [], "Nothing was changed in the last 30 days.\n")
    assert len(run("--since", "32").lines) == 1
    assert run("--since", "30", "--account", EMAIL).lines == []
    for wrong in ("0", "-1", "x", "36501"):
        assert run("--since", wrong).status == 2


def test_one_account_alone(run: Run, ines: Account) -> None:
    other = make_account("other@example.org", name="Other")
    other.rename("Another", Actor(other.id, None))
    other.end_sign_ins(Actor(ines.id, None))
    ines.rename("Ines Lund", Actor(ines.id, None))
    assert sorted(told(run("--account", "INES@example.org"))) == [
        "Ines Lund changed their name (name, revision 1)",
        "Ines Lund ended the sign-ins of Another (sign_ins, revision 2)",
    ]
    nobody = run("--account", "nobody@example.org")
    assert nobody == (1, [], "Error: There is no account nobody@example.org.\n")


def test_a_long_record_comes_in_parts(run: Run, ines: Account) -> None:
    now = utc_now()
    AuditLine.collection().insert_many(
        {
            "_id": str(ObjectId()),
            "at": now - timedelta(seconds=n),
            "thing": ines.thing,
            "action": "locked",
            "revision": n,
        }
        for n in range(2 * PART + 1)
    )
    found = told(run())
    expected = "The command line locked the account of Ines Okafor (revision {})"
    assert found == [expected.format(n) for n in range(2 * PART + 1)]
