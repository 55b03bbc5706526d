"""Loading the courses of the sample and removing them: whole or hidden, from under no student."""

from pathlib import Path

import pytest
from mongoengine import get_db

from talkpython_site.documents import (
    Course,
    Enrolment,
    Grant,
    Lecture,
    Person,
    SampleLoad,
    Topic,
)
from talkpython_site.sample.loading import Loaded, load
from talkpython_site.sample.removing import Stayed, remove
from talkpython_site.sample.stores import Stores
from tests.factories import make_account
from tests.killing import every_death
from tests.samples import forget, load_taught, remove_it, stores, taught

pytestmark = pytest.mark.usefixtures("clean")
SLUG = "tomorrows-tides-by-hand-and-in-python"
PASSING = {"created_at", "revision", "pending"}


@pytest.fixture
def kept(tmp_path: Path) -> Stores:
    return stores(tmp_path)


def everything() -> dict[str, list[dict[str, object]]]:
    """But for when and how often it was written."""
    return {
        name: [
            {key: value for key, value in each.items() if key not in PASSING}
            for each in get_db()[name].find().sort("_id")
        ]
        for name in ("courses", "lectures", "people", "topics")
    }


def course() -> Course:
    found: Course = Course.objects.get()
    return found


def test_it_comes_in_whole(kept: Stores) -> None:
    assert load(taught(), kept) == Loaded(0, 0, (), (), 1, (SLUG,))
    made = course()
    assert (made.state, made.access, made.own_hue) == ("published", "free", "hue-6")
    assert [(each.key, each.slug) for each in made.lectures] == [
        (2, "what-a-tide-is-made-of"), (3, "a-tide-in-python"),
    ]  # fmt: skip
    assert kept.pictures.original(made.artwork or "")
    film, text = Lecture.objects.order_by("key")
    assert [each.language for each in film.captions] == ["en", "de"]
    assert 'class="code-' in text.text_html
    for key in (film.video.media, text.downloads[0].media):
        with kept.media.open(key) as file:
            assert file.size_bytes > 1000


def test_the_outline_says_what_its_lectures_hold(kept: Stores) -> None:
    load(taught(), kept)
    for entry in course().lectures:
        held = Lecture.objects.get(course=course().id, key=entry.key)
        assert entry.duration_seconds == held.duration_seconds
        assert entry.is_preview == held.is_preview
        assert entry.has_video == (held.video is not None)
        assert list(entry.languages) == [each.language for each in held.captions]


def test_twice_is_once_and_what_is_gone_comes_again(kept: Stores) -> None:
    load(taught(), kept)
    before = everything()
    assert load(taught(), kept).courses == 0
    assert everything() == before
    course().discard()
    assert load(taught(), kept).courses == 1
    assert everything() == before


def test_a_killed_load_is_finished(database_uri: str, tmp_path: Path) -> None:
    work = str(tmp_path)
    load_taught(work)
    whole = everything()
    forget()
    for _writes in every_death(database_uri, load_taught, work):
        shown = [each for each in Course.objects if each.state == "published"]
        assert all(len(each.lectures) == len(Lecture.objects) == 2 for each in shown)
        load_taught(work)
        assert everything() == whole
        forget()


def test_nothing_is_left(kept: Stores) -> None:
    load(taught(), kept)
    removed = remove(kept)
    assert removed is not None
    assert removed.counts == {"course": 1, "person": 1, "topic": 1}
    assert (removed.files, removed.stayed) == (3, ())
    assert not any(everything().values())
    assert [*kept.media.keys(), *kept.pictures.keys()] == []


def test_a_killed_removal_is_finished(database_uri: str, tmp_path: Path) -> None:
    work = str(tmp_path)
    load_taught(work)
    for _writes in every_death(database_uri, remove_it, work):
        remove_it(work)
        assert not any(everything().values())
        assert SampleLoad.objects.get().brought == []
        forget()
        load_taught(work)


def test_what_somebody_learns_in_stays_with_all_that_it_holds(kept: Stores) -> None:
    load(taught(), kept)
    ines, own = make_account(), course()
    Enrolment.enrol(own.id, ines.id)
    Enrolment.finish(own.id, ines.id, 2)
    removed = remove(kept)
    assert removed is not None
    assert set(removed.stayed) == {
        Stayed(own.title, "it has 1 student"),
        Stayed("Mattis Oyelaran-Quist", f"it stands in “{own.title}”"),
        Stayed("Tides", f"it stands in “{own.title}”"),
    }
    assert Enrolment.objects.get().done == [2]
    assert (len(Lecture.objects), len(list(kept.media.keys()))) == (2, 2)
    assert (len(Person.objects), len(Topic.objects)) == (1, 1)
    Enrolment.erase(ines.id)
    again = remove(kept)
    assert again is not None
    assert again.counts == {"course": 1, "person": 1, "topic": 1}
    assert not any(everything().values())


def test_what_somebody_may_join_stays(kept: Stores) -> None:
    load(taught(), kept)
    Grant.give(course().id, {"ines@example.org": "ines@example.org"}, make_account().id)
    removed = remove(kept)
    assert removed is not None
    assert Stayed(course().title, "it is granted to 1 address") in removed.stayed
