"""HTML and Markdown around turns."""

import pytest

from talkpython_site.importing.interviews.markup import numbered_lines
from talkpython_site.importing.interviews.parsed import Conversation
from talkpython_site.importing.interviews.reader import Reading

Said = list[tuple[str, str, str]]
PAIR = "<p><b>Ada Ray:</b> What is {0}?</p><p><b>Ines Okafor:</b> It is {0}.</p>"
NAMED: Said = [
    ("question", "Ada", "How?"), ("answer", "Ines", "So."),
    ("question", "Ada", "Why?"), ("answer", "Ines", "It was."),
]  # fmt: skip
UNNAMED: Said = [(kind, "", text) for kind, _who, text in NAMED]


def taken(text: str) -> Conversation:
    reading = Reading(text)
    return reading.conversation(reading.guesses)


def said(text: str) -> Said:
    return [(each.kind, each.who, each.text) for each in taken(text).passages]


@pytest.mark.parametrize("between", ["", "\n", "\n\n", "<br>"])
def test_several_turns_in_a_line(between: str) -> None:
    more = [f"<p><b>Ines Okafor:</b> {each}.</p>" for each in ("More", "Again")]
    found = said(between.join([*map(PAIR.format, range(5)), *more]))
    assert found[:8] == [
        each
        for n in range(4)
        for each in (
            ("question", "Ada Ray", f"What is {n}?"), ("answer", "Ines Okafor", f"It is {n}."),
        )
    ]  # fmt: skip
    assert found[-1] == ("answer", "Ines Okafor", "It is 4.\n\nMore.\n\nAgain.")


@pytest.mark.parametrize(
    "text",
    [
        "Ada: How?<br>Ines: So.<br/><br />Ada: Why?<BR>Ines: It was.<br>",
        "<p>Ada: How?<br>Ines: So.</p><div>Ada: Why?<br>Ines: It was.</div>",
        "<ul><li><b>Ada:</b> How?</li><li><b>Ines:</b> So.<li>Ada: Why?<li>Ines: It was.</ul>",
        "<ol>\n <li><p>Ada: How?</p></li>\n <li>Ines: So.\n<li>Ada: Why?\n<li>Ines: It was.</ol>",
        "- Ada: How?\n- Ines: So.\n- Ada: Why?\n- Ines: It was.",
        "1. **Ada:** How?\n2. **Ines:** So.\n3. **Ada:** Why?\n4. **Ines:** It was.",
        "<blockquote><p>Ada: How?</p><p>Ines: So.</p><p>Ada: Why?</p>Ines: It was.</blockquote>",
        "<div>\n <p>\n  <b>Ada:</b>\n  How?\n </p>\n</div>Ines: So.\n<p>Ada: Why?<p>Ines: It was.",
        "## Why boats?\n\nAda: How?\n\nInes: So.\n\nAda: Why?\n\nInes: It was.",
    ],
)
def test_lines_of_turns(text: str) -> None:
    assert [each for each in said(text) if each[0] != "note"] == NAMED
    assert not Reading(text).is_doubtful


@pytest.mark.parametrize(
    "text",
    [
        "<h3>How?</h3><p>So.</p><h3>Why?</h3><p>It was.</p>",
        "<h2>\n<b>How?</b>\n</h2>\nSo.\n<h2>Why?</h2>\nIt was.",
        "<p><strong>How?</strong></p><p>So.</p><p><b>Why?</b></p><p>It was.</p>",
        "<p><em>How?</em></p><p>So.</p><p><i>Why?</i></p><p>It was.</p>",
        "*How?*\n\nSo.\n\n_Why?_\n\nIt was.",
    ],
)
def test_questions_of_nobody(text: str) -> None:
    bare = [
        (kind, who, said.replace("<b>", "").replace("</b>", "")) for kind, who, said in said(text)
    ]
    assert bare == UNNAMED


