"""Names of the sample for whom names of one's own stand, and the other way round."""

from pathlib import Path

import pytest

from talkpython_site.documents import COMMAND_LINE, Person, Topic
from talkpython_site.sample.loading import load
from talkpython_site.sample.removing import Stayed, remove
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.samples import small, stores

pytestmark = pytest.mark.usefixtures("clean")


def known(key: str) -> Person:
    found: Person = Person.objects.by_keys([key]).first()
    return found


def test_who_stands_for_somebody_who_stays_does_too(tmp_path: Path) -> None:
    kept = stores(tmp_path)
    load(small(), kept)
    own, jorun, ignace = make_person("Joan"), known("jorun peddlecombe"), known("ignace lumbly")
    ours, moss = make_topic("Mosses"), Topic.objects.by_keys(["moss"]).first()
    make_episode(make_podcast(), people=[own], topics=[ours])
    own.merge_into(jorun.id, COMMAND_LINE)
    known("jorun peddlecombe").merge_into(ignace.id, COMMAND_LINE)
    ours.merge_into(moss.id, COMMAND_LINE)
    removed = remove(kept)
    assert removed is not None
    assert set(removed.stayed) == {
        Stayed("Jorun Peddlecombe", "“Joan” is merged into it"),
        Stayed("Ignace Lumbly", "“Jorun Peddlecombe” is merged into it"),
        Stayed("Moss", "“Mosses” is merged into it"),
    }
    assert Person.known(["joan"]) == {"joan": ignace.id}


def test_who_is_merged_into_ones_own_goes(tmp_path: Path) -> None:
    kept = stores(tmp_path)
    load(small(), kept)
    known("jorun peddlecombe").merge_into(make_person("Joan").id, COMMAND_LINE)
    removed = remove(kept)
    assert removed is not None
    assert removed.stayed == ()
    assert [each.name for each in Person.objects] == ["Joan"]
