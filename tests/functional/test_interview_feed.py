"""The feed of interviews, as programs of others read it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import feedparser_rs
from lxml import etree
from webtest import TestApp

from talkpython_site.documents import Block, Interview
from talkpython_site.feeds.interviews import LARGEST, LEAST
from talkpython_site.interview_feed import AT_ONCE, MOST
from tests.conftest import Queries, Visit, watch
from tests.factories import make_interview, make_person, make_topic, said
from tests.pictures import make_picture
from tests.reading_feeds import HERE

FEED = "/interviews/feed.xml"
NAMES = {"a": "http://www.w3.org/2005/Atom"}
WHEN = datetime(2026, 11, 8, 6, 30, tzinfo=UTC)


def root_of(visit: Visit) -> Any:
    return etree.fromstring(visit.get(FEED).body, etree.XMLParser(resolve_entities=False))


def said_in(root: Any, path: str) -> list[str]:
    return [each.text or "" for each in root.iterfind(path, NAMES)]


def make_whole(app: Any) -> Interview:
    """Everything that an interview may hold."""
    key = app.registry.pictures.keep(make_picture(size=(800, 600)))
    ama, teo = make_person("Ama Owusu"), make_person("Teo Brandt")
    mara = (make_person("Mara Lindqvist"), "interviewer")
    return make_interview(
        "Taught with string & wool", slug="string", language="en-GB", published_at=WHEN,
        people=[ama, teo, mara], topics=[make_topic("teaching")], artwork=key,
        blocks=[
            Block(kind="note", text_html='<p dir="auto">Tea</p>\n<p>is <b>poured</b>.</p>'),
            said("question", "How did it begin?"),
            said("answer", "By a loom.", person=ama.id),
            said("quote", "A pattern is a promise.", label="Ama <b>"),
            Block(kind="picture", picture=key, label='A "loom"', text_html="<p>The loom.</p>"),
            Block(kind="picture", picture=64 * "0"),
            Block(kind="code", label="python", text_html="<pre><code>a &lt; b</code></pre>"),
            said("question", ""),
        ],
    )  # fmt: skip


def test_feedparser_reads_an_interview_whole(app: Any, visit: Visit) -> None:
    made = make_whole(app)

    found = feedparser.parse(visit.get(FEED).body)
    (entry,) = found.entries

    assert (found.bozo, found.version) == (False, "atom10")
    assert found.feed.links[0].href == f"{HERE}{FEED}"
    assert (entry.title, entry.link) == (made.title, f"{HERE}/interviews/string")
    assert entry.published_parsed[:5] == (2026, 11, 8, 6, 30)
    assert [author.name for author in entry.authors] == ["Mara Lindqvist"]
    assert [each.name for each in entry.contributors] == ["Ama Owusu", "Teo Brandt"]
    assert [tag.term for tag in entry.tags] == ["teaching"]
    assert entry.content[0].language == "en-GB"
    assert "By a loom." in entry.content[0].value


def test_feedparser_rs_reads_it_too(app: Any, visit: Visit) -> None:
    make_whole(app)

    found: Any = feedparser_rs.parse(visit.get(FEED).body)
    (entry,) = found.entries

    assert not found.bozo
    assert (found.feed.title, found.feed.language) == ("Interviews on Longwave", "en")
    assert (entry.link, entry.author) == (f"{HERE}/interviews/string", "Mara Lindqvist")


def test_what_its_text_is_made_of(app: Any, visit: Visit) -> None:
    key = make_whole(app).artwork

    (html,) = said_in(root_of(visit), "a:entry/a:content")

    picture = f'<img src="{HERE}/pictures/{key}/1400.jpg" width="800" height="600" alt='
    assert f'<p>{picture}"Portrait of Ama Owusu and Teo Brandt"></p>' in html
    aside = '<p dir="auto"><em>Tea</em></p>\n<p><em>is <b>poured</b>.</em></p>'
    assert f"<aside>{aside}</aside>" in html
    assert "<h2>How did it begin?</h2><p><b>Ama Owusu</b></p><p>By a loom.</p>" in html
    assert "<blockquote><p>A pattern is a promise.</p></blockquote>" in html
    assert "<figcaption>Ama &lt;b&gt;</figcaption>" in html
    assert f'{picture}"A &quot;loom&quot;"><figcaption><p>The loom.</p></figcaption>' in html
    assert "<pre><code>a &lt; b</code></pre>" in html
    assert html.count("<figure>") == 2  # nothing of a picture that is gone


def test_a_question_ends_where_its_answer_begins(visit: Visit) -> None:
    asked = Block(kind="question", text_html="<p>Why?</p>\n<p>And <em>how</em>?</p>")
    listed = Block(kind="question", text_html="<ul><li>When?</li></ul>")
    make_interview(blocks=[asked, said("answer", "So."), listed, said("answer", "Then.")])

    (html,) = said_in(root_of(visit), "a:entry/a:content")

    assert html.endswith(
        "<h2>Why?</h2><p><b>And <em>how</em>?</b></p><p>So.</p>"
        "<ul><li><b>When?</b></li></ul><p>Then.</p>"
    )


def test_only_what_is_public_newest_first(visit: Visit) -> None:
    now = datetime.now(UTC)
    make_interview("Old", published_at=now - timedelta(days=2), people=[], language=None)
    make_interview("New", published_at=now - timedelta(days=1))
    make_interview("Tomorrow", published_at=now + timedelta(days=1))
    make_interview("Draft", state="draft", published_at=None)
    make_interview("Undated", published_at=None)
    root = root_of(visit)

    assert said_in(root, "a:entry/a:title") == ["New", "Old", "Undated"]
    assert len(said_in(root, "a:entry/a:published")) == 2
    assert len(set(said_in(root, "a:entry/a:id"))) == len(said_in(root, "a:entry/a:updated")) == 3


def test_documents_decide_what_is_public(app: Any, clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    make_interview("Kept")
    hidden, gone = make_interview("Hidden"), make_interview("Gone")
    app.registry.catalogue.load()
    Interview.collection().update_one({"_id": hidden.id}, {"$set": {"state": "draft"}})
    Interview.collection().delete_one({"_id": gone.id})

    body = TestApp(app).get(FEED).body

    assert (b"Kept" in body, b"Hidden" in body, b"Gone" in body) == (True, False, False)


def test_pages_lead_to_it(visit: Visit) -> None:
    make_interview("String", slug="string")

    for page in ("/interviews", "/interviews/string"):
        links = visit.get(page).lxml.xpath(f"//main//a[@href='{FEED}'][@hx-boost='false']")
        assert [each.get("type") for each in links] == ["application/atom+xml"], page


def test_no_interview_is_a_feed_too(visit: Visit) -> None:
    root = root_of(visit)

    assert said_in(root, "a:author/a:name") == ["Longwave"]
    assert not said_in(root, "a:entry/a:title")


def test_hostile_words_stay_words(visit: Visit) -> None:
    bad = "<script>alert(1)</script>]]>&\ufffe\x07\ud800"
    bad = bad.encode("utf-8", "replace").decode()
    make_interview(
        f"T{bad}", people=[make_person(f"N{bad}", key="n", slug="n")], subtitle=bad,
        topics=[make_topic(f"W{bad}", key="w", slug="w")],
        blocks=[said("quote", "Q.", label=bad), Block(kind="answer", text_html="<p>\ufffe]]></p>")],
    )  # fmt: skip

    root = root_of(visit)

    assert said_in(root, "a:entry/a:title") == ["T<script>alert(1)</script>]]>&?"]
    (html,) = said_in(root, "a:entry/a:content")
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_what_is_too_much_tells_its_first_words(visit: Visit) -> None:
    long = said("answer", LARGEST // 2 * "a")
    short = said("answer", "Short.")
    for days, block in enumerate([long, long, short]):
        make_interview(f"{days}", published_at=WHEN - timedelta(days=days), blocks=[block])

    root = root_of(visit)

    told = [each.findtext("a:content", "", NAMES) for each in root.iterfind("a:entry", NAMES)]
    assert [bool(html) for html in told] == [True, False, True]
    assert told[2].endswith("<p>Short.</p>")
    assert len(said_in(root, "a:entry/a:summary")) == 3


class Bodies:
    """Whether each reading of interviews asks for what they say."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    def before(self, name: str, command: Mapping[str, Any]) -> None:
        if name == "find interviews":
            self.asked.append("blocks.text_html" in command["projection"])

    def after(self, *_heard: object) -> None:
        pass


