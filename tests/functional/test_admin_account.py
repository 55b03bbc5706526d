"""One account for admins: what they see of it, and what they do to it."""

from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Account, Actor, AuditLine, Roster, utc_now
from talkpython_site.documents.roles import ADMIN, editor_role
from talkpython_site.second_factor import recovery_hash
from tests.conftest import Queries, Visit
from tests.factories import PASSWORD, make_account, make_podcast, make_sign_in
from tests.visitors import TOTP_SECRET, admin, flash, proof, send, signed_in

BY = Actor(None, "192.0.2.7")


def page_of(account: Account) -> str:
    return f"/admin/accounts/{account.id}"


def again(account: Account) -> Account:
    found: Account = Account.objects.get(id=account.id)
    return found


def words(page: Any) -> str:
    return " ".join(" ".join(page.lxml.find(".//main").itertext()).split())


def problem(page: Any) -> str:
    return "".join(page.lxml.xpath("//div[@class='errors']//text()"))


def test_it_shows_what_is_known_and_no_secret(visit: Visit) -> None:
    account = make_account(
        "berit@example.org",
        name="Berit Aas",
        totp_secret=TOTP_SECRET,
        recovery_hashes=[recovery_hash("k7mqxwthh9pn")],
    )
    token = make_sign_in(account).partition(".")[2]
    page = admin(visit).get(page_of(account))
    told = words(page)
    for fact in ("berit@example.org, confirmed on", "Second factor On", "Firefox on Linux",
                 "from 192.0.2.7"):  # fmt: skip
        assert fact in told
    stored = again(account)
    for secret in (stored.password_hash, TOTP_SECRET, stored.sign_ins[0].hash, token,
                   *stored.recovery_hashes):  # fmt: skip
        assert secret not in page


def test_what_it_asks(visit: Visit, queries: Queries) -> None:
    browser, account = admin(visit), make_account()
    account.lock(BY)
    with queries() as asked:
        browser.get(page_of(account))
    assert sorted(asked.names) == [
        "find accounts", "find accounts", "find accounts", "find audit_lines", "find stamps",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong", ["x", "65f0c1d2e3f4a5b6c7d8e9f0", "65f0c1d2e3f4a5b6c7d8e9f", "[$ne]"]
)
def test_accounts_that_are_not_there(visit: Visit, wrong: str) -> None:
    browser = admin(visit)
    browser.get(f"/admin/accounts/{wrong}", status=404)
    send(browser, f"/admin/accounts/{wrong}", {"do": "unlocked"}, status=404)


def test_locking_and_unlocking(visit: Visit) -> None:
    browser, account = admin(visit), make_account()
    reader = signed_in(visit, account)
    page = send(browser, page_of(account), {"do": "locked", **proof()}, status=303).follow()
    assert "signed out everywhere" in page.lxml.xpath("//div[@class='flash']")[0].text_content()
    assert again(account).locked_at
    reader.get("/account", status=303)
    assert "locked the account of" in words(page)
    send(browser, page_of(account), {"do": "unlocked"}, status=303)
    assert not again(account).locked_at


def test_what_is_so_already_is_not_said_to_be_done(visit: Visit) -> None:
    browser = admin(visit)
    locked, open_one = make_account(roles=[ADMIN], locked_at=utc_now()), make_account()
    held = editor_role("podcast", make_podcast().id)
    Account.collection().update_one({"_id": locked.id}, {"$push": {"roles": held}})
    for whose, word, more in [
        (open_one, "unlocked", {}),
        (open_one, "no-editor", {"role": "editor:podcast:x"}),
        (open_one, "no-admin", proof()),
        (locked, "editor", {"role": held}),
        (locked, "locked", proof()),
        (locked, "admin", proof()),
    ]:
        Account.collection().update_many({}, {"$unset": {"totp_step": True}})
        answer = send(browser, page_of(whose), {"do": word, **more}, status=303)
        assert flash(answer.follow()) == "Nothing was changed: it was so already.", word
    assert not AuditLine.objects


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Type the password that you have now."),
        ({"current_password": "wrong", "code": "123456"}, "This is not the password"),
        ({"current_password": PASSWORD}, "Type a code too."),
        ({"current_password": PASSWORD, "code": "000000"}, "This code is not right"),
    ],
)
@pytest.mark.parametrize("word", ["locked", "admin", "no-admin"])
def test_what_matters_is_proved(visit: Visit, word: str, typed: dict[str, str], told: str) -> None:
    roles = [ADMIN] if word == "no-admin" else []
    browser, account = admin(visit), make_account(roles=roles)
    page = send(browser, page_of(account), {"do": word, **typed}, status=422)
    assert told in problem(page)
    assert page.lxml.xpath("//details[@open]//input[@name='do']/@value") == [word]
    assert PASSWORD not in page
    assert (again(account).locked_at, again(account).roles) == (None, roles)


