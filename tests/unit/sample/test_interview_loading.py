"""Loading the interviews of the sample and removing them, as an editor's own stay."""

from pathlib import Path

import pytest
from mongoengine import get_db

from talkpython_site.documents import Interview, Person, Revision, SampleLoad
from talkpython_site.sample.loading import Loaded, load
from talkpython_site.sample.removing import Stayed, remove
from talkpython_site.sample.stores import Stores
from tests.factories import make_interview
from tests.killing import every_death
from tests.samples import (
    asked,
    forget,
    load_asked,
    remove_it,
    restore,
    stored_everything,
    stores,
)

pytestmark = pytest.mark.usefixtures("clean")
SLUG = "halloran-pike-sundby-asked-the-fog-and-counted"
PASSING = {"created_at", "revision", "pending"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pictures in all sizes take half a second to make: once will do."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def kept(folder: Path) -> Stores:
    return stores(folder)


def everything() -> dict[str, list[dict[str, object]]]:
    """But for when and how often it was written."""
    return {
        name: [
            {key: value for key, value in each.items() if key not in PASSING}
            for each in get_db()[name].find().sort("_id")
        ]
        for name in ("interviews", "people", "topics")
    }


def test_it_comes_in_as_the_form_would_have_written_it(kept: Stores) -> None:
    assert load(asked(), kept) == Loaded(0, 0, (), (), interviews=1, interview_addresses=(SLUG,))
    made = Interview.objects.get()
    assert (made.state, made.language, made.question_count) == ("published", "en", 2)
    assert [each.key for each in made.blocks] == [1, 2, 3, 4, 5, 6]
    assert made.last_key == 6
    assert made.blocks[0].text_html.startswith("<p>We sit in the kitchen.")
    assert (made.minutes or 0) >= 1
    assert (made.teaser or "").startswith("The fog signal of Anvil Head")
    assert kept.pictures.original(made.artwork or "")
    assert kept.pictures.original(made.blocks[5].picture or "")
    assert "rings around it" in made.blocks[5].label


def test_who_says_what_is_among_its_people(kept: Stores) -> None:
    load(asked(), kept)
    made = Interview.objects.get()
    wrenna = Person.objects.by_keys(["wrenna adeyinka-holt"]).first()
    assert [each.person for each in made.blocks if each.kind == "question"] == [wrenna.id] * 2
    assert {each.person: each.role for each in made.people}[wrenna.id] == "interviewer"


def test_twice_is_once(kept: Stores) -> None:
    load(asked(), kept)
    before = everything()
    assert load(asked(), kept).interviews == 0
    assert everything() == before


def test_where_its_address_is_taken_it_takes_another(kept: Stores) -> None:
    make_interview(slug=SLUG)
    assert load(asked(), kept).interview_addresses == (f"{SLUG}-2",)


def test_a_killed_load_is_finished(database_uri: str, folder: Path) -> None:
    work = str(folder)
    load_asked(work)
    whole = everything()
    forget()
    for _writes in every_death(database_uri, load_asked, work):
        load_asked(work)
        assert everything() == whole
        forget()


# Removing


def test_nothing_is_left(tmp_path: Path) -> None:
    own = stores(tmp_path)
    load(asked(), own)
    removed = remove(own)
    assert removed is not None
    assert removed.counts == {"interview": 1, "person": 2, "topic": 1}
    assert (removed.files, removed.stayed) == (2, ())
    assert not any(everything().values())
    assert list(own.pictures.keys()) == []


def test_a_killed_removal_is_finished(database_uri: str, folder: Path) -> None:
    work = str(folder)
    load_asked(work)
    whole = stored_everything()
    for _writes in every_death(database_uri, remove_it, work):
        remove_it(work)
        assert not any(everything().values())
        assert SampleLoad.objects.get().brought == []
        restore(whole)


def test_what_another_interview_names_stays(kept: Stores) -> None:
    load(asked(), kept)
    halloran = Person.objects.by_keys(["halloran pike-sundby"]).first()
    drawing = Interview.objects.get().blocks[5].picture
    own = make_interview("A second visit", people=[halloran], artwork=drawing)
    removed = remove(kept)
    assert removed is not None
    assert removed.stayed == (Stayed(halloran.name, "it stands in “A second visit”"),)
    assert list(kept.pictures.keys()) == [drawing]
    own.discard()
    again = remove(kept)
    assert again is not None
    assert (again.counts, again.stayed) == ({"person": 1}, ())


def test_a_drawing_in_a_revision_stays(kept: Stores) -> None:
    load(asked(), kept)
    drawing = Interview.objects.get().blocks[5].picture
    Revision.keep("interview:1", {"revision": 1, "blocks": [{"key": 1, "picture": drawing}]})
    remove(kept)
    assert list(kept.pictures.keys()) == [drawing]
