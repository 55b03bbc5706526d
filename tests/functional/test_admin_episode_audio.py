"""The file of an episode, as it is typed by hand: address, type, bytes and length."""

import pytest

from talkpython_site.documents import Chapter, Enclosure, Podcast
from tests.conftest import Visit
from tests.episode_forms import address_of, editor_of, form_at, saved, sent, wrong
from tests.factories import make_episode


def test_a_file_is_known_by_its_address(visit: Visit) -> None:
    episode = make_episode(state="draft", enclosure=None)
    browser = editor_of(visit, episode)
    page = sent(form_at(browser, address_of(episode)), 422, audio="https://media.example/stream")
    assert wrong(page) == ["Type: Choose a type: the address does not say what it is."]
    page = sent(form_at(browser, address_of(episode)), 422, audio_bytes="5000")
    assert wrong(page) == [
        "Address of the file: Type its address too, or take away type and bytes."
    ]
    assert saved(visit, episode, audio="http://media.example/1.M4A")["enclosure"] == {
        "url": "http://media.example/1.M4A",
        "type": "audio/mp4",
    }
    assert "enclosure" not in saved(visit, episode, audio="", audio_type="")


def test_an_address_is_kept_as_feeds_may_name_it(visit: Visit) -> None:
    episode = make_episode(state="draft", enclosure=None)
    made = saved(visit, episode, audio='https://media.example/ü <x>"y.mp3')["enclosure"]
    assert made["url"] == "https://media.example/%C3%BC%20%3Cx%3E%22y.mp3"


def test_a_file_that_is_kept_here_goes_only_for_another(visit: Visit) -> None:
    kept = Enclosure(media=f"{'3f' * 32}.mp3", size_bytes=5000, type="audio/mpeg")
    episode = make_episode(state="draft", enclosure=kept)
    assert "An address takes the place of the file." in editor_of(visit, episode).get(
        address_of(episode)
    )
    assert saved(visit, episode, audio_bytes="6000")["enclosure"]["media"] == kept.media
    assert saved(visit, episode, audio="https://media.example/1.mp3")["enclosure"] == {
        "url": "https://media.example/1.mp3",
        "type": "audio/mpeg",
    }


def test_a_type_of_a_feed_stays_a_choice(visit: Visit) -> None:
    odd = Enclosure(url="https://media.example/1.mp3", size_bytes=5000, type="audio/x-mp3")
    episode = make_episode(enclosure=odd)
    assert saved(visit, episode, audio_bytes="6000")["enclosure"]["type"] == "audio/x-mp3"


def test_a_new_length_looks_at_the_chapters(visit: Visit) -> None:
    episode = make_episode(chapters=[Chapter(start_seconds=3000, title="Late")])
    page = sent(form_at(editor_of(visit, episode), address_of(episode)), 422, duration="30:00")
    assert wrong(page)[0].startswith("Chapters: Line 1, “00:50:00 Late”, begins after the end")
    assert "strip" in saved(visit, episode, chapters="0 One\n10:00 Two", duration="30:00")


@pytest.mark.parametrize(
    ("typed", "words"),
    [("54:20", "MP3, 41 MB, 54:20, 101 kbit/s"), ("soon", "MP3, 41 MB, soon"), ("", "MP3, 41 MB")],
)
def test_a_file_is_told_in_words(editor: Visit, show: Podcast, typed: str, words: str) -> None:
    kept = Enclosure(media=f"{'3f' * 32}.mp3", size_bytes=41_203_118, type="audio/mpeg")
    episode = make_episode(show, state="draft", enclosure=kept)
    page = sent(form_at(editor, address_of(episode)), 422, duration=typed, title="")
    assert page.html.select_one(".upload-here").text == words


def test_a_file_of_which_nothing_is_known_is_a_file(editor: Visit, show: Podcast) -> None:
    episode = make_episode(show, state="draft", duration_seconds=None)
    values = {"media": f"{'3f' * 32}.mp3", "audio_bytes": "many", "audio_type": "", "audio": ""}
    page = sent(form_at(editor, address_of(episode)), 422, **values)
    assert page.html.select_one(".upload-here").text == "A file"
