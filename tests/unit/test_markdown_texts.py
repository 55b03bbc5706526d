"""Texts in Markdown: their title, their first words, and HTML that is safe."""

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.markdown import render
from talkpython_site.markdown.texts import (
    MOST_CELLS,
    MOST_REPEATED,
    READER,
    check_growth,
    has_large_tables,
    read_text,
    repeated,
)

BASE = "https://b.example"


@pytest.mark.parametrize(
    ("source", "title", "opening"),
    [
        ("", "", ""),
        ("only words", "", "only words"),
        ("# One\n\ntwo\nthree", "One", "two three"),
        ("One\n===\n\n- x", "One", ""),
        ("before\n\n# One #\n\n# Two", "One", "before"),
        ("## Second\n\n> # Quoted\n>\n> no\n\nyes", "", "yes"),
        ("# *a* `b` &amp; [c](/d) ![e](f.png) <kbd>g</kbd> \\# 1 < 2", "a b & c g # 1 < 2", ""),
        ("#\n\n![](dot.png)\n\nwords", "", "words"),
        ("# [One]\n\n[One]: /address\n", "One", ""),
    ],
)
def test_title_and_opening(source: str, title: str, opening: str) -> None:
    assert read_text(source, BASE)[:2] == (title, opening)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# One\n\n## Two\n\n### Three", "<h2>Two</h2>\n<h3>Three</h3>\n"),
        ("# One\n\n# Two\n\n## Three", "<h2>Two</h2>\n<h3>Three</h3>\n"),
        ("#### Deep", "<h2>Deep</h2>\n"),
        ("~~a~~", "<p><s>a</s></p>\n"),
        ("a<br>b", "<p>a<br>b</p>\n"),
        ("<!-- not yet -->\n\nx", "<p>x</p>\n"),
        ("    code & <b>", "<pre><code>code &amp; &lt;b&gt;\n</code></pre>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("<a href='javascript:alert(1)' onclick='x'>x</a>", "<p>x</p>\n"),
        ("[x](#below)", "<p>x</p>\n"),
    ],
)
def test_html(source: str, html: str) -> None:
    assert read_text(source, BASE).html == html


def test_addresses_are_resolved() -> None:
    html = read_text("[x] <a@b.example>\n\n[x]: /privacy", BASE).html
    assert 'href="https://b.example/privacy"' in html
    assert 'href="mailto:a@b.example"' in html


def test_tables_are_read() -> None:
    html = read_text("| a | b |\n| - | - |\n| 1 | 2 |", BASE).html
    assert "<th>a</th>" in html
    assert "<td>2</td>" in html


PIECES = st.sampled_from(
    [*"#|->*_`~[]()!<>&\\\n1.a ", "\n\n", "http://a", "<b>", "</b>", "<script>"]
)


@given(st.lists(PIECES | st.text(max_size=3)).map("".join))
def test_any_text_is_read(source: str) -> None:
    assert "<script" not in read_text(source, BASE).html


@pytest.mark.parametrize("piece", ["[", "![", "**a", "[a](", "> ", "|a", "- ", "<a ", "`"])
def test_texts_that_are_made_to_be_slow_are_read_in_seconds(piece: str) -> None:
    start = thread_time()
    read_text(piece * (20_000 // len(piece)), BASE)
    assert thread_time() - start < 5


def table(columns: int, lines: int, before: str = "", end: str = "\n") -> str:
    rule = f"{before}{'-|' * columns}{end}"
    return f"{before}{'a|' * columns}{end}{rule}{f'{before}|{end}' * lines}"


@pytest.mark.parametrize(
    "large",
    [
        table(1_000, 25),
        table(1_000, 25, "> "),
        table(1_000, 25, "  ", "\r"),
        table(1_000, 1) + "-|-\n" + "\u2028|\n" * 25,
        (table(100, 30) + "\n") * 8,
    ],
)
def test_large_tables_are_known(large: str) -> None:
    assert has_large_tables(large)
    assert READER.render(large).count("<td") > MOST_CELLS / 2


@pytest.mark.parametrize(
    "small", [table(8, 1_000), table(1_000, 3) + "\n" + "words\n" * 9_000, "- - -\n" * 9_000]
)
def test_texts_with_other_tables_are_read(small: str) -> None:
    assert not has_large_tables(small)


LONG = "http://x/" + 1_900 * "&"


@pytest.mark.parametrize(
    "text",
    [
        f"[a]: {LONG}\n\n" + "[a] " * 4_900,
        f"> [a]:\r>  <{LONG}>\r\r" + "![b][a] " * 4_900,
        f"[a]: /b '{LONG}\n{LONG}'\n\n" + "[a] " * 4_900,
        f"[a]: /{'é' * 1_900}\n\n" + "[a] " * 4_900,
    ],
)
def test_an_address_that_is_named_once_is_not_used_too_often(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be used so often"):
        check_growth("Words.", text)
    assert repeated(text) >= len(READER.render(text)) - 50 * len(text)


@pytest.mark.parametrize(
    "text",
    [
        LONG.join(["[a](", ")\n\n"]) * 50,
        "\n".join(f"[{n}]: https://harbour.example/journeys/{n}" for n in range(1_000)),
        f"```\n[a]: {LONG}\n```\n" + "[a] " * 4_900,
    ],
)
def test_other_addresses_are_read(text: str) -> None:
    check_growth(text)
    assert len(render(READER.render(text)).html) < len(text) + 5 * MOST_REPEATED
