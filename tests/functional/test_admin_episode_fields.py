"""What is typed into each field of an episode: what is taken, what is refused, what is kept."""

from typing import Any
from urllib.parse import urlencode

import pytest
from bson import ObjectId

from talkpython_site.documents import Chapter, Credit, Episode, Link, Podcast
from tests.conftest import Visit
from tests.episode_forms import (
    NEW,
    ORIGIN,
    address_of,
    editor,
    editor_of,
    form_at,
    form_in,
    saved,
    sent,
    stored,
    wrong,
)
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.growing import OFTEN, USED

LONG = "x" * 301
ON_PAGE = "https://longwave.example"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("title", "", "Title: Type a title."),
        ("title", " \n ", "Title: Type a title."),
        ("title", LONG, "Title: A title of 301 characters: 300 are the most."),
        ("number", "-1", "Number: Type a whole number from 0 to 99,999, or nothing."),
        ("number", "7.5", "Number: Type a whole number"),
        ("number", "٧", "Number: Type a whole number"),
        ("number", "9" * 5000, "Number: Type a whole number"),
        ("season", "two", "Season: Type a whole number"),
        ("kind", "film", "Kind: Choose one of these kinds."),
        ("slug", "…", "Address: Letters or digits are missing."),
        ("slug", "y" * 81, "Address: It has 81 characters: 80 are the most."),
        ("summary", "x" * 4001, "Summary: A summary of 4,001 characters: 4,000 are the most."),
        ("notes", "x" * 200_001, "Notes: Notes of 200 kB: 200 kB at most."),
        ("notes", "[" * 10_000, "Notes: Notes with more than 5,000 brackets “[” cannot be read."),
        ("notes", OFTEN, f"Notes: {USED}"),
        ("people", ", guest", "People: Line 1, “, guest”, has no name."),
        ("people", f"Ines, guest\n{LONG}", "People: Line 2, “xx"),
        ("people", "a\n" * 101, "People: These are 101 people; 100 is the most."),
        ("topics", ",".join(map(str, range(51))), "Topics: These are 51 topics; 50 is the most."),
        ("topics", LONG, "Topics: Topic 1, “xx"),
        ("links", "harbour", "Links: Line 1, “harbour”, begins with no address"),
        ("links", "javascript:alert(1) x", "Links: Line 1, “javascript:alert(1) x”, begins"),
        ("links", "data:text/html,x", "Links: Line 1"),
        ("links", "https://a.example/\n" * 201, "Links: These are 201 links; 200 is the most."),
        ("audio", "12.mp3", "Address of the file: Type a whole address"),
        ("audio", "ftp://media.example/1.mp3", "Address of the file: Type a whole address"),
        ("audio", "https://exa mple/1.mp3", "Address of the file: Type a whole address"),
        ("audio", "https://media.example", "Address of the file: Type a whole address"),
        ("audio_type", "text/html", "Type: Choose one of these types."),
        ("audio_bytes", "0", "Bytes: Type how many bytes the file has"),
        ("audio_bytes", "41 MB", "Bytes: Type how many bytes the file has"),
        ("audio_bytes", "9" * 20, "Bytes: Type how many bytes the file has"),
        ("duration", "an hour", "Length: “an hour” is no length: write 54:20 or 1:02:03."),
        ("duration", "0:00", "Length: “0:00” is no length"),
        ("chapters", "Hello", "Chapters: Line 1, “Hello”, begins with no time"),
        ("chapters", "0 Hello\n1:2:3:4 x", "Chapters: Line 2, “1:2:3:4 x”, begins with no time"),
        ("chapters", "00:30", "Chapters: Line 1, “00:30”, has no title."),
        ("chapters", "0:30 Sponsor:", "Chapters: Line 1, “0:30 Sponsor:”, has no title."),
        ("chapters", f"0 {LONG}", "Chapters: Line 1, “0…”, has more than 300"),
        ("chapters", "58:12 End", "Chapters: Line 1, “58:12 End”, begins after the end, 00:58:12."),
        ("chapters", "0 a\n" * 10_000, "Chapters: These are 10,000 chapters; 1,000 is the most."),
        ("is_explicit", "perhaps", "Explicit: Choose one of these."),
    ],
)
def test_what_will_not_do_is_said_at_its_field(
    visit: Visit, name: str, value: str, told: str
) -> None:
    episode = make_episode(state="draft")
    before = stored(episode)
    page = sent(form_at(editor_of(visit, episode), address_of(episode)), 422, **{name: value})
    (said,) = wrong(page)
    assert said.startswith(told)
    below: str = page.lxml.xpath(f"string(//*[@id='{name}-wrong'])")
    assert said.endswith(below)
    assert below
    assert page.lxml.xpath(f"//*[@id='{name}']/@aria-invalid") == ["true"]
    assert stored(episode) == before


