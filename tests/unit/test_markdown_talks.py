"""Rendered texts in the place of another element."""

import pytest

from talkpython_site.markdown.talks import code_name, code_of, heading_of


@pytest.mark.parametrize(
    ("html", "heading", "rest"),
    [
        ("<p>Why?</p>", "Why?", ""),
        ('<p dir="rtl">Why <em>so</em>?</p>\n<p>And?</p>\n', "Why <em>so</em>?", "<p>And?</p>\n"),
        ("<ul><li>One</li></ul>", "", "<ul><li>One</li></ul>"),
        ("<pre><code>a</code></pre><p>b</p>", "", "<pre><code>a</code></pre><p>b</p>"),
        ("", "", ""),
    ],
)
def test_the_first_paragraph_is_the_heading(html: str, heading: str, rest: str) -> None:
    assert heading_of(html) == (heading, rest)


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<pre><code>a &lt; b\n</code></pre>\n", "a &lt; b\n"),
        ('<pre><code class="x"><span class="code-name">a</span></code></pre>',
         '<span class="code-name">a</span>'),
        ("a &lt; b", "a &lt; b"),
        ("<p>No code.</p>", "<p>No code.</p>"),
    ],
)  # fmt: skip
def test_code_with_and_without_its_frame(html: str, code: str) -> None:
    assert code_of(html) == code


@pytest.mark.parametrize(
    ("given", "name"),
    [("py", "Python"), ("js", "JavaScript"), ("klingon", "klingon"), ("", ""), ("a\n b", "a b")],
)
def test_languages_by_their_names(given: str, name: str) -> None:
    assert code_name(given) == name


def test_a_long_name_is_cut() -> None:
    assert len(code_name(100 * "x")) == 40
