"""An interview to read."""

from datetime import UTC, datetime
from typing import Any

import pytest

from talkpython_site.documents import Block, Interview, Link
from tests.conftest import Queries, Visit
from tests.factories import (
    make_interview,
    make_person,
    make_topic,
    said,
)
from tests.pictures import make_picture
from tests.reading import blocks, texts

BAD = '<script>alert(1)</script>"\ufffe'
PAGE = "/interviews/string"


def make_string(**changes: Any) -> Interview:
    """An interview by Mara Lindqvist with Ama Owusu."""
    if "people" not in changes:
        mara = (make_person("Mara Lindqvist"), "interviewer")
        changes["people"] = [make_person("Ama Owusu"), mara]
    return make_interview("Taught with string", **{"slug": "string", "minutes": 11, **changes})


def anchors(page: Any) -> list[str]:
    return [str(each) for each in page.lxml.xpath("//article//@id[starts-with(., 'b')]")]


def test_questions_and_answers(visit: Visit, queries: Queries) -> None:
    make_string(topics=[make_topic("teaching")], published_at=datetime(2026, 11, 8, tzinfo=UTC))

    with queries() as asked:
        page = visit.get(PAGE)

    assert asked.names == ["find stamps", "find interviews"]
    assert texts(page, "//h1") == ["Taught with string"]
    assert texts(page, "//header[@class='interview-head']/p[@class='facts']") == [
        "Interview 8 November 2026 11 min read"
    ]
    assert texts(page, "//*[@class='faces']/li") == ["AOAma Owusu", "MLasked by Mara Lindqvist"]
    assert texts(page, "//section[@class='pair']/*") == ["How did it begin? #", "Wet."]
    assert texts(page, "//*[@class='inline-names']//a") == ["teaching"]
    (drawing,) = page.lxml.xpath("//img[@class='portrait']")
    assert drawing.get("src").endswith(".svg")
    assert (drawing.get("alt"), drawing.get("srcset")) == ("", None)


def test_each_question_and_each_answer_has_its_own_address(visit: Visit) -> None:
    make_string(blocks=[said(kind, f"{n}?") for n, kind in enumerate(["answer", "question"] * 3)])

    page = visit.get(PAGE)

    assert anchors(page) == ["b1", "b2", "b3", "b4", "b5", "b6"]
    links = page.lxml.xpath("//a[@aria-label='Link to this question']/@href")
    assert links == ["#b2", "#b4", "#b6"]
    assert not texts(page, "//nav[@class='questions']")  # there are too few


def test_whoever_follows_a_link_to_an_answer_sees_its_question(visit: Visit) -> None:
    kinds = ["answer", "question", "answer", "answer", "question", "note", "answer"]
    make_string(blocks=[said(kind, f"{n}?") for n, kind in enumerate(kinds)])

    page = visit.get(PAGE)

    assert page.lxml.xpath("//*[@class='question']/*[@class='answer-place']/@id") == ["b3"]
    assert texts(page, "//div[@class='prose answer first']") == ["2?"]
    own = page.lxml.xpath("//div[contains(@class, 'answer')]/@id")
    assert own == ["b1", "b4", "b7"]


def test_many_questions_stand_in_a_table(visit: Visit) -> None:
    asked = [said("question", f"Why {n} &amp; <b>so</b>? {n * 9 * 'far '}") for n in range(4)]
    make_string(blocks=asked, language="en")

    table = visit.get(PAGE).lxml.xpath("//nav[@class='questions']")[0]

    assert table.xpath(".//a/@href") == ["#b1", "#b2", "#b3", "#b4"]
    assert table.xpath("string(.//li[2])").startswith("Why 1 & so? far")
    assert len(table.xpath("string(.//li[4])").strip()) <= 110


def test_speakers_are_named_where_several_could_speak(visit: Visit) -> None:
    ama, teo, mara = (make_person(name) for name in ("Ama Owusu", "Teo Brandt", "Mara Lind"))
    make_string(
        people=[ama, teo, (mara, "interviewer")],
        blocks=[
            said("question", "Tabs?"), said("answer", "Yes.", person=ama.id),
            said("answer", "Always.", person=ama.id), said("answer", "No.", person=teo.id),
            said("question", "Why?"), said("answer", "Nobody knows."),
            said("answer", "I do.", person=mara.id),
        ],
    )  # fmt: skip

    assert texts(visit.get(PAGE), "//*[@class='speaker']") == [
        "Ama Owusu", "Teo Brandt", "Mara Lind",
    ]  # fmt: skip


def test_who_was_merged_speaks_as_who_they_are(visit: Visit) -> None:
    ama, teo = make_person("Ama Owusu"), make_person("Teo Brandt")
    was = make_person("A. Owusu", merged_into=ama.id)
    make_string(
        people=[was, teo], blocks=[said("answer", "Yes.", person=was.id), said("answer", "No.")]
    )

    assert texts(visit.get(PAGE), "//*[@class='speaker']") == ["Ama Owusu"]