def test_all_that_was_typed_is_kept(visit: Visit) -> None:
    episode = make_episode(state="draft")
    typed: dict[str, Any] = {
        "title": "",
        "notes": "\n  <b>kept</b> & so",
        "chapters": "x",
        "audio_bytes": "y",
    }
    page = sent(form_at(editor_of(visit, episode), address_of(episode)), 422, **typed)
    assert len(wrong(page)) == 3
    assert form_in(page)["notes"].value.strip() == "<b>kept</b> & so"
    assert [form_in(page)[name].value for name in ("chapters", "audio_bytes")] == ["x", "y"]
    sent(form_in(page), title="Now", chapters="0 Hello", audio_bytes="")
    assert stored(episode)["title"] == "Now"


def test_a_number_is_one_episodes(visit: Visit) -> None:
    podcast = make_podcast()
    make_episode(podcast, number=7, season=2, title="The seventh", state="draft")
    taken = make_episode(podcast, number=7, season=2, title="The other seventh", key="s2e7")
    sent(form_at(editor(visit, podcast), address_of(taken)), title="It keeps its number")
    form = form_at(editor(visit, podcast), NEW)
    page = sent(form, 422, title="Mine", number="7", season="2")
    (said,) = wrong(page)
    assert said.endswith("seventh” has the number 7 already.")
    for season, kind in (("3", "full"), ("2", "bonus")):
        form = form_at(editor(visit, podcast), NEW)
        sent(form, title="Mine", number="7", season=season, kind=kind)
    page = sent(form_at(editor(visit, podcast), address_of(taken)), 422, season="3")
    assert wrong(page) == ["Number: “Mine” has the number 7 already."]


@pytest.mark.parametrize("title", ["🦪 Tide 🎙️", "شريط المد والجزر", "a\u202eb", "日本語", "ꙮ"])
def test_titles_of_every_script(visit: Visit, title: str) -> None:
    podcast = make_podcast()
    page = sent(form_at(editor(visit, podcast), NEW), title=title).follow()
    made = Episode.objects.get(title=title)
    assert made.slug
    assert form_in(page)["title"].value == title


def test_what_no_editor_means_is_left_out(visit: Visit) -> None:
    episode = make_episode(state="draft")
    now = saved(visit, episode, title="a\0b\x1bc\nd", notes="x\0y\r\nz\x07")
    assert now["title"] == "abc d"
    assert now["notes_source"] == "xy\nz"


def test_half_a_character_becomes_a_mark(visit: Visit) -> None:
    episode = make_episode(state="draft")
    browser = editor_of(visit, episode)
    form = form_at(browser, address_of(episode))
    fields = {name: form[name].value for name in ("csrf_token", "revision")}
    browser.post(address_of(episode), urlencode(fields).encode() + b"&title=a%ED%A0%80b", ORIGIN)
    assert stored(episode)["title"].strip("ab") == "\ufffd" * 3


def test_notes_of_five_megabytes_are_refused_and_stay_typed(visit: Visit) -> None:
    episode = make_episode(state="draft")
    form = form_at(editor_of(visit, episode), address_of(episode))
    page = sent(form, 422, notes="x" * 5_000_000)
    assert wrong(page) == ["Notes: Notes of 5.0 MB: 200 kB at most."]
    assert form_in(page)["notes"].value.strip() == "x" * 5_000_000
    assert "That is more than this page can take" in sent(form, 413, notes="x" * 7_000_000)


# Addresses


def test_an_address_follows_the_title_of_a_draft_until_it_is_typed(visit: Visit) -> None:
    episode = make_episode(state="draft", title="One", slug="one")
    assert saved(visit, episode, title="Two")["slug"] == "two"
    assert saved(visit, episode, slug="My Own!")["slug"] == "my-own"
    assert saved(visit, episode, title="Three")["slug"] == "my-own"
    assert saved(visit, episode, slug="")["slug"] == "three"


def test_a_published_address_stays(visit: Visit) -> None:
    episode = make_episode(title="One", slug="one")
    assert saved(visit, episode, title="Two")["slug"] == "one"


# Notes


def test_markdown_is_made_safe_and_its_source_kept(visit: Visit) -> None:
    words = "[a](data:text/html,x) [b](/about) **c** <b onclick=x>d</b>"
    source = f"# Head\n\n<script>x()</script>\n\n{words}"
    now = saved(visit, make_episode(state="draft", notes_html=None), notes=source)
    assert (now["notes_source"], now["notes_format"]) == (source, "markdown")
    html = now["notes_html"]
    assert "<h3>Head</h3>" in html
    assert "<strong>c</strong> <b>d</b>" in html
    assert f'href="{ON_PAGE}/about"' in html
    assert not [word for word in ("script", "onclick", 'href="data:') if word in html]


