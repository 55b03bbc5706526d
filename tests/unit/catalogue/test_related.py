"""What belongs to an episode: what few others share with it."""

from typing import Any

from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.catalogue.public import Public
from talkpython_site.catalogue.related import NEAREST, about
from tests.cards import DAY, NOW, credit, episode, person, podcast, public, topic

RARE, USUAL, ANA, BEN = topic("Rare"), topic("Usual"), person("Ana"), person("Ben")


def site(*episodes: dict[str, Any]) -> Public:
    """These episodes of their shows, a day apart, among others that share nothing with them."""
    fillers = [episode(podcast(), published_at=NOW - 5000 * DAY) for _ in range(12)]
    shows = [podcast(_id=_id) for _id in {each["podcast"] for each in episodes}]
    shows += [podcast(_id=filler["podcast"]) for filler in fillers]
    dated = [each | {"published_at": NOW - n * DAY} for n, each in enumerate(episodes, 1)]
    return public(RARE, USUAL, ANA, BEN, *shows, *dated, *fillers)


def titles(seen: Public, most: int = 4) -> list[str]:
    return [card.title for card in seen.related(this(seen), most)]


def this(seen: Public) -> EpisodeCard:
    return next(card for card in seen.episodes if card.title == "this")


def test_what_few_share_comes_first() -> None:
    show = podcast()
    seen = site(
        episode(show, title="ana", people=[credit(ANA, "guest")]),
        episode(show, title="before"),
        episode(
            show, title="this", topics=[RARE["_id"], USUAL["_id"]], people=[credit(ANA, "guest")]
        ),
        episode(show, title="after"),
        episode(show, title="rare", topics=[RARE["_id"]]),
        *(episode(show, title=f"usual {n}", topics=[USUAL["_id"]]) for n in range(4)),
    )
    assert titles(seen) == ["ana", "rare", "usual 0", "usual 1"]
    assert titles(seen, 0) == []


def test_before_and_after_stand_on_the_page_already() -> None:
    show, tides = podcast(), {"topics": [RARE["_id"]]}
    names = ("far later", "later", "this", "earlier", "far earlier")
    seen = site(*(episode(show, title=title, **tides) for title in names))
    assert titles(seen) == ["far later", "far earlier"]


def test_hosts_relate_nothing() -> None:
    show, people = podcast(), [credit(ANA, "host"), credit(BEN, "co-host")]
    seen = site(*(episode(show, title=t, people=people) for t in ("a", "b", "this", "c", "d")))
    assert titles(seen) == []


def test_another_show_is_preferred_a_little() -> None:
    show, guests = podcast(), [credit(ANA, "guest")]
    seen = site(
        episode(show, title="same", people=guests),
        episode(show, title="between"),
        episode(show, title="this", people=guests),
        episode(podcast(), title="other", people=guests),
    )
    assert titles(seen) == ["other", "same"]


def test_what_nearly_all_share_relates_nothing() -> None:
    show = podcast()
    shared = [episode(show, title="this", topics=[USUAL["_id"]])]
    shared += [episode(show, topics=[USUAL["_id"]]) for _ in range(40)]
    assert titles(site(*shared)) == []


def test_of_many_those_around_it_are_looked_at() -> None:
    shows = [podcast() for _ in range(2)]
    made = [episode(shows[n % 2], title=f"{n}", topics=[RARE["_id"]]) for n in range(NEAREST * 3)]
    made[NEAREST * 2]["title"] = "this"
    seen = site(*made, *(episode(shows[0], title="apart") for _ in made))
    near = [int(title) for title in titles(seen, 10_000)]
    assert len(near) == NEAREST - 3  # without itself and those before and after it
    assert max(abs(n - NEAREST * 2) for n in near) <= NEAREST // 2


def test_on_topics_what_few_are_about_comes_first_then_the_newest() -> None:
    show = podcast()
    seen = site(
        *(episode(show, title=f"usual {n}", topics=[USUAL["_id"]]) for n in range(4)),
        episode(show, title="rare", topics=[RARE["_id"]]),
        episode(show, title="other"),
    )

    found = about(seen, (USUAL["_id"], RARE["_id"], topic("Unsaid")["_id"]), 3)

    assert [card.title for card in found] == ["rare", "usual 0", "usual 1"]
