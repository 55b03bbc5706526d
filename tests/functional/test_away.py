"""The database goes away: lists go on with a notice, pages of documents say when to come again."""

from collections.abc import Iterator
from typing import Any

import pytest
from webtest import TestApp

from tests.conftest import Visit
from tests.connections import connected_to
from tests.factories import make_episode


@pytest.fixture
def episode_path(visit: Visit) -> str:
    """An episode's address; the site has loaded it."""
    make_episode(title="Kept")
    (path,) = {link["href"] for link in visit.get("/episodes").html("a") if "Kept" in link.text}
    return str(path)


@pytest.fixture
def visitor(app: Any, episode_path: str) -> Iterator[TestApp]:  # noqa: ARG001 - loaded before
    """Somebody who comes while nothing listens where the database was."""
    with connected_to("mongodb://127.0.0.1:1/nobody_test"):
        yield TestApp(app)


def test_lists_go_on_and_say_so(visitor: TestApp) -> None:
    for path in ("/", "/episodes", "/podcasts"):
        page = visitor.get(path, status=200)
        assert "Kept" in page or path == "/podcasts"
        assert page.html.find(class_="notice", role="status") is not None


def test_pages_of_documents_ask_for_patience(visitor: TestApp, episode_path: str) -> None:
    for _ in range(2):
        page = visitor.get(episode_path, status=503)
        assert int(page.headers["Retry-After"]) > 0


def test_it_lives_and_is_ready_all_the_same(visitor: TestApp) -> None:
    visitor.get("/healthz", status=200)
    visitor.get("/readyz", status=200)
