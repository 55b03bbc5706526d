"""Several processes of one site: the same bytes for the same page, and no page that is old."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from talkpython_site.database import Database
from talkpython_site.documents import Episode
from talkpython_site.documents.stamp import announce, announcement
from talkpython_site.settings import Settings
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.served import Served, served

EPISODE = "/episodes/deep/12/tides"
FEED = "/podcasts/deep/feed.xml"
PAGES = (
    "/", "/episodes", "/episodes?page=1&x=y", "/podcasts", "/podcasts/deep", EPISODE, FEED,
    "/people", "/people/ines-okafor", "/topics", "/topics/databases", "/sitemap.xml",
)  # fmt: skip


@pytest.fixture
def processes(settings: Settings, database: Database, clean: None) -> Iterator[list[Served]]:  # noqa: ARG001 - its indexes are built, it is empty
    """Two processes of a site with two episodes."""
    podcast, person, topic = make_podcast(slug="deep"), make_person(), make_topic()
    for key, slug in (("11", "waves"), ("12", "tides")):
        made = {"title": f"About {slug}", "people": [person], "topics": [topic]}
        make_episode(podcast, key=key, slug=slug, **made)
    announce("*")
    environ = {
        "MONGODB_URI": settings.mongodb_uri,
        "TALKPYTHON_VAR": str(settings.var),
        "TALKPYTHON_SITE_URL": settings.site_url,
    }
    with ExitStack() as stack:
        yield [stack.enter_context(served(**environ)) for _ in range(2)]


def test_processes_agree_to_the_byte_and_at_the_next_request(processes: list[Served]) -> None:
    one, other = processes
    for path in PAGES:
        mine, others = (each.get(path, Accept_Encoding="gzip") for each in processes)
        assert mine.status == 200
        assert mine.body == others.body, path
        tag = mine.headers["etag"]
        assert tag == others.headers["etag"]
        assert other.get(path, Accept_Encoding="gzip", If_None_Match=tag).status == 304
    for n in range(3):
        episode = Episode.objects.get(key="12")
        episode.title = f"Changed {n}"
        episode.change(announcement(f"episode:{episode.id}"))
        for path in (EPISODE, "/episodes", FEED):
            assert f"Changed {n}".encode() in one.get(path).body
            assert f"Changed {n}".encode() in other.get(path).body


def test_what_is_taken_back_is_gone_everywhere(processes: list[Served]) -> None:
    assert [each.get(EPISODE).status for each in processes] == [200, 200]
    episode = Episode.objects.get(key="12")
    episode.state = "draft"
    episode.change(announcement(f"episode:{episode.id}"))
    assert [each.get(EPISODE).status for each in processes] == [404, 404]
    for path in ("/", "/episodes", FEED, "/podcasts/deep", "/sitemap.xml"):
        assert not [each for each in processes if b"tides" in each.get(path).body]