def test_notes_quotes_and_code(visit: Visit) -> None:
    make_string(blocks=[
        said("note", "Tea is poured."), said("dance", "Who knows?"),
        said("quote", "A promise.", label="Ama Owusu, 2019"), said("quote", "Said."),
        Block(kind="code", label="py", text_html="<pre><code>a &lt; b</code></pre>"),
        Block(kind="code", text_html="ls"),
    ])  # fmt: skip

    page = visit.get(PAGE)

    assert texts(page, "//*[contains(@class, 'aside')]") == ["Tea is poured.", "Who knows?"]
    assert texts(page, "//figure[@class='quote']/*") == ["A promise.", "Ama Owusu, 2019", "Said."]
    assert texts(page, "//*[@class='code-head']/span[1]") == ["Python", "Code"]
    assert texts(page, "//pre[@tabindex='0']") == ["a < b", "ls"]
    assert page.lxml.xpath("//button[@data-copies]/@data-copies")[:2] == ["code-b5", "code-b6"]


def test_pictures_take_their_room(app: Any, visit: Visit) -> None:
    key = app.registry.pictures.keep(make_picture(size=(800, 600)))
    caption = "<p>The <b>loom</b>.</p>"
    make_string(blocks=[
        Block(kind="picture", picture=key, label="A loom", text_html=caption),
        Block(kind="picture", picture=64 * "0", label="A ledger"), Block(kind="picture"),
    ])  # fmt: skip

    page = visit.get(PAGE)

    (image,) = page.lxml.xpath("//figure[@class='picture']/img")
    assert [image.get(name) for name in ("width", "height", "alt", "loading")] == [
        "800", "600", "A loom", "lazy",
    ]  # fmt: skip
    assert image.get("srcset").startswith(f"/pictures/{key}/160.webp 160w, ")
    assert texts(page, "//figure[@class='picture']") == [
        "The loom.", "This picture is not here any more: A ledger.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "heading", "more"),
    [
        ("<p>Why <em>so</em>?</p>\n<p>Tell us.</p><ul><li>All</li></ul>", "Why so?", "Tell us.All"),
        ("<ul><li>One</li><li>Two</li></ul>", "Question", "OneTwo"),
        ("", "Question", None),
    ],
)  # fmt: skip
def test_a_question_of_several_parts(
    visit: Visit, html: str, heading: str, more: str | None
) -> None:
    make_string(blocks=[Block(kind="question", text_html=html)])

    page = visit.get(PAGE)

    assert texts(page, "//section[@class='pair']//h2") == [heading]
    assert texts(page, "//*[contains(@class, 'question-more')]") == ([more] if more else [])


def test_a_portrait_takes_its_room_and_says_whose_it_is(app: Any, visit: Visit) -> None:
    key = app.registry.pictures.keep(make_picture(size=(900, 1200)))
    make_string(artwork=key)

    page = visit.get(PAGE)

    (portrait,) = page.lxml.xpath("//img[@class='portrait']")
    assert [portrait.get(name) for name in ("width", "height", "alt")] == [
        "900", "1200", "Portrait of Ama Owusu",
    ]  # fmt: skip
    assert page.lxml.xpath("//meta[@property='og:image']/@content")[0].endswith(f"{key}/1400.jpg")
    seen = page.lxml.xpath("//meta[@property='og:image:alt']/@content")
    assert seen == ["Portrait of Ama Owusu"]


def test_nothing_is_known_of_it(visit: Visit) -> None:
    make_interview(
        "Bare", slug="string", people=[], subtitle=None, introduction_html=None, minutes=None,
        teaser=None, published_at=None, blocks=[],
    )  # fmt: skip

    page = visit.get(PAGE)

    assert texts(page, "//article//p")[:2] == [
        "Interview", "There is nothing to read in this interview yet.",
    ]  # fmt: skip
    assert blocks(page)["Article"]["description"] == "Bare"
    assert texts(visit.get("/interviews"), "//h3") == ["Bare"]


def test_from_right_to_left(visit: Visit) -> None:
    make_string(language="ar")

    article = visit.get(PAGE).lxml.xpath("//article")[0]

    assert article.get("dir") == "rtl"
    assert article.xpath(".//h2[1]/@lang") == ["ar"]


def test_hostile_words_stay_words(visit: Visit) -> None:
    make_interview(
        f"T{BAD}", slug="string", subtitle=BAD, people=[make_person(f"N{BAD}", key="n", slug="n")],
        topics=[make_topic(f"W{BAD}", key="w", slug="w")], language='"><script>',
        links=[Link(label=BAD, url="https://a.example"), Link(label="b", url="javascript:1")],
        blocks=[said("quote", "Q", label=BAD), Block(kind="code", label=BAD, text_html="c"),
                Block(kind="picture", picture=f"../{BAD}", label=BAD)],
    )  # fmt: skip

    for address in (PAGE, "/interviews"):
        page = visit.get(address)
        assert "<script>alert" not in page.text
        assert "javascript:" not in page.text
    assert texts(visit.get(PAGE), "//h1") == [f"T{BAD}"]
