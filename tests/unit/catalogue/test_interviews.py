"""What visitors see of interviews at one moment."""

from datetime import timedelta

from talkpython_site.catalogue.interviews import InterviewSelection
from talkpython_site.catalogue.shown import BEFORE_ALL, NEVER
from tests.cards import DAY, NOW, course, credit, episode, interview, person, podcast, public, topic

SECOND = timedelta(seconds=1)


def test_nothing() -> None:
    interviews = public().interviews

    assert (interviews.all, interviews.since, interviews.valid_until) == ((), BEFORE_ALL, NEVER)
    assert interviews.find("salt") is None
    assert interviews.select(InterviewSelection()) == ()


def test_the_newest_first_then_by_title() -> None:
    old, new = interview("Old", published_at=NOW - 2 * DAY), interview("b")
    same, undated = interview("A"), interview("Undated", published_at=None)

    interviews = public(undated, old, new, same).interviews

    assert [card.title for card in interviews.all] == ["A", "b", "Old", "Undated"]


def test_only_what_is_out() -> None:
    hidden = [
        interview(state=state, published_at=at, slugs=[f"was-{state}"])
        for state, at in (
            ("draft", None), ("unpublished", NOW - DAY), ("importing", None), ("invented", NOW),
        )
    ]  # fmt: skip
    out, coming = interview(), interview(published_at=NOW + DAY)
    seen = public(out, coming, *hidden)

    shown = {key for key, card in seen.snapshot.interviews.items() if seen.interviews.has(card)}

    assert shown == {out["_id"]}
    assert [card.id for card in seen.interviews.all] == [out["_id"]]
    for each in (coming, *hidden):
        found = seen.interviews.find(each["slug"])
        assert found
        assert found.id == each["_id"]


def test_it_appears_at_its_second() -> None:
    soon, later = NOW + SECOND, NOW + DAY
    stored = (interview(published_at=soon), interview(published_at=later), interview())

    before, after = public(*stored), public(*stored, now=soon)

    assert (len(before.interviews.all), len(after.interviews.all)) == (1, 2)
    assert (before.interviews.since, before.interviews.valid_until) == (NOW - DAY, soon)
    assert (after.interviews.since, after.interviews.valid_until) == (soon, later)
    assert before.is_of(before.snapshot, soon - timedelta(milliseconds=1))
    assert not before.is_of(before.snapshot, soon)


def test_the_first_of_all_kinds_says_how_long_it_holds() -> None:
    show, soon = podcast(), interview(published_at=NOW + DAY)
    others = (
        show, episode(show, published_at=NOW + 3 * DAY), course(published_at=NOW + 2 * DAY),
    )  # fmt: skip

    assert public(*others, soon).valid_until == NOW + DAY
    assert public(*others).valid_until == NOW + 2 * DAY


def test_every_slug_that_it_had_finds_it_and_one_that_is_used_again_its_owner() -> None:
    stored = interview(slug="salt", slugs=["salt", "light", "taken"])
    owner = interview(slug="taken")

    interviews = public(stored, owner).interviews

    found = [interviews.find(slug) for slug in ("salt", "light", "taken")]
    assert [card and card.id for card in found] == [stored["_id"]] * 2 + [owner["_id"]]


def test_what_is_taken_down_is_found_at_each_of_its_addresses() -> None:
    stored = interview(state="unpublished", slug="salt", slugs=["salt", "light"])

    seen = public(stored)

    assert seen.interviews.all == ()
    assert seen.interviews.find("light") is seen.interviews.find("salt") is not None


def test_by_topic_and_by_person_each_once_who_has_no_role_answers() -> None:
    sea, ines, asks = topic("Sea"), person("Ines"), person("Ada")
    given = [credit(asks, "Interviewer"), credit(ines), credit(ines, "author"), {"role": "guest"}]
    stored = interview(topics=[sea["_id"], sea["_id"]], people=given)

    seen = public(sea, ines, asks, stored)
    (card,) = seen.interviews.all

    assert seen.interviews.by_topic[sea["_id"]] == (card,)
    assert seen.interviews.by_person[ines["_id"]] == (card,)
    assert [(who.name, role) for who, role in seen.people_of(card)] == [
        ("Ada", "interviewer"), ("Ines", "interviewee"), ("Ines", "author"),
    ]  # fmt: skip
    assert [each.name for each in seen.topics_of(card)] == ["Sea"]


