"""People and topics that were merged: everything of theirs is another one's."""

from typing import Any

import pytest

from talkpython_site.catalogue import Snapshot
from talkpython_site.catalogue.credits import Term
from tests.cards import CARDS, credit, episode, person, podcast, public, snapshot, topic

SHOW = podcast(slug="deep")


def test_who_was_merged_is_the_other_one_everywhere() -> None:
    ines, both = person("Ines"), topic("tides")
    other = person("Inez", merged_into=ines["_id"])
    second = topic("tide", merged_into=both["_id"])
    own = episode(SHOW, people=[credit(other, "guest")], topics=[second["_id"], both["_id"]])
    site = public(SHOW, ines, other, both, second, own)
    (card,) = site.episodes
    assert [(each.name, role) for each, role in site.people_of(card)] == [("Ines", "guest")]
    assert [each.name for each in site.topics_of(card)] == ["tides"]
    assert [(each.name, n.total) for each, n in site.people] == [("Ines", 1)]
    assert [(each.name, n.total) for each, n in site.topics] == [("tides", 1)]
    assert site.by_person[ines["_id"]] == site.by_topic[both["_id"]] == (card,)
    assert site.snapshot.names_of_people == {ines["_id"]: "Ines", other["_id"]: "Ines"}
    assert site.snapshot.names_of_topics == {both["_id"]: "tides", second["_id"]: "tides"}
    assert site.snapshot.followed_topics([second["_id"]]) == [both["_id"]]


def test_names_are_gathered_once_for_each_snapshot() -> None:
    before = snapshot(SHOW, INES, BEN)
    names = before.names_of_people
    after = changed(before, {**BEN, "name": "Benno"})
    assert before.names_of_people is names
    assert names == {INES["_id"]: "Ines", BEN["_id"]: "Ben"}
    assert after.names_of_people == {INES["_id"]: "Ines", BEN["_id"]: "Benno"}


def test_what_names_nobody_merged_stays_the_same_card() -> None:
    ines, ben = person("Ines"), person("Ben")
    gone = person("Inez", merged_into=ines["_id"])
    own = episode(SHOW, people=[credit(ben)])
    taken = snapshot(SHOW, ines, ben, gone, own)
    assert taken.episodes[own["_id"]] is taken.cards["episode"][own["_id"]]
    assert taken.podcasts[SHOW["_id"]] is taken.cards["podcast"][SHOW["_id"]]
    assert list(taken.people) == [ines["_id"], ben["_id"]]


def test_two_who_are_one_now_are_named_once() -> None:
    ines = person("Ines")
    other = person("Inez", merged_into=ines["_id"])
    roles = [credit(other, "guest"), credit(ines, "host"), credit(other, "editor")]
    show = podcast(people=[credit(ines, "host"), credit(other, "host")])
    site = public(show, ines, other, episode(show, people=roles))
    (card,) = site.episodes
    assert [role for _who, role in site.people_of(card)] == ["guest", "editor"]
    assert [who.name for who, _role in site.people_of(site.podcasts[show["slug"]])] == ["Ines"]


def test_terms_of_who_was_merged_are_kept() -> None:
    ines = person("Ines")
    other = person("Inez", merged_into=ines["_id"])
    terms = [{"since": "2019", "until": "2020"}, {"since": "2022", "until": ""}]
    given = [{**credit(each, "host"), **t} for each, t in zip((ines, other), terms, strict=True)]
    site = public(podcast(slug="own", people=given), ines, other)
    card = site.podcasts["own"]
    assert [Term(*each[-1]) for each in card.terms] == [Term("2019", "2020"), Term("2022", "")]
    assert {each for each, _role in card.people} == {ines["_id"]}
    assert [who.name for who, _role in site.people_of(card)] == ["Ines"]


def test_every_address_leads_to_the_one_of_today() -> None:
    ines = person("Ines", slug="ines", slugs=["inez", "ines"])
    other = person("Bell", slug="bell", slugs=["bells", "bell"], merged_into=ines["_id"])
    hidden = person("Ben", slug="ben", slugs=["benny", "ben"])
    show = podcast(people=[credit(ines)])
    draft = episode(show, people=[credit(hidden)], state="draft")
    site = public(show, ines, other, hidden, draft)
    for slug in ("inez", "ines", "bells", "bell"):
        assert site.slug_now("person", slug) == "ines"
    for slug in ("benny", "ben", "nobody"):
        assert site.slug_now("person", slug) == slug
    assert site.person("ben") is None
    assert site.slug_now("topic", "ines") == "ines"


def test_who_has_an_address_now_goes_before_who_had_it() -> None:
    ines = person("Ines", slug="ines", slugs=["tide", "ines"])
    tide = person("Tide", slug="tide", slugs=["tide"])
    for order in ((ines, tide), (tide, ines)):
        site = public(podcast(people=list(map(credit, order))), *order)
        assert site.slug_now("person", "tide") == "tide"


def test_who_is_merged_into_who_is_gone_is_there_again() -> None:
    gone = person("Gone")
    ines = person("Ines", merged_into=gone["_id"])
    assert [card.name for card in snapshot(SHOW, ines).people.values()] == ["Ines"]


INES = person("Ines")
INEZ, BEN = person("Inez", merged_into=INES["_id"]), person("Ben")
OWN = episode(SHOW, people=[credit(INEZ)])
OTHER = episode(SHOW, people=[credit(BEN)])


def changed(taken: Snapshot, *stored: dict[str, Any], gone: tuple[dict[str, Any], ...] = ()) -> Any:
    changes: dict[str, Any] = {}
    for each in stored:
        kind = each["card"]
        changes.setdefault(kind, {})[each["_id"]] = CARDS[kind].from_stored(each)
    for each in gone:
        changes.setdefault(each["card"], {})[each["_id"]] = None
    return taken.changed_by(changes, None, is_complete=True)


@pytest.mark.parametrize("there", [(INES, INEZ, BEN), (INES, BEN)], ids=["merged", "nobody"])
@pytest.mark.parametrize(
    ("news", "gone"),
    [
        ([{**OTHER, "people": [credit(INEZ)]}], ()),
        ([{**SHOW, "people": [credit(INEZ)]}], ()),
        ([episode(SHOW, people=[credit(INEZ), credit(INES)])], ()),
        ([], (OTHER,)),
        ([], (BEN,)),
        ([], (INES,)),
        ([], (INEZ,)),
        ([{**BEN, "name": "Benno"}, {**INEZ, "name": "Inezz"}], (OWN,)),
        ([{**INEZ, "merged_into": None}], ()),
        ([{**BEN, "merged_into": INES["_id"]}], ()),
    ],
    ids=map(str, range(10)),
)
def test_after_a_change_it_is_as_if_all_were_read_anew(
    there: tuple[dict[str, Any], ...], news: list[dict[str, Any]], gone: tuple[dict[str, Any], ...]
) -> None:
    now = changed(snapshot(SHOW, OWN, OTHER, *there), *news, gone=gone)
    assert now.joined == Snapshot(None, now.cards).joined
    assert [list(each) for each in now.joined.cards.values()] == [
        list(each) for each in Snapshot(None, now.cards).joined.cards.values()
    ]


def test_a_change_leaves_what_was_joined() -> None:
    taken = snapshot(SHOW, INES, INEZ, BEN, OWN, OTHER)
    joined = taken.episodes[OWN["_id"]]
    assert joined is not taken.cards["episode"][OWN["_id"]]
    assert changed(taken, {**OTHER, "title": "Anew"}).episodes[OWN["_id"]] is joined
    assert changed(taken, {**BEN, "name": "Benno"}).episodes[OWN["_id"]] is joined
