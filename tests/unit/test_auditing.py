"""Audit lines in words: who, what, whom, from where."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.auditing import WORDS, accounts_in, called, sentences
from talkpython_site.documents import COMMAND_LINE, Account, Actor, AuditLine, utc_now
from talkpython_site.documents.roles import ADMIN, editor_role
from talkpython_site.role_words import stored_titles
from tests.factories import make_account, make_podcast, make_sign_in

ADA, BERIT, GONE, SHOW = ObjectId(), ObjectId(), ObjectId(), ObjectId()
NAMES = {ADA: "Ada Lind", BERIT: "Berit Aas"}
TITLES = {f"podcast:{SHOW}": "Deep Harbour"}
AT = datetime(2026, 3, 4, 14, 2, tzinfo=UTC)
EDITOR = editor_role("podcast", SHOW)


def line(action: str, by: ObjectId | None, of: ObjectId, **changes: Any) -> dict[str, Any]:
    found = {"at": AT, "account": by, "thing": f"account:{of}", "action": action, **changes}
    return {key: value for key, value in found.items() if value is not None}


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        (line("locked", ADA, BERIT), "Ada Lind locked the account of Berit Aas"),
        (line("name changed", BERIT, BERIT), "Berit Aas changed their name"),
        (
            line("role added", ADA, BERIT, values={"role": ADMIN}),
            "Ada Lind made Berit Aas an admin",
        ),
        (
            line("role added", ADA, ADA, values={"role": EDITOR}),
            "Ada Lind made themselves an editor of Deep Harbour",
        ),
        (
            line("role removed", ADA, BERIT, values={"role": editor_role("podcast", GONE)}),
            "Ada Lind removed Berit Aas as an editor of a podcast that is gone",
        ),
        (
            line("role removed", ADA, ADA, values={"role": "librarian"}),
            "Ada Lind stepped down as “librarian”",
        ),
        (line("unlocked", None, BERIT), "The command line unlocked the account of Berit Aas"),
        (
            line("password changed", None, BERIT, network="192.0.2.7"),
            "Somebody signed out changed the password of Berit Aas",
        ),
        (
            line("locked", None, BERIT, is_erased=True),
            "Somebody erased locked the account of Berit Aas",
        ),
        (line("locked", GONE, BERIT), "Somebody erased locked the account of Berit Aas"),
        (
            line("locked", ADA, GONE),
            "Ada Lind locked the account of somebody erased",
        ),
        (line("created", BERIT, BERIT), "Berit Aas made an account"),
        (
            line("created", None, BERIT, values={"role": ADMIN}),
            "The command line made the account of Berit Aas, an admin",
        ),
        (
            line("made anew", None, BERIT, values={"role": ADMIN}),
            "The command line made the account of Berit Aas anew, an admin",
        ),
        (line("painted", ADA, BERIT), "Ada Lind “painted”, Berit Aas"),
        (line("painted", ADA, ADA), "Ada Lind “painted”, their own account"),
        (
            {"at": AT, "action": "hidden", "account": ADA, "thing": "podcast:7"},
            "Ada Lind “hidden”, a podcast that is gone",
        ),
        (
            {"at": AT, "action": "sent again", "account": ADA, "thing": "mail:7"},
            "Ada Lind had mail 7 sent again",
        ),
        (line("sign-in ended", ADA, BERIT), "Ada Lind ended a sign-in of Berit Aas"),
    ],
)
def test_a_line_is_a_sentence(stored: dict[str, Any], told: str) -> None:
    (found,) = sentences([stored], NAMES, TITLES)
    assert found.text == told


def test_it_leads_to_accounts_that_are_there() -> None:
    stored = line("locked", ADA, BERIT, network="192.0.2.7", fields=["locked_at"], revision=4)
    (found,) = sentences(
        [
            stored,
        ],
        NAMES,
        TITLES,
    )
    assert found.whom
    assert (found.who.id, found.whom.id) == (ADA, BERIT)
    assert (found.network, found.fields, found.revision) == ("192.0.2.7", "locked_at", 4)
    (gone,) = sentences([line("locked", GONE, GONE)], NAMES, TITLES)
    assert gone.who.id is None


@pytest.mark.usefixtures("clean")
def test_every_change_of_an_account_has_words() -> None:
    account, by = make_account(), Actor(make_account().id, "192.0.2.7")
    account.rename("Ines", by)
    account.confirm(by)
    account.ask_for_email("new@example.org", by)
    account.take_new_email(by)
    account.keep_email(by)
    account.set_password("x", by)
    account.turn_on_second_factor("x", 1, [], by)
    account.renew_recovery_codes([], by)
    account.turn_off_second_factor(by)
    account.end_sign_ins(by)
    account.discard(by)
    account.take_back(by)
    account.lock(by)
    account.unlock(by)
    account.add_role(editor_role("podcast", SHOW), by)
    account.remove_role(editor_role("podcast", SHOW), by)
    Account.appoint("new-admin@example.org", "", "x", COMMAND_LINE)
    make_account(confirmed_at=None).take_over("", "x", COMMAND_LINE)
    make_sign_in(account)
    account.end_sign_in(Account.objects.get(id=account.id).sign_ins[0].hash, by)
    AuditLine.write(by, "sent again", "mail:7", utc_now())
    assert {stored["action"] for stored in AuditLine.collection().find()} == set(WORDS)


@pytest.mark.usefixtures("clean")
def test_names_are_read_at_once() -> None:
    podcast, nameless = make_podcast("Deep Harbour"), make_account("n@example.org", name="")
    lines = [line("locked", nameless.id, make_account(name="Ines").id), {"at": AT}]
    assert set(accounts_in(lines).values()) == {"n@example.org", "Ines"}
    assert accounts_in([]) == {}
    assert called({"email": "a@example.org"}) == "a@example.org"
    assert stored_titles() == {f"podcast:{podcast.id}": "Deep Harbour"}
