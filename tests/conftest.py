"""The real site on a real database: one engine a run, one database a worker."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mongoengine import get_db
from webtest import TestApp

from talkpython_site import embedded, make_app
from talkpython_site.settings import Settings, load

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
DATABASE_NAME = f"talkpython_{WORKER}_test"


@pytest.fixture(scope="session")
def database_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An address with this worker's own database: on ``MONGODB_URI``, else on a daemon of ours."""
    given = os.environ.get("MONGODB_URI")
    if given:
        yield with_database(given, DATABASE_NAME)
        return
    var = tmp_path_factory.mktemp("engine")
    yield with_database(embedded.use(var), DATABASE_NAME)
    embedded.release(var)


def with_database(uri: str, name: str) -> str:
    server, _, options = uri.partition("?")
    scheme, _, host = server.partition("://")
    return f"{scheme}://{host.split('/')[0]}/{name}" + (f"?{options}" if options else "")


@pytest.fixture(scope="session")
def settings(database_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return make_settings(database_uri, tmp_path_factory.mktemp("var"))


def make_settings(database_uri: str, var: Path, **ini: str) -> Settings:
    values = {
        "site.url": "https://longwave.example",
        "mongodb.uri": database_uri,
        "var": str(var),
        **{key.replace("__", "."): value for key, value in ini.items()},
    }
    return load(values, {})


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Any]:
    """The whole WSGI application, as it is served."""
    app = make_app(settings)
    assert get_db().name.endswith("_test")
    yield app
    app.registry.living.stop()


@pytest.fixture
def clean(app: Any) -> None:
    """Empty collections with their indexes kept, and a catalogue that has seen them."""
    for name in get_db().list_collection_names():
        get_db()[name].delete_many({})
    app.registry.catalogue.load()


@pytest.fixture
def visit(app: Any, clean: None) -> "Visit":  # noqa: ARG001 - the database is emptied first
    return Visit(app, extra_environ={"HTTP_HOST": "longwave.example", "wsgi.url_scheme": "https"})


class Visit(TestApp):
    """A visitor. Each request sees everything that was written before it."""

    def do_request(self, req: Any, status: Any = None, expect_errors: Any = None) -> Any:
        self.app.registry.catalogue.load()
        return super().do_request(req, status=status, expect_errors=expect_errors)
