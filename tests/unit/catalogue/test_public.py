"""What visitors see at one moment."""

import weakref
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from talkpython_site.catalogue import Public
from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.catalogue.facets import Selection
from talkpython_site.catalogue.shown import BEFORE_ALL, NEVER
from tests.cards import (
    BERLIN,
    DAY,
    NOW,
    course,
    credit,
    episode,
    interview,
    person,
    podcast,
    public,
    snapshot,
    topic,
)  # fmt: skip

SECOND = timedelta(seconds=1)


def titles(cards: tuple[EpisodeCard, ...]) -> list[str]:
    return [card.title for card in cards]


def test_an_empty_site_shows_nothing_for_ever() -> None:
    empty = public()
    assert (empty.episodes, empty.podcasts, empty.people, empty.topics) == ((), {}, (), ())
    assert (empty.since, empty.valid_until) == (BEFORE_ALL, NEVER)


def test_the_newest_comes_first_and_what_has_no_date_last() -> None:
    show = podcast()
    seen = public(
        show,
        episode(show, title="old", published_at=NOW - 2 * DAY),
        episode(show, title="undated", published_at=None),
        episode(show, title="second of a day", number=8),
        episode(show, title="first of a day", number=7),
    )
    wanted = ["second of a day", "first of a day", "old", "undated"]
    assert titles(seen.episodes) == wanted


def test_a_hidden_podcast_hides_its_episodes() -> None:
    ana, tides = person("Ana"), topic("Tides")
    shown, hidden = podcast("Shown"), podcast("Hidden", state="importing")
    seen = public(
        shown, hidden, ana, tides,
        episode(shown, key="1"),
        episode(hidden, key="2", people=[credit(ana)], topics=[tides["_id"]]),
        episode(hidden, published_at=NOW + DAY),
    )  # fmt: skip
    assert list(seen.podcasts) == [shown["slug"]]
    assert len(seen.episodes) == 1
    assert seen.episode(hidden["slug"], "2") is None
    assert (seen.person("ana"), seen.topic("tides")) == (None, None)
    assert seen.valid_until == NEVER


def test_only_what_is_published_shows() -> None:
    show = podcast()
    gone = show | {"_id": person("x")["_id"]}
    seen = public(
        show,
        episode(show, state="draft"),
        episode(show, state="from-a-later-version"),
        episode(gone, title="of a podcast that is gone"),
        episode(show, title="shown"),
    )
    assert titles(seen.episodes) == ["shown"]


def test_what_is_scheduled_appears_at_its_second() -> None:
    show = podcast()
    soon, later = NOW + SECOND, NOW + DAY
    cards = snapshot(
        show,
        episode(show, title="out", published_at=NOW),
        episode(show, title="soon", published_at=soon),
        episode(show, title="later", published_at=later),
        episode(show, title="never", published_at=soon - SECOND / 2, state="draft"),
    )
    before, after = (Public(cards, at, BERLIN) for at in (soon - SECOND / 2, soon))
    assert titles(before.episodes) == ["out"]
    assert titles(after.episodes) == ["soon", "out"]
    assert (before.since, before.valid_until) == (NOW, soon)
    assert (after.since, after.valid_until) == (soon, later)


def test_it_is_of_a_whole_span_of_time() -> None:
    """Requests of one moment come in any order; none must derive everything once more for it."""
    show = podcast()
    seen = public(
        show, episode(show, published_at=NOW - DAY), episode(show, published_at=NOW + DAY)
    )
    assert seen.is_of(seen.snapshot, NOW - DAY)
    assert seen.is_of(seen.snapshot, NOW + DAY - SECOND)
    assert not seen.is_of(seen.snapshot, NOW - DAY - SECOND)
    assert not seen.is_of(seen.snapshot, NOW + DAY)
    assert not seen.is_of(snapshot(show), NOW)


def test_episodes_are_found_at_their_address() -> None:
    show = podcast(slug="deep-harbour")
    seen = public(show, episode(show, key="s1e2", title="There"))
    found = seen.episode("deep-harbour", "s1e2")
    assert found is not None
    assert seen.podcast_of(found).slug == "deep-harbour"
    assert seen.episode("deep-harbour", "s1e3") is None
    assert seen.episode("another", "s1e2") is None


def test_neighbours_are_of_the_same_podcast() -> None:
    show, other = podcast(), podcast()
    days = {"first": 3, "second": 2, "third": 1}
    seen = public(
        show,
        other,
        episode(other, published_at=NOW - 2 * DAY),
        *(episode(show, title=title, published_at=NOW - n * DAY) for title, n in days.items()),
    )
    around = {
        card.title: [near.title if near else None for near in seen.neighbours(card)]
        for card in seen.by_podcast[show["_id"]]
    }
    assert around == {
        "first": [None, "second"],
        "second": ["first", "third"],
        "third": ["second", None],
    }


