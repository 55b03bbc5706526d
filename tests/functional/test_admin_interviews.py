"""Interviews for admins: filtered, searched, put in order, in the bin; pictures and revisions."""

from datetime import UTC, datetime
from typing import Any

import pytest
from webtest import Upload

from talkpython_site.documents import COMMAND_LINE, Block, Interview
from tests.conftest import Queries, Visit
from tests.editors import key_at
from tests.episode_forms import form_in, posted, sent
from tests.factories import make_interview, make_person, make_topic, said
from tests.functional.test_episode_files import pressed
from tests.interview_forms import (
    FILES,
    LIST,
    NEW,
    address_of,
    form_of,
    new_form,
    saved,
    stored,
    text_in,
)
from tests.pictures import make_picture
from tests.reading import links, texts
from tests.visitors import admin, led_to, send

LATER = datetime(2999, 3, 29, 6, 30, tzinfo=UTC)
DAY = datetime(2024, 3, 2, 12, tzinfo=UTC)


def titles(page: Any) -> list[str]:
    return texts(page, "//p[@class='podcast-title']")


@pytest.fixture
def interviews(visit: Visit) -> list[Interview]:  # noqa: ARG001 - it empties the database first
    """Four interviews, one in each state."""
    ines, sea = make_person("Inês Okafor"), make_topic("sea")
    return [
        make_interview("Tides", published_at=DAY, people=[ines], topics=[sea], minutes=5),
        make_interview("ébb", state="draft", published_at=None, topics=[sea], minutes=9),
        make_interview("Flow", published_at=LATER, people=[], minutes=7),
        make_interview("Moss", state="unpublished", published_at=DAY.replace(day=1), minutes=1),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["ébb", "Flow", "Tides", "Moss"]),
        ("sort=title", ["ébb", "Flow", "Moss", "Tides"]),
        ("sort=length", ["ébb", "Flow", "Tides", "Moss"]),
        ("sort=state", ["ébb", "Flow", "Tides", "Moss"]),
        ("state=draft", ["ébb"]),
        ("state=scheduled", ["Flow"]),
        ("state=published", ["Tides"]),
        ("state=unpublished", ["Moss"]),
        ("topic=sea", ["ébb", "Tides"]),
        ("q=EBB", ["ébb"]),
        ("q=ines", ["Tides"]),
        ("q=nothing", []),
    ],
)
def test_narrowed_and_put_in_order(
    visit: Visit, interviews: list[Interview], query: str, found: list[str]
) -> None:
    page = admin(visit).get(f"{LIST}?{query}")
    assert len(interviews) == 4
    assert titles(page) == found
    assert ("No interview is like this." in page) is (not found)


@pytest.mark.parametrize(
    ("query", "status"), [("state=x", 400), ("sort=x", 400), ("topic=x", 404), ("page=2", 404)]
)
def test_lists_that_are_not_there(visit: Visit, query: str, status: int) -> None:
    admin(visit).get(f"{LIST}?{query}", status=status)


def test_each_tells_how_it_stands(visit: Visit) -> None:
    make_interview("Tides", published_at=DAY, people=[make_person("Ines")])
    make_interview("Ebb", published_at=DAY, blocks=(), minutes=None)
    page = admin(visit).get(f"{LIST}?sort=title")
    facts = texts(page, "//ol[@class='podcast-rows']//p[contains(@class, 'dotted')]/span")
    assert facts == ["No question yet", "Ines", "1 question", "4 min read"]
    assert texts(page, "//p[@class='state']") == ["Published 2 March 2024"] * 2


def test_the_overview_shows_what_is_in_the_making(
    visit: Visit, interviews: list[Interview], queries: Queries
) -> None:
    browser = admin(visit)
    with queries() as asked:
        page = browser.get("/admin")
    assert (titles(page), len(interviews)) == (["Flow", "ébb"], 4)
    told = texts(page, "//ul[@class='checks']/li")
    assert told[0] == (
        "■ “\u2068Flow\u2069” appears on 29 March 2999, 06:30, and is blocked: nobody interviewed."
    )
    assert asked.names.count("find interviews") == 1
    assert LIST in links(page, "//nav")


def test_the_overview_looks_at_the_next_that_are_scheduled(visit: Visit, queries: Queries) -> None:
    browser, ines = admin(visit), make_person("Ines Okafor")
    asked = Block(kind="answer", text_html="<p>So.</p>")  # words, as they came
    for minute in range(23):
        at, title = LATER.replace(minute=minute), f"Flow {minute}"
        blocks = [asked, *([Block(kind="answer")] if minute else [])]
        make_interview(title, published_at=at, people=[ines], blocks=blocks)
    with queries() as counted:
        page = browser.get("/admin")
    assert titles(page) == [f"Flow {minute}" for minute in range(20)]
    assert "3 more scheduled." in " ".join(texts(page, "//section[@aria-labelledby='interviews']"))
    told = texts(page, "//ul[@class='checks']/li[@class='blocks']")
    assert len(told) == 19
    assert told[0].endswith("and is blocked: empty blocks.")
    assert "Flow 1" in told[0]
    assert counted.names.count("find interviews") == 2


def test_an_empty_list_leads_on(visit: Visit) -> None:
    assert NEW in links(admin(visit).get(LIST), "//p[@class='empty']")


def test_the_list_asks_for_no_interview(visit: Visit, queries: Queries) -> None:
    make_interview()
    browser = admin(visit)
    with queries() as asked:
        browser.get(f"{LIST}?q=tides")
    assert asked.names == ["find accounts", "find stamps"]


