"""Editors change a podcast that came from a feed; the feed comes again."""

from pathlib import Path

import pytest

from talkpython_site.documents import Podcast
from talkpython_site.podcast_writing import write
from tests.imports import bring_in, dated, kept, numbered
from tests.moves import EDITOR

pytestmark = pytest.mark.usefixtures("clean")

SHOW = (
    "<title>{0} Harbour</title><description>{0}</description><itunes:subtitle>{0}"
    "</itunes:subtitle><itunes:category text='{0}'/><podcast:person>{0} Okafor</podcast:person>"
)


def save(**values: object) -> Podcast:
    """What the form does."""
    podcast: Podcast = Podcast.objects.get()
    write(podcast, values, lambda _each: "https://longwave.example/podcasts/x")
    return podcast.save_as(EDITOR, "saved", nonce="a")


def test_what_an_editor_changed_stays_and_all_else_follows(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1), title=SHOW.format("Old")))
    save(title="Mine", description="*Mine*", slug="mine", rhythm_days=7)
    outcome = bring_in(tmp_path, dated(2, numbered(1), title=SHOW.format("New")), "mine")
    now = Podcast.objects.get()
    assert (now.title, now.slug, now.description_source, now.subtitle) == (
        "Mine", "mine", "*Mine*", "New",
    )  # fmt: skip
    assert (now.categories, now.rhythm_days) == ([["New"]], 7)
    assert kept(outcome) == [("The show", "edited here: description, title")]


def test_what_an_editor_emptied_stays_empty(tmp_path: Path) -> None:
    feed = dated(1, numbered(1), title=SHOW.format("Old"))
    bring_in(tmp_path, feed)
    save(subtitle=None, description="", category=None)
    outcome = bring_in(tmp_path, feed, "old-harbour")
    now = Podcast.objects.get()
    assert (now.subtitle, now.description_html, now.categories) == (None, None, [])
    assert kept(outcome) == [("The show", "edited here: categories, description, subtitle")]


def test_a_description_of_ones_own_is_markdown_after_an_import(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1), title=SHOW.format("Old")))
    save(description="")
    save(description="*Mine*")
    bring_in(tmp_path, dated(2, numbered(1), title=SHOW.format("New")), "old-harbour")
    now = Podcast.objects.get()
    assert (now.description_format, now.description_html) == (
        "markdown", "<p><em>Mine</em></p>\n",
    )  # fmt: skip


def test_a_renamed_podcast_is_found_by_its_old_address(tmp_path: Path) -> None:
    feed = dated(1, numbered(1), title=SHOW.format("Old"))
    bring_in(tmp_path, feed)
    save(slug="newer")
    assert bring_in(tmp_path, feed, "old-harbour").choice.slug == "newer"
    assert Podcast.objects.count() == 1


def test_an_import_takes_no_address_that_leads_on(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1), title=SHOW.format("Old")))
    save(slug="newer", title="Newer")
    other = numbered(1).replace("guid-1", "other-1")
    outcome = bring_in(tmp_path, dated(1, other, title=SHOW.format("Old")))
    assert outcome.choice.slug == "old-harbour-2"