def test_years_begin_where_the_site_is() -> None:
    show = podcast()
    last_hour = datetime(2023, 12, 31, 23, 30, tzinfo=UTC)
    midnight = datetime(2023, 12, 31, tzinfo=UTC)
    seen = public(
        show,
        episode(show, title="new year in Berlin", published_at=last_hour),
        episode(show, title="a day", published_at=midnight, published_precision="day"),
        episode(show, title="undated", published_at=None),
    )
    by_title = {card.title: seen.year_of(card) for card in seen.episodes}
    assert by_title == {"new year in Berlin": 2024, "a day": 2023, "undated": None}
    assert {year: titles(group) for year, group in seen.by_year.items()} == {
        2024: ["new year in Berlin"],
        2023: ["a day"],
    }


def test_a_day_is_that_day_in_any_zone() -> None:
    show = podcast()
    new_year = datetime(2024, 1, 1, tzinfo=UTC)
    west = public(
        show,
        episode(show, title="day", published_at=new_year, published_precision="day"),
        episode(show, title="moment", published_at=new_year),
        zone=ZoneInfo("America/Los_Angeles"),
    )
    assert {card.title: west.year_of(card) for card in west.episodes} == {
        "day": 2024,
        "moment": 2023,
    }


def test_people_are_the_episodes_own_or_else_the_podcasts() -> None:
    ana, ben, cleo = person("Ana"), person("Ben"), person("Cleo")
    show = podcast(people=[credit(ana, "host"), credit(cleo, "producer")])
    seen = public(
        show,
        ana,
        ben,
        cleo,
        person("Unheard"),
        episode(show, title="own", people=[credit(ben, "guest"), credit(ben, "host")]),
        episode(show, title="the show's", published_at=NOW - 2 * DAY),
    )
    heard = {c.title: [(p.name, role) for p, role in seen.people_of(c)] for c in seen.episodes}
    assert heard == {
        "own": [("Ben", "guest"), ("Ben", "host")],
        "the show's": [("Ana", "host"), ("Cleo", "producer")],
    }
    assert [(card.name, n.total) for card, n in seen.people] == [
        ("Ana", 1),
        ("Ben", 1),
        ("Cleo", 1),
    ]
    assert [p.name for p, _role in seen.people_of(seen.podcasts[show["slug"]])] == ["Ana", "Cleo"]
    assert seen.person("unheard") is None


def test_somebody_without_an_episode_is_known_by_the_podcast() -> None:
    ana = person("Ana")
    seen = public(podcast(people=[credit(ana)]), ana)
    found = seen.person("ana")
    assert found is not None
    assert seen.people == ((found, (0, 0, 0)),)


def test_a_person_or_topic_that_is_gone_leaves_no_trace() -> None:
    show = podcast()
    gone = credit(person("Gone"))
    seen = public(show, episode(show, people=[gone], topics=[gone["person"]]))
    (card,) = seen.episodes
    assert (seen.people_of(card), seen.topics_of(card)) == ([], [])
    assert (seen.people, seen.topics) == ((), ())


def test_topics_are_counted_most_first() -> None:
    show, tides, ships = podcast(), topic("Tides"), topic("Ships")
    seen = public(
        show,
        tides,
        ships,
        topic("Unused"),
        episode(show, topics=[tides["_id"], ships["_id"]]),
        episode(show, topics=[tides["_id"]]),
    )
    assert [(card.name, n.total) for card, n in seen.topics] == [("Tides", 2), ("Ships", 1)]
    assert [card.name for card in seen.topics_of(seen.episodes[0])] == ["Tides"]
    assert seen.topic("ships") is not None


def test_an_interview_counts_as_much_as_an_episode() -> None:
    show, tides, ships = podcast(), topic("Tides"), topic("Ships")
    ana, ben = person("Ana"), person("Ben")
    seen = public(
        show, tides, ships, ana, ben,
        episode(show, topics=[ships["_id"]], people=[credit(ben, "guest")]),
        course(topics=[tides["_id"]], people=[credit(ana, "author")]),
        interview(topics=[tides["_id"]], people=[credit(ana, "interviewee")]),
    )  # fmt: skip
    assert [(card.name, n) for card, n in seen.topics] == [
        ("Tides", (0, 1, 1)),
        ("Ships", (1, 0, 0)),
    ]
    assert [(card.name, n.total) for card, n in seen.people] == [("Ana", 2), ("Ben", 1)]
    assert seen.topic("unused") is None


def test_what_is_replaced_leaves_memory_at_once() -> None:
    seen = public(podcast())
    seen.facets(Selection())
    seen.select(Selection(year=2024))
    watched = weakref.ref(seen)
    del seen
    assert watched() is None
