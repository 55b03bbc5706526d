"""A database that stands still under a running site, and one that comes after the site did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from talkpython_site.documents.stamp import announce
from talkpython_site.settings import Settings
from tests.engine import Engine
from tests.factories import make_episode, make_podcast
from tests.served import served
from tests.waiting import wait_until

KEPT, NEVER_ASKED_FOR = "/episodes/deep/12/tides", "/episodes/deep/13/waves"
FEED, OTHER_FEED = "/podcasts/deep/feed.xml", "/podcasts/other/feed.xml"
NOTICE = b'<p class="notice"'


@pytest.fixture
def engine(settings: Settings, tmp_path: Path, clean: None) -> Iterator[Engine]:  # noqa: ARG001 - connects again for the next test
    """A database of its own with two shows; what the site compiles is there already."""
    (tmp_path / "templates").symlink_to(settings.var / "templates")
    engine = Engine(tmp_path)
    engine.database.connect()
    engine.database.prepare()
    podcast = make_podcast(slug="deep")
    make_episode(podcast, key="12", slug="tides")
    make_episode(podcast, key="13", slug="waves")
    make_podcast(slug="other")
    announce("*")
    yield engine
    engine.wake()
    engine.database.disconnect()


@pytest.fixture
def environ(app: object, tmp_path: Path) -> dict[str, str]:  # noqa: ARG001 - has compiled the templates
    return {"MONGODB_URI": "", "TALKPYTHON_VAR": str(tmp_path)}


def test_midway(engine: Engine, environ: dict[str, str]) -> None:
    with served(**environ) as site:
        before = {path: site.get(path) for path in ("/episodes", KEPT, FEED)}
        assert {each.status for each in before.values()} == {200}
        engine.hang()
        for path in ("/", "/episodes", KEPT):
            page = site.get(path)
            assert page.status == 200
            assert page.body.count(NOTICE) == 1
        assert site.get(FEED).body == before[FEED].body
        assert site.get(FEED, If_None_Match=before[FEED].headers["etag"]).status == 304
        for path in (NEVER_ASKED_FOR, OTHER_FEED):
            assert int(site.get(path).headers["retry-after"]) > 0
        engine.wake()
        wait_until(lambda: site.get(NEVER_ASKED_FOR).status == 200)
        assert site.get(OTHER_FEED).status == 200
        assert {path: site.get(path).body for path in before} == {
            path: each.body for path, each in before.items()
        }


def test_at_start(engine: Engine, environ: dict[str, str]) -> None:
    engine.hang()
    with served(**{**environ, "MONGODB_URI": engine.uri}) as site:
        for path in ("/", KEPT, FEED):
            answer = site.get(path)
            assert answer.status == 503
            assert int(answer.headers["retry-after"]) > 0
        assert site.get("/readyz").status == 503
        engine.wake()
        wait_until(lambda: site.get("/readyz").status == 200)
        assert {site.get(path).status for path in ("/", KEPT, FEED)} == {200}
