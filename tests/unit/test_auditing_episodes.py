"""Audit lines about episodes in words, and where they lead."""

from functools import partial
from typing import Any

import pytest
from bson import ObjectId
from mongoengine import get_db

from talkpython_site.auditing import CONTENT_WORDS, Sentence, accounts_in, sentences, titles_in
from talkpython_site.database import Database
from talkpython_site.documents import Actor, AuditLine, Episode
from talkpython_site.settings import Settings
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_episode
from tests.moves import CHANGES, LATER, REASON, SCHEDULED
from tests.terminals import run_here
from tests.visitors import admin

pytestmark = pytest.mark.usefixtures("clean")

TITLE = "How the tides were typed"


def told() -> list[Sentence]:
    """Everything that was done, oldest first."""
    lines = list(AuditLine.collection().find(sort=[("at", 1), ("revision", 1)]))
    return sentences(lines, accounts_in(lines), titles_in(lines))


def ines() -> Actor:
    return Actor(make_account(name="Ines").id, "192.0.2.7")


def test_every_move_and_save_is_a_sentence() -> None:
    by, episode = ines(), make_episode(title=TITLE, state="draft", published_at=None)
    episode.save_as(by, "saved")
    episode.schedule(LATER, by)
    episode.call_off(by)
    episode.publish(by)
    episode.unpublish(REASON, by)
    episode.bin(by)
    episode.restore(by)
    episode.save_as(by, "brought back", number="3")
    assert [each.text for each in told()] == [
        f"Ines saved {TITLE}",
        f"Ines scheduled {TITLE} for 2999-01-01 06:30 UTC",
        f"Ines called off {TITLE}",
        f"Ines published {TITLE}",
        f"Ines took {TITLE} down",
        f"Ines put {TITLE} into the bin",
        f"Ines took {TITLE} out of the bin",
        f"Ines brought back revision 3 of {TITLE}",
    ]
    assert {each.whom and (each.whom.id, each.whom.kind) for each in told()} == {
        (episode.id, "episode")
    }


def test_every_change_of_content_has_words() -> None:
    told = {"begun", "imported", "preview link made", "preview link ended"}
    told |= {"lecture saved", "granted", "grant removed"}  # of courses alone
    assert {change.said for change in CHANGES.values()} | told == set(CONTENT_WORDS)


@pytest.mark.parametrize(
    ("action", "values", "text"),
    [
        ("begun", {}, f"Ines began {TITLE}"),
        ("painted", {}, f"Ines “painted”, {TITLE}"),
        ("brought back", {}, f"Ines brought back revision ? of {TITLE}"),
        ("scheduled", {"at": "{role} {at}"}, f"Ines scheduled {TITLE} for {{role}} {{at}}"),
    ],
)
def test_what_later_versions_and_hands_write(action: str, values: Any, text: str) -> None:
    make_episode(title=TITLE).save_as(ines(), action, **values)
    assert [each.text for each in told()] == [text]


def test_what_is_gone_is_named_as_such() -> None:
    episode = make_episode(title=TITLE)
    episode.bin(ines())
    Episode.collection().delete_one({"_id": episode.id})
    AuditLine(id="x", thing="episode:x", action="saved", at=told()[0].at).insert()
    assert {each.text for each in told()} == {
        "Ines put an episode that is gone into the bin",
        "The command line saved an episode that is gone",
    }
    assert {each.whom and each.whom.id for each in told()} == {None}


def test_titles_are_read_at_once(queries: Queries) -> None:
    things = [f"episode:{make_episode().id}" for _ in range(3)]
    things += [f"account:{ObjectId()}", "episode:x", f"episode:{ObjectId()}", "mail:7"]
    with queries() as asked:
        titles = titles_in([{"thing": thing} for thing in things] + [{}])
    assert (sorted(titles), asked.names) == (sorted(things[:3]), ["find episodes"])
    with queries() as asked:
        assert titles_in([{"thing": "mail:7"}]) == {}
    assert asked.count == 0


def test_on_the_page_it_leads_to_the_form(visit: Visit) -> None:
    browser, episode = admin(visit), make_episode(title="Ebb & <flood>", **SCHEDULED)
    by = ines()
    episode.call_off(by)
    episode.bin(by)
    page = browser.get("/admin/audit")
    rows = page.lxml.xpath("//ol[@class='audit-rows']/li/p[1]")
    assert [" ".join(each.text_content().split()) for each in rows] == [
        "Ines put Ebb & <flood> into the bin", "Ines called off Ebb & <flood>",
    ]  # fmt: skip
    edit, account = f"/admin/episodes/{episode.id}", f"/admin/accounts/{by.account}"
    assert rows[0].xpath(".//a/@href") == [account, edit]
    assert "binned_at, is_restorable, state, state_before" in page
    get_db()["episodes"].delete_many({})
    gone = browser.get("/admin/audit").lxml.xpath("//ol[@class='audit-rows']/li/p[1]")[0]
    assert "put an episode that is gone into the bin" in " ".join(gone.text_content().split())
    assert gone.xpath(".//a/@href") == [account]


def test_on_the_command_line(settings: Settings, database: Database) -> None:
    episode = make_episode(title=TITLE)
    episode.unpublish(REASON, ines())
    run = partial(run_here, settings, database, "audit")
    (line,) = run().lines
    assert line.partition("  ")[2] == (
        f"Ines took {TITLE} down (from 192.0.2.7, state, unpublished_reason, revision 1)"
    )
    assert REASON not in line
