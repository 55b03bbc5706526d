"""Mails as admins see them: waiting, given up, sent; never what they say."""

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Account, AuditLine, Mail, utc_now
from talkpython_site.mail.letters import LETTERS
from talkpython_site.mail_rows import KINDS
from talkpython_site.newest import MOST
from tests.conftest import Queries, Visit
from tests.factories import make_account
from tests.visitors import admin, send, signed_in

NO_SERVER = "No mail goes out"


def make_mail(account: Account | None, **changes: Any) -> Mail:
    now = utc_now()
    values: dict[str, Any] = {
        "id": str(ObjectId()),
        "kind": "confirm",
        "account": account and account.id,
        "created_at": now,
        "due_at": now,
        "attempts": 0,
        **changes,
    }
    return Mail(**values).insert()


def failed(account: Account, **changes: Any) -> Mail:
    then = utc_now() - timedelta(days=2)
    values = {"due_at": None, "attempts": 14, "failed_at": then, "problem": "the server said 550"}
    return make_mail(account, **{**values, **changes})


def section(page: Any, name: str) -> str:
    (found,) = page.lxml.xpath(f"//section[@aria-labelledby='{name}']")
    return " ".join(" ".join(found.itertext()).split())


def test_nothing_yet(visit: Visit) -> None:
    page = admin(visit).get("/admin/mails")
    assert section(page, "failed") == "Given up None in the last 30 days."
    assert section(page, "waiting") == "Waiting None."
    assert section(page, "sent") == "Sent None in the last seven days."
    assert NO_SERVER in page


def test_each_is_told_by_its_kind_and_its_way(visit: Visit) -> None:
    browser, account = admin(visit), make_account("b@example.org", name="Berit Aas")
    now = utc_now()
    failed(account)
    make_mail(account, kind="password_changed", attempts=2, due_at=now + timedelta(hours=1))
    make_mail(account, kind="email_changed", data={"to": "old@example.org"}, due_at=None,
              sent_at=now - timedelta(days=1), attempts=1)  # fmt: skip
    page = browser.get("/admin/mails")
    assert "Link to confirm the address to Berit Aas" in section(page, "failed")
    assert "The server said 550 2 days ago, after 14 tries Try again" in section(page, "failed")
    assert "Notice: the password was changed to Berit Aas Next try at" in section(page, "waiting")
    assert "after 2 tries" in section(page, "waiting")
    assert "Notice: the address was changed to Berit Aas Yesterday" in section(page, "sent")
    assert "old@example.org" not in page


def test_every_kind_has_words() -> None:
    assert KINDS.keys() >= LETTERS.keys()


def test_mails_that_nobody_knows_any_more(visit: Visit) -> None:
    browser, gone = admin(visit), make_account()
    make_mail(gone, kind="newsletter_digest")
    make_mail(None, kind="reset", data={"email_key": "who@example.org"})
    Account.erase(gone.id)
    page = browser.get("/admin/mails")
    assert "Newsletter digest to nobody that is known" in section(page, "waiting")
    assert "who@example.org" not in page


def test_one_is_tried_again(visit: Visit) -> None:
    browser, mail = admin(visit), failed(make_account())
    page = send(browser, f"/admin/mails/{mail.id}/retry", status=303).follow()
    assert "The mail is on its way again." in page
    assert "None in the last 30 days" in section(page, "failed")
    stored = Mail.objects.get(id=mail.id)
    assert (stored.failed_at, stored.attempts) == (None, 0)
    assert stored.due_at
    assert "Since today" in section(page, "waiting")


def test_who_tries_again_is_told_of_once(visit: Visit) -> None:
    browser, mail = admin(visit), failed(make_account("berit@example.org"))
    send(browser, f"/admin/mails/{mail.id}/retry", status=303)
    then = {"failed_at": mail.failed_at, "due_at": None}  # as if the process had died between
    Mail.collection().update_one({"_id": mail.id}, {"$set": then})
    send(browser, f"/admin/mails/{mail.id}/retry", status=303)
    (line,) = AuditLine.objects
    ada = Account.objects.get(email_key="ada@example.org")
    assert (line.action, line.thing, line.account) == ("sent again", f"mail:{mail.id}", ada.id)
    assert "berit" not in str(line.to_mongo())
    page = browser.get("/admin/audit")
    assert f"mail {mail.id}" in page
    assert "revision" not in page
    assert ObjectId.is_valid(line.id)


@pytest.mark.parametrize("case", ["sent", "emptied", "missing", "strange"])
def test_what_cannot_be_tried_again(visit: Visit, case: str) -> None:
    browser, now = admin(visit), utc_now()
    mail = make_mail(make_account(), due_at=None, sent_at=now)
    emptied = failed(make_account(), emptied_at=now)
    wanted = {"sent": mail.id, "emptied": emptied.id, "missing": str(ObjectId()), "strange": "$ne"}
    page = send(browser, f"/admin/mails/{wanted[case]}/retry", status=404)
    assert "No such mail waits" in page
    assert not AuditLine.objects


def test_others_may_not_try(visit: Visit) -> None:
    mail = failed(make_account())
    send(signed_in(visit), f"/admin/mails/{mail.id}/retry", status=403)
    assert Mail.objects.get(id=mail.id).failed_at


def test_it_asks_little_of_many(visit: Visit, queries: Queries) -> None:
    browser, account = admin(visit), make_account()
    for n in range(MOST + 5):
        make_mail(account, due_at=utc_now() + timedelta(minutes=n))
        make_mail(account, due_at=None, sent_at=utc_now() - timedelta(minutes=n))
    with queries() as asked:
        page = browser.get("/admin/mails")
    assert "And more" in section(page, "waiting")
    assert asked.names.count("find mails") == 3
    assert asked.count == 5, asked.names
