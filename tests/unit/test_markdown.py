"""HTML from outside, made safe for a page."""

import re
from html.parser import HTMLParser
from time import thread_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from talkpython_site.markdown import SafeHtml, clean, plain_text, render, sanitise
from talkpython_site.markdown.rewriting import ATTRIBUTES, TAGS

BASE = "https://b.example/"
PIECES = r"""<p> </p> <b> </b> <a~href='https://a.example'> <a~href=javascript:alert(1)> </a>
    <script> </script> <style> </style> <svg><a~xlink:href='x'> <math> <img~src=x~onerror=alert(1)>
    <img~src='https://a.example/a.png'~alt='<b>'> <h1> --> <textarea> </textarea> <title> <mglyph>
    <noscript> <iframe~srcdoc='<script>'> <!-- <table><tr><td> </table> <template> <form><input>
    <select><option> &lt;script> <![CDATA[ ]]> <plaintext> <div~title=" ' "> <p~style='x'~onclick=x>
    http://a.example/) <meta~charset=utf-7> <base~href='//evil.example'>"""
MARKUP = st.sampled_from([piece.replace("~", " ") for piece in PIECES.split()])


def link(address: str, words: str = "") -> str:
    return f'<a href="{address}" rel="nofollow noopener">{words or address}</a>'


