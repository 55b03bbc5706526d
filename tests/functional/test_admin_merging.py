"""Two people or topics that are one: chosen, asked about, merged, and taken back."""

from pathlib import Path
from typing import Any

import pytest

from talkpython_site.documents import AuditLine, Episode, Person, Podcast, Topic
from tests.conftest import Visit
from tests.editors import DRAFT
from tests.episode_forms import form_at, problem, sent
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.imports import bring_in, dated, numbered
from tests.reading import texts
from tests.visitors import admin, led_to, send

Two = tuple[Person, Person]


def address_of(named: Person | Topic) -> str:
    return f"/admin/{'people' if isinstance(named, Person) else 'topics'}/{named.id}"


def form_in(page: Any) -> Any:
    (form,) = [each for each in page.forms.values() if "into" in each.fields]
    return form


def ask(browser: Visit, loser: Any, kept: Any) -> Any:
    """The page that shows both and asks."""
    return browser.get(f"{address_of(loser)}/merge?into={kept.id}")


def merge(browser: Visit, loser: Any, kept: Any) -> Any:
    return sent(form_in(ask(browser, loser, kept)))


def bring_back(browser: Visit, named: Any, number: int = 0) -> Any:
    forms = browser.get(address_of(named)).forms.values()
    (form,) = [each for each in forms if each.action.endswith(f"/revisions/{number}")]
    return form


def again(named: Any) -> Any:
    return type(named).objects.get(id=named.id)


@pytest.fixture
def two(show: Podcast) -> Two:
    """One who is kept, with two episodes, and the same once more with one."""
    ines, other = make_person("Ines Okafor"), make_person("I. Okafor", slug="i-okafor")
    make_episode(show, people=[ines], title="Tides")
    make_episode(show, people=[ines], title="Ebb")
    make_episode(show, people=[(other, "editor")], title="Flood")
    return ines, other


def test_who_is_kept_is_searched(visit: Visit, two: Two) -> None:
    ines, other = two
    make_person("Ben Okafor")
    browser = admin(visit)
    turned = make_person("Okafor, Ines", slug="okafor-ines")
    page = browser.get(f"{address_of(turned)}/merge")
    assert "Merge it into which one?" in page
    likely = page.lxml.xpath("//*[@class='name-rows']//a")
    assert [each.text_content() for each in likely] == ["Ines Okafor"]
    found = browser.get(f"{address_of(other)}/merge?q=okafor").lxml.xpath("//ol//a")
    names = ["Ines Okafor", "Ben Okafor", "Okafor, Ines"]
    assert [each.text_content() for each in found] == names
    assert found[0].get("href") == f"{address_of(other)}/merge?into={ines.id}"
    assert "called like this" in browser.get(f"{address_of(other)}/merge?q=zebra")


def test_the_page_shows_both_and_asks(visit: Visit, two: Two) -> None:
    ines, other = two
    page = ask(admin(visit), other, ines)
    sides = page.lxml.xpath("//*[@class='merge-sides']/section")
    assert [" ".join(side.text_content().split()) for side in sides] == [
        "Kept Ines Okafor /people/ines-okafor 2 episodes Ebb Tides",
        "Stands under it I. Okafor /people/i-okafor 1 episode Flood",
    ]
    turned = page.lxml.xpath("//a[text()='Keep the other one']/@href")
    assert turned == [f"{address_of(ines)}/merge?into={other.id}"]
    assert again(other).merged_into is None


def test_everything_follows_a_merge(visit: Visit, two: Two) -> None:
    ines, other = two
    browser = admin(visit)
    said = led_to(merge(browser, other, ines))
    assert said == (
        address_of(ines), "The two are one now: everything of both stands here.",
    )  # fmt: skip
    page = visit.get("/people/ines-okafor")
    assert all(title in page for title in ("Tides", "Ebb", "Flood"))
    old = visit.get("/people/i-okafor", status=301)
    assert old.location == "https://longwave.example/people/ines-okafor"
    everybody = visit.get("/people")
    assert "I. Okafor" not in everybody
    feed = visit.get("/podcasts/deep/feed.xml")
    assert feed.text.count("I. Okafor") == 0
    assert feed.text.count("Ines Okafor") == 3
    assert "I. Okafor" not in browser.get("/admin/people")
    assert "I. Okafor" in browser.get("/admin/people?show=merged")
    names = browser.get("/admin/names?kind=people&q=okafor").json["names"]
    assert names == ["Ines Okafor"]
    line = AuditLine.objects.get(action="merged")
    assert line.thing == f"person:{other.id}"
    assert "merged I. Okafor into another one" in " ".join(
        browser.get("/admin/audit").lxml.xpath("string(//main)").split()
    )


def test_topics_are_merged_alike(visit: Visit, show: Podcast) -> None:
    tides, tide = make_topic("tides"), make_topic("tide tables", slug="tables")
    make_episode(show, topics=[tides, tide], title="Flood")
    merge(admin(visit), tide, tides)
    page = visit.get("/topics/tides")
    assert "Flood" in page
    assert visit.get("/topics/tables", status=301).location.endswith("/topics/tides")
    assert "tide tables" not in visit.get("/topics")
    assert visit.get("/episodes?topic=tables").status_int == 200


def test_a_merge_sent_twice_is_one(visit: Visit, two: Two) -> None:
    ines, other = two
    form = form_in(ask(admin(visit), other, ines))
    for _ in range(2):
        assert led_to(sent(form))[0] == address_of(ines)
    assert again(other).revision == 1


