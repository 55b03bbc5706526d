"""What content was before each change, and how a form that is sent twice is saved once."""

import threading
from typing import Any

import pytest

from talkpython_site.documents import (
    Chapter,
    Enclosure,
    Episode,
    NotUniqueError,
    Revision,
    SaveConditionError,
)
from talkpython_site.documents.revision import content_of
from tests.conftest import watch
from tests.factories import elsewhere, make_episode, make_person, make_podcast
from tests.interleaving import Meanwhile
from tests.moves import EDITOR, again, kept, lines, stored

pytestmark = pytest.mark.usefixtures("clean")


def save(episode: Episode, nonce: str | None = None, **changes: Any) -> Episode:
    for name, value in changes.items():
        episode[name] = value
    return episode.save_as(EDITOR, "saved", nonce=nonce)


def test_each_save_puts_by_what_was_there() -> None:
    episode = make_episode(title="One")
    for title in ("Two", "Three"):
        save(episode, title=title)
    assert {number: each["title"] for number, each in kept().items()} == {0: "One", 1: "Two"}
    newest = Revision.objects.of(episode.card_key).newest_first()
    assert [each.number for each in newest] == [1, 0]
    assert [each.number for each in newest.before(1)] == [0]
    assert newest.first().replaced_at is not None


def test_what_this_version_does_not_know_is_put_by_too() -> None:
    episode = make_episode(title="One", chapters=[Chapter(start_seconds=0.0)])
    strange = {"invented_later": {"x": [1]}, "chapters": [{"start_seconds": 0.0, "mood": "calm"}]}
    Episode.collection().update_one({"_id": episode.id}, {"$set": strange})
    before = stored()
    save(again(episode), title="Two")
    assert kept() == {0: content_of(before)}
    assert not {"_id", "revision", "pending", "nonce", "imported", "snapshot_at"} & kept()[0].keys()
    assert stored()["invented_later"] == {"x": [1]}


def test_one_form_sent_twice_is_saved_once() -> None:
    first = make_episode(title="One", people=[make_person()])
    second = again(first)
    save(first, "a", title="Two", people=[], published_at=first.published_at)
    saved = save(second, "a", title="Two", people=[])
    assert (saved.revision, saved.title, saved.people) == (1, "Two", [])
    assert (len(kept()), len(lines()), stored()["revision"]) == (1, 1, 1)
    save(saved, "b", title="Three")
    assert stored()["revision"] == 2


@pytest.mark.parametrize(
    ("nonce", "title"), [("a", "Other words"), ("b", "Two"), (None, "Two"), ("", "Two")]
)
def test_another_form_is_not_the_same(nonce: str | None, title: str) -> None:
    """Nor is one that a browser went back to, and in which something else was written."""
    first = make_episode(title="One")
    second = again(first)
    save(first, "a", title="Two")
    before = stored()
    with pytest.raises(SaveConditionError):
        save(second, nonce, title=title)
    assert (stored(), len(lines()), len(kept())) == (before, 1, 1)


def test_who_saves_at_the_same_moment_loses_and_loses_nothing() -> None:
    episode = make_episode(title="One")
    mine, theirs = again(episode), again(episode)

    def meanwhile() -> None:
        save(theirs, "b", title="Theirs")

    with (
        watch.accompanied(Meanwhile(meanwhile, before="update episodes")),
        pytest.raises(SaveConditionError),
    ):
        save(mine, "a", title="Mine")
    assert (stored()["title"], stored()["nonce"], len(lines())) == ("Theirs", "b", 1)
    assert {number: each["title"] for number, each in kept().items()} == {0: "One"}


def test_many_put_the_same_by_at_once() -> None:
    episode, failures = make_episode(title="One"), []
    before = stored()

    def keep() -> None:
        try:
            Revision.keep(episode.card_key, before)
        except Exception as failure:  # noqa: BLE001 - a thread's failure fails nobody else
            failures.append(failure)

    threads = [threading.Thread(target=keep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failures, kept()) == ([], {0: content_of(before)})


def test_what_was_put_by_in_vain_tells_when_it_was_replaced() -> None:
    """A key was taken: the next save replaces it, and nothing is put by twice."""
    podcast = make_podcast()
    make_episode(podcast, key="7")
    episode = make_episode(podcast, title="One")
    with pytest.raises(NotUniqueError):
        save(again(episode), key="7")
    in_vain = Revision.objects.get()
    assert list(Revision.objects.of(episode.card_key).before(0)) == []
    save(again(episode), title="Two")
    put_by = Revision.objects.get()
    assert put_by.replaced_at >= in_vain.replaced_at
    assert put_by.content == in_vain.content


def test_what_is_gone_cannot_be_saved() -> None:
    episode = make_episode()
    Episode.collection().delete_one({"_id": episode.id})
    with pytest.raises(SaveConditionError):
        save(episode, "a", title="Back")
    assert (len(kept()), len(lines()), Episode.objects.count()) == (0, 0, 0)


def test_an_episode_from_before_revisions_is_put_by_as_0() -> None:
    episode = make_episode(title="One")
    Episode.collection().update_one({"_id": episode.id}, {"$unset": {"revision": 1}})
    save(again(episode), title="Two")
    assert (stored()["revision"], kept()[0]["title"]) == (1, "One")


def test_an_older_revision_comes_back_without_its_state() -> None:
    person = make_person()
    episode = make_episode(
        title="One", state="draft", published_at=None, people=[person], enclosure=elsewhere("1.mp3")
    )
    before = stored()
    enclosure = Enclosure(url="https://media.example/2.mp3")
    save(episode, title="Two", people=[], season=4, summary=None, enclosure=enclosure)
    episode.publish(EDITOR)
    out = stored()
    episode.take(kept()[0])
    episode.save_as(EDITOR, "brought back", number="0")
    now = stored()
    back = ("title", "people", "summary", "enclosure", "season")
    assert [now.get(name) for name in back] == [before.get(name) for name in back]
    assert [now[name] for name in ("state", "published_at")] == ["published", out["published_at"]]
    assert lines()[-1]["fields"] == ["enclosure", "people", "season", "summary", "title"]


def test_what_came_back_is_edited_like_anything_else() -> None:
    chapters = [Chapter(start_seconds=0.0, title="Hello"), Chapter(start_seconds=9.0)]
    episode = make_episode(title="One", chapters=chapters)
    save(episode, title="Two", chapters=[])
    episode.take(kept()[0])
    episode.chapters[0].title = "Good morning"
    episode.save_as(EDITOR, "brought back", number="0")
    episode.chapters[1].title = "Tides"
    save(episode)
    assert [each.get("title") for each in stored()["chapters"]] == ["Good morning", "Tides"]


def test_what_says_the_same_brings_nothing_back() -> None:
    episode = make_episode(title="One", people=[make_person()])
    episode.take(content_of(stored()))
    assert episode._get_changed_fields() == []


def test_what_is_forgotten_is_that_thing_alone() -> None:
    one, other = make_episode(), make_episode()
    for episode in (one, other):
        save(episode, title="Two")
    Revision.forget(one.card_key)
    assert [each.thing for each in Revision.objects] == [other.card_key]
