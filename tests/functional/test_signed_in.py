"""What changes once somebody is signed in: the header, one query, and what is kept."""

from datetime import timedelta

import time_machine

from talkpython_site.documents import Account, utc_now
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_episode, make_sign_in
from tests.visitors import SIGN_IN_COOKIE, signed_in


def test_the_header_calls_them_by_their_first_name(visit: Visit) -> None:
    page = signed_in(visit, name="Ines Okafor").get("/")
    assert page.lxml.findtext(".//details[@class='who']/summary/bdi") == "Ines"
    assert page.headers["Cache-Control"] == "private, no-store"
    assert not page.lxml.xpath("//header//a[@class='sign-in']")


def test_it_costs_one_query_more(visit: Visit, queries: Queries) -> None:
    make_episode()
    reader = signed_in(visit)
    with queries() as anonymous:
        visit.get("/episodes")
    with queries() as known:
        reader.get("/episodes")
    assert sorted(known.names) == sorted(["find accounts", *anonymous.names])


def test_everybody_else_gets_the_same_bytes(visit: Visit) -> None:
    make_episode()
    before = visit.get("/episodes")
    signed_in(visit).get("/episodes")
    after = visit.get("/episodes")
    assert before.body == after.body
    assert before.headers["ETag"] == after.headers["ETag"]
    assert "Set-Cookie" not in after.headers
    assert after.headers["Cache-Control"] == "public, no-cache"


def test_a_cookie_that_nobody_gave_out_is_cleared(visit: Visit) -> None:
    nonsense = ("nonsense", "non.sense")  # nobody's: nothing is asked
    for wrong in (f"{make_account().id}.guessed", *nonsense, "65f0c1d2e3f4a5b6c7d8e9f0.x"):
        visit.set_cookie(SIGN_IN_COOKIE, wrong)
        page = visit.get("/")
        assert page.lxml.xpath("//header//a[@class='sign-in']")
        assert page.headers["Cache-Control"] == (
            "public, no-cache" if wrong in nonsense else "private, no-store"
        )


def test_a_sign_in_ends_by_itself(visit: Visit) -> None:
    account, now = make_account(), utc_now()
    idle = signed_in(visit, account)
    visit.set_cookie(SIGN_IN_COOKIE, make_sign_in(account, expires_at=now + timedelta(days=180)))
    with time_machine.travel(now + timedelta(days=31), tick=False):
        for browser in (idle, visit):
            assert browser.get("/").lxml.xpath("//header//a[@class='sign-in']")


def test_it_is_noted_every_five_minutes_at_most(visit: Visit, queries: Queries) -> None:
    account, now = make_account(), utc_now()
    reader = signed_in(visit, account)
    with time_machine.travel(now + timedelta(minutes=6), tick=False), queries() as asked:
        reader.get("/")
        reader.get("/")
    assert asked.names.count("update accounts") == 1
    (sign_in,) = Account.objects.get(id=account.id).sign_ins
    assert sign_in.seen_at >= now + timedelta(minutes=6)


def test_locked_and_discarded_accounts_are_signed_out(visit: Visit) -> None:
    for change in ("locked_at", "deleted_at"):
        account = make_account()
        reader = signed_in(visit, account)
        Account.collection().update_one({"_id": account.id}, {"$set": {change: utc_now()}})
        assert reader.get("/").lxml.xpath("//header//a[@class='sign-in']")