def test_merges_that_are_refused(visit: Visit, two: Two) -> None:
    ines, other = two
    browser = admin(visit)
    stale, turned = form_in(ask(browser, other, ines)), form_in(ask(browser, ines, other))
    sent(form_in(ask(browser, other, ines)))
    page = sent(stale, status=409)
    assert problem(page).startswith("Somebody changed this meanwhile.")
    assert "It is merged already." in page
    sent(turned, status=404)
    assert again(ines).merged_into is None
    for into in ("x", str(other.id), str(ines.id), "65f0c1d2e3f4a5b6c7d8e9f0"):
        browser.get(f"{address_of(ines)}/merge?into={into}", status=404)
    page = send(browser, f"{address_of(ines)}/merge", {"revision": "0"})
    assert "Merge it into which one?" in page


def test_a_ring_of_two_clicks_is_refused(visit: Visit, two: Two) -> None:
    """The other one was merged after the page was made, before its form was read."""
    ines, other = two
    browser = admin(visit)
    third = make_person("Third")
    form = form_in(ask(browser, ines, other))
    form["into"].force_value(str(third.id))
    Person.collection().update_one({"_id": third.id}, {"$set": {"merged_into": ines.id}})
    assert sent(form, status=404)
    assert again(ines).merged_into is None


def test_a_merge_is_taken_back(visit: Visit, two: Two) -> None:
    ines, other = two
    browser = admin(visit)
    merge(browser, other, ines)
    kept = browser.get(address_of(ines))
    assert "a button that parts the two again" in kept
    page = kept.click("I. Okafor")
    assert "It stands under Ines Okafor" in " ".join(page.lxml.xpath("string(//main)").split())
    form = bring_back(browser, other)
    assert "Part the two again revision 0" in texts(page, "//main//form/button")
    for _ in range(2):
        assert led_to(sent(form))[1] == "They are two again: each stands for itself."
    assert texts(browser.get(address_of(other)), "//main//ol//button") == [
        "Bring back revision 1", "Bring back revision 0",
    ]  # fmt: skip
    assert (again(other).merged_into, again(other).revision) == (None, 2)
    assert "Flood" in visit.get("/people/i-okafor")
    assert "Flood" not in visit.get("/people/ines-okafor")


def test_what_is_not_brought_back(visit: Visit, two: Two) -> None:
    ines, other = two
    browser = admin(visit)
    merge(browser, other, ines)
    stale = bring_back(browser, other)
    sent(bring_back(browser, other))
    merge(browser, ines, other)
    assert problem(sent(stale, status=409)).startswith("Somebody changed this meanwhile.")
    assert "choose one of both" in problem(sent(bring_back(browser, other, 1), status=409))
    fields = {"revision": stale["revision"].value}
    send(browser, f"{address_of(other)}/revisions/9", fields, status=404)
    assert again(other).merged_into is None


def test_who_is_only_in_drafts_is_not_shown_by_a_merge(visit: Visit, two: Two) -> None:
    ines, _other = two
    hidden, known = make_person("Ben Shy"), make_person("Benny Known")
    draft = make_podcast(slug="draft", state="draft")
    make_episode(draft, people=[hidden], title="Whispers")
    make_episode(Podcast.objects.get(slug="deep"), people=[hidden], title="Secret", **DRAFT)
    browser = admin(visit)
    merge(browser, known, hidden)
    visit.get("/people/ben-shy", status=404)
    visit.get("/people/benny-known", status=404)
    assert "Ben Shy" not in visit.get("/people")
    merge(browser, hidden, ines)
    page = visit.get("/people/ines-okafor")
    assert "Whispers" not in page
    assert "Secret" not in page
    assert "Heard in 2 episodes" in page


def test_forms_of_episodes_write_who_is_kept(visit: Visit, two: Two) -> None:
    ines, other = two
    tides, tide = make_topic("tides"), make_topic("tide tables")
    flood = Episode.objects.get(title="Flood")
    flood.topics = [tide.id, tides.id]
    flood.change()
    browser = admin(visit)
    merge(browser, other, ines)
    merge(browser, tide, tides)
    form = form_at(browser, f"/admin/episodes/{flood.id}")
    assert form["people"].value.strip() == "Ines Okafor, editor"
    assert form["topics"].value == "tides"
    sent(form, people="Ines Okafor, editor\nI. Okafor, guest", topics="tides, tide tables, ebb")
    now = again(flood)
    assert [credit.person for credit in now.people] == [ines.id, ines.id]
    assert now.topics == [tides.id, Topic.objects.get(name="ebb").id]


def test_imports_land_on_who_is_kept(visit: Visit, tmp_path: Path) -> None:
    who = "<podcast:person>I. Okafor</podcast:person>"
    items = [numbered(1, f"{who}<category>tide tables</category>"), numbered(2, who)]
    bring_in(tmp_path, dated(1, *items, numbered(3, who)))
    ines, tides = make_person("Ines Okafor"), make_topic("tides")
    browser = admin(visit)
    merge(browser, Person.objects.get(name="I. Okafor"), ines)
    merge(browser, Topic.objects.get(name="tide tables"), tides)
    bring_in(tmp_path, dated(2, *items, numbered(3, who), numbered(4, who)))
    made = Episode.objects.order_by("number", "published_at")
    assert [[credit.person for credit in each.people] for each in made] == [[ines.id]] * 4
    assert [each.topics for each in made] == [[tides.id], [], [], []]
    assert (len(Person.objects), len(Topic.objects)) == (2, 2)


def test_who_is_kept_may_take_the_name_of_the_other(visit: Visit, two: Two) -> None:
    ines, other = two
    browser = admin(visit)
    merge(browser, other, ines)
    (form,) = [f for f in browser.get(address_of(ines)).forms.values() if "slug" in f.fields]
    sent(form, name="I. Okafor")
    assert (again(ines).name, again(ines).key) == ("I. Okafor", "ines okafor")
    assert "I. Okafor" in visit.get("/people/ines-okafor")
