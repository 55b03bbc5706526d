"""One more episode among what is public: the same as if all was derived anew."""

import random
from dataclasses import replace
from typing import Any

import pytest

from talkpython_site.catalogue import Public
from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.previews import among
from tests.cards import BERLIN, DAY, NOW, credit, episode, person, podcast, snapshot, topic

SEEN = (
    "episodes", "podcasts", "slugs", "by_podcast", "by_topic", "by_person", "by_year", "place_of",
    "people", "topics", "minute_width",
)  # fmt: skip
HOST, GUEST, OTHER = person("Ada"), person("Bo"), person("Cleo")
TIDES, WRECKS = topic("Tides"), topic("Wrecks")
SHOW = podcast("Deep Harbour", people=[credit(HOST, "host")])
ELSEWHERE = podcast("Ledger")
HIDDEN = podcast("Not out", state="hidden")


def others() -> list[dict[str, Any]]:
    chance = random.Random(4)  # noqa: S311 - no secret
    return [
        episode(
            chance.choice((SHOW, ELSEWHERE, HIDDEN)),
            published_at=NOW - DAY * (1 + day // 2),
            duration_seconds=chance.randint(60, 9_000),
            people=[credit(each) for each in chance.sample((GUEST, OTHER), chance.randint(0, 2))],
            topics=[each["_id"] for each in chance.sample((TIDES, WRECKS), chance.randint(0, 2))],
            state=chance.choice(("published", "published", "draft")),
        )
        for day in range(60)
    ]


OTHERS = others()
NAMED: dict[str, Any] = {"topics": [TIDES["_id"]], "people": [credit(GUEST)]}


def whole(*stored: dict[str, Any]) -> Snapshot:
    return snapshot(HOST, GUEST, OTHER, TIDES, WRECKS, SHOW, ELSEWHERE, HIDDEN, *OTHERS, *stored)


def seen(public: Public) -> dict[str, Any]:
    found = {name: getattr(public, name) for name in SEEN}
    around = [(public.neighbours(card), public.related(card, 5)) for card in public.episodes]
    return {**found, "around": around, "taken down": public.taken_down(SHOW["slug"], "gone")}


@pytest.mark.parametrize(
    "made",
    [
        episode(SHOW, state="draft", published_at=None, **NAMED),
        episode(SHOW, state="draft", published_at=None),
        episode(SHOW, state="published", published_at=NOW + DAY, duration_seconds=50, **NAMED),
        episode(SHOW, state="unpublished", published_at=NOW - DAY * 10.5, key="gone", **NAMED),
        episode(ELSEWHERE, state="unpublished", published_at=NOW - DAY * 900),
        episode(podcast(), state="draft", published_at=None, **NAMED),
    ],
)
def test_it_is_what_will_be_public(made: dict[str, Any]) -> None:
    """What is seen when it is published at this moment, or again at its old one."""
    show = next((each for each in (SHOW, ELSEWHERE) if each["_id"] == made["podcast"]), None)
    show = show or podcast("First of its show", _id=made["podcast"])
    at = min(made["published_at"] or NOW, NOW)
    card, now = EpisodeCard.from_stored({**made, "state": "published"}), whole(show, made)

    found = among(Public(now, NOW, BERLIN), now, card, now.podcasts[show["_id"]], NOW)

    out = whole(show, {**made, "state": "published", "published_at": at})
    assert seen(found) == seen(Public(out, NOW, BERLIN))


def test_nothing_else_of_a_hidden_show_comes_to_light() -> None:
    made = episode(HIDDEN, **NAMED)
    now = whole(made)
    card, show = now.episodes[made["_id"]], now.podcasts[HIDDEN["_id"]]
    before = Public(now, NOW, BERLIN)

    found = among(before, now, card, replace(show, state="published"), NOW)

    assert set(found.episodes) - set(before.episodes) == {card}
    assert found.by_podcast[show.id] == (card,)
    assert found.podcast_of(card).title == "Not out"


def test_one_that_is_public_still_is_there_once() -> None:
    made = episode(SHOW, **NAMED)
    now = whole(made)
    card, public = now.episodes[made["_id"]], Public(now, NOW, BERLIN)
    assert seen(among(public, now, card, now.podcasts[SHOW["_id"]], NOW)) == seen(public)


def test_it_knows_names_that_nobody_has_yet() -> None:
    new, made = topic("Fog"), episode(SHOW)
    before = whole()
    card, show = EpisodeCard.from_stored({**made, "topics": [new["_id"]]}), before.podcasts
    found = among(Public(before, NOW, BERLIN), whole(new), card, show[SHOW["_id"]], NOW)
    assert [each.name for each in found.topics_of(card)] == ["Fog"]
    assert found.by_topic[new["_id"]] == (card,)
