"""An editor puts an episode of the sample into the bin."""

from datetime import timedelta
from pathlib import Path

import pytest

from talkpython_site.documents import Episode, Tombstone, utc_now
from talkpython_site.documents.publishable import KEPT_IN_BIN
from talkpython_site.housekeeping import tidy
from talkpython_site.sample.loading import load
from talkpython_site.sample.removing import remove
from tests.moves import EDITOR
from tests.samples import count, small, stores

pytestmark = pytest.mark.usefixtures("clean")


def test_it_stays_there_and_goes_with_the_sample(tmp_path: Path) -> None:
    kept, sample = stores(tmp_path), small(1, 2)
    load(sample, kept)
    episode = Episode.objects.first()
    episode.bin(EDITOR)
    assert load(sample, kept).episodes == 0
    assert Episode.objects.get(id=episode.id).is_restorable
    remove(kept)
    assert set(count().values()) == {0}
    assert Tombstone.objects.count() == 0


def test_its_key_is_no_others_once_it_is_deleted(tmp_path: Path) -> None:
    kept, sample = stores(tmp_path), small(1, 1)
    load(sample, kept)
    episode = Episode.objects.get()
    episode.bin(EDITOR)
    tidy(utc_now() + KEPT_IN_BIN + timedelta(minutes=1))
    assert load(sample, kept).episodes == 1
    assert Episode.objects.get().key != episode.key