def test_headings_and_quotes_within() -> None:
    assert said("<h3>How<br>so?</h3><p>So.</p><h3>Why?</h3><p>It was.</p>")[0][2] == "How so?"
    two = "<blockquote><p>Once.</p><blockquote><p>Twice.</p></blockquote></blockquote>"
    talk = "<p>Ada: How?</p><p>Ines: So.</p>"
    assert said(two + talk) == [("quote", "", "Once.\n\nTwice."), *NAMED[:2]]
    long = "so<br>" * 50
    [(kind, _who, text), *rest] = said(f"<h2>{long}</h2>{talk}")
    assert (kind, text.count("so<br>"), rest) == ("note", 50, NAMED[:2])


def test_italics_are_no_questions_where_two_are_named_or_there_is_one() -> None:
    text = "Ada: How?\n\nInes: So.\n\n*And if not?*\n\nAda: Why?\n\n*And then?*\n\nInes: It was."
    assert [each for each in said(text) if not each[1]] == []
    assert [kind for kind, *_rest in said("*How?*\n\nSo.")] == ["note"]


def test_what_is_no_turn_keeps_its_shape() -> None:
    lists = "<p>Ada: How?</p>\n<p>Ines: With</p>\n<ul>\n  <li>a boat</li>\n  <li>a\n sail</li></ul>"
    text = f"{lists}<blockquote>Small<br>is\n\nenough.</blockquote><p>Ada: Why?</p>Ines: So."
    assert said(text)[1:3] == [
        ("answer", "Ines", "With\n\n- a boat\n- a\n  sail"),
        ("quote", "", "Small<br>\nis\n\nenough."),
    ]
    plain = "Ada: How?\n\nInes: So:\n\n- Speed: fast\n- Price: low\n\nAda: Why?\n\nInes: No."
    assert said(plain)[1][2] == "So:\n\n- Speed: fast\n- Price: low"
    assert not Reading(plain).is_doubtful


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<p>a</p><p>b</p>\n```", "a `<p>b</p>` c", "> <p>a</p><p>b</p>", "a < b",
        "<pre>\n<p>a</p>\n\n</pre>", "<table><tr><td><p>a</p></td></tr></table>", r"\<p>a\</p>",
    ],
)  # fmt: skip
def test_code_quotes_and_tables_stay(text: str) -> None:
    assert [*enumerate(text.split("\n"), 1)] == numbered_lines(text)


def test_lines_are_those_of_the_text() -> None:
    text = "<div>\n <p>a</p><p>b\n\n c</p>\n</div>\nd<ul><li>e<ul><li>f</li></ul></li></ul>"
    assert [each for each in numbered_lines(text) if each[1]] == [
        (2, "a"), (2, "b"), (4, "c"), (6, "d"), (6, "<ul>"), (6, "<li>e"), (6, "<ul>"),
        (6, "<li>f</li>"), (6, "</ul>"), (6, "</li>"), (6, "</ul>"),
    ]  # fmt: skip
    html = "<p>Ada: How?</p><p>Ines: So.</p>\n<p>Ada: Why?</p><p>Ines: <script>x</script></p>"
    assert [each.line for each in taken(html).doubts] == [2]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<ol start='5'>\n<li>a</li>\n<li>b</li>\n</ol>", "5. a\n6. b"),
        ("<ol class=x start=2><li><p>a</p></li><li>b</ol>", "2. a\n3. b"),
        ("<ol>\n<li value='7'>a</li>\n</ol>", "<ol>\n<li value='7'>a</li>\n</ol>"),
        ("<ol reversed>\n<li>a</li>\n</ol>", "<ol reversed>\n<li>a</li>\n</ol>"),
    ],
)
def test_numbers_of_lists_stay(html: str, words: str) -> None:
    assert said(f"Ada: How?\n\nInes: So:\n\n{html}")[1] == ("answer", "Ines", f"So:\n\n{words}")


@pytest.mark.parametrize("tag", ["section", "article", "main", "figure", "header", "footer"])
def test_parts_of_pages_are_set_aside(tag: str) -> None:
    text = f"<{tag} class='x'><p>Ada: How?</p><p>Ines: So.</p></{tag}>"
    assert said(f"{text}\n<{tag}>\nAda: Why?\n\nInes: It was.\n</{tag}>") == NAMED
