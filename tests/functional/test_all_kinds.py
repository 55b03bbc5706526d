"""Episodes, courses and interviews as one site: home, names, what leads on, what it says it is."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from talkpython_site.documents import Credit, Person, Topic
from talkpython_site.name_listing import MOST_WORKS
from tests.conftest import Queries
from tests.factories import (
    make_course,
    make_episode,
    make_interview,
    make_person,
    make_podcast,
    make_topic,
)
from tests.reading import blocks, texts

YEAR = datetime(2021, 5, 1, tzinfo=UTC)
HEADINGS = "//main//h2"


def make_world() -> tuple[Person, Topic]:
    """A person and a topic of three episodes, a course and two interviews, one asked by her."""
    ines, sea, bo = make_person("Ines Okafor"), make_topic("sea"), make_person("Bo Rao")
    podcast = make_podcast("Deep", slug="deep")
    for _ in range(3):
        make_episode(podcast, people=[ines], topics=[sea], published_at=YEAR)
    make_course("Tides by Hand", slug="tides", people=[(ines, "author")], topics=[sea])
    make_interview("She timed it", slug="timed", people=[ines], topics=[sea])
    make_interview("He knots", slug="knots", people=[(ines, "interviewer"), bo], topics=[sea])
    return ines, sea


def test_a_persons_page_gathers_all_in_one_order(visit: Any) -> None:
    make_world()

    page = visit.get("/people/ines-okafor")

    assert texts(page, HEADINGS) == ["Courses", "Interviews", "Episodes"]
    told = (
        "Heard in 3 episodes, 2 h 55 min, 2021. Teaches 1 course. Interviewed once. "
        "Asks the questions in 1 interview."
    )
    assert texts(page, "//p[@class='lead']") == [told]
    (described,) = page.lxml.xpath("//meta[@name='description']/@content")
    assert described == f"Ines Okafor on Longwave. {told}"
    assert texts(page, "//*[contains(@class, 'interview-rows')]//h3") == [
        "He knots",
        "She timed it",
    ]


def test_a_topics_page_gathers_all_in_the_same_order(visit: Any) -> None:
    make_world()
    person, page = visit.get("/people/ines-okafor"), visit.get("/topics/sea")

    assert texts(page, HEADINGS) == texts(person, HEADINGS)
    assert texts(page, "//p[@class='lead']") == [
        "3 episodes, 2 h 55 min, 2021. 1 course. 2 interviews."
    ]
    assert [each.get("id") for each in page.lxml.xpath("//main//h2")][:2] == [
        "courses",
        "interviews",
    ]


@pytest.mark.parametrize(
    ("role", "told"),
    [("interviewee", "Interviewed once."), ("interviewer", "Asks the questions in 1 interview."),
     ("translator", "Part of 1 interview.")],
)  # fmt: skip
def test_who_is_only_in_an_interview(visit: Any, role: str, told: str) -> None:
    make_interview(people=[(make_person("Ines Okafor"), role)], topics=[make_topic("sea")])

    page, topic = visit.get("/people/ines-okafor"), visit.get("/topics/sea")

    assert texts(page, "//p[@class='lead']") == [told]
    assert texts(topic, "//p[@class='lead']") == ["1 interview."]
    for each in (page, topic):
        assert texts(each, HEADINGS) == ["Interviews"]
        assert not each.lxml.xpath("//figure")
        assert "eard" not in texts(each, "//main")[0]
        assert "pisode" not in each.lxml.xpath("//meta[@name='description']/@content")[0]


def test_many_interviews_of_a_name_are_a_list_away(visit: Any) -> None:
    ines, sea = make_person("Ines Okafor"), make_topic("sea")
    for _ in range(5):
        make_interview(people=[ines], topics=[sea])

    found = [visit.get(path).lxml.xpath("//a[.='All 5']/@href")[0]
             for path in ("/people/ines-okafor", "/topics/sea")]  # fmt: skip

    assert found == ["/interviews?person=ines-okafor", "/interviews?topic=sea"]


def test_a_host_of_a_show_without_episodes_is_promised_nothing(visit: Any) -> None:
    make_podcast(people=[Credit(person=make_person("Ines Okafor").id, role="host")])

    page = visit.get("/people/ines-okafor")

    assert not texts(page, "//p[@class='lead']")
    assert "No episode has appeared yet." in texts(page, "//main")[0]


def test_lists_of_names_count_each_kind(visit: Any) -> None:
    make_world()
    make_interview(people=[make_person("Zora")], topics=[make_topic("knots")])

    people, topics = visit.get("/people"), visit.get("/topics")

    assert texts(people, "//main//header/p") == ["3 people, heard, teaching or in interviews."]
    assert texts(people, "//ol[@class='heard']//*[@class='soft']") == [
        "3 episodes · 1 course · 2 interviews", "1 interview", "1 interview",
    ]  # fmt: skip
    assert texts(people, "//section[@class='letter']//li") == [
        "Bo Rao 1 interview", "Ines Okafor 3 episodes · 1 course · 2 interviews",
        "Zora 1 interview",
    ]  # fmt: skip
    assert texts(topics, "//section[@class='letter']//li") == [
        "knots 1 interview", "sea 3 episodes · 1 course · 2 interviews",
    ]  # fmt: skip
    assert texts(topics, "//ol[@class='measured']/li") == [
        "sea 6 in all: 3 episodes · 1 course · 2 interviews 3 h 11 min",
        "knots 1 in all: 1 interview",
    ]  # fmt: skip
    (described,) = topics.lxml.xpath("//meta[@name='description']/@content")
    assert described == "2 topics of the podcast, courses and interviews of Longwave."


def test_people_of_interviews_alone_are_not_called_heard(visit: Any) -> None:
    make_interview(people=[make_person("Ines Okafor")], topics=[make_topic("sea")])

    people, topics = visit.get("/people"), visit.get("/topics")

    assert texts(people, "//main//header/p") == ["1 person, in interviews."]
    assert texts(topics, "//main//header/p") == ["1 topic, the most talked of first."]
    assert texts(people, "//h2[@id='most']") == ["Here most often"]


def test_home_ranks_names_by_all_that_there_is(visit: Any) -> None:
    podcast, knots = make_podcast(), make_topic("knots")
    make_episode(podcast, topics=[knots])
    make_episode(podcast, topics=[knots])
    make_world()

    page = visit.get("/")

    found = texts(page, "//section[@aria-labelledby='topics']//li")
    assert found == ["sea 6", "knots 2"]
    assert texts(page, "//section[@aria-labelledby='people']//li") == ["Ines Okafor 6", "Bo Rao 1"]


def works_in(told: Any) -> list[tuple[str, str]]:
    found = [(each["@type"], each["url"].rpartition("/")[2]) for each in told]
    assert all(each["url"].startswith("https://longwave.example/") for each in told)
    return found


def test_machines_are_told_of_all_that_is_on_a_topic(visit: Any, queries: Queries) -> None:
    _ines, sea = make_world()
    for number in range(MOST_WORKS):
        day = YEAR + timedelta(days=1 + number)
        make_episode(slug=f"newer-{number}", topics=[sea], published_at=day)

    with queries() as asked:
        topic = blocks(visit.get("/topics/sea"))["CollectionPage"]

    newest = [("PodcastEpisode", f"newer-{n}") for n in reversed(range(MOST_WORKS))]
    assert works_in(topic["hasPart"]) == [
        *newest, ("Course", "tides"), ("Article", "knots"), ("Article", "timed"),
    ]  # fmt: skip
    assert topic["about"] == {"@type": "Thing", "name": "sea"}
    assert asked.names == ["find stamps", "find topics"]


def test_machines_are_told_who_somebody_is_to_their_works(visit: Any) -> None:
    make_world()

    ines, bo = (
        blocks(visit.get(f"/people/{slug}"))["Person"] for slug in ("ines-okafor", "bo-rao")
    )

    assert works_in(ines["subjectOf"]) == [("Article", "timed")]
    made = ines["@reverse"]
    assert works_in(made["author"]) == [("Course", "tides"), ("Article", "knots")]
    assert [kind for kind, _slug in works_in(made["actor"])] == ["PodcastEpisode"] * 3
    assert works_in(bo["subjectOf"]) == [("Article", "knots")]
    assert "@reverse" not in bo


def test_of_who_did_neither_machines_are_told_nothing(visit: Any) -> None:
    ines = make_person("Ines Okafor")
    make_interview(people=[(ines, "translator")])
    make_interview("Both", slug="both", people=[(ines, "interviewer"), (ines, "interviewee")])

    told = blocks(visit.get("/people/ines-okafor"))["Person"]

    assert works_in(told["subjectOf"]) == [("Article", "both")]
    assert "@reverse" not in told


def test_home_has_all_three_and_asks_for_the_stamp_alone(visit: Any, queries: Queries) -> None:
    make_world()

    with queries() as asked:
        page = visit.get("/")

    assert asked.count == 1, asked.names
    found = texts(page, HEADINGS)
    assert found.index("Programme") < found.index("Courses") < found.index("Interviews")
    assert blocks(page)["WebSite"]["description"] == (
        "A podcast, courses and interviews, with their people and topics."
    )


@pytest.mark.parametrize(
    ("make", "kinds", "tagline"),
    [(make_episode, set(), "A podcast, with its people and topics."),
     (make_course, {"Courses"}, "Courses, with their people and topics."),
     (make_interview, {"Interviews"}, "Interviews, with their people and topics.")],
)  # fmt: skip
def test_a_site_of_one_kind_speaks_of_it_alone(
    visit: Any, make: Any, kinds: set[str], tagline: str
) -> None:
    make(people=[make_person()], topics=[make_topic()])

    page = visit.get("/")

    found = set(texts(page, HEADINGS))
    assert found & {"Courses", "Interviews"} == kinds
    assert {"Topics", "People"} <= found
    assert texts(page, "//footer//div[@class='about']/p")[1] == tagline
    assert page.lxml.xpath("//meta[@name='description']/@content") == [tagline]
    assert "No episode" not in page
    assert len(page.lxml.xpath("//h1")) == 1


def test_home_shows_four_interviews_and_how_many(visit: Any) -> None:
    make_episode()
    for _ in range(5):
        make_interview()
    make_interview("Draft", state="draft")

    page = visit.get("/")

    assert len(page.lxml.xpath("//*[contains(@class, 'interview-rows')]/li")) == 4
    assert page.lxml.xpath("//a[.='All 5']/@href") == ["/interviews"]
    assert "Draft" not in page
    assert page.lxml.xpath("//link[@rel='alternate']/@href")[-1].endswith("/interviews/feed.xml")


def test_the_foot_says_what_to_do_here(visit: Any) -> None:
    make_interview()
    found = [texts(visit.get("/"), "//footer//h2")]
    make_course()
    make_episode()
    found.append(texts(visit.get("/"), "//footer//h2"))
    assert found == [["Read"], ["Listen, learn and read"]]