def test_names_of_interviews_alone_are_known_and_count_no_episode() -> None:
    sea, ines, hidden = topic("Sea"), person("Ines"), person("Hidden")
    stored = interview(topics=[sea["_id"]], people=[credit(ines)])
    draft = interview(state="draft", people=[credit(hidden)])

    seen = public(sea, ines, hidden, stored, draft)

    assert [(card.name, n) for card, n in seen.people] == [("Ines", (0, 0, 1))]
    assert [(card.name, n) for card, n in seen.topics] == [("Sea", (0, 0, 1))]
    assert seen.person("ines")
    assert seen.topic("sea")
    assert seen.person("hidden") is None


def test_who_was_merged_is_one_in_lists_and_counts() -> None:
    ines, sea = person("Ines"), topic("Sea")
    twice = person("Ines O", merged_into=ines["_id"])
    salt = topic("Salt", merged_into=sea["_id"])
    both = interview("Both", people=[credit(twice), credit(ines)], topics=[salt["_id"]])
    one = interview("One", people=[credit(ines)], topics=[sea["_id"], salt["_id"]])

    seen = public(ines, twice, sea, salt, both, one)
    interviews = seen.interviews

    assert [len(interviews.by_person[each["_id"]]) for each in (ines,)] == [2]
    assert twice["_id"] not in interviews.by_person
    assert interviews.counts(InterviewSelection(), "person") == {ines["_id"]: 2}
    assert interviews.counts(InterviewSelection(), "topic") == {sea["_id"]: 2}
    assert {card.people for card in interviews.all} == {((ines["_id"], "interviewee"),)}
    assert seen.slug_now("person", twice["slug"]) == ines["slug"]


def test_chosen_by_all_of_it_and_counted_under_the_other() -> None:
    sea, sky, ines, ben = topic("Sea"), topic("Sky"), person("Ines"), person("Ben")
    first = interview("First", topics=[sea["_id"]], people=[credit(ines), credit(ines, "author")])
    second = interview("Second", topics=[sea["_id"], sky["_id"]], people=[credit(ben)])
    interviews = public(sea, sky, ines, ben, first, second, interview("Third")).interviews
    on_sea = InterviewSelection(topic=sea["_id"])

    chosen = interviews.select(InterviewSelection(topic=sea["_id"], person=ben["_id"]))

    assert [card.title for card in chosen] == ["Second"]
    assert len(interviews.select(InterviewSelection())) == 3
    assert interviews.counts(on_sea, "person") == {ines["_id"]: 1, ben["_id"]: 1}
    assert interviews.counts(on_sea, "topic") == {sea["_id"]: 2, sky["_id"]: 1}
    assert interviews.counts(InterviewSelection(person=ines["_id"]), "topic") == {sea["_id"]: 1}


def test_neighbours_are_those_before_and_after_it_in_time() -> None:
    stored = [interview(f"{n}", published_at=NOW - n * DAY) for n in (1, 2, 3)]
    interviews = public(*stored, interview("Draft", state="draft")).interviews
    newest, middle, oldest = interviews.all

    assert interviews.neighbours(newest) == (middle, None)
    assert interviews.neighbours(middle) == (oldest, newest)
    assert interviews.neighbours(oldest) == (None, middle)


def test_who_shares_most_topics_comes_first() -> None:
    sea, sky = topic("Sea"), topic("Sky")
    one = interview("One", topics=[sea["_id"]])
    both = interview("Two", topics=[sky["_id"], sea["_id"]], published_at=NOW - 2 * DAY)
    interviews = public(sea, sky, one, both, interview("None")).interviews

    shared = interviews.sharing((sea["_id"], sky["_id"]), 2)

    assert [card.title for card in shared] == ["Two", "One"]
    assert len(interviews.sharing((sea["_id"],), 1)) == 1
    assert interviews.sharing((), 3) == ()


def test_a_card_bears_what_is_missing_or_odd() -> None:
    bare = interview(state="published", language=7, minutes=None, topics=None, people=None)

    (card,) = public(bare).interviews.all

    assert (card.language, card.minutes, card.question_count) == ("7", 0, 0)
    assert (card.slugs, card.topics, card.people, card.subtitle) == ((), (), (), None)
