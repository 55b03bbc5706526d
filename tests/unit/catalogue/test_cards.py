"""Cards: what lists need of documents of every age."""

from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.catalogue.cards import EpisodeCard, PersonCard, PodcastCard, TopicCard
from talkpython_site.catalogue.snapshot import SOURCES, card_of
from tests.cards import CARDS, NOW, episode, person, podcast

ANA, BEN = ObjectId(), ObjectId()


def test_a_bare_episode_has_a_card() -> None:
    card = EpisodeCard.from_stored(episode(podcast()))
    assert (card.form, card.media_type, card.is_explicit) == ("full", None, False)
    assert (card.season, card.number, card.duration_seconds, card.teaser) == (None,) * 4
    assert (card.people, card.topics, card.strip) == ((), (), ())


def test_nothing_is_as_good_as_missing() -> None:
    bare = podcast()
    fields = dict.fromkeys({*EpisodeCard.fields} - {"enclosure.type", "enclosure.url"})
    missing = episode(bare)
    empty = {**fields, "enclosure": None, **missing}
    assert EpisodeCard.from_stored(empty) == EpisodeCard.from_stored(missing)
    assert PodcastCard.from_stored(bare).own_hue == "hue-1"


@pytest.mark.parametrize(
    ("enclosure", "media_type"),
    [
        ({"url": "https://media.example/1.mp3", "type": "audio/mpeg"}, "audio/mpeg"),
        ({"url": "https://media.example/1.mp3"}, ""),
        ({"type": "audio/mpeg"}, None),
        (None, None),
    ],
)
def test_what_can_be_played(enclosure: dict[str, str] | None, media_type: str | None) -> None:
    card = EpisodeCard.from_stored(episode(podcast(), enclosure=enclosure))
    assert card.media_type == media_type


def test_credits_have_roles_and_topics_stand_once() -> None:
    named = [{"person": ANA}, {"person": BEN, "role": "Guest"}, {"role": "guest"}]
    card = EpisodeCard.from_stored(episode(podcast(), people=named, topics=[ANA, BEN, ANA]))
    assert card.people == ((ANA, "contributor"), (BEN, "guest"))
    assert PodcastCard.from_stored(podcast(people=named)).people[0] == (ANA, "host")
    assert card.topics == (ANA, BEN)


def test_cards_never_change() -> None:
    card = PersonCard.from_stored(person("Ana"))
    with pytest.raises(FrozenInstanceError):
        card.name = "Ben"  # type: ignore[misc] # which is what is tested


def test_a_state_from_later_is_not_public() -> None:
    show = podcast(state="embargoed")
    assert not PodcastCard.from_stored(show).is_public(NOW)
    assert not EpisodeCard.from_stored(episode(show, state="embargoed")).is_public(NOW)


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ({"_id": ANA, "name": "Ana"}, "KeyError('slug')"),
        ({**episode(podcast()), "people": 7}, "TypeError("),
        ({**episode(podcast()), "enclosure": ["a"]}, "AttributeError("),
    ],
)
def test_a_spoilt_document_is_left_out(
    stored: dict[str, Any], told: str, caplog: pytest.LogCaptureFixture
) -> None:
    card = CARDS.get(stored.get("card", "person"), PersonCard)
    assert card_of(card, stored) is None
    assert f"{card.kind} {stored['_id']} is left out: {told}" in caplog.text


def test_kinds_are_named_alike_everywhere() -> None:
    assert {kind: card for kind, (_document, card) in SOURCES.items()} == CARDS
    for kind, (document, card) in SOURCES.items():
        assert (kind, card.kind) == (getattr(document, "card_kind", None), kind)
        roots = {field.partition(".")[0] for field in card.fields}
        assert roots <= set(document._fields), f"{kind}: no such fields"
    assert TopicCard.kind == "topic"
