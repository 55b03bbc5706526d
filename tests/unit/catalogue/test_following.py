"""How a snapshot follows the stamp."""

import pytest
from bson import ObjectId

from talkpython_site.catalogue.following import announced_after, caught_up, last
from talkpython_site.catalogue.snapshot import UNFINISHED, Snapshot, read_everything
from talkpython_site.documents import Episode
from talkpython_site.documents.stamp import KEPT, Announcement, announce, read_stamp
from tests.factories import make_episode, make_person, make_topic

TOKENS = [ObjectId() for _ in range(KEPT)]
OTHER = ObjectId()


def recent(*keys: str) -> list[Announcement]:
    return [Announcement(t, key) for t, key in zip(TOKENS, keys, strict=False)]


@pytest.mark.parametrize(
    ("keys", "t", "missed", "is_complete"),
    [
        (["episode:1"], TOKENS[0], [], True),
        (["episode:1", "episode:2", "person:3"], TOKENS[0], ["episode:2", "person:3"], True),
        (["episode:1", "*", "person:3"], TOKENS[0], ["*", "person:3"], False),
        (["*", "episode:2"], TOKENS[0], ["episode:2"], True),
        (["episode:1"], OTHER, ["episode:1"], False),
        ([], OTHER, [], False),
        ([], None, [], True),
        (["episode:1", "episode:2"], None, ["episode:1", "episode:2"], True),
        (["*"], None, ["*"], False),
        (["episode:1"] * (KEPT - 1), None, ["episode:1"] * (KEPT - 1), True),
        (["episode:1"] * KEPT, None, ["episode:1"] * KEPT, False),
        (["episode:1"] * KEPT, TOKENS[KEPT - 2], ["episode:1"], True),
    ],
)
def test_what_was_announced_after(
    keys: list[str], t: ObjectId | None, missed: list[str], *, is_complete: bool
) -> None:
    found, complete = announced_after(recent(*keys), t)
    assert [each.key for each in found] == missed
    assert complete is is_complete


def loaded() -> Snapshot:
    return Snapshot(last(read_stamp()), read_everything())


@pytest.mark.usefixtures("clean")
def test_changed_and_new_cards_are_read_and_gone_ones_leave() -> None:
    kept, changed, gone = (make_episode(title=title) for title in ("kept", "before", "gone"))
    before = loaded()
    changed.title = "after"
    changed.change()
    Episode.collection().delete_one({"_id": gone.id})
    new, ana, tides = make_episode(title="new"), make_person(), make_topic()
    for document in (changed, gone, new, ana, tides):
        announce(document.card_key)
    after = caught_up(before)
    assert {c.title for c in before.episodes.values()} == {"kept", "before", "gone"}
    assert {c.title for c in after.episodes.values()} == {"kept", "after", "new"}
    assert (set(after.people), set(after.topics)) == ({ana.id}, {tides.id})
    assert after.episodes[kept.id] is before.episodes[kept.id]
    assert (after.t, after.is_unfinished) == (last(read_stamp()), False)
    assert caught_up(after) is after


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("key", ["course:6b05ff07300b61cb41a01be3", "episode:no-id", "", "episode"])
def test_keys_of_a_later_version_are_passed_over(key: str) -> None:
    before = loaded()
    announce(key)
    after = caught_up(before)
    assert (after.cards, after.is_unfinished) == (before.cards, False)
    assert after.t != before.t


@pytest.mark.usefixtures("clean")
def test_everything_is_unfinished_until_it_was_read() -> None:
    before = loaded()
    announce("*")
    after = caught_up(before)
    announce("episode:1")
    later = caught_up(after)
    assert after.is_unfinished
    assert later.is_unfinished
    assert not loaded().instead_of(later).is_unfinished


SOME = {"episode": {OTHER: "a card"}}
FINISHED, CHANGED = Snapshot(OTHER, {}), Snapshot(OTHER, SOME)


def test_a_reload_that_finds_the_same_is_the_same_edition() -> None:
    found = Snapshot(OTHER, {}, ".named")
    assert FINISHED.instead_of(found) is found  # and nothing is derived again
    assert CHANGED.instead_of(None) is CHANGED
    assert FINISHED.instead_of(FINISHED).tag == FINISHED.tag


def test_what_a_reload_finds_unannounced_is_another_edition() -> None:
    """Else browsers would go on with what they keep under the old name."""
    found = CHANGED.instead_of(FINISHED)
    assert (found.t, found.cards) == (OTHER, SOME)
    assert found.tag not in {FINISHED.tag, CHANGED.tag}
    assert found.instead_of(Snapshot(TOKENS[0], {})) is found


def test_pages_of_an_unfinished_snapshot_have_a_name_of_their_own() -> None:
    unfinished = Snapshot(OTHER, {}, UNFINISHED)
    assert unfinished.tag != FINISHED.tag
    assert CHANGED.instead_of(unfinished).tag == CHANGED.tag
    assert unfinished.instead_of(FINISHED).is_unfinished
