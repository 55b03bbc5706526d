"""Revisions of an episode: listed, compared with now, brought back."""

from typing import Any

import pytest

from talkpython_site.documents import Actor, AuditLine, Chapter, Enclosure, Episode, Podcast
from talkpython_site.documents.podcast import Link
from tests.conftest import Queries, Visit, watch
from tests.editors import DRAFT, do, editor_of, key_at, make_tides, now_of
from tests.factories import make_account, make_person, make_podcast, make_topic
from tests.interleaving import Meanwhile
from tests.reading import links, texts
from tests.visitors import admin, led_to, send, signed_in, token_of

NETWORK = "192.0.2.7"


def by(name: str = "Berit Aas") -> Actor:
    return Actor(make_account(name=name).id, NETWORK)


def save(made: Episode, who: Actor, **changes: Any) -> Episode:
    for name, value in changes.items():
        made[name] = value
    return made.save_as(who, "saved")


def address(made: Episode, number: int | str = "") -> str:
    base = f"/admin/episodes/{made.id}/revisions"
    return f"{base}/{number}" if number != "" else base


def lines(page: Any, name: str) -> list[str]:
    """The lines of a field that differ or stand around."""
    path = f"//section[@aria-labelledby='of-{name}']//div/p"
    return ["".join(each.text_content().split("\n")) for each in page.lxml.xpath(path)]


def make_saved(show: Podcast) -> Episode:
    """Another one, saved once."""
    made = make_tides(show, number=8, slug="other")
    save(made, by(), title="Other")
    return made


def bring_back(
    browser: Visit, made: Episode, number: int, status: int = 303, key: str | None = None
) -> Any:
    fields = {"revision": key_at(browser, address(made, number)) if key is None else key}
    return send(browser, address(made, number), fields, status=status)


# The list


def test_who_changed_what(editor: Visit, show: Podcast, queries: Queries) -> None:
    made, berit = make_tides(show), by()
    save(made, berit, title="Ebb", notes_source="Less.", notes_html="<p>Less.</p>", teaser="L")
    made.unpublish("It named somebody.", by("Caspar Quist"))
    with queries() as asked:
        page = editor.get(address(made))
    rows = texts(page, "//ol/li")
    assert len(rows) == 3
    assert rows[0].startswith("Revision 2 Caspar Quist Today, ")
    assert rows[0].endswith("Unpublished Now")
    assert rows[1].startswith("Revision 1 Berit Aas Today, ")
    assert "Saved: Notes, Title Compare revision 1 with now" in rows[1]
    assert rows[2].startswith("Revision 0 By an import, or before changes were noted. Compare")
    assert links(page, "//ol") == [address(made, 1), address(made, 0)]
    assert asked.names == [
        "find accounts", "find episodes", "find revisions", "find audit_lines", "find accounts",
    ]  # fmt: skip


def test_admins_are_led_to_who_it_was(visit: Visit, show: Podcast) -> None:
    made, berit = make_tides(show), by()
    save(made, berit, title="Ebb")
    assert f"/admin/accounts/{berit.account}" in links(admin(visit).get(address(made)))


def test_who_was_erased(editor: Visit, show: Podcast) -> None:
    made, berit = make_tides(show), by()
    save(made, berit, title="Ebb")
    AuditLine.erase(berit.account)  # type: ignore[arg-type] # there is one
    assert "Somebody erased" in texts(editor.get(address(made)), "//ol/li")[0]


def test_many_revisions_go_on(editor: Visit, show: Podcast) -> None:
    made, berit = make_tides(show), by()
    for n in range(53):
        save(made, berit, title=f"Tides {n}")
    first = editor.get(address(made))
    (older,) = first.lxml.xpath("//a[@rel='next']/@href")
    second = editor.get(older)
    numbers = [texts(page, "//ol/li//b") for page in (first, second)]
    assert (numbers[0][0], numbers[0][-1], len(numbers[0])) == ("Revision 53", "Revision 3", 51)
    assert numbers[1] == ["Revision 2", "Revision 1", "Revision 0"]
    for odd in ("x", "-1", "%D9%A3", "9" * 30):
        editor.get(f"{address(made)}?before={odd}", status=400)


# Compared


def test_texts_are_compared_by_line(editor: Visit, show: Podcast) -> None:
    before = "\n".join(f"Line {n}" for n in range(20))
    made = make_tides(show, notes_source=before, notes_html="<p>a</p>")
    after = before.replace("Line 9", "Line nine").replace("Line 19", "Line 19\nThe end <b>")
    save(made, by(), notes_source=after, notes_html="<p>b</p>", teaser="other")
    page = editor.get(address(made, 0))
    assert texts(page, "//section/h2") == ["Notes"]
    assert lines(page, "notes_source") == [
        "Line 0", "Line 1", "… 5 lines that are the same …", "Line 7", "Line 8", "−Gone: Line 9",
        "+New: Line nine", "Line 10", "Line 11", "… 6 lines that are the same …", "Line 18",
        "Line 19", "+New: The end <b>",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "name"), [("<p>Of a feed.</p>", "notes_html"), (None, "notes_source")]
)
def test_notes_are_told_once(editor: Visit, show: Podcast, before: str | None, name: str) -> None:
    made = make_tides(show, notes_html=before)
    save(made, by(), notes_source="Typed.", notes_html="<p>Typed.</p>")
    page = editor.get(address(made, 0))
    assert texts(page, "//section/h2") == ["Notes"]
    assert "Typed." in lines(page, name)[-1]