def test_once_it_is_full_no_text_is_read(visit: Visit) -> None:
    for number in range(AT_ONCE + 1):
        words = (LARGEST - LEAST) * "a" if number == 0 else "Short."
        made = WHEN - timedelta(days=number)
        make_interview(f"{number}", published_at=made, blocks=[said("answer", words)])
    visit.get("/interviews")

    with watch.accompanied(bodies := Bodies()):
        root = root_of(visit)

    assert len(said_in(root, "a:entry/a:content")) == 1
    assert len(said_in(root, "a:entry/a:summary")) == AT_ONCE + 1
    assert bodies.asked[-2:] == [True, False]  # before: the cards


def test_many_are_read_a_few_at_once(visit: Visit, queries: Queries) -> None:
    for number in range(MOST + 1):
        make_interview(f"No. {number}", published_at=WHEN - timedelta(days=number))
    visit.get("/interviews")
    with queries() as asked:
        found = said_in(root_of(visit), "a:entry/a:title")

    assert found == [f"No. {number}" for number in range(MOST)]
    assert asked.names == ["find stamps", *["find interviews"] * (MOST // AT_ONCE)]


def test_it_is_kept_and_asked_for_again(visit: Visit, queries: Queries) -> None:
    make_interview()
    visit.get("/interviews")
    with queries() as cold:
        answer = visit.get(FEED)
    with queries() as kept:
        visit.get(FEED, headers={"If-None-Match": answer.headers["ETag"]}, status=304)

    assert answer.content_type == "application/atom+xml"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert cold.names == ["find stamps", "find interviews"]
    assert kept.names == ["find stamps"]


def test_pages_of_interviews_offer_it(visit: Visit) -> None:
    make_interview(slug="string")

    for address in ("/interviews", "/interviews/string"):
        page = visit.get(address)
        found = page.lxml.xpath("//link[@type='application/atom+xml']/@href")
        assert found == [f"{HERE}{FEED}"]
