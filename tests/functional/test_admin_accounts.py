"""Accounts for admins: lists of them, and finding one."""

from datetime import timedelta
from typing import Any

import pymongo
import pytest
from bson import ObjectId

from talkpython_site.documents import Account, Actor, utc_now
from talkpython_site.documents.roles import ADMIN, editor_role
from talkpython_site.newest import MOST
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_podcast, make_sign_in
from tests.visitors import admin, signed_in

BY = Actor(None, "192.0.2.7")
LONG = " ".join(["Wolfeschlegelsteinhausenbergerdorff"] * 7)


def names(page: Any) -> list[str]:
    return [each.text_content() for each in page.lxml.xpath("//p[@class='account-name']")]


def rows(page: Any) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.lxml.xpath("//main//li")]


def store_many(count: int, *, days: int = 400) -> None:
    """Accounts that came evenly in so many days."""
    now = utc_now()
    rows = [
        {
            "_id": ObjectId(),
            "email": f"reader-{n:05}@example.org",
            "email_key": f"reader-{n:05}@example.org",
            "name": f"Reader {n:05}",
            "name_key": f"reader {n:05}",
            "created_at": now - timedelta(days=days * n / count, seconds=1),
        }
        for n in range(count)
    ]
    with pymongo.timeout(600):
        Account.collection().insert_many(rows)


def test_the_newest_come_first(visit: Visit) -> None:
    browser = admin(visit)
    for name in ("Berit Aas", "Caspar Quist"):
        make_account(name=name)
    page = browser.get("/admin/accounts")
    assert names(page) == ["Caspar Quist", "Berit Aas", "Ada Lind"]


def test_a_young_site_is_asked_little(visit: Visit, queries: Queries) -> None:
    browser = admin(visit)
    with queries() as asked:
        browser.get("/admin/accounts")
    assert asked.names.count("find accounts") <= 7, asked.names  # one of them for who asks


def test_a_row_tells_what_matters(visit: Visit) -> None:
    show = make_podcast("Deep Harbour")
    account = make_account(
        "b@example.org",
        name="Berit Aas",
        confirmed_at=None,
        roles=[editor_role("podcast", show.id)],
    )
    make_sign_in(account, seen_at=utc_now() - timedelta(days=3))
    (row,) = [each for each in rows(admin(visit).get("/admin/accounts")) if "Berit" in each]
    for told in ("b@example.org", "not confirmed", "Editor of Deep Harbour", "Seen 3 days ago"):
        assert told in row
    Account.objects.get(id=account.id).lock(BY)
    (row,) = rows(admin_again(visit).get("/admin/accounts?show=locked"))[-1:]
    assert "! Locked" in row
    assert "Not signed in" in row


def admin_again(visit: Visit) -> Visit:
    return signed_in(visit, Account.objects.get(email_key="ada@example.org"))


def test_lists_by_role_and_state(visit: Visit) -> None:
    browser = admin(visit)
    made = {
        name: make_account(name=name, roles=roles)
        for name, roles in {
            "An Admin": [ADMIN],
            "An Editor": [editor_role("podcast", ObjectId())],
            "Locked": [],
            "Leaving": [],
        }.items()
    }
    made["Locked"].lock(BY)
    made["Leaving"].discard(BY)
    for show, expected in {
        "admins": ["An Admin", "Ada Lind"],
        "editors": ["An Editor"],
        "locked": ["Locked"],
        "deleted": ["Leaving"],
    }.items():
        page = browser.get(f"/admin/accounts?show={show}")
        assert names(page) == expected
        assert len(page.lxml.xpath("//nav[@class='admin-choices']//a[@aria-current]")) == 1


@pytest.mark.parametrize(
    ("show", "told"),
    [
        ("editors", "Nobody is an editor."),
        ("locked", "No account is locked."),
        ("deleted", "No account is to be erased."),
    ],
)
def test_empty_lists_say_so(visit: Visit, show: str, told: str) -> None:
    assert told in admin(visit).get(f"/admin/accounts?show={show}")


