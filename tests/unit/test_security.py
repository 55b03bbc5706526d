"""What Pyramid asks of the site's security, and the views that it refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationExecutionError
from pyramid.request import Request
from pyramid.response import Response
from pyramid.scripting import prepare
from pyramid.security import forget, remember

from talkpython_site.security import Permission, demanding
from tests.conftest import Visit
from tests.factories import make_account, make_sign_in
from tests.visitors import SIGN_IN_COOKIE


@contextmanager
def asked(app: Any, cookie: str = "") -> Iterator[Request]:
    """A request as views get it, while the database is there, whatever a test before did."""
    app.registry.catalogue.load()
    request = Request.blank("/", headers={"Cookie": f"{SIGN_IN_COOKIE}={cookie}"})
    with prepare(request, app.registry):
        yield request


def test_who_asks_is_whoever_is_signed_in(visit: Visit) -> None:
    account = make_account()
    with asked(visit.app, make_sign_in(account)) as request:
        assert request.identity is request.signed_in
        assert request.authenticated_userid == str(account.id)
    with asked(visit.app) as request:
        assert (request.identity, request.authenticated_userid) == (None, None)


def test_nobody_is_signed_in_or_out_by_headers(visit: Visit) -> None:
    with asked(visit.app) as request:
        assert (remember(request, "ines"), forget(request)) == ([], [])


def start(**options: Any) -> None:
    """A site with one view."""
    config = Configurator()
    config.add_view_deriver(demanding)
    config.add_view(lambda _request: Response(), **options)
    config.commit()


@pytest.mark.parametrize("options", [{}, {"permission": "admin"}, {"permission": ""}])
def test_a_view_without_a_permission_does_not_start(options: dict[str, str]) -> None:
    with pytest.raises(ConfigurationExecutionError, match="names no permission"):
        start(**options)


def test_a_view_with_one_starts() -> None:
    start(permission=Permission.SITE_READ)
