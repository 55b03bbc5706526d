"""The site in Markdown for machines that read: what is there, and nothing that is not public."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from markdown_it import MarkdownIt

from talkpython_site.documents import utc_now
from tests.conftest import Queries
from tests.factories import make_course, make_episode, make_interview, make_person, make_podcast

SITE = "https://longwave.example"
HOSTILE = (
    "x](https://evil.example) <b> # y\n## Mine\n- [z](https://evil.example) `c` &lt; \u202e *w*"
)


def read(visit: Any) -> str:
    response = visit.get("/llms.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=UTF-8"
    found: str = response.text
    return found


def made_world() -> None:
    ines, abdul = make_person("Ines Okafor"), make_person("Abdul Siddiq")
    deep = make_podcast("Deep Harbour", slug="deep", subtitle="Talk under water.")
    make_episode(deep, people=[ines])
    make_course("Tides by Hand", slug="tides", people=[(abdul, "author")])
    make_interview(
        slug="timed", people=[ines, (abdul, "interviewer")],
        published_at=datetime(2024, 5, 1, tzinfo=UTC),
    )  # fmt: skip


def test_all_kinds_and_their_feeds_are_there(visit: Any) -> None:
    made_world()

    name, tagline, *parts = read(visit).split("\n\n")

    assert name == "# Longwave"
    assert tagline == "> A podcast, courses and interviews, with their people and topics."
    assert dict(zip(parts[::2], parts[1::2], strict=True)) == {
        "## Lists": "\n".join(
            f"- [{label}]({SITE}/{path})"
            for label, path in (("Episodes", "episodes"), ("The show", "podcasts/deep"),
                                ("Courses", "courses"), ("Interviews", "interviews"),
                                ("People", "people"))
        ),
        "## Podcasts": f"- [Deep Harbour]({SITE}/podcasts/deep): 1 episode. Talk under water",
        "## Courses": f"- [Tides by Hand]({SITE}/courses/tides): 5 lectures. "
        "Reading the sea without a table",
        "## Interviews": f"- [The woman who timed the tide]({SITE}/interviews/timed): "
        "with Ines Okafor. 1 May 2024. She has read the gauge every morning for thirty years",
        "## Feeds": f"- [Deep Harbour]({SITE}/podcasts/deep/feed.xml)\n"
        f"- [Interviews]({SITE}/interviews/feed.xml)",
        "## Optional": f"- [Sitemap]({SITE}/sitemap.xml): every page with its day\n",
    }  # fmt: skip


def test_an_empty_site_has_its_name_and_its_sitemap(visit: Any) -> None:
    assert read(visit) == (
        "# Longwave\n\n> Podcasts, courses and interviews, with their people and topics.\n\n"
        f"## Optional\n\n- [Sitemap]({SITE}/sitemap.xml): every page with its day\n"
    )


@pytest.mark.parametrize(
    "words", [HOSTILE, "- a", "1. a", "+ a", "= a", "\\[a](b)", "![a](b)", "> a"]
)
def test_titles_are_words_and_nothing_else(visit: Any, words: str) -> None:
    make_podcast(words, subtitle=words)
    make_course(words, subtitle=words)
    make_interview(words, subtitle=words, people=[make_person(words, slug="p", key="p")])

    tokens = MarkdownIt("commonmark").parse(read(visit))

    headings = [
        tokens[n + 1].content for n, each in enumerate(tokens) if each.type == "heading_open"
    ]
    assert headings == [
        "Longwave",
        "Lists",
        "Podcasts",
        "Courses",
        "Interviews",
        "Feeds",
        "Optional",
    ]
    inline = [child for each in tokens for child in each.children or ()]
    assert {child.type for child in inline} == {"text", "link_open", "link_close"}
    addresses = [str(each.attrs["href"]) for each in inline if each.type == "link_open"]
    assert all(address.startswith(f"{SITE}/") for address in addresses)
    assert not any("\u202e" in child.content for child in inline)


def test_nothing_that_is_not_public(visit: Any) -> None:
    later = utc_now() + timedelta(days=1)
    for state in ({"state": "draft"}, {"published_at": later}, {"state": "unpublished"}):
        make_course("Hidden", **state)
        make_interview("Hidden", **state)
    make_podcast("Hidden", state="draft")

    assert "Hidden" not in read(visit)


def test_the_newest_hundred(visit: Any) -> None:
    for _ in range(102):
        make_interview()

    assert read(visit).count("/interviews/interview-") == 100


def test_it_is_kept_and_asks_for_the_stamp_alone(visit: Any, queries: Queries) -> None:
    made_world()
    with queries() as asked:
        first = visit.get("/llms.txt")
    assert asked.count == 1, asked.names

    visit.get("/llms.txt", headers={"If-None-Match": first.headers["ETag"]}, status=304)
    make_interview("Another")
    again = visit.get("/llms.txt", headers={"If-None-Match": first.headers["ETag"]})
    assert "Another" in again.text
