"""Who changed what, when and from where, as admins read it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bson import ObjectId

from talkpython_site.documents import COMMAND_LINE, Account, Actor, AuditLine, utc_now
from talkpython_site.documents.roles import editor_role
from talkpython_site.newest import MOST
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_podcast, make_sign_in
from tests.visitors import SIGN_IN_COOKIE, admin, proof, send

FROM = "192.0.2.7"


def told(page: Any) -> list[str]:
    """Each line with its facts."""
    found = page.lxml.xpath("//ol[@class='audit-rows']/li")
    return [" ".join(" ".join(each.itertext()).split()) for each in found]


def ada() -> Account:
    found: Account = Account.objects.get(email_key="ada@example.org")
    return found


def store_many(count: int, account: Account, *, days: int) -> None:
    now = utc_now()
    AuditLine.collection().insert_many(
        {
            "_id": str(ObjectId()),
            "at": now - timedelta(days=days * n / count),
            "account": account.id,
            "thing": account.thing,
            "action": "name changed",
            "fields": [f"change-{n:03}"],
            "revision": n,
        }
        for n in range(count)
    )


def test_what_was_done_on_the_pages_stands_there(visit: Visit) -> None:
    browser, account = admin(visit), make_account("b@example.org", name="Berit Aas")
    browser.extra_environ["REMOTE_ADDR"] = FROM
    send(browser, f"/admin/accounts/{account.id}", {"do": "locked", **proof()}, status=303)
    (line,) = told(browser.get("/admin/audit"))
    assert "Ada Lind locked the account of Berit Aas" in line
    assert line.endswith("from 192.0.2.7 locked_at, sign_ins revision 1")


def test_lines_lead_to_accounts(visit: Visit) -> None:
    browser, account = admin(visit), make_account()
    account.rename("Berit Aas", Actor(account.id, FROM))
    page = browser.get("/admin/audit")
    assert page.lxml.xpath("//ol[@class='audit-rows']//a/@href") == [
        f"/admin/accounts/{account.id}"
    ]


def test_the_newest_come_first_by_days_of_the_site(visit: Visit) -> None:
    browser, account = admin(visit), make_account(name="Berit Aas")
    for at in (datetime(2031, 3, 4, 14, 2, tzinfo=UTC), datetime(2031, 3, 6, 9, 30, tzinfo=UTC)):
        with time_machine.travel(at, tick=False):
            account.rename(f"Berit {at.day}", COMMAND_LINE)
    with time_machine.travel(datetime(2031, 3, 6, 12, 0, tzinfo=UTC), tick=False):
        page = signed_in_then(browser).get("/admin/audit")
    days = [each.text_content() for each in page.lxml.xpath("//h3")]
    assert days == ["Today", "2 days ago"]
    assert [line[:5] for line in told(page)] == ["09:30", "14:02"]
    assert page.lxml.xpath("//time/@datetime")[0] == "2031-03-06T09:30:00+00:00"


def signed_in_then(browser: Visit) -> Visit:
    """Signed in at whatever time it is."""
    browser.set_cookie(SIGN_IN_COOKIE, make_sign_in(ada()))
    return browser


def test_values_are_told_of_roles_alone(visit: Visit) -> None:
    browser, account = admin(visit), make_account("old@example.org", name="Berit Aas")
    show, by = make_podcast("Deep Harbour"), Actor(ada().id, FROM)
    account.add_role(editor_role("podcast", show.id), by)
    account.ask_for_email("secret@example.org", by)
    page = browser.get("/admin/audit")
    assert "made Berit Aas an editor of Deep Harbour" in told(page)[1]
    for value in ("secret@example.org", "old@example.org"):
        assert value not in page


def test_who_is_erased_has_no_name_any_more(visit: Visit) -> None:
    browser = admin(visit)
    gone, other = make_account(name="Berit Aas"), make_account(name="Caspar Quist")
    other.lock(Actor(gone.id, "198.51.100.9"))
    gone.rename("Berit Moss", Actor(gone.id, "198.51.100.9"))
    other.unlock(COMMAND_LINE)
    AuditLine.erase(gone.id)
    Account.erase(gone.id)
    page = browser.get("/admin/audit")
    lines = [line[6:].partition(" locked_at")[0] for line in told(page)]
    assert lines[0] == "The command line unlocked the account of Caspar Quist"
    assert lines[1].startswith("Somebody erased changed the name of somebody erased")
    assert lines[2] == "Somebody erased locked the account of Caspar Quist"
    assert "Berit" not in page
    assert "198.51.100.9" not in page


def test_of_one_account_by_it_and_to_it(visit: Visit) -> None:
    browser, berit = admin(visit), make_account(name="Berit Aas")
    caspar = make_account(name="Caspar Quist")
    caspar.end_sign_ins(Actor(berit.id, FROM))
    berit.end_sign_ins(Actor(ada().id, FROM))
    caspar.end_sign_ins(COMMAND_LINE)
    page = browser.get(f"/admin/audit?account={berit.id}")
    assert [("Ada Lind" in line, "Caspar" in line) for line in told(page)] == [
        (True, False), (False, True),
    ]  # fmt: skip
    assert page.lxml.xpath("//p[@class='admin-lead']/a/text()") == ["Show all"]
    assert "somebody erased" in browser.get(f"/admin/audit?account={ObjectId()}")


@pytest.mark.parametrize("of_one", [False, True])
def test_all_of_it_page_by_page(visit: Visit, queries: Queries, *, of_one: bool) -> None:
    browser, account, count = admin(visit), make_account(), 3 * MOST + 7
    store_many(count, account, days=900)
    address, found = f"/admin/audit?account={account.id}" if of_one else "/admin/audit", []
    while address:
        with queries() as asked:
            page = browser.get(address)
        assert asked.count <= 10, asked.names
        found += [line.rpartition("change-")[2][:3] for line in told(page)]
        address = next(iter(page.lxml.xpath("//a[@rel='next']/@href")), "")
    assert found == [f"{n:03}" for n in range(count)]


def test_nothing_yet(visit: Visit, queries: Queries) -> None:
    browser = admin(visit)
    with queries() as asked:
        page = browser.get("/admin/audit")
    assert "Nothing has been changed yet." in page
    assert asked.names.count("find audit_lines") <= 6, asked.names


@pytest.mark.parametrize("wrong", ["account=x", "account=%24ne", "before=x", "before=_"])
def test_addresses_that_make_no_sense(visit: Visit, wrong: str) -> None:
    admin(visit).get(f"/admin/audit?{wrong}", status=400)
