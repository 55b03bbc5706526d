"""Browsers in words, by the lines that they send."""

import pytest

from talkpython_site.browsers import browser_words

APPLE = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
         "Firefox on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {APPLE} Chrome/141.0.0.0 Safari/537.36",
         "Chrome on Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {APPLE} Chrome/141.0 Safari/537.36 Edg/141.0",
         "Edge on Windows"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/26.0 Safari/605.1.15",
         "Safari on a Mac"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) {APPLE} Mobile Safari/604.1",
         "Safari on an iPhone"),
        (f"Mozilla/5.0 (Linux; Android 16; Pixel 9) {APPLE} Chrome/141.0 Mobile Safari/537.36",
         "Chrome on Android"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {APPLE} Chrome/141.0 Safari/537.36",
         "Chrome on ChromeOS"),
        ("curl/8.14.1", "curl"),
        ("SomethingOnLinux", "A browser on Linux"),
        ("", "A browser"),
        (None, "A browser"),
    ],
)  # fmt: skip
def test_browsers_are_called_as_people_call_them(agent: str | None, words: str) -> None:
    assert browser_words(agent) == words
