"""What an editor changed stays, whatever a feed says."""

from pathlib import Path

import pytest

from talkpython_site.documents import Episode, Podcast
from talkpython_site.importing.feeds.merging import hashes_of
from tests.conftest import watch
from tests.factories import make_podcast
from tests.imports import TITLE, bring_in, counts, dated, edit, episode, kept, numbered, podcast
from tests.interleaving import Meanwhile

pytestmark = pytest.mark.usefixtures("clean")

NOTES = "<description>{}</description>"
SEASON = "<itunes:season>1</itunes:season>"
WRAPPED = """A long talk about harbours and those who keep them, about tides and
what they know of us, and about the tables that were typed by hand in
a room without windows above the pier."""
MORE = "<itunes:duration>60</itunes:duration><itunes:explicit>no</itunes:explicit>"


def test_an_editors_field_is_kept_and_reported(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1, NOTES.format("x") + SEASON)))
    edit(Episode.objects.first(), title="Mine", slug="mine", is_explicit=True, season=None)
    edit(Podcast.objects.first(), title="My Harbour")
    feed = dated(2, numbered(1, SEASON + MORE + NOTES.format("y")))
    outcome = bring_in(tmp_path, feed, "deep-harbour")
    now = episode("guid-1")
    assert [now.get(name) for name in ("title", "slug", "season", "is_explicit")] == [
        "Mine", "mine", None, True,
    ]  # fmt: skip
    assert (now["notes_html"], now["teaser"], now["duration_seconds"]) == ("<p>y</p>", "y", 60)
    assert kept(outcome) == [
        ("Tide i", "edited here: explicit, season, title"),
        ("The show", "edited here: title"),
    ]
    assert outcome.title == "My Harbour"
    assert counts(bring_in(tmp_path, feed)) == (0, 0, 1)


def test_what_an_editor_took_over_from_the_feed_follows_it_again(tmp_path: Path) -> None:
    titles = [f"<title>One{words}</title>" for words in ("", ", theirs", ", newest")]
    feeds = [dated(day, numbered(1, title)) for day, title in enumerate(titles, 1)]
    bring_in(tmp_path, feeds[0])
    edit(Episode.objects.first(), title="Mine")
    for _ in range(2):
        outcome = bring_in(tmp_path, feeds[1])
        assert kept(outcome) == [("One, theirs", "edited here: title")]
        assert counts(outcome) == (0, 0, 1)
    edit(Episode.objects.first(), title="One, theirs")
    outcome = bring_in(tmp_path, feeds[2])
    assert (kept(outcome), episode("guid-1")["title"]) == ([], "One, newest")


def test_what_is_made_of_such_a_field_follows_too(tmp_path: Path) -> None:
    feeds = [dated(day, numbered(1, NOTES.format(each))) for day, each in enumerate("xyz", 1)]
    bring_in(tmp_path, feeds[0])
    edit(Episode.objects.first(), notes_html="<p>Mine</p>", notes_source=None, teaser="Mine")
    bring_in(tmp_path, feeds[1])
    edit(Episode.objects.first(), notes_html="<p>y</p>", notes_source="y", teaser="y")
    bring_in(tmp_path, feeds[2])
    assert [episode("guid-1")[name] for name in ("notes_html", "teaser")] == ["<p>z</p>", "z"]


def test_an_editor_who_saves_meanwhile_is_respected(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1)))

    def save() -> None:
        edit(Episode.objects.first(), title="Mine")

    with watch.accompanied(Meanwhile(save, before="update episodes")):
        feed = dated(2, numbered(1, "<title>Ebb</title><itunes:season>1</itunes:season>"))
        outcome = bring_in(tmp_path, feed)
    now = episode("guid-1")
    assert (now["title"], now["season"], now["revision"]) == ("Mine", 1, 2)
    assert counts(outcome) == (0, 1, 0)
    assert kept(outcome) == [("Ebb", "edited here: title")]


def test_an_editor_of_the_show_is_respected_too(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1)))

    def save() -> None:
        edit(Podcast.objects.first(), title="Mine")

    with watch.accompanied(Meanwhile(save, before="update podcasts")):
        title = TITLE.replace("Deep", "Old") + "<language>en</language>"
        outcome = bring_in(tmp_path, dated(2, numbered(1), title=title))
    assert (podcast()["title"], podcast()["language"]) == ("Mine", "en")
    assert kept(outcome) == [("The show", "edited here: title")]


def test_a_podcast_that_an_editor_hid_stays_hidden(tmp_path: Path) -> None:
    make_podcast(slug="deep-harbour", title="Deep Harbour", state="draft")
    bring_in(tmp_path, dated(1, numbered(1)), "deep-harbour")
    assert podcast()["state"] == "draft"


def written_by_an_older_site(guid: str, **fields: str) -> None:
    """As if the site had made these fields of the same words in another way."""
    imported = {f"imported.{name}": value for name, value in hashes_of(fields).items()}
    Episode.collection().update_one({"guid": guid}, {"$set": {**fields, **imported}})


def test_what_the_site_writes_better_is_no_change_of_the_feed(tmp_path: Path) -> None:
    short, long = "<itunes:summary>{}</itunes:summary>", NOTES.format(f"{WRAPPED}\n\nMore.")
    feed = dated(1, *(numbered(n, short.format(f"Short: {WRAPPED}") + long) for n in (1, 2)))
    bring_in(tmp_path, feed)
    now = [episode(f"guid-{n}") for n in (1, 2)]
    assert now[0]["notes_html"] == f"<p>{' '.join(WRAPPED.split())}</p><p>More.</p>"
    former = {name: now[0][name].replace(" ", "\n") for name in ("notes_html", "summary")}
    for guid in ("guid-1", "guid-2"):
        written_by_an_older_site(guid, **former, teaser="Former")
    edit(Episode.objects(guid="guid-2").first(), notes_html="<p>Mine</p>")

    outcome = bring_in(tmp_path, feed)

    assert counts(outcome) == (0, 0, 2)
    assert kept(outcome) == [("Tide ii", "edited here: notes")]
    better = [episode(f"guid-{n}") for n in (1, 2)]
    fields = ("notes_html", "summary", "teaser")
    assert [better[0][name] for name in fields] == [now[0][name] for name in fields]
    assert (better[1]["notes_html"], better[1]["summary"]) == ("<p>Mine</p>", now[1]["summary"])
