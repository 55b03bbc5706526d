"""People and topics: recognised by every name they had, merged, parted, brought back."""

from itertools import pairwise
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import NotUniqueError, Person, Revision, SaveConditionError, Topic
from talkpython_site.documents.named import STEPS, MergeError, survivor, untie
from tests.conftest import watch
from tests.factories import make_person, make_topic
from tests.interleaving import Meanwhile
from tests.moves import EDITOR, lines

pytestmark = pytest.mark.usefixtures("clean")
ONE, TWO, THREE = (ObjectId(24 * digit) for digit in "123")


def again(named: Any) -> Any:
    return type(named).objects.get(id=named.id)


class Always:
    """Somebody who changes one person before whatever is written of any."""

    def __init__(self, person_id: ObjectId) -> None:
        self._id, self._is_writing = person_id, False

    def before(self, name: str, _command: object) -> None:
        if name == "update people" and not self._is_writing:
            self._is_writing = True
            Person.collection().update_one({"_id": self._id}, {"$inc": {"revision": 1}})
            self._is_writing = False

    def after(self, _name: str, _command: object, _reply: object) -> None:
        """Nothing happens then."""


def rename(person: Person, name: str, slug: str, **options: bool) -> Person:
    person.call(name, slug, **options)
    return person.save_as(EDITOR, "saved")


def chain(*names: str) -> list[Person]:
    """People of whom each is merged into the next one, the last two first."""
    people = [make_person(name) for name in names]
    for one, other in reversed(list(pairwise(people))):
        Person.collection().update_one({"_id": one.id}, {"$set": {"merged_into": other.id}})
    return [again(person) for person in people]


@pytest.mark.parametrize(
    ("into", "end"),
    [
        ({ONE: None}, ONE),
        ({ONE: TWO, TWO: None}, TWO),
        ({ONE: TWO}, ONE),
        ({ONE: TWO, TWO: THREE}, TWO),
        ({ONE: TWO, TWO: ONE}, ONE),
        ({ONE: ONE}, ONE),
        ({}, ONE),
    ],
    ids=["alone", "merged", "into what is gone", "then gone", "ring", "itself", "unknown"],
)
def test_who_stands_for_somebody(into: dict[ObjectId, ObjectId | None], end: ObjectId) -> None:
    assert survivor(ONE, into) == end


def test_five_merges_one_after_the_other_are_followed() -> None:
    ids = [ObjectId() for _ in range(STEPS + 2)]
    into: dict[ObjectId, ObjectId | None] = {ids[-1]: None, **dict(pairwise(ids))}
    assert survivor(ids[0], into) == ids[0]
    assert {survivor(each, into) for each in ids[1:]} == {ids[-1]}


def test_every_name_is_known_for_ever() -> None:
    ines = rename(make_person("Ines Okafor"), "Inês Bell", "ines-bell")
    assert (ines.key, ines.keys) == ("ines bell", ["ines okafor", "ines bell"])
    assert ines.slugs == ["ines-okafor", "ines-bell"]
    known = Person.known(["ines okafor", "ines bell", "somebody"])
    assert known == {"ines okafor": ines.id, "ines bell": ines.id}
    assert {Person.at_slug(slug) for slug in ines.slugs} == {ines.id}
    assert Person.at_slug("nobody") is None
    with pytest.raises(NotUniqueError):
        make_person("Ines Okafor", slug="another")
    with pytest.raises(NotUniqueError):
        make_person("Another", slug="ines-okafor")


def test_who_is_renamed_back_has_what_they_had() -> None:
    ines = rename(make_person("Ines Okafor"), "Inês Bell", "ines-bell")
    ines = rename(again(ines), "Ines Okafor", "ines-okafor")
    assert (ines.key, ines.slug, len(ines.keys), len(ines.slugs)) == (
        "ines okafor", "ines-okafor", 2, 2,
    )  # fmt: skip


def test_an_address_alone_is_changed() -> None:
    ines = rename(make_person("Ines Okafor"), "Ines Okafor", "ines")
    assert (ines.keys, ines.slugs) == (["ines okafor"], ["ines-okafor", "ines"])


def test_no_more_is_read_of_merges_than_is_followed() -> None:
    people = chain(*"abcdefgh")
    assert list(Person.ways([people[0].id])) == [person.id for person in people[: STEPS + 2]]
    assert Person.known(["a"]) == {"a": people[0].id}


def test_older_versions_kept_no_names_of_before() -> None:
    Person.collection().insert_one({"_id": ONE, "key": "ines", "slug": "ines", "name": "Ines"})
    ines = rename(Person.objects.get(id=ONE), "Ines O.", "ines-o")
    assert (ines.keys, ines.slugs) == (["ines", "ines o."], ["ines", "ines-o"])


def test_what_is_discarded_frees_every_name() -> None:
    ines = rename(make_person("Ines Okafor"), "Inês Bell", "ines-bell")
    again(ines).discard()
    assert Person.known(["ines okafor", "ines bell"]) == {}
    assert make_person("Ines Okafor").slug == "ines-okafor"


def test_a_merge_is_one_write_that_everything_follows() -> None:
    ines, other = make_person("Ines Okafor"), make_person("I. Okafor")
    rename(other, "Ines O.", "ines-o")
    again(other).merge_into(ines.id, EDITOR, "a")
    names = ["ines okafor", "i. okafor", "ines o."]
    assert Person.known(names) == dict.fromkeys(names, ines.id)
    assert (again(other).merged_into, again(ines).revision) == (ines.id, 0)
    assert [each["action"] for each in lines()] == ["saved", "merged"]
    assert again(other).pending == []


