"""What a page says was done: to whom it was done, for a minute, and to nobody else."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from bson import ObjectId
from pyramid.testing import DummyRequest

from talkpython_site.documents import utc_now
from talkpython_site.done import onward
from talkpython_site.signing import Signer
from tests.conftest import Visit
from tests.factories import make_account
from tests.visitors import flash, led_to, send, signed_in

SAVED = "Your name is saved."


def renamed(browser: Visit) -> Any:
    return send(browser, "/account/name", {"name": "Bo"}, status=303)


@pytest.mark.parametrize(
    ("address", "before", "after"),
    [
        ("/", "/?done=", ""),
        ("/people?page=2", "/people?page=2&done=", ""),
        ("/episodes/deep/7/tides?t=1471#t1458", "/episodes/deep/7/tides?t=1471&done=", "#t1458"),
    ],
)
def test_an_address_keeps_what_it_says(address: str, before: str, after: str) -> None:
    request = DummyRequest()
    request.registry.signer = Signer("secret")
    onwards = onward(request, address, "second-factor-off", ObjectId())
    assert onwards.startswith(before)
    assert onwards.endswith(after)
    (token,) = parse_qs(urlsplit(onwards).query)["done"]
    assert token in onwards  # made of letters that an address has
    assert len(token) < 150


def test_it_is_said_where_it_leads(visit: Visit) -> None:
    assert led_to(renamed(signed_in(visit))) == ("/account", SAVED)


def test_nobody_else_is_told(visit: Visit) -> None:
    location = renamed(signed_in(visit)).location
    stranger = signed_in(visit, make_account("cy@example.org"))
    assert flash(stranger.get(location)) == ""
    assert flash(visit.get(location.replace("/account", "/"))) == ""


def test_it_is_said_for_a_minute(visit: Visit) -> None:
    browser = signed_in(visit)
    location = renamed(browser).location
    assert flash(browser.get(location)) == SAVED
    with time_machine.travel(utc_now() + timedelta(seconds=62)):
        assert flash(browser.get(location)) == ""


def test_nobody_else_says_it(visit: Visit) -> None:
    account, signer = make_account(), visit.app.registry.signer
    other = signer.sign("device", ["second-factor-off", str(account.id)])
    for token in ("second-factor-off", other, "x.y.z", "%C3%A9", "1", f"{other}&done=name"):
        assert flash(signed_in(visit, account).get(f"/account?done={token}")) == ""


def test_who_comes_back_later_is_told_what_was_done_last(visit: Visit) -> None:
    browser = signed_in(visit)
    location = renamed(browser).location
    assert flash(browser.get(f"{location}x&{urlsplit(location).query}")) == SAVED
