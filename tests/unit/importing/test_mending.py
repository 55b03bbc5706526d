"""Repairs that are certain."""

from html.entities import html5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from talkpython_site.importing.feeds.mending import UTF_8_OR_WESTERN, mend

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))


@pytest.mark.parametrize(
    ("feed", "mended"),
    [
        ("\n \t<rss/>", "<rss/>"),
        ("\ufeff\n<rss/>", "<rss/>"),
        ("Ebb & flow", "Ebb &amp; flow"),
        ("?a=1&b=2&copy=3", "?a=1&amp;b=2&amp;copy=3"),
        ("&amp; &lt; &gt; &quot; &apos; &#8211; &#x2013;", None),
        ("&nbsp;&Auml;&NotEqualTilde;", "&#160;&#196;&#8770;&#824;"),
        ("&gtgt; &#99999999; &#xyz;", "&amp;gtgt; &amp;#99999999; &amp;#xyz;"),
        ("<![CDATA[ a & b ]]> & <!-- c & d -->", "<![CDATA[ a & b ]]> &amp; <!-- c & d -->"),
        ("& <![CDATA[ a & b", "&amp; <![CDATA[ a & b"),
        ("& <!-- a & b", "&amp; <!-- a & b"),
    ],
)
def test_what_is_mended(feed: str, mended: str | None) -> None:
    assert mend(feed.encode()).decode() == (mended or feed)


@pytest.mark.parametrize("declared", ["", " encoding='UTF-8'", ' encoding="bogus"'])
def test_bytes_that_are_no_utf_8_are_taken_for_western(declared: str) -> None:
    head = f"<?xml version='1.0'{declared}?>".encode()
    said = head.replace(b"UTF-8", b"utf-8").replace(b"bogus", b"utf-8")
    assert mend(head + "é".encode() + b"\xe9\x96") == said + "éé–".encode()


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "utf-16-le", "utf-32-be", "cp1252"])
def test_other_encodings_become_utf_8(encoding: str) -> None:
    feed = f"<?xml version='1.0' encoding='{encoding}'?>é".encode(encoding)
    assert mend(feed) == "<?xml version='1.0' encoding='utf-8'?>é".encode()


@pytest.mark.parametrize("encoding", ["hex", "punycode", "iso-0", "cp0"])
def test_names_that_are_no_encodings_are_passed_over(encoding: str) -> None:
    assert mend(f"<?xml version='1.0' encoding='{encoding}'?>é".encode()).endswith("é".encode())


def test_what_may_not_be_in_xml_goes() -> None:
    assert mend("<a>\0b\x0b\x1f\ufffe\t</a>".encode()) == b"<a>b\t</a>"


def test_the_western_fallback_reads_but_does_not_write() -> None:
    with pytest.raises(UnicodeEncodeError):
        "é".encode("ascii", UTF_8_OR_WESTERN)


@given(st.lists(TEXTS | st.sampled_from(["&", *(f"&{name}" for name in html5)])))
def test_mended_text_is_well_formed_and_says_the_same(pieces: list[str]) -> None:
    text = "".join(pieces).replace("<", "").replace("]]>", "").replace("&amp;", "")
    mended = mend(f"<a>{text}</a>".encode())
    assert etree.fromstring(mended) is not None
    assert mend(mended) == mended


@pytest.mark.parametrize(
    "piece", [b"<!--", b"<![CDATA[", b"&", b"&a", b"&#", b"<", b"]]>", b"\xff"]
)
@pytest.mark.timeout(60)
def test_large_feeds_take_linear_time(piece: bytes) -> None:
    mend(piece * 1_000_000)