def test_every_kind_of_field_is_told(editor: Visit, show: Podcast) -> None:
    ines, ben, topic = make_person("Ines"), make_person("Ben"), make_topic("tides")
    made = make_tides(
        show, people=[(ines, "guest")], number=7, is_explicit=False, duration_seconds=3492,
        chapters=[Chapter(start_seconds=0.0, title="Hello")],
    )  # fmt: skip
    other = make_tides(show, key="x", guid="x", people=[(ben, "host")], topics=[topic])
    save(
        made, by(), people=other.people, topics=other.topics, number=8, is_explicit=True,
        duration_seconds=3600, links=[Link(label="Map", url="https://a.example")],
        enclosure=Enclosure(url="https://a.example/b.mp3", size_bytes=7, type="audio/mpeg"),
        chapters=[Chapter(start_seconds=62.0, title="Hello", sponsor="Longwave")],
    )  # fmt: skip
    page = editor.get(address(made, 0))
    assert lines(page, "people") == ["−Gone: Ines, guest", "+New: Ben, host"]
    assert lines(page, "topics") == ["+New: tides"]
    assert lines(page, "number") == ["−Gone: 7", "+New: 8"]
    assert lines(page, "is_explicit") == ["−Gone: no", "+New: yes"]
    assert lines(page, "duration_seconds") == ["−Gone: 58:12", "+New: 1:00:00"]
    assert lines(page, "links") == ["+New: Map · https://a.example"]
    assert lines(page, "chapters") == ["−Gone: 0:00:00 · Hello", "+New: 0:01:02 · Hello · Longwave"]
    assert "+New: url: https://a.example/b.mp3" in lines(page, "enclosure")


def test_state_is_no_part_of_it(editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    do(editor, made, "unpublish", reason="So.")
    page = editor.get(address(made, 0))
    assert texts(page, "//p[@class='empty']") == ["It said then what it says now."]
    assert not page.lxml.xpath("//main//form")


@pytest.mark.parametrize("number", ["1", "7", "x", "-1", "00", "%00"])
def test_what_is_no_revision(editor: Visit, show: Podcast, number: str) -> None:
    made = make_tides(show)
    save(made, by(), title="Ebb")
    editor.get(address(made, number), status=400 if number == "%00" else 404)


# Brought back


def test_brought_back_it_is_a_new_revision(visit: Visit, editor: Visit, show: Podcast) -> None:
    made = make_tides(show, summary="First.")
    save(made, by(), title="Ebb", summary="Second.", slug="ebb")
    page = editor.get(address(made, 0))
    assert "Bring it back, for everybody at once" in page
    answer = bring_back(editor, made, 0)
    assert led_to(answer)[0] == f"/admin/episodes/{made.id}"
    again = now_of(made)
    assert (again.title, again.summary, again.slug, again.revision) == (
        "Tides", "First.", "tides", 2,
    )  # fmt: skip
    assert "Tides" in visit.get("/episodes/deep/7/tides")
    rows = texts(editor.get(address(made)), "//ol/li")
    assert "Brought back revision 0: Address, Summary, Title" in rows[0]
    bring_back(editor, made, 1)
    assert now_of(made).title == "Ebb"


def test_clicked_twice_it_is_brought_back_once(editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    save(made, by(), title="Ebb")
    key = key_at(editor, address(made, 0))
    for _time in range(2):
        bring_back(editor, made, 0, key=key)
    assert now_of(made).revision == 2


def test_what_somebody_changed_meanwhile(editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    save(made, by(), title="Ebb")
    stale, others = key_at(editor, address(made, 0)), key_at(editor, address(make_saved(show), 0))
    save(made, by(), summary="Newer.")
    for key in (stale, others, "", "x"):
        page = bring_back(editor, made, 0, 409, key=key)
        assert "Nothing was done" in texts(page, "//*[@role='alert']")[0]
        assert "Newer." in lines(page, "summary")[-1]
    assert now_of(made).revision == 2


def test_what_somebody_changes_at_this_moment(editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    save(made, by(), title="Ebb")
    token_of(editor)

    def meanwhile() -> None:
        Episode.collection().update_one({"_id": made.id}, {"$set": {"revision": 2}})

    with watch.accompanied(Meanwhile(meanwhile, before="update episodes")):
        assert "Nothing was done" in bring_back(editor, made, 0, 409)
    assert now_of(made).title == "Ebb"


def test_what_is_published_is_not_brought_back_without_audio(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, **DRAFT, enclosure=None)
    save(made, by(), enclosure=Enclosure(url="https://a.example/b.mp3", type="audio/mpeg"))
    do(editor, made, "publish")
    page = bring_back(editor, made, 0, 422)
    assert "It has no audio." in texts(page, "//*[@role='alert']")[0]
    do(editor, now_of(made), "unpublish", reason="So.")
    bring_back(editor, made, 0)
    assert (now_of(made).enclosure, now_of(made).state) == (None, "unpublished")


def test_nothing_is_brought_back_in_the_bin(editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    save(made, by(), title="Ebb")
    do(editor, made, "bin")
    assert not editor.get(address(made, 0)).lxml.xpath("//main//form")
    assert "taken out of it first" in bring_back(editor, made, 0, 409)


def test_who_edits_another_podcast_may_not(visit: Visit, show: Podcast) -> None:
    made = make_tides(show)
    save(made, by(), title="Ebb")
    for browser in (editor_of(visit, make_podcast()), signed_in(visit, make_account())):
        browser.get(address(made), status=403)
        browser.get(address(made, 0), status=403)
        bring_back(browser, made, 0, 403, key="")
    assert now_of(made).revision == 1
