"""Courses and interviews of people and topics, for who manages these; and merged there."""

from typing import Any

import pytest

from talkpython_site.documents import Interview, Person, Podcast
from talkpython_site.name_uses import Uses
from tests.conftest import Visit
from tests.editors import editor_of
from tests.factories import make_course, make_episode, make_interview, make_person, make_topic, said
from tests.moves import EDITOR
from tests.reading import texts
from tests.visitors import admin


@pytest.fixture
def ines(show: Podcast) -> Person:
    """Heard once, teaching once, interviewed twice, once in secret."""
    made = make_person("Ines Okafor")
    make_episode(show, people=[made])
    make_course("Tides by Hand", people=[made, (made, "tester")])
    make_interview("Of Salt", people=[made], language="pt")
    make_interview("Of Light", people=[made], state="draft", published_at=None)
    return made


@pytest.mark.parametrize(
    ("uses", "told"),
    [
        (Uses(), "0 episodes"),
        (Uses(episodes=1), "1 episode"),
        (Uses(interviews=2), "2 interviews"),
        (Uses(12, 1, 2), "12 episodes, 1 course, 2 interviews"),
    ],
)
def test_uses_in_words(uses: Uses, told: str) -> None:
    assert uses.told == told


def shown_of(browser: Visit, who: Person) -> list[str]:
    page = browser.get(f"/admin/people/{who.id}")
    links = page.lxml.xpath("//*[@class='name-episodes']/li/p[1]/a")
    return [f"{each.text} {each.get('href').replace(str(who.id), '')}" for each in links]


def counts(page: Any) -> list[str]:
    return texts(page, "//*[@class='name-rows']//*[@class='name-count']")


def test_an_admin_sees_all_of_it(visit: Visit, ines: Person) -> None:
    browser = admin(visit)
    assert counts(browser.get("/admin/people")) == ["1 episode, 1 course, 2 interviews"]
    page = browser.get(f"/admin/people/{ines.id}")
    assert texts(page, "//h2[@id='uses']") == ["Heard in 1 episode, 1 course, 2 interviews"]
    first, *rest = shown_of(browser, ines)
    assert first.startswith("Of Light /admin/interviews/")
    assert rest[0].startswith("Of Salt /admin/interviews/")
    assert "/admin/courses/" in rest[1]
    (row,) = page.lxml.xpath("//a[text()='Of Salt']/ancestor::li")
    assert (row.get("data-own"), row.xpath("p/a/@lang")) == ("hue-7", ["pt"])


def test_an_editor_sees_what_is_out_and_is_led_to_its_page(
    visit: Visit, show: Podcast, ines: Person
) -> None:
    hidden = make_person("Hidden One")
    make_interview("Of Dust", people=[hidden], state="draft", published_at=None)
    browser = editor_of(visit, show)
    assert counts(browser.get("/admin/people")) == ["1 episode, 1 course, 1 interview"]
    led = shown_of(browser, ines)
    assert len(led) == 3
    assert any(each.startswith("Of Salt /interviews/") for each in led)
    assert any(each.startswith("Tides by Hand /courses/") for each in led)
    assert browser.get(f"/admin/people/{hidden.id}", status=404)
    assert "Hidden" not in browser.get("/admin/names?kind=people&q=hid").text
    assert "Ines Okafor" in browser.get("/admin/names?kind=people&q=ine").text


@pytest.mark.usefixtures("show")
def test_who_stands_in_an_interview_alone_is_in_something(visit: Visit) -> None:
    make_interview(people=[make_person("Ines Okafor")], topics=[make_topic("Tides")])
    make_person("Ada Lind")
    browser = admin(visit)
    assert texts(browser.get("/admin/people?show=unused"), "//*[@class='name-name']") == [
        "Ada Lind"
    ]
    assert counts(browser.get("/admin/topics")) == ["1 interview"]


def test_merged_both_are_one_in_the_interview_and_its_blocks(visit: Visit, ines: Person) -> None:
    twice = make_person("Ines O")
    talk = make_interview(
        "Of Sand", people=[twice], blocks=[said("answer", "So.", person=twice.id)]
    )
    twice.merge_into(ines.id, EDITOR)
    browser = admin(visit)
    assert counts(browser.get("/admin/people")) == ["1 episode, 1 course, 3 interviews"]
    page = browser.get(f"/interviews/{talk.slug}")
    assert "Ines Okafor" in page.text
    assert "Ines O<" not in page.text
    assert Interview.objects.get(id=talk.id).people[0].person == twice.id  # nothing is written


def test_the_page_that_asks_says_what_both_stand_in(visit: Visit, ines: Person) -> None:
    twice = make_person("Ines O")
    make_interview("Of Sand", people=[twice])
    browser = admin(visit)
    page = browser.get(f"/admin/people/{twice.id}/merge?into={ines.id}")
    assert texts(page, "//*[@class='merge-count']") == [
        "1 episode, 1 course, 2 interviews", "1 interview",
    ]  # fmt: skip
    assert "Of Salt" in page
    offered = browser.get(f"/admin/people/{twice.id}/merge?q=okafor")
    assert counts(offered) == ["1 episode, 1 course, 2 interviews"]
