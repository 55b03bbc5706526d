"""Captions: read from WebVTT and SRT, checked, and written anew."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.captions import (
    MOST_CUES,
    CaptionsError,
    Cue,
    cues_of,
    read_captions,
    tidied,
    write_vtt,
)

TIDES = [Cue(1, 2.5, "High water\nat noon"), Cue(3602, 3603, "The end")]
VTT = """WEBVTT - tides
Kind: captions

STYLE
::cue { color: lime }

NOTE of nobody

first
00:01.000 --> 00:02.5 line:0 align:start
<v Ines>High <b>water</b>
at <c.lime>noon</c>

01:00:02.000 --> 01:00:03.000
The end
"""
SRT = """1
00:00:01,000 --> 00:00:02,500
High <i>water</i>
at noon

2
01:00:02,000 --> 01:00:03,000
The end
"""


@pytest.mark.parametrize(
    "content",
    [
        VTT.encode(),
        SRT.encode(),
        b"\xef\xbb\xbf" + VTT.encode(),
        SRT.replace("\n", "\r\n").encode("utf-16"),
        VTT.replace(".", ",").encode(),
        SRT.replace("2\n0", "2 \n0").encode(),
        SRT.replace("High", "{\\an8}{\\fs20\\b1}High").encode(),
    ],
    ids=["vtt", "srt", "with a mark", "wide", "with commas", "with spaces", "set otherwise"],
)
def test_both_are_read_without_their_markup(content: bytes) -> None:
    assert read_captions(content) == TIDES


def test_they_are_written_anew() -> None:
    assert write_vtt(TIDES) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHigh water\nat noon\n\n"
        "01:00:02.000 --> 01:00:03.000\nThe end\n"
    )


def test_no_markup_survives() -> None:
    text = "&lt;script&gt;alert(1)&lt;/script&gt; a < b --&gt; <c\n<img src=x>&amp;"
    (cue,) = read_captions(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}".encode())
    assert cue.text == "<script>alert(1)</script> a < b --> <c\n&"
    written = write_vtt([cue])
    assert "<" not in written
    assert written.count("-->") == 1
    assert cues_of(written) == read_captions(written.encode()) == [cue]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "These are no captions. WebVTT begins with WEBVTT, SRT with 1 and the times"),
        (b"<html>", "These are no captions."),
        (b"WEBVTT", "There are no captions in this file."),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>", "There are no captions in this file."),
        (b"WEBVTT\n\n00:01 --> 00:02\nx", "Line 3, “00:01 --> 00:02”, has no two times."),
        (b"WEBVTT\n\n00:01.0 --> 00:62.0\nx", "Line 3, “00:01.0 --> 00:62.0”, has no two"),
        (b"WEBVTT\n\n00:02.0 --> 00:02.0\nx", "Caption 1, at 00:00:02.000, ends before"),
        (SRT.replace("01:00:02", "00:00:00").encode(), "Caption 2, at 00:00:00.000, begins before"),
        (SRT.replace("2\n0", "0").encode(), "Line 6, 01:00:02.000, has no number of its own"),
        (f"{VTT}{'x' * 2001}".encode(), "Caption 2, at 01:00:02.000, has more than 2,000"),
        (b"WEBVTT\n\n" + b"00:01.0 --> 00:02.0\nx\n\n" * (MOST_CUES + 1), "More than 20,000"),
        (b"WEBVTT" + b"\n" * 2_000_000, "More than 2 MB"),
        (b"\x89PNG\xff", "This is no text."),
        (b"WEBVTT\0", "This is no text."),
    ],
)
def test_what_is_wrong_is_said_of_its_line(content: bytes, sentence: str) -> None:
    with pytest.raises(CaptionsError) as caught:
        read_captions(content)
    assert str(caught.value).startswith(sentence)


def test_what_says_nothing_is_left_out() -> None:
    assert read_captions(SRT.replace("The end", "").encode()) == TIDES[:1]
    assert read_captions(VTT.replace("The end", "<b> </b>").encode()) == TIDES[:1]


moments = st.integers(0, 99 * 3_600_000)
words = st.text(max_size=200).map(tidied).filter(bool)


@given(st.lists(st.tuples(moments, st.integers(1, 60_000), words), min_size=1, max_size=8))
def test_what_is_written_is_read_the_same(made: list[tuple[int, int, str]]) -> None:
    cues = [
        Cue(start / 1000, (start + length) / 1000, text)
        for start, length, text in sorted(made, key=lambda each: each[0])
    ]
    written = write_vtt(cues)
    assert cues_of(written) == cues
    assert write_vtt(read_captions(written.encode())) == written


@given(st.binary(max_size=200))
def test_whatever_comes_is_read_or_refused(noise: bytes) -> None:
    for content in (noise, b"WEBVTT\n\n" + noise, b"1\n00:00:01,000 --> 00:00:02,000\n" + noise):
        with suppress(CaptionsError):
            assert read_captions(content)
