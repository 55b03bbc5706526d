"""Texts of lectures: Markdown as safe HTML, code in the colours of its language."""

import re
from html import escape
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import find_lexer_class_by_name

from talkpython_site.assets import asset_folder
from talkpython_site.markdown import plain_text
from talkpython_site.markdown.code import CLASSES, LANGUAGES, LARGEST, SECONDS, painted
from talkpython_site.markdown.lectures import read_lecture

HERE = "https://longwave.example/courses/tides/3/ebb"
SHEET = (asset_folder("static") / "css" / "code.css").read_text(encoding="utf-8")
PYTHON = 'def tide(hour):\n    # of the day\n    return f"<b>{hour}</b>" * 2\n'


def read(source: str) -> str:
    return str(read_lecture(source, HERE))


def test_code_has_the_colours_of_its_language() -> None:
    html = read(f"# Ebb\n\n```python\n{PYTHON}```")
    assert html.startswith("<h3>Ebb</h3>\n<pre><code>")
    assert '<span class="code-keyword">def</span> <span class="code-name">tide</span>' in html
    assert '<span class="code-comment"># of the day</span>' in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert plain_text(html).startswith("Ebb\ndef tide(hour):")


@pytest.mark.parametrize(
    "language", ["", "klingon", "systemd", "python; rm", "<b>", "\u202e", "x" * 500]
)
def test_code_of_no_known_language_is_plain(language: str) -> None:
    html = read(f"```{language}\na < b\n```")
    assert "a &lt; b" in html or "code-" in html
    assert "<b>" not in html


@pytest.mark.parametrize("language", ["py", "Python", "C++", "c#", "shell", "console", "diff"])
def test_languages_are_named_as_people_name_them(language: str) -> None:
    assert "code-" in painted("$ ls # -x\n-1 + 'a'\nint x = 1;\n", language)


def test_languages_are_called_what_their_lexers_are() -> None:
    """And each of these is there."""
    assert {find_lexer_class_by_name(each).aliases[0] for each in LANGUAGES} == LANGUAGES


def test_what_is_long_stays_plain() -> None:
    assert "code-" not in painted("x = 1\n" * LARGEST, "python")


def test_what_takes_long_stays_plain() -> None:
    slow = "\n" * (LARGEST - 9) + "int x;"
    began = thread_time()
    html = read(f"```python\nx = 1\n```\n\n```c\n{slow}\n```\n\n" + "```c\nint y;\n```\n" * 9)
    assert thread_time() - began < 3 * SECONDS
    assert html.count("<span") == 1 + html.count('<span class="code-keyword">')
    assert "int y;" in html
    assert painted(PYTHON, "python", thread_time()) == escape(PYTHON)
    assert painted(slow, "c", thread_time() + 0.01) == slow


def test_no_class_that_somebody_wrote_comes_through() -> None:
    html = read('<pre><code class="language-python">x = 1</code></pre>\n\n<span class="code-name">')
    assert "class" not in html


def test_code_lies_in_nothing_but_its_own_element() -> None:
    html = read('<div lang="\n\n```python\nx = 1 " onclick="a\n```\n\n</div ">b</div>')
    assert "lang=" in html
    assert "<span" not in html
    assert 'onclick="' not in html


def test_code_in_a_list_is_painted_and_indented_code_is_plain() -> None:
    html = read("- one\n\n  ```python\n  x = 1\n  ```\n\nWords\n\n    y = 2\n")
    assert '<span class="code-number">1</span>' in html
    assert "<pre><code>y = 2\n</code></pre>" in html


@given(st.text(max_size=200), st.sampled_from(["python", "html", "diff", "json", "bash"]))
def test_nothing_but_spans_of_ours_is_written(code: str, language: str) -> None:
    html = painted(code, language)
    tags = set(re.findall(r"<[^>]*>", html))
    assert tags <= {"</span>", *(f'<span class="code-{name}">' for name in CLASSES.values())}
    html = re.sub(r"</?span[^>]*>", "", html)
    assert "<" not in html
    assert '"' not in html


def test_each_class_has_its_colour() -> None:
    for name in set(CLASSES.values()):
        assert f".code-{name} {{ color: var(--code-{name});" in SHEET