def test_who_joins_somebody_merged_stands_under_the_last() -> None:
    one, two, three = make_person("One"), make_person("Two"), make_person("Three")
    two.merge_into(three.id, EDITOR)
    one.merge_into(two.id, EDITOR)
    assert again(one).merged_into == three.id


def test_topics_are_merged_alike() -> None:
    one, two = make_topic("databases"), make_topic("data bases")
    two.merge_into(one.id, EDITOR)
    assert Topic.known(["data bases"]) == {"data bases": one.id}


def test_what_cannot_be_merged() -> None:
    one, two = make_person("One"), make_person("Two")
    one.merge_into(two.id, EDITOR)
    gone = make_person("Three").discard()
    for named, other, said in (
        (again(one), two.id, "merged already"),
        (again(two), one.id, "choose one of both"),
        (again(two), two.id, "with itself"),
        (again(two), gone.id, "not there any more"),
        (again(two), ONE, "not there any more"),
    ):
        with pytest.raises(MergeError, match=said):
            named.merge_into(other, EDITOR)
    assert again(two).merged_into is None


def test_no_more_merges_than_are_followed() -> None:
    *_others, last = chain("a", "b", "c", "d", "e", "f")
    with pytest.raises(MergeError, match="Too many"):
        last.merge_into(make_person("g").id, EDITOR)
    *_others, fifth = chain("p", "q", "r", "s", "t")
    fifth.merge_into(make_person("u").id, EDITOR)
    assert Person.known(["p"]) == {"p": Person.objects.get(name="u").id}


def test_who_somebody_else_changed_is_not_merged() -> None:
    one, two = make_person("One"), make_person("Two")
    stale = again(one)
    rename(one, "Uno", "uno")
    with pytest.raises(SaveConditionError):
        stale.merge_into(two.id, EDITOR)
    assert again(one).merged_into is None


def test_two_merges_at_one_moment_make_no_ring() -> None:
    one, two = make_person("One"), make_person("Two")
    meanwhile = Meanwhile(lambda: again(two).merge_into(one.id, EDITOR), before="update people")
    with watch.accompanied(meanwhile):
        one.merge_into(two.id, EDITOR)
    first, second = again(one), again(two)
    assert [each.merged_into for each in (first, second)] == [None, one.id]
    assert {Person.known([key])[key] for key in ("one", "two")} == {one.id}
    assert [each.pending for each in (first, second)] == [[], []]


def test_a_ring_that_others_change_at_that_moment_is_opened_all_the_same() -> None:
    one, two = chain("one", "two")
    Person.collection().update_one({"_id": two.id}, {"$set": {"merged_into": one.id}})
    entry = {"data": {"kind": "person", "id": two.id, "by": EDITOR._asdict()}}

    def renames() -> None:
        rename(again(one), "Uno", "uno")

    touch = Meanwhile(renames, before="update people")
    with watch.accompanied(touch):
        untie(entry)
    assert [again(each).merged_into for each in (one, two)] == [None, one.id]
    untie(entry)
    assert again(two).merged_into == one.id


def test_a_ring_that_is_changed_again_and_again_waits() -> None:
    one, two = chain("one", "two")
    Person.collection().update_one({"_id": two.id}, {"$set": {"merged_into": one.id}})

    with watch.accompanied(Always(one.id)), pytest.raises(SaveConditionError):
        untie({"data": {"kind": "person", "id": two.id, "by": EDITOR._asdict()}})


def test_a_merge_is_taken_back_by_what_was_before() -> None:
    ines, other = make_person("Ines Okafor"), make_person("I. Okafor", url="https://i.example")
    other.merge_into(ines.id, EDITOR)
    other.bring_back(Revision.objects.get(id=f"person:{other.id}:0"), EDITOR, "b")
    assert again(other).merged_into is None
    assert Person.known(["i. okafor"]) == {"i. okafor": other.id}
    merged = Revision.objects.get(id=f"person:{other.id}:1")
    again(other).bring_back(merged, EDITOR)
    assert again(other).merged_into == ines.id


def test_what_is_brought_back_loses_no_name() -> None:
    ines = rename(make_person("Ines Okafor"), "Inês Bell", "ines-bell")
    ines = again(ines)
    ines.bring_back(Revision.objects.get(id=f"person:{ines.id}:0"), EDITOR)
    ines = again(ines)
    assert (ines.name, ines.slug, ines.key) == ("Ines Okafor", "ines-okafor", "ines okafor")
    assert (len(ines.keys), len(ines.slugs)) == (2, 2)


def test_no_ring_is_brought_back() -> None:
    one, two = make_person("One"), make_person("Two")
    one.merge_into(two.id, EDITOR)
    one.part(EDITOR)
    again(two).merge_into(one.id, EDITOR)
    merged = Revision.objects.get(id=f"person:{one.id}:1")
    with pytest.raises(MergeError, match="choose one of both"):
        again(one).bring_back(merged, EDITOR)


def test_who_has_the_name_of_one_merged_keeps_the_own_key() -> None:
    ines, other = make_person("Ines Okafor"), make_person("Inês Bell")
    other.merge_into(ines.id, EDITOR)
    rename(ines, "Inês Bell", "ines-okafor", is_new_key=False)
    assert (again(ines).name, again(ines).key) == ("Inês Bell", "ines okafor")
    assert Person.known(["ines bell"]) == {"ines bell": ines.id}
