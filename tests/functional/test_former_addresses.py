"""Podcasts that have another address by now: every old one leads on, for ever."""

from datetime import UTC, datetime
from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, Podcast
from tests.audio import keep_audio
from tests.conftest import Visit
from tests.factories import make_episode, make_podcast


def renamed(podcast: Podcast, *slugs: str) -> Podcast:
    for slug in slugs:
        podcast.rename(slug)
        podcast.save_as(COMMAND_LINE, "saved")
    return podcast


@pytest.mark.parametrize(
    "rest",
    ["", "?year=2004", "/feed.xml"],
)
def test_old_addresses_of_a_podcast_lead_on(visit: Visit, rest: str) -> None:
    podcast = renamed(make_podcast(slug="deep"), "deeper", "deepest")
    make_episode(podcast, published_at=datetime(2004, 5, 1, tzinfo=UTC))
    for old in ("deep", "deeper"):
        answer = visit.get(f"/podcasts/{old}{rest}", status=301)
        assert answer.headers["Location"].endswith(f"/podcasts/deepest{rest}")
        assert answer.headers["Cache-Control"] == "no-cache"
    assert visit.get(f"/podcasts/deepest{rest}").status_int == 200


def test_old_addresses_of_its_episodes_lead_on(app: Any, visit: Visit) -> None:
    podcast = renamed(make_podcast(slug="deep"), "deeper")
    audio = keep_audio(app.registry.media)
    make_episode(podcast, number=7, slug="tides", enclosure=audio)
    for rest in ("7/tides?t=60", "7", "7/tides.mp3", "7/chapters.json", "7/gone", "8/none"):
        answer = visit.get(f"/episodes/deep/{rest}", status=301)
        assert answer.headers["Location"].endswith(f"/episodes/deeper/{rest}")
    assert visit.get("/episodes/deep/7/tides.mp3").follow().body


def test_lists_know_old_addresses(visit: Visit) -> None:
    make_episode(renamed(make_podcast(slug="deep"), "deeper"), title="Tides")
    assert "Tides" in visit.get("/episodes?podcast=deep")


def test_renamed_back_nothing_turns_in_a_circle(visit: Visit) -> None:
    renamed(make_podcast(slug="deep"), "deeper", "deep")
    assert visit.get("/podcasts/deep").status_int == 200
    assert visit.get("/podcasts/deeper", status=301).follow().request.path == "/podcasts/deep"


def test_hidden_podcasts_lead_nowhere(visit: Visit) -> None:
    renamed(make_podcast(slug="deep", state="draft"), "deeper")
    assert visit.get("/podcasts/deep", status=404)
