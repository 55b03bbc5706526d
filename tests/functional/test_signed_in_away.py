"""While the database is away nobody is signed in, and nobody is signed out for good."""

from collections.abc import Iterator
from typing import Any

import pytest
from webtest import TestApp

from tests.conftest import Visit
from tests.connections import connected_to
from tests.factories import make_account, make_episode, make_sign_in
from tests.visitors import SIGN_IN_COOKIE


@pytest.fixture
def reader(visit: Visit, app: Any) -> Iterator[TestApp]:
    """Somebody who is signed in, while nothing listens where the database was."""
    make_episode()
    cookie = make_sign_in(make_account())
    visit.get("/episodes")
    reader = TestApp(app, extra_environ=visit.extra_environ)
    reader.set_cookie(SIGN_IN_COOKIE, cookie)
    with connected_to("mongodb://127.0.0.1:1/nobody_test"):
        yield reader


def test_pages_for_everybody_go_on(reader: TestApp) -> None:
    page = reader.get("/episodes")
    assert page.lxml.xpath("//header//a[@class='sign-in']")
    assert "Shown as of" in page
    assert "Set-Cookie" not in page.headers


def test_what_is_theirs_says_when(reader: TestApp) -> None:
    page = reader.get("/account", status=503)
    assert page.headers["Retry-After"] == "10"
    assert "Set-Cookie" not in page.headers
    reader.get("/account", status=503)
