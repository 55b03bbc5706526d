"""People: everybody who is heard, and one person with all episodes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from talkpython_site.documents import Credit, Episode, Person
from tests.conftest import Queries
from tests.factories import make_episode, make_person, make_podcast
from tests.reading import blocks, links, texts


def test_everybody_by_episodes_and_by_name(visit: Any) -> None:
    podcast, ines, zora = make_podcast(), make_person("Ines"), make_person("Zora")
    make_person("Never Heard")
    make_episode(podcast, people=[ines, zora])
    make_episode(
        podcast, people=[zora, make_person("Émile"), make_person("林 さくら", slug="sakura")]
    )

    page = visit.get("/people")

    assert texts(page, "//ol[@class='heard']//bdi")[0] == "Zora"
    assert texts(page, "//section[@class='letter']/h3") == ["E", "I", "Z", "Others"]
    assert texts(page, "//section[@class='letter']//li")[-2] == "Zora 2"
    assert "Never Heard" not in page


def test_nobody_yet(visit: Any) -> None:
    make_episode()

    page = visit.get("/people")

    assert texts(page, "//p[@class='empty']") == [
        "Nobody is named here yet. Go on to episodes, the show."
    ]
    assert not texts(page, "//main//header/p")


def test_a_thousand_people_are_one_page(visit: Any) -> None:
    names = [f"p{n}" for n in range(1000)]
    people = [Person(key=n, slug=n, name=n.upper(), keys=[n], slugs=[n]) for n in names]
    Person.collection().insert_many([person.to_mongo() for person in people])
    ids = [stored["_id"] for stored in Person.collection().find({}, {"_id": 1})]
    made = make_episode()
    credits_ = [{"person": each, "role": "guest"} for each in ids]
    Episode.collection().update_one({"_id": made.id}, {"$set": {"people": credits_}})

    page = visit.get("/people")

    assert len(page.lxml.xpath("//section[@class='letter']//li")) == 1000
    assert "1,000 people" in texts(page, "//main")[0]


def test_a_person_is_heard_in(visit: Any) -> None:
    podcast, ines = (
        make_podcast("Deep", slug="deep"),
        make_person("Ines Okafor", slug="ines", url="https://ines.example"),
    )
    host = make_podcast("Own", slug="own", people=[Credit(person=ines.id, role="host")])
    for _ in range(4):
        make_episode(podcast, people=[ines], published_at=datetime(2019, 5, 1, tzinfo=UTC))
    make_episode(host, published_at=datetime(2021, 5, 1, tzinfo=UTC))
    make_episode(podcast, title="Without her")

    page = visit.get("/people/ines")

    assert texts(page, "//h1") == ["Ines Okafor"]
    assert texts(page, "//p[@class='lead']") == ["Heard in 5 episodes, 4 h 51 min, 2019 to 2021."]
    assert texts(page, "//ul[@class='roles']/li") == [
        "Guest in Deep 4 episodes", "Host of Own 1 episode", "ines.example",
    ]  # fmt: skip
    assert len(page.lxml.xpath("//figure//*[local-name()='rect']")) == 5
    assert len(texts(page, "//*[@class='row-title']")) == 5
    assert "Without her" not in page


def test_two_episodes_are_no_wall(visit: Any) -> None:
    ines = make_person("Ines", slug="ines")
    make_episode(people=[ines])

    assert not visit.get("/people/ines").lxml.xpath("//figure")


def test_the_same_filters(visit: Any) -> None:
    ines = make_person("Ines", slug="ines")
    make_episode(make_podcast("Deep", slug="deep"), title="Here", people=[ines])
    make_episode(make_podcast("Other", slug="other"), title="There", people=[ines])

    page = visit.get("/people/ines?podcast=deep")

    assert texts(page, "//*[@class='row-title']") == ["Here"]
    assert texts(page, "//title") == ["Ines of Deep · Longwave"]


@pytest.mark.parametrize("path", ["/people/none", "/people/ines?page=2", "/people/silent"])
def test_what_is_not_there(visit: Any, path: str) -> None:
    make_person("Silent", slug="silent")
    make_episode(people=[make_person("Ines", slug="ines")])

    visit.get(path, status=404)


def test_an_address_that_is_no_link_is_left_out(visit: Any) -> None:
    make_episode(people=[make_person("Ines", slug="ines", url="javascript:alert(1)")])

    assert "javascript" not in visit.get("/people/ines")


def test_queries(visit: Any, queries: Queries) -> None:
    make_episode(people=[make_person("Ines", slug="ines")])

    with queries() as index:
        visit.get("/people")
    with queries() as show:
        visit.get("/people/ines")

    assert (index.count, show.count) == (1, 2), (index.names, show.names)


def test_machines_are_told_of_the_person(visit: Any) -> None:
    make_episode(people=[make_person("Ines", slug="ines")])

    page = visit.get("/people/ines")

    assert blocks(page)["Person"]["url"] == "https://longwave.example/people/ines"
    assert [s["name"] for s in blocks(page)["BreadcrumbList"]["itemListElement"]][1:] == [
        "People",
        "Ines",
    ]
    assert "/people" in links(page, "//header")
