"""The real site on a real database: one engine a run, one database a worker."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BufferedRandom
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import hypothesis
import mongoengine
import pymongo
import pymongo.monitoring
import pytest
from mongoengine import get_db
from webtest import TestApp

from talkpython_site import embedded, make_app
from talkpython_site.caching import MEGABYTE
from talkpython_site.catalogue import Catalogue
from talkpython_site.database import Database
from talkpython_site.kept_pages import KeptPages
from talkpython_site.settings import Settings
from tests.connections import make_settings, with_database
from tests.made import made_once, with_made
from tests.queries import Asked, Watch

Queries = Callable[[], AbstractContextManager[Asked]]

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
DATABASE_NAME = f"talkpython_{WORKER}_test"

# How fast a machine is fails no test: several may run on it.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")

PATIENCE = 120  # seconds that the database may take to forget the thousands of documents of a test

watch = Watch()
pymongo.monitoring.register(watch)
loaded: WeakKeyDictionary[Catalogue, int] = WeakKeyDictionary()  # what was written before it did


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A process that a file has begun may write until its last test."""
    if item.path != watch.file:
        watch.file, watch.is_alone = item.path, True


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


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """Where templates are compiled and assets packed, once for all workers."""
    kept = pytestconfig.rootpath / ".pytest_cache"
    return made_once(tmp_path_factory.getbasetemp(), kept)


@pytest.fixture(scope="session")
def settings(database_uri: str, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return make_settings(database_uri, with_made(tmp_path_factory.mktemp("var"), made))


@pytest.fixture(scope="session")
def database(settings: Settings) -> Iterator[Database]:
    """This worker's database, connected and with its indexes."""
    database = Database(settings)
    database.connect()
    database.prepare()
    yield database
    database.disconnect()


@pytest.fixture
def clean(database: Database) -> None:
    """Empty collections with their indexes kept; connects again after a test that left."""
    if not is_connected():
        database.disconnect()
        database.connect()
    with pymongo.timeout(PATIENCE):
        while names := filled():
            for name in names:
                get_db()[name].delete_many({})


def filled() -> list[str]:
    """The collections that hold anything, asked at once: most hold nothing."""
    names = get_db().list_collection_names()
    if not names:
        return []
    first, *others = ([{"$limit": 1}, {"$project": {"_id": {"$literal": name}}}] for name in names)
    rest = [
        {"$unionWith": {"coll": n, "pipeline": p}} for n, p in zip(names[1:], others, strict=True)
    ]
    return [each["_id"] for each in get_db()[names[0]].aggregate([*first, *rest])]


def is_connected() -> bool:
    try:
        return get_db().name == DATABASE_NAME
    except mongoengine.ConnectionFailure:
        return False


@pytest.fixture(scope="session")
def app(settings: Settings, database: Database) -> Iterator[Any]:  # noqa: ARG001 - its indexes are built once
    """The whole WSGI application, as it is served, without the threads beside it.

    They would ask the database in the midst of what a test does to it; each visit loads instead.
    """
    app: Any = make_app(settings)
    app.registry.living.housekeeping.stop()
    app.registry.catalogue.stop()
    yield app
    app.registry.living.stop()


@pytest.fixture
def visit(app: Any, clean: None) -> "Visit":  # noqa: ARG001 - the database is emptied first
    # Its stamps begin anew, and so would a page that was kept without any announcement.
    app.registry.kept_pages = KeptPages(app.registry.site.pages_kept_megabytes * MEGABYTE)
    return Visit(app, extra_environ={"HTTP_HOST": "longwave.example", "wsgi.url_scheme": "https"})


class Visit(TestApp):
    """A visitor. Each request sees everything that was written before it."""

    def do_request(self, req: Any, status: Any = None, expect_errors: Any = None) -> Any:
        self.see_what_was_written()
        try:
            with watch.request():
                return super().do_request(req, status=status, expect_errors=expect_errors)
        finally:
            close_body(req)

    def see_what_was_written(self) -> None:
        """Load, unless nothing was written since: that takes longer than most answers."""
        catalogue, seen = self.app.registry.catalogue, watch.cards_written
        if watch.is_alone and loaded.get(catalogue) == seen and not catalogue.shown_as_of:
            return
        with watch.not_counting():
            catalogue.load()
        loaded[catalogue] = seen


def close_body(req: Any) -> None:
    """WebOb puts a body of more than 10 kB into a file, and leaves that to be collected."""
    body = req.environ["wsgi.input"]
    if isinstance(body, BufferedRandom):
        body.close()


@pytest.fixture
def queries() -> Queries:
    """Counts what a request asks of the database.

    ::

        def test_a_list_asks_the_stamp_alone(visit: Visit, queries: Queries) -> None:
            with queries() as asked:
                visit.get("/episodes")
            assert asked.count == 1, asked.names  # ["find stamps"]

    What a visit does to see fresh documents is not counted, nor what other threads ask.
    """
    return watch.counting


@pytest.fixture(autouse=True)
def _both_engines() -> Iterator[None]:
    """Fails a test that asked what MongoDB and the embedded engine would answer differently."""
    yield
    complaints = watch.taken_complaints()
    assert not complaints, "\n".join(complaints)
