"""What blocks and warns: each check by what makes it say something, and by what does not."""

from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site import episode_checks
from talkpython_site.documents import Chapter, Enclosure, Episode, Sponsor
from talkpython_site.documents.podcast import Link
from talkpython_site.episode_others import OF_OTHERS
from talkpython_site.media import MediaFolder
from tests import cards
from tests.audio import SOUND, keep_audio

FILE = {"url": "https://media.example/7.mp3", "type": "audio/mpeg", "size_bytes": 41_000_000}


def episode(**changes: Any) -> Episode:
    """One in which nothing is wrong."""
    values: dict[str, Any] = {
        "id": ObjectId(),
        "podcast": ObjectId(),
        "guid": "urn:tides",
        "slug": "tides",
        "title": "Tides",
        "number": 7,
        "summary": "Who typed them.",
        "notes_source": "Typed [12:40] by hand.",
        "notes_format": "markdown",
        "enclosure": Enclosure(**FILE),
        "chapters": [Chapter(start_seconds=0, title="Hello")],
        **changes,
    }
    return Episode(**values)


def file(**changes: Any) -> dict[str, Any]:
    return {"enclosure": Enclosure(**{**FILE, **changes})}


KEPT = {"url": None, "media": f"{'0' * 64}.mp3"}
IN_HTML = {"notes_format": None, "notes_source": None}
LEAD_TO_HTTP = [Link(url="https://example.org/a"), Link(url="HTTP://example.org/b")]
WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"title": " "}, ["title"]),
    ({"title": "x" * 100}, []),
    ({"title": "x" * 101}, ["long-title"]),
    ({"guid": ""}, ["guid"]),
    ({"enclosure": None}, ["audio"]),
    ({"enclosure": Enclosure(type="audio/mpeg")}, ["audio"]),
    (file(url="media/7.mp3"), ["audio-address"]),
    (file(url="https://exa mple/7.mp3"), ["audio-address"]),
    (file(url="https://media.example/"), ["audio-address"]),
    (file(url="https://media.example/?id=7.mp3"), []),
    (file(url='https://media.example/ü/<x>"y.mp3'), []),
    (file(url="http://media.example/7.mp3"), ["audio-http"]),
    (file(**KEPT), []),
    (file(**KEPT, type=None), []),
    (file(type=None), []),
    (file(type=None, url="https://media.example/7?f=.mp3"), ["audio-type"]),
    (file(type="sound"), ["audio-type"]),
    (file(type="audio/ogg; codecs=opus"), []),
    (file(size_bytes=None), ["audio-size"]),
    (file(size_bytes=1), ["audio-size"]),
    ({"artwork_url": "covers/7.png"}, ["artwork"]),
    ({"artwork_url": "covers/7.png", "artwork": "0" * 64}, []),
    ({"artwork_url": "https://example.org/7.png"}, []),
    ({"notes_source": " \n", "notes_html": None}, ["notes"]),
    ({"notes_source": "See http://example.org"}, ["notes-http"]),
    ({"notes_html": '<a href="http://localhost/episodes/a/7/tides">0:10</a>'}, []),
    ({**IN_HTML, "notes_html": '<p><A HREF="http://example.org">a</A>'}, ["notes-http"]),
    ({**IN_HTML, "notes_html": "<img src=http://example.org/a.png>"}, ["notes-http"]),
    ({**IN_HTML, "notes_html": '<a href="https://example.org">http://example.org</a>'}, []),
    ({"links": LEAD_TO_HTTP}, ["links-http"]),
    ({"links": LEAD_TO_HTTP[:1]}, []),
    ({"sponsors": [Sponsor(name="Ink", url="http://ink.example")]}, ["sponsors-http"]),
    ({"sponsors": [Sponsor(name="Ink")]}, []),
    ({"chapters": [Chapter(start_seconds=0, url="http://example.org")]}, ["chapters-http"]),
    ({"chapters": []}, ["chapters"]),
    ({"chapters": [], "chapters_url": "https://example.org/7.json"}, []),
    ({"chapters": [], "kind": "trailer"}, []),
    ({"summary": None}, ["summary"]),
]


@pytest.mark.parametrize(("changes", "found"), WRONG)
def test_what_an_episode_says_itself(changes: dict[str, Any], found: list[str]) -> None:
    assert episode_checks.checks_of(episode(**changes)) == found


def test_every_check_of_the_table_is_tried() -> None:
    tried = {key for _changes, found in WRONG for key in found}
    assert {*tried, *OF_OTHERS, "audio-gone"} == episode_checks.CHECKS.keys()


OTHERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"number": 7}, ["number"]),
    ({"number": 7, "state": "draft", "published_at": None}, ["number"]),
    ({"number": 7, "season": 2}, ["number-season"]),
    ({"number": 7, "season": 2, "kind": "bonus"}, []),
    ({"number": 8, "season": 2}, []),
    ({"number": 7, "kind": "bonus"}, []),
    ({"number": 8}, []),
    ({"slug": "tides"}, ["slug"]),
    ({"number": 7, "slug": "tides"}, ["number", "slug"]),
]


@pytest.mark.parametrize(("changes", "found"), OTHERS)
def test_what_another_episode_has(changes: dict[str, Any], found: list[str]) -> None:
    show, elsewhere = cards.podcast(), cards.podcast()
    among = cards.snapshot(show, elsewhere, cards.episode(show, **changes))
    assert episode_checks.checks_of(episode(podcast=show["_id"]), among) == found
    assert not episode_checks.checks_of(episode(podcast=elsewhere["_id"]), among)


@pytest.mark.parametrize(("season", "found"), [(None, ["number-season"]), (1, ["number"]), (2, [])])
def test_what_another_episode_of_a_season_has(season: int | None, found: list[str]) -> None:
    show = cards.podcast()
    among = cards.snapshot(show, cards.episode(show, number=7, season=1))
    own = episode(podcast=show["_id"], season=season)
    assert episode_checks.checks_of(own, among) == found


def test_what_all_of_a_podcast_have_now() -> None:
    show, elsewhere = cards.podcast(), cards.podcast()
    numbers = ((None, 7), (2, 7), (3, 7), (3, 7), (2, 8), (None, None))
    stored = [cards.episode(show, season=season, number=number) for season, number in numbers]
    among = cards.snapshot(show, elsewhere, *stored, cards.episode(elsewhere, number=8))
    found = episode_checks.checks_now(among, among.episodes.values())
    assert [[check.words for check in found[each["_id"]]] for each in stored] == [
        ["number twice"], ["number twice"], *[["number taken", "number twice"]] * 2, [], [],
    ]  # fmt: skip


def test_an_episode_takes_nothing_from_itself() -> None:
    show = cards.podcast()
    stored = cards.episode(show, number=7, slug="tides")
    own = episode(podcast=show["_id"], id=stored["_id"])
    assert episode_checks.checks_of(own, cards.snapshot(show, stored)) == []


def test_what_has_neither_number_nor_address_takes_none() -> None:
    show = cards.podcast()
    among = cards.snapshot(show, cards.episode(show, number=None, slug=""))
    bare = episode(podcast=show["_id"], number=None, slug="")
    assert episode_checks.checks_of(bare, among) == []


def test_what_depends_on_others_stays_where_these_are_not_known() -> None:
    looked_at = episode(checks=["slug", "notes", "of another version"], summary="")
    episode_checks.look_at(looked_at)
    assert looked_at.checks == ["slug", "summary"]


def test_what_is_as_it_was_is_no_change() -> None:
    same = Episode.from_stored({"title": "Tides", "checks": ["slug"]})
    episode_checks.look_at(same)
    assert "checks" in same._get_changed_fields()
    again = Episode.from_stored({"title": "Tides", "checks": list(same.checks)})
    episode_checks.look_at(again)
    assert again._get_changed_fields() == []


def test_what_blocks_stands_first() -> None:
    keys = ["summary", "of another version", "notes", "chapters", "audio"]
    assert [check.words for check in episode_checks.known(keys)] == [
        "no audio", "no notes", "no summary", "no chapters",
    ]  # fmt: skip
    assert [check.field for check in episode_checks.blocking(keys)] == ["audio", "notes"]
    assert [check.field for check in episode_checks.warning(keys)] == ["summary", "chapters"]


def test_what_is_fine_is_said_too(tmp_path: Path) -> None:
    among, folder = cards.snapshot(), MediaFolder(tmp_path)
    good = episode_checks.verdict(episode(), among, folder)
    assert (good.blocks, good.warns, len(good.fine)) == ([], [], 5)
    bad = episode_checks.verdict(episode(number=None, chapters=[], enclosure=None), among, folder)
    assert [check.field for check in bad.blocks + bad.warns] == ["audio", "chapters"]
    assert bad.fine == ["It has notes"]


def test_a_file_that_is_kept_here_no_more(tmp_path: Path) -> None:
    among, folder = cards.snapshot(), MediaFolder(tmp_path)
    made = episode(enclosure=keep_audio(folder, SOUND))
    assert not episode_checks.verdict(made, among, folder).blocks
    for key in list(folder.keys()):
        folder.delete(key)
    said = episode_checks.verdict(made, among, folder)
    assert [check.words for check in said.blocks] == ["file of the audio gone"]
    assert "Its audio is there, with type and size" not in said.fine
