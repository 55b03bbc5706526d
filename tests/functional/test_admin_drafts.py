"""What is typed into the form of an episode is kept by itself, and who else writes is said."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import COMMAND_LINE, Account, Draft, Episode, utc_now
from talkpython_site.documents.roles import editor_role
from tests.conftest import Queries, Visit
from tests.drafts import DRAFTS, is_kept, keep, offered, see, told, typed
from tests.editors import DRAFT, do, make_tides, now_of
from tests.episode_forms import NEW, address_of, form_at, form_in, sent
from tests.factories import make_account, make_podcast
from tests.visitors import send, signed_in

ELSEWHERE = {"Origin": "https://elsewhere.example"}


class Desk:
    """A podcast with a draft, and its form in the browser of an editor."""

    def __init__(self, visit: Visit, **changes: Any) -> None:
        self.visit, self.show = visit, make_podcast()
        self.tides = make_tides(self.show, **{**DRAFT, **changes})
        self.account, self.browser = self.another("Berit Aas")
        self.form = form_at(self.browser, address_of(self.tides))

    def another(self, name: str) -> tuple[Account, Visit]:
        account = make_account(name=name, roles=[editor_role("podcast", self.show.id)])
        return account, signed_in(self.visit, account)

    def stored(self) -> list[dict[str, Any]]:
        """But that the form was shown."""
        own = {"account": self.account.id, "is_silent": {"$exists": False}}
        return list(Draft.collection().find(own))


@pytest.fixture
def desk(visit: Visit) -> Desk:
    return Desk(visit)


def test_what_is_typed_is_kept_and_nothing_saved(desk: Desk) -> None:
    with time_machine.travel("2026-11-30 12:31:05Z", tick=False):
        desk.browser.reset()
        desk.account, desk.browser = desk.another("Cato Lund")
        form = form_at(desk.browser, address_of(desk.tides))
        answer = keep(desk.browser, form, title="Ebb", notes="half a\r\nsentence\0")
    said = answer.html.select_one(".drafts-said")
    assert said["data-kept"] == "12:31:05"
    (kept,) = desk.stored()
    assert kept["fields"]["title"] == "Ebb"
    assert kept["fields"]["notes"] == "half a\nsentence"
    assert kept["thing"] == desk.tides.card_key
    assert (kept["base_revision"], kept["base_status"]) == (0, "draft")
    assert now_of(desk.tides).title == "Tides"
    assert now_of(desk.tides).revision == 0


def test_only_fields_of_the_form_are_kept(desk: Desk) -> None:
    keep(desk.browser, desk.form, title="Ebb", state="published", nonsense="x")
    (kept,) = desk.stored()
    assert set(kept["fields"]) <= {"title", *desk.form.fields}
    assert not {"state", "nonsense", "csrf_token", "revision", "typed"} & set(kept["fields"])


def test_nothing_older_wins_over_what_is_newer(desk: Desk) -> None:
    keep(desk.browser, desk.form, 1002, title="Second")
    assert not is_kept(keep(desk.browser, desk.form, 1001, title="First"))
    assert not is_kept(keep(desk.browser, desk.form, 1002, title="Again"))
    (kept,) = desk.stored()
    assert kept["fields"]["title"] == "Second"
    assert is_kept(keep(desk.browser, desk.form, 1003, title="Third"))


@pytest.mark.parametrize("count", ["", "-1", "x", "9" * 17, "٧"])
def test_an_odd_number_is_the_oldest(desk: Desk, count: str) -> None:
    keep(desk.browser, desk.form, 1, title="Kept")
    send(desk.browser, DRAFTS, {**typed(desk.form, 0, title="Odd"), "typed": count})
    assert desk.stored()[0]["fields"]["title"] == "Kept"


def test_what_was_saved_does_not_come_back_with_a_late_request(desk: Desk) -> None:
    keep(desk.browser, desk.form, 1000, title="Ebb")
    sent(desk.form, title="Ebb", typed="1001")
    assert "fields" not in desk.stored()[0]
    assert not is_kept(keep(desk.browser, desk.form, 1000, title="Ebb and"))
    assert "fields" not in desk.stored()[0]
    assert offered(desk.browser.get(address_of(desk.tides))) == []


def test_nor_where_nothing_was_kept_before_it(desk: Desk) -> None:
    sent(desk.form, title="Ebb", typed="1001")
    assert not is_kept(keep(desk.browser, desk.form, 1000, title="Eb"))


def test_who_goes_back_after_saving_and_types_on_is_kept(desk: Desk) -> None:
    sent(desk.form, title="Ebb", typed="1001")
    assert is_kept(keep(desk.browser, desk.form, 1002, title="Ebb and flow"))
    page = desk.browser.get(address_of(desk.tides))
    assert len(offered(page)) == 1


def test_a_form_without_script_leaves_nothing(desk: Desk) -> None:
    sent(desk.form, title="Ebb")
    assert desk.stored() == []


def test_it_asks_the_database_little(desk: Desk, queries: Queries) -> None:
    keep(desk.browser, desk.form, 1000, title="E")
    with queries() as asked:
        keep(desk.browser, desk.form, 1001, title="Eb")
    assert sorted(asked.names) == [
        "find accounts", "find drafts", "find episodes", "update drafts",
    ]  # fmt: skip


# Who else


def test_two_are_told_of_each_other(desk: Desk) -> None:
    _account, other = desk.another("Cato <Lund>")
    assert told(see(desk.browser, desk.form)) == []
    form = form_at(other, address_of(desk.tides))
    assert told(see(other, form)) == ["Berit Aas has this open too."]
    keep(other, form, title="Theirs")
    assert told(keep(desk.browser, desk.form)) == ["Cato <Lund> is writing here too."]
    with time_machine.travel(utc_now() + timedelta(seconds=61)):
        assert told(see(desk.browser, desk.form)) == []


def test_each_is_named_once_and_nobody_to_themselves(desk: Desk) -> None:
    account, other = desk.another("Cato Lund")
    for browser in (other, signed_in(desk.visit, account)):
        see(browser, form_at(browser, address_of(desk.tides)))
    see(desk.browser, form_at(desk.browser, address_of(desk.tides)))
    assert told(see(desk.browser, desk.form)) == ["Cato Lund has this open too."]


def test_who_has_saved_is_not_writing_any_more(desk: Desk) -> None:
    _account, other = desk.another("Cato Lund")
    form = form_at(other, address_of(desk.tides))
    keep(other, form, 1000, summary="Theirs")
    sent(form, summary="Theirs", typed="1001")
    (said,) = told(see(desk.browser, desk.form))
    assert said.startswith("Somebody saved this meanwhile: see what changed.")
    assert "writing" not in said


def test_another_save_is_told_with_a_way_to_see_it(desk: Desk) -> None:
    made = now_of(desk.tides)
    made.title = "Of another"
    made.save_as(COMMAND_LINE, "saved")
    answer = see(desk.browser, desk.form)
    assert answer.html.a["href"] == f"{address_of(desk.tides)}/revisions"
    assert told(see(desk.browser, form_at(desk.browser, address_of(desk.tides)))) == []


def test_what_lies_in_the_bin_is_told(desk: Desk) -> None:
    do(desk.browser, desk.tides, "bin")
    assert "Somebody put this into the bin." in told(keep(desk.browser, desk.form))


def test_a_new_one_has_nobody_else(desk: Desk) -> None:
    form = form_at(desk.browser, NEW)
    assert told(see(desk.browser, form)) == []
    assert desk.stored() == []
    assert is_kept(keep(desk.browser, form, title="New"))
    sent(form, title="New", typed="999")  # somebody typed on while it was sent
    assert told(keep(desk.browser, form, 1001, title="New and")) == []


# Whose form, and whose episode


def test_another_accounts_form_is_not_kept(desk: Desk) -> None:
    account, other = desk.another("Cato Lund")
    (said,) = told(keep(other, desk.form, title="Stolen"))
    assert said.startswith("This form is another account’s")
    assert not Draft.objects(account=account.id)


def test_who_edits_it_no_more_keeps_nothing(desk: Desk) -> None:
    desk.account.roles = [editor_role("podcast", make_podcast().id)]
    desk.account.change()
    keep(desk.browser, desk.form, 1000, 403, title="Ebb")
    assert desk.stored() == []


def test_what_is_gone_is_not_kept(desk: Desk) -> None:
    Episode.collection().delete_one({"_id": desk.tides.id})
    keep(desk.browser, desk.form, 1000, 404, title="Ebb")
    assert desk.stored() == []


def test_who_is_signed_out_keeps_nothing_and_goes_on_afterwards(desk: Desk) -> None:
    desk.browser.set_cookie("__Host-account", "")
    keep(desk.browser, desk.form, 1000, 403, title="Ebb")
    assert "/sign-in?" in desk.browser.get("/admin/drafts", status=303).location
    assert desk.stored() == []
    again = signed_in(desk.visit, desk.account)
    assert again.get(DRAFTS).html.select_one("[name=csrf_token]")["value"]
    assert is_kept(keep(again, desk.form, 1000, title="Ebb"))


def test_another_site_keeps_nothing(desk: Desk) -> None:
    fields = {**typed(desk.form, 1000), "csrf_token": desk.form["csrf_token"].value}
    desk.browser.post(DRAFTS, fields, headers=ELSEWHERE, status=400)
    assert desk.stored() == []


def test_large_notes_of_every_script_are_kept_and_saved(desk: Desk) -> None:
    notes = "海" * 66_000  # 198 kB, in a form 0.6 MB
    assert is_kept(keep(desk.browser, desk.form, title="Ebb", notes=notes))
    assert desk.stored()[0]["fields"]["notes"] == notes
    sent(form_in(desk.browser.get(address_of(desk.tides))), notes=notes)
    assert now_of(desk.tides).notes_source == notes
