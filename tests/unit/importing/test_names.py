"""People and topics of feeds: one of each on the whole site."""

from typing import Any

import pytest

from talkpython_site.documents import Person, Topic
from talkpython_site.importing.feeds.names import ids_of, people_in, topics_in
from talkpython_site.importing.feeds.parsed import ParsedFeed, ParsedItem, ParsedPerson, ParsedShow
from talkpython_site.importing.runs import Run
from tests.conftest import Queries, watch
from tests.factories import make_person, make_topic
from tests.imports import written
from tests.interleaving import Meanwhile

pytestmark = pytest.mark.usefixtures("clean")

RTL = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER HAH}\N{ARABIC LETTER MEEM}\N{ARABIC LETTER DAL}"


def feed(*people: ParsedPerson, topics: tuple[str, ...] = ()) -> ParsedFeed:
    item = ParsedItem(title="Tide", guid="1", people=people, topics=topics)
    return ParsedFeed(ParsedShow("Deep Harbour", people=(ParsedPerson("Ada Quay"),)), (item,))


def bring_in(*people: ParsedPerson, topics: tuple[str, ...] = ()) -> dict[str, Any]:
    parsed = feed(*people, topics=topics)
    with Run("feed.xml", "deep-harbour") as run:
        return ids_of(Person, people_in(parsed), run) | ids_of(Topic, topics_in(parsed), run)


def people() -> list[tuple[str, str]]:
    return [(each.name, each.slug) for each in Person.objects.order_by("_id")]


def test_all_spellings_of_a_name_are_one_person() -> None:
    bring_in(
        ParsedPerson("Zoë Über", url="https://a.example/zoe"),
        ParsedPerson("ZOË ÜBER", picture_url="https://a.example/zoe.png"),
        ParsedPerson("zoe  uber", url="https://a.example/other"),
    )
    assert people() == [("Ada Quay", "ada-quay"), ("Zoë Über", "zoe-uber")]
    zoe = Person.objects.get(slug="zoe-uber")
    assert (zoe.url, zoe.picture_url) == ("https://a.example/zoe", "https://a.example/zoe.png")


def test_a_known_person_stays_as_they_are() -> None:
    ada = make_person("ada quay", slug="captain")
    ids = bring_in(ParsedPerson("Ada Quay", "guest", url="https://a.example/ada"))
    assert ids == {"ada quay": ada.id}
    assert people() == [("ada quay", "captain")]


def test_nobody_is_made_twice(queries: Queries) -> None:
    bring_in(ParsedPerson("Ben Sand"), topics=("tides",))
    with written(queries) as writes:
        bring_in(ParsedPerson("BEN SAND"), topics=("Tides",))
        assert writes() == []


def test_addresses_that_collide_are_told_apart_in_the_order_of_the_file() -> None:
    bring_in(topics=("C", "C++", "C#", "c", *(f"C{'!' * n}" for n in range(1, 9))))
    slugs = [(each.name, each.slug) for each in Topic.objects.order_by("_id")]
    assert slugs[:3] == [("C", "c"), ("C++", "c-2"), ("C#", "c-3")]
    assert slugs[8] == ("C!!!!!!", "c-9")
    assert [slug[:2] for _name, slug in slugs[9:]] == ["c-", "c-"]
    assert all(len(slug) == 18 for _name, slug in slugs[9:])
    assert len(slugs) == len({slug for _name, slug in slugs}) == 11


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("x" * 500, "x" * 80),
        ("<b>Ada</b> & Sons", "b-ada-b-sons"),
        ("\N{SLIGHTLY SMILING FACE}", "person"),
        (RTL, "mhmd"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Ada", "ada"),
        ("東京", "dong-jing"),
        ("../../etc", "etc"),
    ],
)
def test_odd_names_have_addresses(name: str, slug: str) -> None:
    bring_in(ParsedPerson(name))
    assert people()[1:] == [(name, slug)]


def test_names_of_nothing_are_nobody() -> None:
    ids = bring_in(ParsedPerson("  "), ParsedPerson("\N{COMBINING ACUTE ACCENT}"), topics=("",))
    assert ids.keys() == {"ada quay"}


def test_somebody_may_be_faster() -> None:
    """Another import makes the same person, or takes the address, right before this one."""

    def make_ada() -> None:
        make_person("Ada Quay")

    def take_address() -> None:
        make_topic("other", slug="tides")

    with watch.accompanied(Meanwhile(make_ada, before="insert people")):
        ids = bring_in()
    assert ids == {"ada quay": Person.objects.get(slug="ada-quay").id}
    with watch.accompanied(Meanwhile(take_address, before="insert topics")):
        bring_in(topics=("Tides",))
    assert Topic.objects.get(key="tides").slug == "tides-2"
