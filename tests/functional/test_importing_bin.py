"""``talkpython import feed`` after an editor put an episode into the bin, or it was deleted."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from talkpython_site.database import Database
from talkpython_site.documents import Episode, utc_now
from talkpython_site.documents.publishable import KEPT_IN_BIN
from talkpython_site.housekeeping import tidy
from talkpython_site.settings import Settings
from tests.conftest import Visit
from tests.imports import dated, numbered
from tests.moves import EDITOR
from tests.terminals import run_here

pytestmark = pytest.mark.usefixtures("clean")

FEED = dated(1, *(numbered(n) for n in range(1, 5)))
ADDRESSES = ("/", "/episodes", "/podcasts/deep-harbour", "/podcasts/deep-harbour/feed.xml")


@pytest.fixture
def bring_in(settings: Settings, database: Database, tmp_path: Path) -> Callable[[], list[str]]:
    """Runs the command; gives what it says, without the time that it took."""
    path = tmp_path / "feed.xml"
    path.write_text(FEED)

    def run() -> list[str]:
        done = run_here(settings, database, "import", "feed", str(path))
        assert (done.status, done.problem) == (0, "")
        return [line.partition(", in ")[0] for line in done.lines]

    return run


def test_what_is_not_wanted_here_is_skipped_and_named(
    visit: Visit, bring_in: Callable[[], list[str]]
) -> None:
    bring_in()
    for guid in ("guid-1", "guid-2"):
        Episode.objects.get(guid=guid).bin(EDITOR)
    tidy(utc_now() + KEPT_IN_BIN + timedelta(minutes=1))
    Episode.objects.get(guid="guid-3").bin(EDITOR)
    said = bring_in()
    assert "0 new, 0 changed, 1 unchanged, 3 set aside" in said
    assert said[said.index("Set aside (3)") + 1 :] == [
        "  it was deleted here (2)", "    Tide i", "    Tide ii", "  Tide iii: it is in the bin",
    ]  # fmt: skip
    for address in ADDRESSES:
        page = visit.get(address).text
        assert "Tide iiii" in page
        assert "Tide iii<" not in page


def test_a_binned_episode_is_behind_no_door(
    visit: Visit, bring_in: Callable[[], list[str]]
) -> None:
    bring_in()
    episode = Episode.objects.get(guid="guid-3")
    address = f"/episodes/deep-harbour/{episode.key}/{episode.slug}"
    visit.get(address, status=200)
    episode.bin(EDITOR)
    for door in (address, f"{address}.mp3", address.rpartition("/")[0] + "/chapters.json"):
        visit.get(door, status=404)
    assert f"{episode.slug}<" not in visit.get("/sitemap.xml")
