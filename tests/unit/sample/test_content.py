"""What the sample promises: shows, people, lengths, sound that says what its script says."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain, pairwise
from pathlib import Path

import pytest
from bson import ObjectId
from PIL import Image
from tinytag import TinyTag

from talkpython_site.documents import Episode
from talkpython_site.documents.folding import fold
from talkpython_site.sample.files import ROOT
from talkpython_site.sample.making import episode_of, podcast_of
from talkpython_site.sample.reading import Recorded, read_sample, read_scripts
from talkpython_site.sample.speech import (
    Heard,
    Times,
    read_times,
    said_in,
    starts,
    write_times,
)

SAMPLE = read_sample()
SCRIPTS = {script.name: script for script in read_scripts()}
EPISODES = {each.name: each for each in SAMPLE.episodes}
NOON = datetime(2026, 3, 1, tzinfo=UTC)
APPLE = {"Arts", "Science", "Society & Culture"}
every_episode = pytest.mark.parametrize("name", EPISODES)


def document(recorded: Recorded) -> Episode:
    people = dict.fromkeys(SAMPLE.people, ObjectId())
    topics = {fold(name): ObjectId() for name in SAMPLE.topics}
    return episode_of(recorded, NOON, people, topics)


def lasting(low: float, high: float) -> list[str]:
    return [n for n, each in EPISODES.items() if low <= each.times.duration_seconds <= high]


def test_there_is_as_much_as_is_said() -> None:
    assert [len(show.episodes) for show in SAMPLE.shows] == [16, 14]
    assert (len(SAMPLE.people), len(SAMPLE.topics)) == (12, 12)
    hosts = {
        word
        for each in SAMPLE.shows[1].episodes
        for word, role in each.told["people"].items()
        if role in {"host", "co-host"}
    }
    assert len(hosts) == 3
    assert {word for each in EPISODES.values() for word in each.told["people"]} == set(
        SAMPLE.people
    )


def test_episodes_are_as_long_as_is_said() -> None:
    assert len(lasting(12.5 * 60, 13.5 * 60)) == 1
    assert len(lasting(4 * 60, 5 * 60)) == 3
    assert len(lasting(20, 50)) == 26


def test_the_long_ones_have_chapters_voices_and_sponsors() -> None:
    long = [document(EPISODES[name]) for name in lasting(240, 900)]
    assert all(len(each.chapters) >= 3 for each in long)
    assert all(len({said.speaker for said in voices(each)}) >= 2 for each in long)
    assert sum(len(each.sponsor_parts) for each in long) == 2
    longest = max(long, key=lambda each: each.duration_seconds or 0)
    assert [chapter.sponsor for chapter in longest.chapters].count("Kettlewick Night Teas") == 1


def voices(episode: Episode) -> Iterable[Heard]:
    name = episode.guid.partition("sample/")[2]
    return EPISODES[name].times.sentences


def test_all_of_it_is_small() -> None:
    files = [path for path in ROOT.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 12_000_000
    known = {each.audio for each in EPISODES.values()}
    known |= {path.with_suffix(".json") for path in known}
    assert set((ROOT / "audio").rglob("*.*")) == known


@every_episode
def test_a_recording_is_what_its_times_say(name: str) -> None:
    recorded = EPISODES[name]
    tag = TinyTag.get(recorded.audio)
    assert tag.channels == 1
    assert tag.duration == pytest.approx(recorded.times.duration_seconds, abs=0.2)
    assert (tag.title, tag.artist) == (SCRIPTS[name].title, SCRIPTS[name].author)


@every_episode
def test_a_recording_says_its_script(name: str) -> None:
    script, times = SCRIPTS[name], EPISODES[name].times
    said = [(each.speaker, each.text) for part in script.parts for each in part]
    assert [(each.speaker, each.text) for each in times.sentences] == said
    assert {speaker for speaker, _text in said} <= set(EPISODES[name].told["people"])


@every_episode
def test_times_rise_and_stay_inside(name: str) -> None:
    times = EPISODES[name].times
    moments = [moment for each in times.sentences for moment in (each.start, each.end)]
    for earlier, later in pairwise([0.0, *moments, times.duration_seconds]):
        assert earlier < later
    starts = {each.start for each in times.sentences}
    assert set(times.chapters[1:]) <= starts
    assert times.chapters[0] == 0.0


@every_episode
def test_it_can_be_shown(name: str) -> None:
    episode, told = document(EPISODES[name]), EPISODES[name].told
    assert "<p" in (episode.notes_html or "")
    assert episode.teaser
    assert episode.slug
    assert episode.published_at is not None
    assert episode.published_at < NOON
    words = " ".join(str(value) for value in told.values())
    hosts = re.findall(r"https?://([^/\"<\s]+)", words)
    assert [host for host in hosts if not host.endswith(".example")] == []


def test_dates_are_spread_over_more_than_a_year() -> None:
    days = sorted(each.told["days_ago"] for each in EPISODES.values())
    assert len(set(days)) == 30
    assert days[0] == 1
    assert 390 < days[-1] < 430
    for show in SAMPLE.shows:
        numbers = [each.told["number"] for each in show.episodes if "number" in each.told]
        assert numbers == sorted(numbers)


def test_shows_tell_all_that_directories_ask() -> None:
    people = dict.fromkeys(SAMPLE.people, ObjectId())
    for show in SAMPLE.shows:
        podcast = podcast_of(show, people, "ab" * 32)
        assert podcast.categories
        assert {pair[0] for pair in podcast.categories} <= APPLE
        for name in ("author", "owner_name", "owner_email", "language", "description_html"):
            assert podcast[name]
        for link in [*podcast.funding, *podcast.elsewhere]:
            assert re.fullmatch(r"https://[\w.-]+\.example/\S+", link.url)


def test_artwork_is_square_and_has_no_amber() -> None:
    for artwork in SAMPLE.artworks:
        with Image.open(artwork) as picture:
            assert picture.size[0] == picture.size[1] >= 1400
            assert picture.mode == "P"
            small = picture.convert("HSV").resize((70, 70), Image.Resampling.NEAREST)
        pixels = small.tobytes()
        tones = zip(pixels[::3], pixels[1::3], strict=True)  # hue and depth of 255
        assert not [hue for hue, depth in tones if depth > 51 and 10 < hue < 46]


def test_a_script_names_who_speaks() -> None:
    with pytest.raises(ValueError, match="nobody says 'Hello there'"):
        list(said_in("Hello there"))
    assert [tuple(each) for each in said_in("odile: One. Two!\n\nodile: Three?")] == [
        ("odile", "One.", True), ("odile", "Two!", False), ("odile", "Three?", True),
    ]  # fmt: skip


def test_times_are_read_as_they_were_written(tmp_path: Path) -> None:
    parts = [[Heard(1.2, 2.0, "odile", "“Ja,” she said.")], [Heard(3.5, 4.0, "jorun", "Moos…")]]
    times = Times(5.25, starts(parts), tuple(chain.from_iterable(parts)))
    assert times.chapters == (0.0, 3.5)
    write_times(tmp_path / "times.json", times)
    assert read_times(tmp_path / "times.json") == times
