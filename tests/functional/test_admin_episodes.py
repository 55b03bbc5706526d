"""Episodes for their editors: the list, what is found in it, and the bin."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Episode, Podcast, utc_now
from talkpython_site.documents.roles import editor_role
from tests.conftest import Queries, Visit
from tests.editors import editor_of
from tests.factories import make_account, make_episode, make_person, make_podcast
from tests.reading import links, texts
from tests.visitors import admin, led_to, send, signed_in

LATER = datetime(2999, 3, 29, 6, 30, tzinfo=UTC)
LIST = "/admin/episodes"


def titles(page: Any) -> list[str]:
    return texts(page, "//p[@class='episode-title']")


def make_all(podcast: Podcast) -> None:
    """An episode in each state that has a card, and one in the bin."""
    make_episode(podcast, title="Begun", state="draft", published_at=None, number=None)
    make_episode(podcast, title="Coming", published_at=LATER)
    make_episode(podcast, title="Out")
    make_episode(podcast, title="Taken down", state="unpublished")
    make_binned(podcast)


def make_binned(podcast: Podcast, title: str = "Binned", days: int = 3) -> Episode:
    binned_at = utc_now() - timedelta(days=days)
    return make_episode(
        podcast, title=title, state="binned", binned_at=binned_at, is_restorable=True
    )


def test_every_state_has_its_word_and_its_shape(visit: Visit) -> None:
    show = make_podcast("Deep Harbour")
    make_all(show)
    page = editor_of(visit, show).get(LIST)
    assert titles(page) == ["Begun", "Coming", "Taken down", "Out"]
    words = [text.split()[0] for text in texts(page, "//ol//p[@class='state']")]
    assert words == ["Draft", "Scheduled", "Unpublished", "Published"]
    shapes = [
        "".join(shape.xpath(".//@d")) for shape in page.lxml.xpath("//ol//svg[@aria-hidden='true']")
    ]
    assert len(set(shapes)) == 4
    assert texts(page, "//p[@class='episode-when']")[1] == "29 March 2999, 06:30"


def test_a_row_tells_what_it_is(visit: Visit) -> None:
    show = make_podcast("Deep Harbour")
    made = make_episode(
        show, title="Tides", number=7, people=[make_person("Ines"), make_person("Ben")]
    )
    page = editor_of(visit, show).get(LIST)
    assert texts(page, "//ol/li//p[contains(@class, 'dotted')]") == [
        "Deep Harbour 7Ines and Ben58 min"
    ]
    assert f"{LIST}/{made.id}" in links(page)
    assert links(page)[0] == f"{LIST}/new"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=draft", ["Begun"]),
        ("state=scheduled", ["Coming"]),
        ("state=published", ["Herons", "Out"]),
        ("state=unpublished", ["Taken down"]),
        ("podcast=birds", ["Herons"]),
        ("podcast=birds&state=draft", []),
        ("q=h%C3%A9rons", ["Herons"]),
        ("q=down+TAKEN", ["Taken down"]),
        ("q=okafor+HERONS", ["Herons"]),
        ("q=4711", ["Herons"]),
        ("q=nothing+like+it", []),
        ("sort=oldest", ["Out", "Taken down", "Herons", "Coming", "Begun"]),
        ("sort=title", ["Begun", "Coming", "Herons", "Out", "Taken down"]),
        ("sort=number&podcast=birds", ["Herons"]),
        ("sort=state", ["Begun", "Coming", "Herons", "Out", "Taken down"]),
    ],
)
def test_the_list_is_narrowed_and_put_in_order(visit: Visit, query: str, found: list[str]) -> None:
    show, birds = make_podcast(), make_podcast(slug="birds")
    make_all(show)
    make_episode(birds, title="Herons", number=4711, people=[make_person("Ines Okafor")])
    page = editor_of(visit, show, birds).get(f"{LIST}?{query}")
    assert titles(page) == found
    assert ("No episode is like this." in page) is (not found)


def test_the_states_count_what_is_looked_for(visit: Visit) -> None:
    show, other = make_podcast(slug="deep"), make_podcast()
    make_all(show)
    make_episode(other)
    page = editor_of(visit, show, other).get(f"{LIST}?podcast=deep&sort=title&state=draft")
    counted = texts(page, "//nav[@aria-label='States']//a")
    assert counted == ["All 4", "Drafts 1", "Scheduled 1", "Published 1", "Unpublished 1", "Bin"]
    page_of_none = page.goto(f"{LIST}?q=nothing")
    counted = texts(page_of_none, "//nav[@aria-label='States']//a")
    assert counted == ["All 0", "Drafts 0", "Scheduled 0", "Published 0", "Unpublished 0", "Bin"]
    addresses = links(page, "//nav[@aria-label='States']")
    assert addresses[-1] == f"{LIST}/bin"
    assert addresses[0] == f"{LIST}?podcast=deep&sort=title"
    current = page.lxml.xpath("//nav[@aria-label='States']//a[@aria-current='page']/@href")
    assert current == [f"{LIST}?podcast=deep&state=draft&sort=title"]


def test_what_was_asked_stays_in_the_form(visit: Visit) -> None:
    show, other = make_podcast(slug="deep"), make_podcast()
    page = editor_of(visit, show, other).get(
        f"{LIST}?podcast=deep&sort=title&state=draft&q=%3Ctides"
    )
    form = page.forms[next(key for key, form in page.forms.items() if "sort" in form.fields)]
    assert {name: form[name].value for name in ("podcast", "sort", "state", "q")} == {
        "podcast": "deep", "sort": "title", "state": "draft", "q": "<tides",
    }  # fmt: skip


def test_editors_see_theirs_alone_and_admins_all(visit: Visit, queries: Queries) -> None:
    show, other = make_podcast(), make_podcast(slug="other")
    make_episode(show, title="Theirs")
    make_episode(other, title="Foreign")
    browser = editor_of(visit, show)
    with queries() as asked:
        page = browser.get(LIST)
    assert asked.names == ["find accounts", "find stamps", "find drafts"]
    assert titles(page) == ["Theirs"]
    assert not page.lxml.xpath("//select[@name='podcast']")
    browser.get(f"{LIST}?podcast=other", status=404)
    assert titles(admin(visit).get(LIST)) == ["Foreign", "Theirs"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("state=binned", 400), ("state=x", 400), ("sort=x", 400), ("page=-1", 400),
        ("page=abc", 400), ("page=2", 404), ("page=1000000000000", 404), ("podcast=none", 404),
        ("q=%00", 400), ("q=" + "x" * 3000, 200), ("whatever=1&page=1", 200),
    ],
)  # fmt: skip
def test_odd_addresses(visit: Visit, query: str, status: int) -> None:
    show = make_podcast()
    make_episode(show)
    editor_of(visit, show).get(f"{LIST}?{query}", status=status)


def test_many_stand_on_pages_of_fifty(visit: Visit, queries: Queries) -> None:
    show = make_podcast(slug="deep")
    stored = make_episode(show).to_mongo()
    Episode.collection().insert_many(
        {**stored, "_id": ObjectId(), "key": f"n{n}", "guid": f"n{n}", "title": f"Tide {n:03}"}
        for n in range(119)
    )
    browser = editor_of(visit, show)
    with queries() as asked:
        page = browser.get(f"{LIST}?sort=title&q=tide&page=2")
    assert asked.count == 2, asked.names
    assert (titles(page)[0], titles(page)[-1]) == ("Tide 049", "Tide 098")
    assert f"{LIST}?q=tide&sort=title&page=3" in links(page)
    assert f"{LIST}?q=tide&sort=title" in links(page)


def test_nothing_yet(visit: Visit) -> None:
    show = make_podcast()
    page = editor_of(visit, show).get(LIST)
    assert texts(page, "//p[@class='empty']") == ["No episode yet. Write the first one"]
    gone = signed_in(visit, roles=[editor_role("podcast", ObjectId())]).get(LIST)
    assert texts(gone, "//p[@class='empty']") == ["There is no podcast that you edit."]
    assert f"{LIST}/new" not in links(gone)


def test_by_number_the_highest_of_the_last_season_is_first(visit: Visit) -> None:
    show = make_podcast()
    for title, number, season in (("A", 9, 1), ("B", 2, 2), ("C", 10, 1), ("D", None, 3)):
        make_episode(show, title=title, number=number, season=season)
    assert titles(editor_of(visit, show).get(f"{LIST}?sort=number")) == ["B", "C", "A", "D"]


def test_links_lead_to_every_order(visit: Visit) -> None:
    show = make_podcast(slug="deep")
    make_all(show)
    page = editor_of(visit, show).get(f"{LIST}?q=n&sort=title&page=1")
    order = "//nav[@aria-label='Order']"
    assert texts(page, f"{order}//a[@aria-current]") == ["Title"]
    base = f"{LIST}?q=n"
    assert links(page, order) == [
        base, *(f"{base}&sort={word}" for word in ("oldest", "title", "number", "state")),
    ]  # fmt: skip


def test_what_blocks_and_warns_is_marked(visit: Visit) -> None:
    show = make_podcast()
    keys = ["audio", "notes", "summary", "chapters", "of another version"]
    make_episode(show, title="Begun", state="draft", published_at=None, checks=keys)
    make_episode(show, title="Out", checks=["chapters"])
    make_episode(show, title="Fine")
    page = editor_of(visit, show).get(f"{LIST}?sort=title")
    marks = ["".join(texts(page, f"//ol/li[{n}]//p[2]/span[not(bdi)]")) for n in (1, 2, 3)]
    assert marks == [
        "58 min■Blocked: No audio, no notes! 2 warnings", "58 min", "58 min! 1 warning",
    ]  # fmt: skip


# The bin


def test_what_lies_in_the_bin_of_theirs(visit: Visit, queries: Queries) -> None:
    show, other = make_podcast("Deep Harbour"), make_podcast()
    make_binned(show, "Older", days=29)
    make_binned(show, "Newer", days=1)
    make_binned(other, "Foreign")
    make_episode(show, title="Discarded", state="binned", binned_at=utc_now())
    browser = editor_of(visit, show)
    with queries() as asked:
        page = browser.get(f"{LIST}/bin")
    assert titles(page) == ["Newer", "Older"]
    assert asked.names.count("find episodes") <= 6, asked.names
    day = (utc_now() + timedelta(days=29)).date()
    assert f"Deleted on {day.day} " in texts(page, "//ol/li/p")[0]
    assert f"{LIST}/bin" in links(browser.get(LIST))


def test_taken_out_of_the_bin(visit: Visit) -> None:
    show = make_podcast()
    made = make_binned(show)
    browser = editor_of(visit, show)
    (form,) = [each for each in browser.get(f"{LIST}/bin").forms.values() if "do" in each.fields]
    fields = {name: form[name].value for name in ("do", "revision")}
    answer = send(browser, form.action, fields, status=303)
    assert led_to(answer) == (f"{LIST}/{made.id}", "The episode is taken out of the bin.")
    assert titles(browser.get(f"{LIST}/bin")) == []
    assert titles(browser.get(LIST)) == ["Binned"]


def test_a_full_bin_goes_on(visit: Visit) -> None:
    show = make_podcast()
    stored = make_binned(show).to_mongo()
    Episode.collection().insert_many(
        {**stored, "_id": ObjectId(), "key": f"n{n}", "guid": f"n{n}"} for n in range(59)
    )
    browser = editor_of(visit, show)
    first = browser.get(f"{LIST}/bin")
    (older,) = first.lxml.xpath("//a[@rel='next']/@href")
    assert (len(titles(first)), len(titles(browser.get(older)))) == (50, 10)
    browser.get(f"{LIST}/bin?before=x", status=400)


def test_an_empty_bin(visit: Visit) -> None:
    page = editor_of(visit, make_podcast()).get(f"{LIST}/bin")
    assert texts(page, "//p[@class='empty']") == ["Nothing lies in the bin."]


def test_who_may_not(visit: Visit) -> None:
    signed_in(visit, make_account()).get(LIST, status=403)
    assert "next=%2Fadmin%2Fepisodes" in visit.get(LIST, status=303).headers["Location"]


def test_a_list_of_one_podcast_leads_to_a_new_one_of_it(visit: Visit) -> None:
    shows = [make_podcast(slug="deep"), make_podcast(slug="moss")]
    make_episode(shows[1], number=4, season=2)
    browser = editor_of(visit, *shows)
    page = browser.get("/admin/episodes?podcast=moss").click("New episode")
    assert page.html.select_one("#podcast option[selected]")["value"] == str(shows[1].id)
    values = [page.html.select_one(f"#{name}")["value"] for name in ("number", "season")]
    assert values == ["5", "2"]
    whole = browser.get("/admin/episodes").click("New episode")
    assert whole.request.path_qs == "/admin/episodes/new"
