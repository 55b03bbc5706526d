"""Enclosures and links from outside: what a page may do with them."""

from typing import Any

import pytest

from talkpython_site import enclosures, links


@pytest.mark.parametrize(
    ("media_type", "address", "expected"),
    [
        ("audio/mpeg", "", ("audio", "MP3")),
        ("Audio/MPEG; charset=x", "", ("audio", "MP3")),
        ("video/mp4", "", ("video", "MP4")),
        ("", "https://m.example/a.M4A?b=c.mp4", ("audio", "M4A")),
        (None, "https://m.example/a.webm", ("video", "WebM")),
        ("application/octet-stream", "https://m.example/a.opus", ("audio", "Opus")),
        ("application/vnd.apple.mpegurl", "", ("stream", "HLS")),
        ("", "https://m.example/live.m3u8", ("stream", "HLS")),
        ("application/pdf", "https://m.example/a.pdf", ("file", "PDF")),
        (None, "https://m.example/a", ("file", "")),
    ],
)
def test_kinds(media_type: str | None, address: str, expected: tuple[str, str]) -> None:
    assert enclosures.kind_of(media_type, address) == expected


@pytest.mark.parametrize(
    ("enclosure", "expected"),
    [
        (None, None),
        ({}, None),
        ({"url": "ftp://m.example/a.mp3"}, None),
        (
            {"url": "http://m.example:80/a.mp3", "size_bytes": 41_000_000},
            ("audio", "https://m.example/a.mp3", "http://m.example:80/a.mp3", "MP3, 41 MB"),
        ),
        ({"url": "https://m.example/a.mp3", "size_bytes": 1},
         ("audio", "https://m.example/a.mp3", "https://m.example/a.mp3", "MP3")),
        ({"url": "https://m.example/a", "size_bytes": 2_000_000},
         ("file", None, "https://m.example/a", "2.0 MB")),
        ({"url": "https://m.example/a.m3u8"}, ("stream", None, "https://m.example/a.m3u8", "HLS")),
    ],
)  # fmt: skip
def test_medium(enclosure: dict[str, Any] | None, expected: tuple[Any, ...] | None) -> None:
    assert enclosures.medium_of(enclosure) == expected


def test_links_lead_to_the_web_alone() -> None:
    stored: list[dict[str, Any]] = [
        {"label": " Tables ", "url": "https://www.tables.example/x"},
        {"label": None, "url": "http://bare.example"},
        {"label": "No", "url": "javascript:alert(1)"},
        {"label": "Broken", "url": "http://[::1"},
        {},
    ]

    assert links.links(stored) == [
        ("Tables", "https://www.tables.example/x", "tables.example"),
        ("bare.example", "http://bare.example", "bare.example"),
    ]
    assert links.links(None) == []


def test_links_that_look_alike_tell_their_paths() -> None:
    stored = [
        {"label": "Profile", "url": "https://people.example/ines/"},
        {"label": "Profile", "url": "https://people.example/abdul"},
        {"label": "Tables", "url": "https://people.example/tables"},
    ]
    assert [each.host for each in links.links(stored)] == [
        "people.example/ines",
        "people.example/abdul",
        "people.example",
    ]


def test_transcripts_are_called_by_format_and_language() -> None:
    stored = [
        {"url": "https://t.example/a", "type": "text/vtt", "language": "en"},
        {"url": "https://t.example/a", "type": "text/vtt", "language": "en"},
        {"url": "https://t.example/b", "type": "text/html; charset=utf-8"},
        {"url": "https://t.example/c"},
        {"url": "data:text/plain,x", "type": "text/plain"},
    ]

    assert [link.words for link in enclosures.transcripts(stored)] == [
        "WebVTT en",
        "Web page",
        "File",
    ]