def test_an_admin_is_made_and_unmade(visit: Visit) -> None:
    browser, account = admin(visit), make_account()
    reader = signed_in(visit, account)
    send(browser, page_of(account), {"do": "admin", **proof()}, status=303)
    assert again(account).roles == [ADMIN]
    assert account.id in Roster.members()
    assert "/sign-in" in reader.get("/account", status=303).headers["Location"]
    Account.collection().update_many({}, {"$unset": {"totp_step": True}})  # a code works once
    page = send(browser, page_of(account), {"do": "no-admin", **proof()}, status=303).follow()
    assert again(account).roles == []
    assert "as an admin" in words(page)


def test_an_editor_is_made_and_unmade(visit: Visit) -> None:
    show = make_podcast("Deep Harbour", state="draft")
    browser, account = admin(visit), make_account()
    role = editor_role("podcast", show.id)
    page = send(browser, page_of(account), {"do": "editor", "role": role}, status=303).follow()
    assert again(account).roles == [role]
    assert "Editor of Deep Harbour" in words(page)
    form = next(
        each
        for each in page.forms.values()
        if "role" in each.fields and each["do"].value == "no-editor"
    )
    assert form["role"].value == role
    send(browser, page_of(account), {"do": "no-editor", "role": role}, status=303)
    assert again(account).roles == []


@pytest.mark.parametrize(
    "role", ["", "admin", "editor:podcast:65f0c1d2e3f4a5b6c7d8e9f0", "editor:course:1", "x" * 5_000]
)
def test_roles_that_nobody_can_have(visit: Visit, role: str) -> None:
    make_podcast()
    browser, account = admin(visit), make_account()
    page = send(browser, page_of(account), {"do": "editor", "role": role}, status=422)
    assert "there is none like this" in problem(page)
    assert again(account).roles == []


def test_the_admin_role_is_not_removed_as_another(visit: Visit) -> None:
    browser, account = admin(visit), make_account(roles=[ADMIN])
    page = send(browser, page_of(account), {"do": "no-editor", "role": ADMIN}, status=409)
    assert problem(page) == "The role of an admin is not removed without a password."
    assert again(account).roles == [ADMIN]


def test_a_strangers_address_gets_no_role(visit: Visit) -> None:
    show = make_podcast()
    browser, account = admin(visit), make_account(confirmed_at=None)
    page = browser.get(page_of(account))
    assert "Roles wait until the address is confirmed" in words(page)
    assert not page.lxml.xpath("//input[@name='do'][@value='admin' or @value='editor']")
    fields = {"do": "editor", "role": editor_role("podcast", show.id)}
    page = send(browser, page_of(account), fields, status=409)
    assert "it may be a stranger's" in problem(page)
    assert again(account).roles == []


@pytest.mark.parametrize("word", ["locked", "no-admin"])
def test_the_last_admin_stays(visit: Visit, word: str) -> None:
    browser = admin(visit)
    own = Account.objects.get(email_key="ada@example.org")
    page = browser.get(page_of(own))
    assert "You will be signed out here." in words(page)
    page = send(browser, page_of(own), {"do": word, **proof()}, status=409)
    assert "The last admin stays" in problem(page)
    assert "! Locked" not in words(page)
    assert (again(own).locked_at, again(own).roles) == (None, [ADMIN])


def test_sign_ins_are_ended(visit: Visit) -> None:
    browser, account = admin(visit), make_account()
    reader = signed_in(visit, account)
    page = send(browser, page_of(account), {"do": "ended"}, status=303).follow()
    assert "Nowhere." in words(page)
    reader.get("/account", status=303)


def test_ones_own_sign_ins_are_ended_too(visit: Visit) -> None:
    browser = admin(visit)
    own = Account.objects.get(email_key="ada@example.org")
    answer = send(browser, page_of(own), {"do": "ended"}, status=303)
    assert "/sign-in" in browser.get(answer.headers["Location"], status=303).headers["Location"]


@pytest.mark.parametrize("word", ["", "erase", "is_admin", "LOCKED"])
def test_words_that_do_nothing(visit: Visit, word: str) -> None:
    browser, account = admin(visit), make_account()
    fields = {"do": word, "roles": "admin", "is_admin": "1", **proof()}
    send(browser, page_of(account), fields, status=400)
    assert again(account).roles == []


def test_who_was_faster_is_not_overwritten(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, account = admin(visit), make_account()
    lock = Account.lock

    def late(self: Account, by: Actor) -> None:
        again(account).rename("Somebody else was here", by)
        lock(self, by)

    monkeypatch.setattr(Account, "lock", late)
    page = send(browser, page_of(account), {"do": "locked", **proof()}, status=409)
    assert "saved at the same moment" in page
    assert PASSWORD not in page
    assert not again(account).locked_at


def test_others_may_do_nothing(visit: Visit) -> None:
    account = make_account()
    editor = signed_in(visit, roles=[editor_role("podcast", ObjectId())])
    send(editor, page_of(account), {"do": "locked", **proof()}, status=403)
    assert not again(account).locked_at