class Found(HTMLParser):
    """Every tag and attribute that a browser could see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("", ""),
        (" \n ", ""),
        ("Ebb & flow", "<p>Ebb &amp; flow</p>"),
        ("Ebb &amp; flow &eacute;", "<p>Ebb &amp; flow é</p>"),
        ("a < b, <ada@a.example>", "<p>a &lt; b, &lt;ada@a.example&gt;</p>"),
        ("one\ntwo\r\n\r\n three ", "<p>one<br>two</p><p>three </p>"),
        ("one\n\n\n<b>two\n\nthree</b>", "<p>one</p><p><b>two<br><br>three</b></p>"),
        ("one<br>\ntwo", "<p>one<br> two</p>"),
        ("<p>one\n   two</p>\n<p> </p><p>&nbsp;</p>", "<p>one\ntwo</p>\n"),
        ("<pre>one\n  two</pre>", "<pre>one\n  two</pre>"),
        ("<h1>a</h1><h2>b</h2><h6>c</h6>", "<h3>a</h3><h4>b</h4><h6>c</h6>"),
        ("<h4>a</h4><h5>b</h5>", "<h3>a</h3><h4>b</h4>"),
        ("<center>a</center><font color=red>b</font><tt>c</tt>", "<div>a</div>b<code>c</code>"),
        ("<p onclick=x style=y id=z class=c lang=de dir=rtl>a", '<p lang="de" dir="rtl">a</p>'),
        ("<script>x</script>a<style>b</style><iframe>c</iframe><b>d</b>", "<p>a<b>d</b></p>"),
        ("<ol start=3 type=a><li value=4>a</ol>", '<ol start="3"><li value="4">a</li></ol>'),
        ("<ul><li title=x>a<li>b", "<ul><li>a</li><li>b</li></ul>"),
        (
            "<table><tr><td colspan=2>a</table>",
            '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
        ),
        ('<p title=t>a<abbr title="b">c</abbr>', '<p>a<abbr title="b">c</abbr></p>'),
        ("<p><i></i>a<b> </b>b<b><i></i></b></p><h2></h2>", "<p>a b</p>"),
        ("<p dir=ltr> <b> </b><br></p><p>a<code></code></p><p><i></i>", "<p>a</p>"),
        ("<div>" * 500 + "a", "<div>" * 60 + "a" + "</div>" * 60),
    ],
)
def test_html_and_plain_text(source: str, html: str) -> None:
    assert sanitise(source) == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("see http://a.example/x_(y), ok", f"see {link('http://a.example/x_(y)')}, ok"),
        ("(http://a.example/?a&amp;b).", f"({link('http://a.example/?a&amp;b')})."),
        ("潮https://a.example/。", f"潮{link('https://a.example/')}。"),
        ("http://?, http://[", "http://?, http://["),
        ("<code>http://a.example</code>", "<code>http://a.example</code>"),
        ("<a href=' https://a.example/ '>a</a>", link("https://a.example/", "a")),
        ("<a href='/x'>a</a>", link(f"{BASE}x", "a")),
        ("<a href=mailto:a@b.example>a</a>", link("mailto:a@b.example", "a")),
        ("<a href='javascript:alert(1)'>a</a><a>b</a><a href='#c'>c</a>", "abc"),
        ("a<a href='https://a.example/'> </a>b", "ab"),
        ("<a href=/x>a <a href=/y>b</a>", link(f"{BASE}x", "a ") + link(f"{BASE}y", "b")),
        ("<a href=/x>a <b><a href=/y>b</a></b></a>", link(f"{BASE}x", "a <b>b</b>")),
    ],
)
def test_links(source: str, html: str) -> None:
    assert sanitise(source, BASE) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("source", "html", "dropped"),
    [
        ("<img src=/a alt='A &amp; &lt;b>'>", link(f"{BASE}a", "A &amp; &lt;b&gt;"), 0),
        ("a<img src=/a alt=A>b", f"a {link(f'{BASE}a', 'A')} b", 0),
        (
            "<img src=/a alt=A><b>b</b><br><img src=/a alt=A>",
            f"{link(f'{BASE}a', 'A')} <b>b</b><br>{link(f'{BASE}a', 'A')}",
            0,
        ),
        ("a <img src=/a alt=A> b", f"a {link(f'{BASE}a', 'A')} b", 0),
        ("<a href=/x><img src=/a alt=A>b</a>c", f"{link(f'{BASE}x', 'A b')} c", 0),
        ("<img src=/a title=A>", link(f"{BASE}a", "A"), 0),
        ("<img src=/a>", link(f"{BASE}a", "Picture"), 0),
        ("<img src=/a alt='🎉'> <img src=data:x alt=A>", "🎉 A", 0),
        ("<a href=/x><img src=/a alt=A></a>", link(f"{BASE}x", "A"), 0),
        ("<a href=/x><img src=/a></a>", link(f"{BASE}x", "Picture"), 0),
        ("a<img src=/d width=1 height=1px>", "a", 1),
        ("a<img src=/d height=0><img src=/d style='width:1px;height:1px'>", "a", 2),
        ("<img src=/a width=1 height=90 alt=A>", link(f"{BASE}a", "A"), 0),
    ],
)
def test_pictures_become_links(source: str, html: str, dropped: int) -> None:
    rendered = render(source, BASE)
    assert (rendered.html, rendered.dropped_images) == (f"<p>{html}</p>", dropped)


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("<a href=http://a.example>A</a><a href=http://a.example>B</a>", {"A": "http://a.example"}),
        (
            "<b>Tides</b>: <a href=http://a.example/x>a.example</a><br>",
            {"Tides": "http://a.example/x"},
        ),
        (
            "No: a<br><a href=http://a.example/x>a.example/x</a>",
            {"a.example/x": "http://a.example/x"},
        ),
        (
            "Ebb.\nTides: http://a.example\nhttp://b.example",
            {"Tides": "http://a.example", "http://b.example": "http://b.example"},
        ),
        (
            "Ebb: <a href=http://a.example/ü>a.example/ü</a>",
            {"Ebb": "http://a.example/%C3%BC"},
        ),
        ("<a href=http://a.example><img src=/x></a>", {"Picture": "http://a.example"}),
        ("<a href=mailto:a@b.example>m</a>", {}),
        (f"<a href=http://a.example>{'a' * 300}</a>", {"a" * 200: "http://a.example"}),
    ],
)
def test_links_are_found_with_their_labels(source: str, links: dict[str, str]) -> None:
    assert list(render(source).links) == list(links.items())


def test_addresses_that_lead_nowhere_are_told() -> None:
    source = "<a href=x.html>a</a><a href='javascript:b'>b</a><a href='#c'>c</a><img src=data:d>"
    assert render(source).dropped_addresses == ("x.html", "javascript:b")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Ebb &amp; flow <ada@a.example>", "Ebb & flow <ada@a.example>"),
        ("<h1>Ebb</h1><ul><li>a<li>b <b>c</b></ul>d<br>e", "Ebb\na\nb c\nd\ne"),
        ("<script>a<b></script><style>c</style><p>d</p>", "d"),
        ("", ""),
    ],
)
def test_plain_text(source: str, text: str) -> None:
    assert plain_text(source) == text


def test_safe_html_is_not_escaped_again() -> None:
    html = sanitise("<b>a</b>")
    assert isinstance(html, SafeHtml)
    assert html.__html__() == html


@settings(max_examples=300)
@given(st.lists(MARKUP | st.text(), max_size=30).map("".join))
@example(
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>"
)
@example("<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>")
@example("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>")
def test_nothing_unsafe_comes_out(source: str) -> None:
    html = sanitise(source)
    assert clean(html) == html
    for tag, attributes in Found(html).tags:
        assert tag in TAGS
        assert attributes.keys() <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | {"rel"}
        assert re.match("https?://|mailto:", attributes.get("href") or "http://")


@settings(max_examples=300)
@given(st.text())
def test_plain_text_keeps_its_words(source: str) -> None:
    words = source.replace("&", "").replace("<", "")
    kept = plain_text(sanitise(words))
    assert "".join(kept.split()) == "".join(plain_text(words).split())


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<ul><li>", "<b><p>", "<", "\n ", "http://a.example/).", "<a href=http://a.example>"],
)
def test_hostile_notes_take_linear_time(piece: str) -> None:
    """Half a megabyte takes parsers whose time grows with the square half a minute and more."""
    source, start = "<b>" + piece * (500_000 // len(piece)), thread_time()
    render(source)
    plain_text(source)
    assert thread_time() - start < 25  # of this thread, however busy the machine is


@pytest.mark.parametrize("piece", ["&amp;", "&amp;x ", "©x ", "\N{NO-BREAK SPACE}"])
def test_what_is_escaped_takes_linear_time(piece: str) -> None:
    """Eight times as many took 64 times as long."""
    assert seconds(piece * 400_000) < 30 * seconds(piece * 50_000)


def seconds(source: str) -> float:
    start = thread_time()
    sanitise("<b>" + source)
    return thread_time() - start


def test_long_text_stays_as_it_is() -> None:
    source = "<pre>\n" + "&amp;&lt; © &nbsp;\n" * 5_000 + "</pre>" + "<b>x</b>" + "潮" * 5_000
    assert sanitise(source) == source.replace("<pre>\n", "<pre>")


def test_long_attributes_are_cut() -> None:
    source = f"<abbr title='{'©' * 9_000}'>a</abbr><a href='mailto:{'a' * 9_000}'>b</a>"
    assert f'title="{"©" * 4_096}"' in sanitise(source)
    assert f'"mailto:{"a" * 4_089}"' in sanitise(source)


def test_many_attributes_take_linear_time() -> None:
    sanitise("<a " + " ".join(f"x{n}=y" for n in range(120_000)) + ">z</a>")
