"""What was typed and not saved is offered again, to its writer alone."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import COMMAND_LINE, Account, Draft, Episode, utc_now
from talkpython_site.documents.roles import editor_role
from tests.conftest import Queries, Visit
from tests.drafts import DRAFTS, keep, offered, rows, see, told
from tests.editors import DRAFT, editor_of, make_tides, now_of
from tests.episode_forms import NEW, ORIGIN, address_of, form_at, form_in, problem, sent
from tests.factories import make_account, make_podcast
from tests.visitors import admin, led_to, send, signed_in

TYPED: dict[str, Any] = {"title": "Ebb", "notes": "# Half a"}


@pytest.fixture
def tides(visit: Visit) -> Episode:  # noqa: ARG001 - the database is emptied first
    return make_tides(make_podcast("Deep Harbour", slug="deep"), **DRAFT)


@pytest.fixture
def berit(visit: Visit, tides: Episode) -> Visit:
    role = editor_role("podcast", tides.podcast)
    return signed_in(visit, make_account("berit@example.org", name="Berit Aas", roles=[role]))


def go_on(page: Any) -> Any:
    """The page that the first offer leads to."""
    return page.click("Go on with it", index=0)


def throw_away(page: Any) -> Any:
    (form,) = [each for each in page.forms.values() if "name" in each.fields]
    return form.submit(headers=ORIGIN, status=303)


def test_an_unsaved_change_is_offered_and_gone_on_with(tides: Episode, berit: Visit) -> None:
    with time_machine.travel("2026-11-23 12:31Z"):
        keep(berit, form_at(berit, address_of(tides)), **TYPED)
    with time_machine.travel("2026-11-27 09:00Z"):
        page = berit.get(address_of(tides))
        assert form_in(page)["title"].value == "Tides"
        assert offered(page) == ["You were writing here on Monday at 12:31 and did not save."]
    page = go_on(page)
    form = form_in(page)
    assert (form["title"].value, form["notes"].value.strip()) == ("Ebb", "# Half a")
    assert offered(page) == []
    assert led_to(sent(form))[1] == "The episode is saved."
    assert now_of(tides).title == "Ebb"
    assert offered(berit.get(address_of(tides))) == []
    assert not Draft.objects(fields__exists=True)


def test_of_many_new_ones_two_are_seen_at_once(berit: Visit) -> None:
    with time_machine.travel("2026-11-23 12:31Z") as clock:
        for number in range(1, 7):
            keep(berit, form_at(berit, NEW), title=f"Ebb {number}")
            clock.shift(timedelta(minutes=1))
        page = berit.get(NEW)
    assert [each.split(" today")[0] for each in offered(page)] == [
        f"You began Ebb {number}" for number in range(6, 0, -1)
    ]
    details = page.html.select_one(".drafts-offered > details")
    assert details.summary.text == "4 more"
    assert [each.text for each in details.select("b")] == [f"Ebb {n}" for n in range(4, 0, -1)]
    rows = berit.get("/admin/episodes").html
    assert [each.text for each in rows.select("ul.drafts-rows:not(details *) .episode-title")] == [
        "Ebb 6",
        "Ebb 5",
    ]
    assert rows.select_one(".drafts-more > summary").text == "4 more not saved yet"
    assert berit.get(DRAFTS).html.select_one(".drafts-more") is None


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "yesterday"), (6, "on Tuesday"), (7, "on 24 November 2026")],
)
def test_it_is_said_when(tides: Episode, berit: Visit, days: int, said: str) -> None:
    with time_machine.travel("2026-11-24 12:31Z") as clock:
        keep(berit, form_at(berit, address_of(tides)), **TYPED)
        clock.shift(timedelta(days=days))
        (words,) = offered(berit.get(address_of(tides)))
    assert words == f"You were writing here {said} at 12:31 and did not save."


def test_after_thirty_days_it_is_gone(visit: Visit, tides: Episode, berit: Visit) -> None:
    keep(berit, form_at(berit, address_of(tides)), **TYPED)
    link = berit.get(DRAFTS).html.select_one(".drafts-rows a")["href"]
    account = Account.objects.get(name="Berit Aas")
    for days, title in ((29, "Ebb"), (31, "Tides")):
        with time_machine.travel(utc_now() + timedelta(days=days)):
            assert form_at(signed_in(visit, account), link)["title"].value == title


def test_going_on_merges_as_the_first_form_would_have(tides: Episode, berit: Visit) -> None:
    keep(berit, form_at(berit, address_of(tides)), **TYPED)
    made = now_of(tides)
    made.summary, made.title = "Of another.", "Of another"
    made.save_as(COMMAND_LINE, "saved")
    form = form_in(go_on(berit.get(address_of(tides))))
    page = sent(form, 409, typed="2000")
    assert problem(page).startswith("Somebody else changed this episode")
    form = form_in(page)
    assert (form["title"].value, form["summary"].value) == ("Ebb", "Of another.")
    sent(form, typed="2002")
    assert (now_of(tides).title, now_of(tides).summary) == ("Ebb", "Of another.")
    assert not Draft.objects(fields__exists=True)


def test_what_says_nothing_new_is_not_offered(tides: Episode, berit: Visit) -> None:
    form = form_at(berit, address_of(tides))
    keep(berit, form)
    assert offered(berit.get(address_of(tides))) == []
    keep(berit, form, 1001, title="Ebb")
    made = now_of(tides)
    made.title = "Ebb"
    made.save_as(COMMAND_LINE, "saved")
    assert offered(berit.get(address_of(tides))) == []
    assert rows(berit.get(DRAFTS)) == []


def test_going_on_keeps_one_draft(tides: Episode, berit: Visit) -> None:
    keep(berit, form_at(berit, address_of(tides)), **TYPED)
    form = form_in(go_on(berit.get(address_of(tides))))
    keep(berit, form, 2000, title="Ebb and flow")
    (kept,) = Draft.objects(fields__exists=True)
    assert kept.fields["title"] == "Ebb and flow"
    assert kept.nonce != form["draft"].value.split(".")[0]


def test_what_was_typed_on_elsewhere_is_not_lost_by_going_on(tides: Episode, berit: Visit) -> None:
    first = form_at(berit, address_of(tides))
    keep(berit, first, 1000, **TYPED)
    second = form_in(go_on(berit.get(address_of(tides))))
    keep(berit, first, 1001, title="Typed on in the first window")
    keep(berit, second, 2000, title="Ebb and flow")
    titles = {each.fields["title"] for each in Draft.objects(fields__exists=True)}
    assert titles == {"Typed on in the first window", "Ebb and flow"}


def test_it_is_thrown_away(tides: Episode, berit: Visit) -> None:
    keep(berit, form_at(berit, address_of(tides)), **TYPED)
    answer = throw_away(berit.get(address_of(tides)))
    assert led_to(answer) == (address_of(tides), "What was not saved is thrown away.")
    assert offered(berit.get(address_of(tides))) == []
    assert now_of(tides).title == "Tides"


def test_what_is_typed_after_that_was_seen_is_not_thrown_away(tides: Episode, berit: Visit) -> None:
    form = form_at(berit, address_of(tides))
    keep(berit, form, 1000, **TYPED)
    page = berit.get(address_of(tides))
    keep(berit, form, 1001, title="Later")
    throw_away(page)
    assert len(offered(berit.get(address_of(tides)))) == 1


@pytest.mark.parametrize("name", ["", "x", "65f0c1d2e3f4a5b6c7d8e9f0.abcdefghijklmnop"])
def test_nothing_is_thrown_away_by_a_name_of_nothing(berit: Visit, name: str) -> None:
    answer = send(berit, "/admin/drafts/thrown", {"name": name}, status=303)
    assert led_to(answer)[0] == DRAFTS


def test_nobody_else_sees_it(visit: Visit, tides: Episode, berit: Visit) -> None:
    keep(berit, form_at(berit, address_of(tides)), **TYPED)
    link = berit.get(DRAFTS).html.select_one(".drafts-rows a")["href"]
    for other in (admin(visit), editor_of(visit, tides_show(tides))):
        page = other.get(link)
        assert form_in(page)["title"].value == "Tides"
        assert "Ebb" not in page
        assert offered(page) == rows(other.get(DRAFTS)) == rows(other.get("/admin")) == []
        name = link.partition("draft=")[2]
        send(other, f"{DRAFTS}/thrown", {"name": name, "typed": "9999"}, status=303)
    assert rows(berit.get(DRAFTS)) == ["Ebb"]


def tides_show(tides: Episode) -> Any:
    class Show:
        id = tides.podcast

    return Show


def test_what_was_kept_while_the_page_was_made_is_offered_by_its_script(
    tides: Episode, berit: Visit
) -> None:
    before, after = (form_at(berit, address_of(tides)) for _ in range(2))
    keep(berit, before, **TYPED)
    (said,) = told(see(berit, after, first="1"))
    assert said.startswith("You were writing here today at")
    assert told(see(berit, after)) == []


# New ones


def test_beginnings_are_listed(visit: Visit, berit: Visit) -> None:
    form = form_at(berit, NEW)
    keep(berit, form, **TYPED)
    keep(berit, form_at(berit, NEW), chapters="00:00 Doors")
    page = berit.get(NEW)
    assert [each.split(" today")[0] for each in offered(page)] == [
        "You began Without a title",
        "You began Ebb",
    ]
    for address in ("/admin", "/admin/episodes", "/admin/episodes?state=draft", DRAFTS):
        assert rows(berit.get(address)) == ["Without a title", "Ebb"], address
    for address in ("/admin/episodes?state=published", "/admin/episodes?q=ebb"):
        assert rows(berit.get(address)) == [], address
    assert "Deep Harbour" in berit.get("/admin").html.select_one(".drafts-rows").text
    assert "Ebb" not in admin(visit).get("/admin/episodes")


def test_a_beginning_is_gone_on_with_and_made_once(berit: Visit) -> None:
    keep(berit, form_at(berit, NEW), **TYPED)
    page = go_on(berit.get(NEW))
    assert offered(page) == []
    form = form_in(page)
    assert form["title"].value == "Ebb"
    keep(berit, form, 2000, title="Ebb and flow")
    for _ in range(2):
        sent(form, title="Ebb and flow", typed="2001")
    assert [each.title for each in Episode.objects(title__ne="Tides")] == ["Ebb and flow"]
    assert rows(berit.get("/admin")) == offered(berit.get(NEW)) == []


def test_what_was_begun_in_two_windows_is_made_once(berit: Visit) -> None:
    first = form_at(berit, NEW)
    keep(berit, first, **TYPED)
    second = form_in(go_on(berit.get(NEW)))
    sent(first, title="Ebb", typed="1001")
    page = sent(second, 409, title="Ebb and flow", typed="2001")
    assert form_in(page)["title"].value == "Ebb and flow"
    assert [each.title for each in Episode.objects(title__ne="Tides")] == ["Ebb"]


def test_what_was_made_is_no_beginning_any_more(berit: Visit) -> None:
    form = form_at(berit, NEW)
    sent(form, title="Ebb", typed="1001")
    keep(berit, form, 1002, title="Ebb and flow")
    assert offered(berit.get(NEW)) == []
    made = Episode.objects.get(title="Ebb")
    assert len(offered(berit.get(address_of(made)))) == 1
    assert rows(berit.get(DRAFTS)) == ["Ebb and flow"]


@pytest.mark.parametrize("name", ["", "x", "65f0c1d2e3f4a5b6c7d8e9f0.abcdefghijklmnop", "%00"])
def test_odd_names_are_nothing(tides: Episode, berit: Visit, name: str) -> None:
    for address in (NEW, address_of(tides)):
        berit.get(f"{address}?draft={name}", status=400 if name == "%00" else 200)


def test_a_draft_of_one_thing_is_not_another_ones(tides: Episode, berit: Visit) -> None:
    keep(berit, form_at(berit, address_of(tides)), **TYPED)
    name = berit.get(DRAFTS).html.select_one(".drafts-rows a")["href"].partition("?")[2]
    assert form_at(berit, f"{NEW}?{name}")["title"].value == ""
    other = make_tides(tides_show(tides), number=8, slug="other", **DRAFT)
    assert form_at(berit, f"{address_of(other)}?{name}")["title"].value == "Tides"


def test_what_is_edited_no_more_is_not_listed(berit: Visit, tides: Episode) -> None:
    keep(berit, form_at(berit, address_of(tides)), **TYPED)
    Episode.collection().update_one({"_id": tides.id}, {"$set": {"podcast": make_podcast().id}})
    assert rows(berit.get(DRAFTS)) == []
    Episode.collection().delete_one({"_id": tides.id})
    assert rows(berit.get(DRAFTS)) == []


def test_many_are_listed_by_few_queries(berit: Visit, tides: Episode, queries: Queries) -> None:
    for number in range(8, 12):
        made = make_tides(tides_show(tides), number=number, slug=f"tides-{number}", **DRAFT)
        keep(berit, form_at(berit, address_of(made)), title=f"Ebb {number}")
        made.summary = "Of another."
        made.save_as(COMMAND_LINE, "saved")
    keep(berit, form_at(berit, NEW), **TYPED)
    with queries() as asked:
        page = berit.get(DRAFTS)
    assert rows(page) == ["Ebb", *(f"Ebb {number}" for number in (11, 10, 9, 8))]
    assert sorted(asked.names) == [
        "find accounts", "find drafts", "find episodes", "find revisions", "find stamps",
    ]  # fmt: skip


def test_a_podcast_of_others_is_not_named(berit: Visit) -> None:
    hidden = make_podcast("Not for Berit", slug="hidden", state="draft")
    keep(berit, form_at(berit, NEW), title="Ebb", podcast=str(hidden.id))
    for address in (DRAFTS, "/admin", "/admin/episodes"):
        page = berit.get(address)
        assert rows(page) == ["Ebb"], address
        assert "Not for Berit" not in page, address
