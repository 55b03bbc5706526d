"""Editors save, publish and take down what came from a feed; the feed comes again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.documents import Episode, Podcast, Revision, utc_now
from talkpython_site.documents.revision import content_of
from talkpython_site.importing.feeds.stored import derived
from tests.conftest import watch
from tests.imports import TITLE, bring_in, counts, dated, episode, kept, numbered, podcast
from tests.interleaving import Meanwhile
from tests.moves import EDITOR, REASON

pytestmark = pytest.mark.usefixtures("clean")

NOTES = "<description>{}</description>"
SEASON = "<itunes:season>{}</itunes:season>"


def imported(guid: str = "guid-1") -> Episode:
    found: Episode = Episode.objects.get(guid=guid)
    return found


def save(guid: str = "guid-1", **changes: Any) -> None:
    """What the form does: what follows from other fields is made anew."""
    now = imported(guid)
    for name, value in changes.items():
        now[name] = value
    made = derived(now.to_mongo().to_dict())
    for name in ("teaser", "strip", "sponsor_parts"):
        now[name] = made[name]
    now.save_as(EDITOR, "saved", nonce="a")


def test_a_saved_field_stays_and_the_others_follow_the_feed(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1, NOTES.format("x") + SEASON.format(1))))
    save(title="Mine", summary="My own words.")
    title, tags = "<title>Theirs</title>", NOTES.format("y") + SEASON.format(2)
    outcome = bring_in(tmp_path, dated(2, numbered(1, title + tags)))
    now = episode("guid-1")
    told = [now[name] for name in ("title", "summary", "teaser", "season", "notes_html")]
    assert told == ["Mine", "My own words.", "My own words.", 2, "<p>y</p>"]
    assert now["slug"] == "mine"  # made of the title, until somebody writes another
    assert kept(outcome) == [("Theirs", "edited here: title")]
    assert counts(outcome) == (0, 1, 0)


def test_what_was_emptied_by_hand_stays_empty(tmp_path: Path) -> None:
    feed = dated(1, numbered(1, SEASON.format(1)))
    bring_in(tmp_path, feed)
    save(season=None)
    outcome = bring_in(tmp_path, feed)
    assert "season" not in episode("guid-1")
    assert kept(outcome) == [("Tide i", "edited here: season")]
    assert counts(outcome) == (0, 0, 1)


def test_what_was_brought_back_follows_the_feed_again(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1)))
    save(title="Mine")
    now = imported()
    now.take(Revision.objects.get().content)
    now.save_as(EDITOR, "brought back", number="0")
    outcome = bring_in(tmp_path, dated(2, numbered(1, "<title>Theirs</title>")))
    assert (episode("guid-1")["title"], kept(outcome)) == ("Theirs", [])


def test_an_import_puts_nothing_by_and_an_edit_after_it_does(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1)))
    bring_in(tmp_path, dated(2, numbered(1, "<title>Theirs</title>")))
    before = episode("guid-1")
    assert (before["revision"], Revision.objects.count()) == (1, 0)
    save(title="Mine")
    (put_by,) = Revision.collection().find()
    assert (put_by["number"], put_by["content"]) == (1, content_of(before))


def test_what_was_taken_down_stays_down(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1)))
    imported().unpublish(REASON, EDITOR)
    outcome = bring_in(tmp_path, dated(2, numbered(1, "<title>Theirs</title>")))
    now = episode("guid-1")
    told = [now[name] for name in ("state", "unpublished_reason", "title")]
    assert told == ["unpublished", REASON, "Theirs"]
    assert (counts(outcome), kept(outcome)) == ((0, 1, 0), [])


def test_a_date_that_was_set_here_stays(tmp_path: Path) -> None:
    feed = dated(1, numbered(1))
    bring_in(tmp_path, feed)
    imported().unpublish(REASON, EDITOR)
    at = datetime(2999, 1, 1, tzinfo=UTC)
    imported().schedule(at, EDITOR)
    outcome = bring_in(tmp_path, feed)
    assert episode("guid-1")["published_at"] == at
    assert kept(outcome) == [("Tide i", "edited here: published")]
    imported().call_off(EDITOR)
    bring_in(tmp_path, feed)
    assert "published_at" not in episode("guid-1")
    assert not imported().visible_to(None, utc_now() + timedelta(days=1))


def test_who_takes_it_down_meanwhile_is_respected(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1)))

    def take_down() -> None:
        imported().unpublish(REASON, EDITOR)

    with watch.accompanied(Meanwhile(take_down, before="update episodes")):
        outcome = bring_in(tmp_path, dated(2, numbered(1, "<title>Theirs</title>")))
    now = episode("guid-1")
    assert (now["state"], now["title"], now["revision"]) == ("unpublished", "Theirs", 2)
    assert counts(outcome) == (0, 1, 0)


def test_notes_in_markdown_stay_here(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1, NOTES.format("x"))))
    save(notes_html="<p><em>Mine</em></p>", notes_source="*Mine*", notes_format="markdown")
    outcome = bring_in(tmp_path, dated(2, numbered(1, NOTES.format("y"))))
    now = episode("guid-1")
    assert [now[name] for name in ("notes_html", "notes_source", "notes_format")] == [
        "<p><em>Mine</em></p>", "*Mine*", "markdown",
    ]  # fmt: skip
    assert kept(outcome) == [("Tide i", "edited here: notes")]


def test_a_podcast_that_is_renamed_meanwhile_is_the_same_one(tmp_path: Path) -> None:
    guid, ada = "<podcast:guid>g</podcast:guid>", "<podcast:person>Ada Quay</podcast:person>"
    feed = dated(1, numbered(1, ada), title=TITLE + guid)
    bring_in(tmp_path, feed)

    def rename() -> None:
        known = Podcast.objects.get()
        known.rename("deeper-harbour")
        known.save_as(EDITOR, "saved")

    with watch.accompanied(Meanwhile(rename, before="find people")):
        outcome = bring_in(tmp_path, dated(2, numbered(1, ada), numbered(2), title=TITLE + guid))
    known = podcast("deeper-harbour")
    assert (known["guid"], known["slugs"]) == ("g", ["deeper-harbour", "deep-harbour"])
    assert (counts(outcome), kept(outcome)) == ((1, 0, 1), [])
