"""Audit lines: written once, found by time and thing, handed out and erased."""

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import AuditLine, utc_now
from talkpython_site.documents.base import EFFECTS, follow_up

pytestmark = pytest.mark.usefixtures("clean")

INES, TEODOR = ObjectId(), ObjectId()
NOW = utc_now()


def line(action: str, by: ObjectId | None, about: ObjectId, **changes: Any) -> None:
    values = {"account": by, "network": f"from {action}", "thing": f"account:{about}", "at": NOW}
    AuditLine(id=str(ObjectId()), action=action, **{**values, **changes}).insert()


def left(action: str) -> tuple[Any, Any, Any]:
    found = AuditLine.objects.get(action=action)
    return found.account, found.network, found.is_erased


def four_lines() -> None:
    line("renamed", INES, INES)
    line("locked", TEODOR, INES)
    line("reset by link", None, INES)
    line("promoted", INES, TEODOR)


def test_an_entry_gives_one_line_however_often_it_is_carried_out() -> None:
    told = {"account": INES, "network": "192.0.2.7", "thing": f"account:{INES}", "revision": 3}
    entry = follow_up("audit", **told, action="renamed", fields=["name"], values={})
    for _ in range(2):
        EFFECTS["audit"](entry)
    (found,) = AuditLine.objects
    assert (found.id, found.at, found.account) == (entry["id"], entry["at"], INES)
    assert (found.action, found.fields, found.revision) == ("renamed", ["name"], 3)


def test_they_are_found_by_time_by_thing_and_by_whose_they_are() -> None:
    for hours in range(3):
        line(f"{hours} hours ago", INES, INES, at=NOW - timedelta(hours=hours))
    line("of somebody else", INES, TEODOR, at=NOW - timedelta(hours=5))
    recent = AuditLine.objects.since(NOW - timedelta(hours=1)).newest_first()
    assert [each.action for each in recent] == ["0 hours ago", "1 hours ago"]
    about = AuditLine.objects.about(f"account:{TEODOR}")
    assert [each.action for each in about] == ["of somebody else"]
    assert (len(AuditLine.objects.by(INES)), len(AuditLine.objects.by(TEODOR))) == (4, 0)


def test_they_are_handed_out_without_what_is_of_others() -> None:
    four_lines()
    shown = {each["action"]: each for each in AuditLine.exported(INES)}
    assert set(shown) == {"renamed", "locked", "reset by link", "promoted"}
    assert {"account", "network"} & set(shown["locked"]) == set()
    assert shown["renamed"]["network"] == "from renamed"
    assert shown["reset by link"]["network"] == "from reset by link"
    assert {each["action"] for each in AuditLine.exported(TEODOR)} == {"locked", "promoted"}
    assert {each.action for each in AuditLine.objects.of_account(TEODOR)} == {"locked", "promoted"}


def test_what_was_done_stays_and_by_whom_goes() -> None:
    four_lines()
    for _ in range(2):
        AuditLine.erase(INES)
        assert left("renamed") == (None, None, True)
        assert left("promoted") == (None, None, True)
        assert left("reset by link") == (None, None, True)
        assert left("locked") == (TEODOR, "from locked", None)


def test_what_the_command_line_did_stays_its_own() -> None:
    line("locked", None, INES, network=None)
    AuditLine.erase(INES)
    assert left("locked") == (None, None, None)
