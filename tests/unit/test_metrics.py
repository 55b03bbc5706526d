"""Who may read the figures of a process."""

import pytest
from pyramid.request import Request

from talkpython_site.metrics import FORWARDED, may_read
from talkpython_site.settings import Settings

TOKEN = "kept-by-the-monitoring-system"  # noqa: S105 - made up


def asked(token: str = "", **environ: str) -> Request:
    request = Request.blank("/metrics", environ=environ)
    request.site = Settings(metrics_token=token)
    return request


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:6543", "[::1]:6543", "[::1]"])
@pytest.mark.parametrize("peer", ["127.0.0.1", "127.0.0.9", "::1"])
def test_this_machine_may(host: str, peer: str) -> None:
    assert may_read(asked(HTTP_HOST=host, REMOTE_ADDR=peer))


@pytest.mark.parametrize("peer", ["203.0.113.9", "", "somewhere"])
def test_another_machine_may_not(peer: str) -> None:
    assert not may_read(asked(HTTP_HOST="localhost", REMOTE_ADDR=peer))


def test_a_proxy_on_this_machine_may_not() -> None:
    assert not may_read(asked(HTTP_HOST="podcasts.example", REMOTE_ADDR="127.0.0.1"))


@pytest.mark.parametrize("header", FORWARDED)
def test_a_proxy_that_hides_the_host_may_not(header: str) -> None:
    said = {header: "203.0.113.9"}
    assert not may_read(asked(HTTP_HOST="localhost", REMOTE_ADDR="127.0.0.1", **said))


@pytest.mark.parametrize(
    ("token", "given", "expected"),
    [
        (TOKEN, f"Bearer {TOKEN}", True),
        (TOKEN, "Bearer other", False),
        (TOKEN, TOKEN, False),
        (TOKEN, "Bearer t\u00f6ken", False),
        ("", "Bearer ", False),
    ],
)
def test_who_has_the_token_may(token: str, given: str, expected: bool) -> None:  # noqa: FBT001 - a table
    request = asked(token, REMOTE_ADDR="203.0.113.9", HTTP_AUTHORIZATION=given)
    assert may_read(request) is expected
