"""What visitors see of courses at one moment."""

from datetime import timedelta

from talkpython_site.catalogue.courses import CourseSelection
from talkpython_site.catalogue.shown import BEFORE_ALL, NEVER
from tests.cards import DAY, NOW, course, credit, episode, person, podcast, public, topic

HOUR = 3600


def test_nothing() -> None:
    courses = public().courses

    assert (courses.all, courses.since, courses.valid_until) == ((), BEFORE_ALL, NEVER)
    assert courses.find("tides") is None


def test_the_newest_first_then_by_title() -> None:
    old, new = course("Old", published_at=NOW - 2 * DAY), course("b")
    same, undated = course("A"), course("Undated", published_at=None)

    courses = public(undated, old, new, same).courses

    assert [card.title for card in courses.all] == ["A", "b", "Old", "Undated"]


def test_only_what_is_out() -> None:
    out, draft = course(), course(state="draft", published_at=None)
    coming = course(published_at=NOW + DAY)
    seen = public(out, draft, coming)

    shown = {key for key, card in seen.snapshot.courses.items() if seen.courses.has(card)}

    assert shown == {out["_id"]}
    assert [card.id for card in seen.courses.all] == [out["_id"]]
    assert seen.courses.find(draft["slug"])


def test_a_course_appears_at_its_moment() -> None:
    soon, later = NOW + timedelta(seconds=1), NOW + DAY
    stored = (course(published_at=soon), course(published_at=later), course())

    before, after = public(*stored), public(*stored, now=soon)

    assert (before.courses.since, before.courses.valid_until) == (NOW - DAY, soon)
    assert (after.courses.since, after.courses.valid_until) == (soon, later)
    assert before.is_of(before.snapshot, NOW)
    assert not before.is_of(before.snapshot, soon)


def test_episodes_and_courses_both_say_how_long_it_holds() -> None:
    show = podcast()
    seen = public(show, episode(show, published_at=NOW + DAY), course(published_at=NOW + 2 * DAY))

    assert seen.valid_until == NOW + DAY


def test_every_slug_that_it_had_finds_it() -> None:
    stored = course(slug="tides", slugs=["tides", "ebb"])

    courses = public(stored, course(slug="other")).courses

    assert {courses.find("ebb"), courses.find("tides")} == {courses.all[0]}


def test_by_topic_and_by_author_each_once() -> None:
    sea, ines = topic("Sea"), person("Ines")
    stored = course(topics=[sea["_id"]], people=[credit(ines), credit(ines, "tester")])

    seen = public(sea, ines, stored)

    assert [card.id for card in seen.courses.by_topic[sea["_id"]]] == [stored["_id"]]
    assert [card.id for card in seen.courses.by_person[ines["_id"]]] == [stored["_id"]]
    assert [role for _person, role in seen.people_of(seen.courses.all[0])] == ["author", "tester"]
    assert [card.name for card in seen.topics_of(seen.courses.all[0])] == ["Sea"]


def test_names_of_courses_alone_are_known_and_count_no_episode() -> None:
    sea, ines, show, heard = topic("Sea"), person("Ines"), podcast(), person("Ben")
    stored = course(topics=[sea["_id"]], people=[credit(ines), credit(heard)])
    said = episode(show, people=[credit(heard)])

    seen = public(sea, ines, heard, show, said, stored)

    assert [(card.name, n.total) for card, n in seen.people] == [("Ben", 2), ("Ines", 1)]
    assert [(card.name, n) for card, n in seen.topics] == [("Sea", (0, 1, 0))]
    assert seen.topic("sea")
    assert seen.person("ines")


def test_chosen_by_all_of_it_and_counted_under_the_others() -> None:
    sea, sky = topic("Sea"), topic("Sky")
    first = course(topics=[sea["_id"]], level="beginner", duration_seconds=HOUR)
    second = course(topics=[sea["_id"], sky["_id"]], level="advanced", duration_seconds=7 * HOUR)
    bare = course()
    courses = public(sea, sky, first, second, bare).courses
    on_sea = CourseSelection(topic=sea["_id"])

    chosen = courses.select(CourseSelection(topic=sea["_id"], level="advanced", length="long"))

    assert [card.id for card in chosen] == [second["_id"]]
    assert len(courses.select(CourseSelection())) == 3
    assert courses.counts(on_sea, "length") == {"short": 1, "long": 1}
    assert courses.counts(on_sea, "topic") == {sea["_id"]: 2, sky["_id"]: 1}
    assert courses.counts(CourseSelection(), "level") == {"beginner": 1, "advanced": 1}


def test_who_shares_most_topics_comes_first() -> None:
    sea, sky = topic("Sea"), topic("Sky")
    one = course("One", topics=[sea["_id"]])
    both = course("Two", topics=[sky["_id"], sea["_id"]], published_at=NOW - 2 * DAY)
    courses = public(sea, sky, one, both, course("None")).courses

    shared = courses.sharing((sea["_id"], sky["_id"]), 2)

    assert [card.title for card in shared] == ["Two", "One"]
    assert len(courses.sharing((sea["_id"],), 1)) == 1


def test_a_card_keeps_the_way_to_lectures_that_are_open() -> None:
    opened = {"key": 4, "slug": "hello", "is_preview": True}
    stored = course(lectures=[opened, {"key": 5, "slug": "more"}])

    assert public(stored).courses.all[0].previews == ((4, "hello"),)