def test_what_lies_in_the_bin_is_taken_out(visit: Visit) -> None:
    interview, browser = make_interview("Tides"), admin(visit)
    interview.bin(COMMAND_LINE)
    page = browser.get(f"{LIST}/bin")
    assert links(page, "//p[@class='episode-title']") == [address_of(interview)]
    assert "1 question" in page
    assert "Save" not in texts(browser.get(address_of(interview)), "//form//button")
    (form,) = [each for each in page.forms.values() if "do" in each.fields]
    send(browser, form.action, dict(form.submit_fields()), status=303)
    assert stored(interview)["state"] == "unpublished"
    assert "No interview lies in the bin." in browser.get(f"{LIST}/bin")


def test_what_lies_in_the_bin_is_not_changed(visit: Visit) -> None:
    interview, browser = make_interview("Tides"), admin(visit)
    form = form_of(browser, interview)
    Interview.objects.get(id=interview.id).bin(COMMAND_LINE)
    page = sent(form, 409, title="Kept")
    assert form_in(page)["title"].value == "Kept"
    assert "This interview lies in the bin" in page


def test_an_address_is_proposed_while_the_title_is_typed(visit: Visit, editor: Visit) -> None:
    made = make_interview("Tides", slug="tides")
    address = "/admin/slugs?kind=interview&title=Tides"
    browser = admin(visit)
    assert browser.get(address).json == {"slug": "tides-2"}
    assert browser.get(f"{address}&of={made.id}").json == {"slug": "tides"}
    assert editor.get(address).json == {"slug": ""}


# Pictures


def test_a_portrait_is_shown_and_then_saved(visit: Visit) -> None:
    interview, browser = make_interview(slug="tides", people=[make_person()]), admin(visit)
    page = pressed(
        browser.get(address_of(interview)), "artwork", subtitle="Typed before",
        artwork_file=Upload("a.png", make_picture()),
    )  # fmt: skip
    assert "Shown here once you save." in page
    assert "artwork" not in stored(interview)
    sent(form_in(page))
    assert stored(interview)["subtitle"] == "Typed before"
    assert f"/pictures/{stored(interview)['artwork']}/" in visit.get("/interviews/tides")
    sent(form_in(pressed(browser.get(address_of(interview)), "no-artwork")))
    assert "artwork" not in stored(interview)


def test_a_picture_is_put_into_the_introduction(visit: Visit) -> None:
    interview, browser = make_interview(introduction_source="We met."), admin(visit)
    page = pressed(
        browser.get(address_of(interview)), "picture", picture_words="A gauge",
        picture_file=Upload("a.png", make_picture()),
    )  # fmt: skip
    assert "It stands at the end of the introduction. Nothing is saved yet." in page
    sent(form_in(page))
    html = stored(interview)["introduction_html"]
    assert html.startswith("<p>We met.</p>")
    assert 'alt="A gauge"' in html


def test_a_button_that_nobody_knows(visit: Visit) -> None:
    fields = {"do": "dance on", "title": "Kept", "conversation": ":: note\nKept"}
    page = send(admin(visit), "/admin/interviews/files", fields, status=422)
    form = form_in(page)
    assert (form["title"].value, text_in(form)) == ("Kept", ":: note\nKept")


# Seen before it is saved


def seen(form: Any, **typed: str) -> Any:
    form.field_order = [(name, field) for name, field in form.field_order if name not in FILES]
    return posted(form, form.action, 200, {"see": "conversation"}, **typed)


def test_the_conversation_is_seen_as_it_will_be_read(visit: Visit) -> None:
    talk = ":: question Teo Brandt\nWhy?\n\n:: answer\n*So*.\n\n:: code python\nprint(1)"
    page = seen(
        new_form(admin(visit)), title="Tides", introduction="We **met**.", conversation=talk,
        people="Ines\nTeo Brandt, interviewer",
    )  # fmt: skip
    shown = page.html.select_one("#seen")
    assert (shown.select_one("h2[lang], .question h2").text, shown.em.text) == ("Why?", "So")
    assert shown.pre.code.text == "print(1)"
    assert page.html.select_one("#preview strong").text == "met"
    assert text_in(form_in(page)) == talk
    assert Interview.objects.count() == 0


def test_what_cannot_be_seen_says_why(visit: Visit) -> None:
    interview = make_interview()
    page = seen(form_of(admin(visit), interview), conversation=":: qestion")
    assert "is no heading" in page.html.select_one("#seen").text
    assert stored(interview)["revision"] == 0


def test_an_introduction_is_seen_while_it_is_typed(visit: Visit) -> None:
    browser, interview = admin(visit), make_interview(introduction_source="x")
    key = form_of(browser, interview)["revision"].value
    fields = {"revision": key, "introduction": "Wir *trafen* uns.<script>x</script>"}
    page = send(browser, "/admin/notes", fields)
    assert page.html.em.text == "trafen"
    assert page.html.script is None


# Revisions


def test_brought_back_it_says_what_it_said(visit: Visit) -> None:
    interview, browser = make_interview(people=[make_person()]), admin(visit)
    talk = text_in(form_of(browser, interview))
    saved(browser, interview, conversation=f"{talk}\n\n:: note\nMore.", title="Deeper")
    key = key_at(browser, address_of(interview, "/revisions/0"))
    answer = send(browser, address_of(interview, "/revisions/0"), {"revision": key}, status=303)
    assert "The interview says what it said then." in led_to(answer)[1]
    after = stored(interview)
    assert [each["key"] for each in after["blocks"]] == [1, 2]
    sent(form_of(browser, interview), conversation=f"{talk}\n\n:: note\nAgain.")
    assert [each["key"] for each in stored(interview)["blocks"]] == [1, 2, 4]


def test_a_conversation_of_nothing_is_no_error(visit: Visit) -> None:
    interview = make_interview(state="draft", blocks=[said("question", "")])
    assert ":: question [1]" in text_in(form_of(admin(visit), interview))