def test_time_codes_play_and_follow_length_and_address(visit: Visit) -> None:
    episode = make_episode(
        state="draft", notes_html=None, title="Tides", slug="tides", duration_seconds=3600
    )
    now = saved(visit, episode, notes="[12:40] Why\n\nat 1:02:03, too late")
    page = f"{ON_PAGE}/episodes/{Podcast.objects.get().slug}/{episode.key}"
    assert (
        f'<a href="{page}/tides?t=760#listen" rel="nofollow noopener">12:40</a> Why'
        in now["notes_html"]
    )
    assert "3723" not in now["notes_html"]
    now = saved(visit, episode, duration="2:00:00")
    assert f"{page}/tides?t=3723#listen" in now["notes_html"]
    now = saved(visit, episode, title="Ebb")
    assert f"{page}/ebb?t=760#listen" in now["notes_html"]
    assert now["notes_source"] == "[12:40] Why\n\nat 1:02:03, too late"


def test_notes_of_a_feed_stay_html(visit: Visit) -> None:
    episode = make_episode(state="draft", notes_html="<p>One <em>two</em></p>")
    form = form_at(editor_of(visit, episode), address_of(episode))
    assert form["notes"].value == "<p>One <em>two</em></p>"
    assert "In HTML or plain text" in form.response
    now = saved(visit, episode, notes="<p>One *two* <script>x</script></p>")
    assert now["notes_html"].strip() == "<p>One *two* </p>"
    assert "notes_format" not in now
    assert "notes_html" not in saved(visit, episode, notes="")
    assert "<em>two</em>" in saved(visit, episode, notes="*two*")["notes_html"]


# What a form does not show


def with_parts() -> Episode:
    """A draft whose parts have more than lines show."""
    people, topics = make_people(), [make_topic("Tides"), make_topic("Wind, water")]
    episode = make_episode(state="draft", topics=topics)
    episode.people = [
        Credit(person=people[0], role="guest", group="cast"),
        Credit(person=people[1]),
    ]
    episode.chapters = [
        Chapter(start_seconds=0, title="Hello", url="https://a.example/", picture_url="https://p/"),
        Chapter(start_seconds=90.5, title="The maps", sponsor="Lantern Maps"),
    ]
    episode.links = [Link(url="https://harbour.example/", label="The port")]
    return episode.change()


def make_people() -> list[ObjectId]:
    return [make_person(name).id for name in ("Ines Okafor", "Berit Aas")]


def test_changed_people_and_topics_keep_what_lines_do_not_show(visit: Visit) -> None:
    episode = with_parts()
    ines, berit = (credit.person for credit in episode.people)
    tides, wind = episode.topics
    typed = {"people": "Berit Aas\nInes Okafor, host", "topics": "Wind, water, tides, New"}
    now = saved(visit, episode, **typed)
    assert now["people"] == [{"person": berit}, {"person": ines, "role": "host", "group": "cast"}]
    assert now["topics"][:2] == [wind, tides]
    assert len(now["topics"]) == 3
    now = saved(visit, episode, people="Berit Aas, host\nAna")
    assert [each["role"] for each in now["people"]] == ["host", "guest"]
    now = saved(visit, episode, people="", topics="")
    assert not {"people", "topics"} & now.keys()


def test_links_are_typed_without_a_scheme(visit: Visit) -> None:
    typed = "example.org/herons Herons\nhttp://old.example"
    now = saved(visit, make_episode(state="draft"), links=typed)
    assert [each["url"] for each in now["links"]] == [
        "https://example.org/herons",
        "http://old.example",
    ]


def test_changed_chapters_and_links_keep_what_lines_do_not_show(visit: Visit) -> None:
    chapters = "0:05 Hello\n0:02:00 Sponsor: Lantern Maps\n1:00 Between"
    links = "https://harbour.example/ The harbour"
    now = saved(visit, with_parts(), chapters=chapters, links=links)
    hello, between, maps = now["chapters"]
    assert hello == {
        "start_seconds": 5,
        "title": "Hello",
        "url": "https://a.example/",
        "picture_url": "https://p/",
    }
    assert between == {"start_seconds": 60, "title": "Between"}
    assert maps == {"start_seconds": 120, "title": "The maps", "sponsor": "Lantern Maps"}
    assert now["links"] == [{"url": "https://harbour.example/", "label": "The harbour"}]
