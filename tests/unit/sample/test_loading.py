"""Loading the sample: once, whatever happens; removing it: what it brought and nothing else."""

from pathlib import Path

import pytest

from talkpython_site.catalogue.snapshot import read_everything
from talkpython_site.documents import (
    Course,
    Episode,
    ImportRun,
    Person,
    Podcast,
    SampleLoad,
    Topic,
    utc_now,
)
from talkpython_site.documents.base import follow_up
from talkpython_site.documents.stamp import EVERYTHING, read_stamp
from talkpython_site.importing.runs import BusyError, Run
from talkpython_site.sample.loading import Loaded, SampleError, load
from talkpython_site.sample.removing import LOCK, SOURCE, Stayed, remove
from talkpython_site.sample.stores import Stores
from tests.factories import make_course, make_episode, make_person, make_podcast, make_topic
from tests.imports import everything
from tests.killing import every_death
from tests.samples import (
    count,
    forget,
    load_smallest,
    remove_it,
    restore,
    small,
    stored_everything,
    stores,
)

pytestmark = pytest.mark.usefixtures("clean")

WHOLE = {"podcasts": 1, "episodes": 2, "people": 2, "topics": 3}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pictures in all sizes take half a second to make: once will do."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def kept(folder: Path) -> Stores:
    return stores(folder)


def test_it_comes_in_and_is_announced(kept: Stores) -> None:
    seen: list[int] = []
    loaded = load(small(), kept, seen.append)
    assert loaded == Loaded(1, 2, ("half-a-minute-of-moss",), ())
    assert (count(), seen) == (WHOLE, [1, 2])
    podcast, episode = Podcast.objects.first(), Episode.objects.order_by("-published_at").first()
    assert (podcast.state, podcast.own_hue) == ("published", "hue-10")
    assert (episode.key, episode.number, episode.podcast) == ("2", 2, podcast.id)
    with kept.media.open(episode.enclosure.media) as audio:
        assert audio.size_bytes == episode.enclosure.size_bytes
    assert kept.pictures.original(podcast.artwork)
    assert [each.key for each in read_stamp()][-1] == EVERYTHING


def test_twice_is_once(kept: Stores) -> None:
    load(small(), kept)
    before = everything()
    assert load(small(), kept) == Loaded(0, 0, ("half-a-minute-of-moss",), ())
    assert everything() == before


def test_what_is_missing_comes_again(kept: Stores) -> None:
    load(small(), kept)
    Episode.objects.first().discard()
    assert load(small(), kept).episodes == 1
    assert count() == WHOLE


def test_what_leaves_the_bin_slowly_is_waited_for(kept: Stores) -> None:
    load(small(), kept)
    episode = Episode.objects.first().discard()
    stuck = {"$set": {"pending": [follow_up("invent")]}}
    Episode.collection().update_one({"_id": episode.id}, stuck)
    with pytest.raises(SampleError, match="try again in a minute"):
        load(small(), kept)


def test_people_topics_and_addresses_of_others_stay_theirs(kept: Stores) -> None:
    person, topic = make_person("JORUN  Peddlecombe"), make_topic("moss")
    make_podcast(slug="half-a-minute-of-moss")
    loaded = load(small(), kept)
    assert loaded.addresses == ("half-a-minute-of-moss-2",)
    assert loaded.shared == ("Jorun Peddlecombe", "Moss")
    assert {credit.person for each in Episode.objects for credit in each.people} == {person.id}
    removed = remove(kept)
    assert removed is not None
    assert removed.stayed == ()
    assert [each.id for each in Person.objects] == [person.id]
    assert [each.id for each in Topic.objects] == [topic.id]


def test_beside_other_shows_it_keeps_the_hue_of_its_artwork(kept: Stores) -> None:
    make_podcast(own_hue="hue-10")
    for _again in range(2):
        load(small(), kept)
        assert Podcast.objects.by_slug("half-a-minute-of-moss").first().own_hue == "hue-10"
        remove(kept)


def test_one_at_a_time(kept: Stores) -> None:
    with Run(SOURCE, LOCK):
        for work in (lambda: load(small(), kept), lambda: remove(kept)):
            with pytest.raises(BusyError):
                work()
    assert not any(count().values())


def test_a_killed_load_is_finished(database_uri: str, folder: Path) -> None:
    work = str(folder)
    load_smallest(work)
    whole = comparable()
    assert [len(each) for each in whole.values()] == [1, 1, 1, 1]
    forget()
    for _writes in every_death(database_uri, load_smallest, work):
        load_smallest(work)
        assert comparable() == whole
        assert SampleLoad.objects.first().loaded_at
        forget()