def test_two_thousand_accounts(visit: Visit, queries: Queries) -> None:
    browser = admin(visit)
    store_many(2_000)
    address, found = "/admin/accounts", []
    for _page in range(5):
        with queries() as asked:
            page = browser.get(address)
        assert asked.count <= 6, asked.names
        found += names(page)
        address = page.lxml.xpath("//nav[@class='paging']//a[@rel='next']/@href")[0]
    assert found == ["Ada Lind", *(f"Reader {n:05}" for n in range(5 * MOST - 1))]
    assert page.lxml.xpath("//nav[@class='paging']//a[text()='Newest']/@href")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ine", ["Ines Okafor", "Inés Ramírez"]),
        ("INES R", ["Inés Ramírez"]),
        ("okafor@ex", ["Ines Okafor"]),
        ("Okafor@EXAMPLE.org", ["Ines Okafor"]),
        ("  ines   okafor ", ["Ines Okafor"]),
        ("who@bücher.example", ["Walter"]),
        ("who@xn--bcher-kva.example", ["Walter"]),
        ("nobody", []),
        ("^i.*", []),
        ("okafor", ["Ines Okafor"]),
    ],
)
def test_finding_by_how_it_begins(visit: Visit, query: str, expected: list[str]) -> None:
    browser = admin(visit)
    make_account("okafor@example.org", name="Ines Okafor")
    make_account("ramirez@example.org", name="Inés Ramírez")
    make_account("who@bücher.example", name="Walter")
    page = browser.get("/admin/accounts", {"q": query})
    assert sorted(names(page)) == sorted(expected)
    assert page.lxml.xpath("//input[@id='find']/@value") == [query.strip()]
    assert expected or "No name and no address begins so." in page


def test_what_is_longer_than_any_address_is_cut(visit: Visit) -> None:
    """All of it would be put in order, as long as an address of a page can be."""
    page = admin(visit).get("/admin/accounts", {"q": "a" + "\u0300\u0316" * 1_000})
    assert len(page.lxml.xpath("//input[@id='find']/@value")[0]) == 254
    assert not names(page)


@pytest.mark.parametrize("query", ["a", "ad", " x ", "李", "é́́́"])
def test_too_few_letters_are_told(visit: Visit, query: str) -> None:
    page = admin(visit).get("/admin/accounts", {"q": query})
    assert not names(page)
    assert "Type three letters at least" in page


def test_too_many_are_told(visit: Visit, queries: Queries) -> None:
    browser = admin(visit)
    store_many(200)
    with queries() as asked:
        page = browser.get("/admin/accounts?q=reader-0")
    assert len(names(page)) == MOST
    assert "type more of the name" in page
    assert asked.count <= 4, asked.names


def test_names_as_they_come(visit: Visit) -> None:
    browser = admin(visit)
    make_account(name="<b>Bold</b> & \u202eturned")
    make_account(name=LONG)
    make_account("nameless@example.org", name="")
    page = browser.get("/admin/accounts")
    assert names(page)[:2] == ["nameless@example.org", LONG]
    assert not page.lxml.xpath("//main//bdi/b")
    assert "Bold" in page


@pytest.mark.parametrize(
    "wrong",
    ["show=everybody", "before=yesterday", "before=2026-01-01T00:00:00Z_x", "show=a%5B%24ne%5D"],
)
def test_addresses_that_make_no_sense(visit: Visit, wrong: str) -> None:
    admin(visit).get(f"/admin/accounts?{wrong}", status=400)


@pytest.mark.parametrize("address", ["/admin/accounts", "/admin/audit", "/admin/mails"])
def test_editors_and_readers_may_not(visit: Visit, address: str) -> None:
    editor = signed_in(visit, roles=[editor_role("podcast", make_podcast().id)])
    editor.get(address, status=403)
    signed_in(visit).get(address, status=403)
    assert "/sign-in" in visit.get(address, status=303).headers["Location"]
