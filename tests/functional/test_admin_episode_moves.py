"""An episode is published, called off, taken down, binned and restored by its editors."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bson import ObjectId

from talkpython_site.documents import AuditLine, Episode, Podcast, utc_now
from tests.conftest import Queries, Visit, watch
from tests.editors import DRAFT, do, editor_of, make_tides, now_of
from tests.factories import make_account, make_podcast
from tests.interleaving import Meanwhile
from tests.reading import links, texts, wrong_fields
from tests.visitors import led_to, signed_in, token_of

UNPUBLISHED = {"state": "unpublished", "unpublished_reason": "It named somebody."}
BINNED = {"state": "binned", "binned_at": utc_now() - timedelta(days=2), "is_restorable": True}
PAGE, FEED = "/episodes/deep/7/tides", "/podcasts/deep/feed.xml"


# What each does


def test_published_now_it_is_live_at_once(visit: Visit, editor: Visit, show: Podcast) -> None:
    made = make_tides(show, **DRAFT)
    visit.get(PAGE, status=404)
    answer = do(editor, made, "publish")
    assert led_to(answer) == (
        f"/admin/episodes/{made.id}", "The episode is published.",
    )  # fmt: skip
    for address in (PAGE, "/episodes", "/", "/podcasts/deep", FEED):
        assert "Tides" in visit.get(address), address
    (line,) = AuditLine.objects.about(made.card_key)
    assert (line.action, line.revision) == ("published", 1)


def test_taken_down_it_says_why(visit: Visit, editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    visit.get(PAGE)
    answer = do(editor, made, "unpublish", reason="  It named\n somebody. ")
    assert led_to(answer)[1] == "The episode is taken down. Its address says why."
    assert texts(visit.get(PAGE, status=410), "//main/p")[0] == "It named somebody."
    for address in ("/episodes", "/", "/podcasts/deep", FEED):
        assert "Tides" not in visit.get(address), address
    do(editor, now_of(made), "publish")
    again = now_of(made)
    assert (again.published_at, again.unpublished_reason) == (made.published_at, None)


def test_binned_and_restored(visit: Visit, editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    answer = do(editor, made, "bin")
    assert led_to(answer) == ("/admin/episodes", "The episode lies in the bin for 30 days.")
    assert f"/admin/episodes/{made.id}" in links(answer.follow().click("See the bin"))
    visit.get(PAGE, status=404)
    told = "It lies in the bin: take it out to change it."
    assert told in texts(editor.get(f"/admin/episodes/{made.id}"), "//main//p")
    do(editor, now_of(made), "restore")
    assert now_of(made).state == "unpublished"
    assert told not in texts(editor.get(f"/admin/episodes/{made.id}"), "//main//p")


def test_only_what_everybody_sees_is_linked(visit: Visit) -> None:
    for state, page in (("published", [PAGE]), ("draft", [])):
        show = make_podcast(slug="deep" if page else "hidden", state=state)
        shown = do(editor_of(visit, show), make_tides(show), "bin", 409, revision="7")
        assert links(shown, "//section[@class='moves']") == page


def test_called_off_it_is_a_draft(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, published_at=datetime(2999, 1, 1, tzinfo=UTC))
    assert led_to(do(editor, made, "call off"))[1] == "The episode is a draft again."
    again = now_of(made)
    assert (again.state, again.published_at) == ("draft", None)


# What is offered


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (DRAFT, ["publish", "schedule", "bin"]),
        ({"published_at": datetime(2999, 1, 1, tzinfo=UTC)},
         ["publish", "schedule", "call off", "bin"]),
        ({}, ["unpublish", "bin"]),
        (UNPUBLISHED, ["publish", "schedule", "bin"]),
        (BINNED, ["restore"]),
        ({"state": "importing"}, []),
        ({**BINNED, "is_restorable": False}, []),
    ],
)  # fmt: skip
def test_the_moves_that_a_state_allows(
    editor: Visit, show: Podcast, state: dict[str, Any], offered: list[str]
) -> None:
    made = make_tides(show, **state)
    page = do(editor, made, "publish", 409, revision="77")
    assert page.lxml.xpath("//main//input[@name='do']/@value") == offered
    assert page.lxml.xpath("//main//input[@name='revision']/@value") == ["0"] * len(offered)
    for word in {"publish", "schedule", "call off", "unpublish", "bin", "restore"} - {*offered}:
        fields = {"day": "2999-01-02", "clock": "08:30", "reason": "So."}
        assert "there is nothing to" in do(editor, made, word, 409, **fields), word
    assert now_of(made).revision == 0


# What is refused


def test_what_somebody_changed_meanwhile(editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    other = now_of(made)
    other.title = "Ebb"
    other.change()
    page = do(editor, made, "unpublish", 409, reason="It named <somebody>.")
    assert "Nothing was done" in texts(page, "//main//*[@role='alert']")[0]
    assert f"/admin/episodes/{made.id}" in links(page)
    assert page.html.select_one("[name=reason]")["value"] == "It named <somebody>."
    assert texts(page, "//h1") == ["Ebb"]
    assert now_of(made).state == "published"
    do(editor, now_of(made), "unpublish", reason="It named <somebody>.")


def test_what_somebody_changes_at_this_moment(editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    token_of(editor)

    def meanwhile() -> None:
        Episode.collection().update_one({"_id": made.id}, {"$set": {"revision": 1}})

    with watch.accompanied(Meanwhile(meanwhile, before="update episodes")):
        assert "Nothing was done" in do(editor, made, "bin", 409)
    assert now_of(made).state != "binned"


@pytest.mark.parametrize("revision", ["", "x", "-1", "00", "1"])
def test_a_form_of_no_revision_does_nothing(editor: Visit, show: Podcast, revision: str) -> None:
    made = make_tides(show)
    do(editor, made, "bin", 409, revision=revision)
    assert now_of(made).state == "published"


@pytest.mark.parametrize(
    ("state", "word", "fields"),
    [
        (DRAFT, "publish", {}),
        (DRAFT, "schedule", {"day": f"{utc_now() + timedelta(days=2):%Y-%m-%d}", "clock": "08:30"}),
        ({"published_at": datetime(2999, 1, 1, tzinfo=UTC)}, "call off", {}),
        ({}, "unpublish", {"reason": "So."}),
        ({}, "bin", {}),
        (BINNED, "restore", {}),
    ],
)
def test_clicked_twice_it_is_done_once(
    editor: Visit, show: Podcast, state: dict[str, Any], word: str, fields: dict[str, str]
) -> None:
    made = make_tides(show, **state)
    first, second = (do(editor, made, word, **fields) for _time in range(2))
    assert urlless(first) == urlless(second)
    assert (now_of(made).revision, AuditLine.objects.count()) == (1, 1)


def urlless(answer: Any) -> str:
    return str(answer.headers["Location"].partition("?")[0])


def test_sent_again_with_other_words_it_is_not_the_same(editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    do(editor, made, "unpublish", reason="A tpyo.")
    do(editor, made, "unpublish", 409, reason="A typo.")
    assert now_of(made).unpublished_reason == "A tpyo."


@pytest.mark.parametrize("word", ["publish", "schedule"])
def test_what_lacks_something_is_not_published(editor: Visit, show: Podcast, word: str) -> None:
    made = make_tides(show, **DRAFT, enclosure=None, notes_html="")
    page = do(editor, made, word, 422, day="2999-01-02", clock="08:30")
    address = f"/admin/episodes/{made.id}"
    assert links(page, "//*[@role='alert']") == [f"{address}#audio", f"{address}#notes"]
    assert "It has no audio." in page
    assert now_of(made).state == "draft"


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (None, "Say why"), (" \n ", "Say why"), ("x" * 301, "300 characters at most"),
        ("a\u202eb", "cannot be shown"), ("a\x07b", "cannot be shown"),
    ],
)  # fmt: skip
def test_reasons_that_will_not_do(
    editor: Visit, show: Podcast, reason: str | None, sentence: str
) -> None:
    made = make_tides(show)
    page = do(editor, made, "unpublish", 422, **({"reason": reason} if reason else {}))
    assert sentence in wrong_fields(page)["unpublish-reason"]
    assert page.lxml.xpath("//details[@open]//input[@name='do']/@value") == ["unpublish"]
    assert now_of(made).state == "published"


def test_who_edits_another_podcast_may_not(visit: Visit, show: Podcast) -> None:
    made, other = make_tides(show), make_podcast()
    stranger = editor_of(visit, other)
    do(stranger, made, "bin", 403)
    do(stranger, Episode(id=ObjectId()), "bin", 404)
    do(signed_in(visit, make_account()), made, "bin", 403)
    assert now_of(made).state == "published"


def test_what_is_no_move(editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    for word in ("", "save", "PUBLISH"):
        do(editor, made, word, 400)
    editor.get(f"/admin/episodes/{made.id}/move", status=405)


def test_what_appears_at_this_moment_is_not_called_off(
    app: Any, editor: Visit, show: Podcast, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = utc_now() + timedelta(hours=12)
    made = make_tides(show, published_at=soon)
    token_of(editor)
    monkeypatch.setattr(app.registry.catalogue, "load", lambda: None)  # it finds episodes too
    with time_machine.travel(soon - timedelta(seconds=1), tick=False) as clock:
        appears = Meanwhile(lambda: clock.shift(timedelta(seconds=2)), after="find episodes")
        with watch.accompanied(appears):
            assert "there is nothing to call off" in do(editor, made, "call off", 409)
    assert now_of(made).published_at == soon


def test_what_a_move_asks(editor: Visit, show: Podcast, queries: Queries) -> None:
    made = make_tides(show)
    token_of(editor)
    with queries() as asked:
        do(editor, made, "bin")
    assert asked.names == [
        "find accounts", "find episodes", "find episodes", "update revisions", "update episodes",
        "update stamps", "update episodes", "insert audit_lines", "update episodes",
    ]  # fmt: skip
