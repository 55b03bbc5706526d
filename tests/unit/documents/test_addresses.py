"""The addresses of podcasts, courses and interviews: each leads there for ever, no other does."""

from collections.abc import Callable
from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, NotUniqueError, Revision
from tests.factories import make_course, make_interview, make_podcast

pytestmark = pytest.mark.usefixtures("clean")
Make = Callable[..., Any]


@pytest.fixture(
    params=[make_podcast, make_course, make_interview], ids=["podcast", "course", "interview"]
)
def make(request: pytest.FixtureRequest) -> Any:
    return request.param


def renamed(thing: Any, slug: str) -> Any:
    thing.rename(slug)
    return thing.save_as(COMMAND_LINE, "saved")


def test_every_address_is_remembered_once(make: Make) -> None:
    thing = make(slug="a")
    for slug in ("b", "c", "a", "a"):
        renamed(thing, slug)
    assert (thing.slug, thing.slugs) == ("a", ["a", "c", "b"])


def test_one_of_before_slugs_were_kept_remembers_its_own(make: Make) -> None:
    thing = make(slug="a")
    thing.collection().update_one({"_id": thing.id}, {"$unset": {"slugs": 1}})
    assert renamed(type(thing).objects.get(), "b").slugs == ["b", "a"]


@pytest.mark.parametrize("taken", ["a", "b"])
def test_nobody_else_gets_one(make: Make, taken: str) -> None:
    renamed(make(slug="a"), "b")
    with pytest.raises(NotUniqueError):
        make(slug=taken)
    with pytest.raises(NotUniqueError):
        renamed(make(slug="x"), taken)


def test_found_by_any_of_them(make: Make) -> None:
    thing = renamed(make(slug="a"), "b")
    make(slug="x")
    found = [type(thing).objects.by_any_slug(slug).first() for slug in "abc"]
    assert found == [thing, thing, None]


def test_brought_back_it_keeps_all_addresses(make: Make) -> None:
    thing = renamed(make(slug="a"), "b")
    content = Revision.objects.get(id=f"{thing.card_key}:0").content
    for _time in range(2):
        thing.take(content)
        assert (thing.slug, thing.slugs) == ("a", ["a", "b"])


def test_discarded_it_gives_them_up(make: Make) -> None:
    renamed(make(slug="a"), "b").discard()
    assert {make(slug=slug).slug for slug in "ab"} == {"a", "b"}