def comparable() -> dict[str, list[dict[str, object]]]:
    """All that is stored, but for when and how often it was written."""
    passing = {"created_at", "revision", "pending"}
    return {
        name: [{key: value for key, value in each.items() if key not in passing} for each in found]
        for name, found in everything().items()
    }


# Removing


def test_nothing_is_left(tmp_path: Path) -> None:
    own = stores(tmp_path)
    load(small(), own)
    removed = remove(own)
    assert removed is not None
    assert removed.counts == {"podcast": 1, "episode": 2, "person": 2, "topic": 3}
    assert (removed.files, removed.stayed) == (3, ())
    assert not any(count().values())
    assert [*own.media.keys(), *own.pictures.keys()] == []
    assert remove(own) is None
    assert load(small(), own).episodes == 2


def test_what_others_refer_to_stays_and_is_named(kept: Stores) -> None:
    load(small(), kept)
    jorun = Person.objects.by_keys(["jorun peddlecombe"]).first()
    moss = Topic.objects.by_keys(["moss"]).first()
    other = make_podcast("Elsewhere")
    make_episode(other, title="A visit", people=[jorun], topics=[moss])
    make_episode(Podcast.objects.by_slug("half-a-minute-of-moss").first(), key="own")
    removed = remove(kept)
    assert removed is not None
    assert set(removed.stayed) == {
        Stayed("Half a Minute of Moss", "it has 1 more episode"),
        Stayed("Jorun Peddlecombe", "it stands in “Half a Minute of Moss”"),
        Stayed("Ignace Lumbly", "it stands in “Half a Minute of Moss”"),
        Stayed("Moss", "it stands in “A visit”"),
    }
    assert removed.counts == {"episode": 2, "topic": 2}
    assert kept.pictures.original(Podcast.objects.by_slug("half-a-minute-of-moss").first().artwork)


def test_what_a_course_refers_to_stays_and_is_named(kept: Stores) -> None:
    load(small(), kept)
    moss = Topic.objects.by_keys(["moss"]).first()
    make_course("Moss by Hand", topics=[moss], artwork=Podcast.objects.first().artwork)
    removed = remove(kept)
    assert removed is not None
    assert removed.stayed == (Stayed("Moss", "it stands in “Moss by Hand”"),)
    assert kept.pictures.original(Course.objects.first().artwork)


def test_what_stayed_goes_once_nothing_refers_to_it(kept: Stores) -> None:
    load(small(), kept)
    visit = make_episode(make_podcast(), people=[Person.objects.first()])
    stayed = remove(kept)
    assert stayed is not None
    assert len(stayed.stayed) == 1
    visit.discard()
    again = remove(kept)
    assert again is not None
    assert (again.counts, again.stayed) == ({"person": 1}, ())


def test_a_file_that_others_play_stays(kept: Stores) -> None:
    load(small(), kept)
    media = Episode.objects.first().enclosure.media
    make_episode(make_podcast(), enclosure={"media": media})
    remove(kept)
    assert media in list(kept.media.keys())


def test_a_picture_that_another_episode_shows_stays(kept: Stores) -> None:
    load(small(), kept)
    artwork = Podcast.objects.first().artwork
    make_episode(make_podcast(), artwork=artwork)
    remove(kept)
    assert artwork in list(kept.pictures.keys())


def test_a_killed_removal_is_finished(database_uri: str, folder: Path) -> None:
    work = str(folder)
    load_smallest(work)
    artwork = Podcast.objects.first().artwork
    other = make_podcast(artwork=artwork)  # so that the picture stays and is not made each time
    before = stored_everything()
    for _writes in every_death(database_uri, remove_it, work):
        remove_it(work)
        cards = read_everything()
        assert [*cards.pop("podcast"), *cards.pop("episode")] == [other.id]
        assert not any(cards.values())
        row = SampleLoad.objects.first()
        assert (row.brought, row.files) == ([], [f"picture:{artwork}"])
        assert row.removed_at
        restore(before)
        stores(folder).keep(small(1, 1, 1))


def test_a_load_first_finishes_a_removal_that_was_stopped(kept: Stores) -> None:
    load(small(episodes=1), kept)
    SampleLoad.objects.update(removed_at=utc_now())
    other = make_episode(make_podcast(), people=[Person.objects.first()])
    loaded = load(small(episodes=1), kept)
    assert (loaded.podcasts, loaded.episodes) == (1, 1)
    assert other.people[0].person in {each.id for each in Person.objects}
    assert SampleLoad.objects.first().removed_at is None


def test_runs_of_the_sample_leave_no_lock(kept: Stores) -> None:
    load(small(), kept)
    remove(kept)
    assert {(run.source, run.lock) for run in ImportRun.objects} == {(SOURCE, None)}
