"""What an episode is called."""

import pytest

from talkpython_site.importing.feeds.titles import choose_title, made_title


@pytest.mark.parametrize(
    ("heading", "own", "title"),
    [
        ("#7: Ebb", "Ebb", "Ebb"),
        ("#7: Ebb", None, "#7: Ebb"),
        ("#7: Ebb", "deep harbour", "#7: Ebb"),
        ("#7: Ebb", "Episode 7", "#7: Ebb"),
        ("#7: Ebb", "007", "#7: Ebb"),
        ("", "Episode 7", "Episode 7"),
        ("", "Deep Harbour", ""),
    ],
)
def test_the_title_without_number_is_preferred(heading: str, own: str | None, title: str) -> None:
    assert choose_title(heading, own, "Deep Harbour") == title


@pytest.mark.parametrize(
    ("notes", "url", "title"),
    [
        ("Ebb and flow\nmore", "https://a.example/7.mp3", "Ebb and flow"),
        ("tide " * 30, "https://a.example/7.mp3", "tide " * 15 + "tide…"),
        ("", "https://a.example/deep_harbour-07%20ebb.mp3?x=1", "deep harbour 07 ebb"),
        ("", "https://a.example/", "a.example"),
    ],
)
def test_a_missing_title_is_made(notes: str, url: str, title: str) -> None:
    assert made_title(notes, url) == title
