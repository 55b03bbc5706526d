"""Addresses of before: they lead on where nothing else answers."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, AuditLine, Podcast, Redirect, utc_now
from tests.conftest import Queries, Visit, watch
from tests.episode_forms import wrong
from tests.factories import make_episode
from tests.interleaving import Meanwhile
from tests.visitors import admin, led_to, send

HOME = "https://longwave.example"


def make_redirect(path: str, to: str = "/podcasts") -> Redirect:
    return Redirect(id=path, to=to).add(COMMAND_LINE)


def add(browser: Visit, path: str, to: str, status: int = 303) -> Any:
    return send(browser, "/admin/redirects", {"path": path, "to": to}, status=status)


def listed(page: Any) -> list[str]:
    return [
        " ".join(each.text_content().split())
        for each in page.lxml.xpath("//*[@class='redirect-rows']//p[1]")
    ]


@pytest.mark.parametrize(
    ("path", "to", "asked", "location"),
    [
        ("/old/page", "/podcasts", "/old/page", f"{HOME}/podcasts"),
        ("/old/page", "/podcasts?year=2004#list", "/old/page/", f"{HOME}/podcasts?year=2004#list"),
        ("/alt/ö seite", "/podcasts", "/alt/%C3%B6%20seite?x=1", f"{HOME}/podcasts"),
        ("/away", "https://else.example/a?b=c", "/away", "https://else.example/a?b=c"),
        ("/people/gone", "/podcasts", "/people/gone", f"{HOME}/podcasts"),
        ("/episodes/old/7/tides", "/podcasts", "/episodes/old/7/tides", f"{HOME}/podcasts"),
    ],
)
def test_an_address_of_before_leads_on(
    visit: Visit, path: str, to: str, asked: str, location: str
) -> None:
    make_redirect(path, to)
    for ask in (visit.get, visit.head):
        answer = ask(asked, status=301)
        assert (answer.location, answer.headers["Cache-Control"]) == (location, "no-cache")


def test_what_is_there_goes_before(visit: Visit, show: Podcast) -> None:
    make_episode(show)
    make_redirect("/podcasts/deep", "/topics")
    assert "Deep Harbour" in visit.get("/podcasts/deep")
    visit.post("/old", status=404)


def test_forms_are_not_led_on(visit: Visit) -> None:
    make_redirect("/old")
    visit.post("/old", status=404)


def test_redirects_that_lead_to_each_other_lead_nowhere(visit: Visit) -> None:
    make_redirect("/a", "/b")
    make_redirect("/b", "/a?x")
    make_redirect("/c", "/c#x")
    for path in ("/a", "/b", "/c"):
        visit.get(path, status=404)


def test_what_is_nowhere_costs_one_query_more(visit: Visit, queries: Queries) -> None:
    for path in ("/nowhere", "/podcasts/nowhere"):
        with queries() as asked:
            visit.get(path, status=404)
        assert sorted(asked.names) == ["find redirects", "find stamps"]
    with queries() as asked:
        visit.get("/" + "x" * 600, status=404)
    assert asked.names == ["find stamps"]


@pytest.mark.usefixtures("show")
@pytest.mark.parametrize(
    ("path", "to", "stored", "target"),
    [
        ("/old/page/", "/podcasts/deep/", "/old/page", "/podcasts/deep"),
        (f"{HOME}/old", f"{HOME}/podcasts?x=1", "/old", "/podcasts?x=1"),
        ("/ö%20x", "https://else.example/ü?y", "/ö x", None),
        (" /old.html ", "http://else.example", "/old.html", "http://else.example"),
        ("/people/old", "/", "/people/old", "/"),
        ("/old", HOME, "/old", "/"),
        ("/old", "/podcasts/deep#a b", "/old", "/podcasts/deep#a%20b"),
    ],
)
def test_admins_add_redirects(
    visit: Visit, path: str, to: str, stored: str, target: str | None
) -> None:
    answer = add(admin(visit), path, to, 303 if target else 422)
    if target:
        assert led_to(answer) == ("/admin/redirects", "The old address leads on from now.")
        assert Redirect.target_of(stored) == target
        assert AuditLine.objects.get(action="added").thing == f"redirect:{stored}"


NOT_A_PATH = "Old address: Type an address of this site from its first slash on, as /old/page."
NO_TARGET = "Leads to: Type an address of this site, as /podcasts, or a whole web address."


@pytest.mark.parametrize(
    ("path", "to", "sentence"),
    [
        ("", "/podcasts", NOT_A_PATH),
        ("old", "/podcasts", NOT_A_PATH),
        ("//else.example/x", "/podcasts", NOT_A_PATH),
        ("/%2Felse.example", "/podcasts", NOT_A_PATH),
        ("https://else.example/old", "/podcasts", NOT_A_PATH),
        ("https://longwave.example.evil/old", "/podcasts", NOT_A_PATH),
        ("/a\\b", "/podcasts", NOT_A_PATH),
        ("/a%00", "/podcasts", NOT_A_PATH),
        ("/a%FF", "/podcasts", NOT_A_PATH),
        ("/a?b=c", "/podcasts", "Old address: Leave out what follows “?” or “#”: nobody looks at"),
        ("/" + "x" * 2000, "/podcasts", "Old address: It has 2,001 characters: 500 are the most."),
        ("/podcasts/deep", "/podcasts", "Old address: There is something at this address: that"),
        ("/", "/podcasts", "Old address: There is something at this address: that goes before."),
        ("/admin", "/podcasts", "Old address: There is something at this address: that goes"),
        ("/old", "/old/", "Leads to: It would lead to itself."),
        ("/old", "", NO_TARGET),
        ("/old", "javascript:alert(1)", NO_TARGET),
        ("/old", "//else.example", NO_TARGET),
        ("/old", "/\\else.example", NO_TARGET),
        ("/old", "/%2F/else.example", NO_TARGET),
        ("/old", "https://else.example/\\x", NO_TARGET),
        ("/old", "ftp://else.example/x", NO_TARGET),
        ("/old", "https://[", NO_TARGET),
        ("/old", "/" + "x" * 2000, "Leads to: It has 2,001 characters: 500 are the most."),
        ("/old", "/nowhere", "Leads to: There is nothing at this address."),
        ("/old", "/podcasts/nowhere", "Leads to: There is nothing at this address."),
        ("/known", "/podcasts", "Old address: It leads to /podcasts already: remove that first."),
        ("/old", "/known", "Leads to: That leads on to /podcasts: lead straight there."),
        ("/led-to", "/podcasts", "Old address: /other leads here: remove that first, and lead it"),
    ],
)
def test_what_will_not_do(visit: Visit, show: Podcast, path: str, to: str, sentence: str) -> None:
    make_episode(show)
    make_redirect("/known")
    make_redirect("/other", "/led-to")
    page = add(admin(visit), path, to, 422)
    assert wrong(page)[0].startswith(sentence)
    form = next(each for each in page.forms.values() if "to" in each.fields)
    assert (form["path"].value, form["to"].value) == (path, to)
    assert len(Redirect.objects) == 2


def test_two_who_add_one_at_once(visit: Visit) -> None:
    browser = admin(visit)

    def makes() -> None:
        make_redirect("/old", "/topics")

    meanwhile = Meanwhile(makes, before="insert redirects")
    with watch.accompanied(meanwhile):
        page = add(browser, "/old", "/podcasts", 422)
    assert wrong(page) == ["Old address: Somebody else added it at this moment."]
    assert Redirect.target_of("/old") == "/topics"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["/web", "/else", "/old/01", "/old/00"]),
        ("q=/old", ["/old/00", "/old/01"]),
        ("q=+old/01+", ["/old/01"]),
        (f"q={HOME}/el", ["/else"]),
        ("q=ol", ["/old/00", "/old/01"]),
        ("q=zebra", []),
        ("q=topics", []),
        ("show=here&sort=to&page=7", ["/web", "/else", "/old/01", "/old/00"]),  # as it once was
    ],
)
def test_the_newest_or_those_that_begin_so(visit: Visit, query: str, found: list[str]) -> None:
    for path in ("/old/00", "/old/01", "/else", "/web"):
        make_redirect(path, "/topics")
    page = admin(visit).get(f"/admin/redirects?{query}")
    assert [each.split()[0] for each in listed(page)] == found
    assert ("No old address begins so." in page) is (not found)


def test_a_single_letter_is_too_short(visit: Visit) -> None:
    make_redirect("/old")
    page = admin(visit).get("/admin/redirects?q=o")
    assert "Type three characters at least" in page
    assert listed(page) == []


def make_many(made: Redirect, count: int) -> None:
    stored, at = made.to_mongo(), utc_now()
    Redirect.collection().insert_many(
        {**stored, "_id": f"/old_{n:04}", "created_at": at - timedelta(minutes=n)}
        for n in range(count)
    )


def test_of_two_thousand_fifty_are_read(visit: Visit, queries: Queries) -> None:
    make_many(make_redirect("/old"), 2_000)
    browser = admin(visit)
    with queries() as asked:
        page = browser.get("/admin/redirects")
    assert asked.names == ["find accounts", "find redirects"]
    assert listed(page)[:2] == ["/old_0000 →leads to /podcasts", "/old →leads to /podcasts"]
    older = page.click("Older")
    assert [listed(older)[n].split()[0] for n in (0, -1)] == ["/old_0049", "/old_0098"]
    assert listed(older.click("Newest")) == listed(page)
    with queries() as asked:
        many = browser.get("/admin/redirects?q=/old_")
    assert asked.names == ["find accounts", "find redirects"]
    assert "These are 50 of more that begin so" in many
    assert [listed(many)[n].split()[0] for n in (0, -1)] == ["/old_0000", "/old_0049"]


@pytest.mark.parametrize("before", ["x", "2026-01-01T00:00Z_x", "2026-01-01_/old"])
def test_what_is_no_place_in_the_list(visit: Visit, before: str) -> None:
    admin(visit).get("/admin/redirects", {"before": before}, status=400)


def test_those_of_which_nobody_knows_since_when_are_the_last(visit: Visit) -> None:
    made = make_redirect("/old")
    Redirect.collection().update_one({"_id": made.id}, {"$unset": {"created_at": 1}})
    make_redirect("/new")
    page = admin(visit).get("/admin/redirects")
    assert [each.split()[0] for each in listed(page)] == ["/new", "/old"]


def test_a_redirect_is_removed(visit: Visit) -> None:
    make_redirect("/old")
    browser = admin(visit)
    for said in ("leads nowhere any more", "Nothing was changed"):
        answer = send(browser, "/admin/redirects/removed", {"path": "/old"}, status=303)
        assert said in led_to(answer)[1]
    visit.get("/old", status=404)
    assert [each.action for each in AuditLine.objects.order_by("at")] == ["added", "removed"]
    audit = " ".join(browser.get("/admin/audit").lxml.xpath("string(//main)").split())
    assert "removed the redirect /old" in audit


def test_what_took_its_place_meanwhile_stays(visit: Visit) -> None:
    make_redirect("/old")
    browser = admin(visit)

    def replace() -> None:
        Redirect.objects.get(id="/old").remove(COMMAND_LINE)
        make_redirect("/old", "/topics")

    with watch.accompanied(Meanwhile(replace, before="delete redirects")):
        answer = send(browser, "/admin/redirects/removed", {"path": "/old"}, status=303)
    assert "Nothing was changed" in led_to(answer)[1]
    assert Redirect.target_of("/old") == "/topics"
    assert sorted(each.action for each in AuditLine.objects) == ["added", "added", "removed"]
