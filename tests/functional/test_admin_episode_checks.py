"""What blocks and warns: kept when an episode is saved, shown beside its form, asked by moves."""

from pathlib import Path
from typing import Any

import pytest

from talkpython_site.documents import Chapter, Episode, Podcast
from talkpython_site.documents.podcast import Link
from talkpython_site.episode_checks import CHECKS
from tests.conftest import Visit
from tests.editors import DRAFT, do, key_at, make_tides, now_of
from tests.episode_forms import address_of, form_at, saved, sent, stored
from tests.factories import make_podcast
from tests.imports import bring_in, dated, numbered
from tests.reading import links, texts
from tests.visitors import send

SAYS = "//section[@aria-labelledby='checks']"
WHOLE: dict[str, Any] = {"chapters": [Chapter(start_seconds=0, title="Hello")]}


def said(page: Any) -> list[str]:
    return texts(page, f"{SAYS}//li")


# Kept


def test_what_is_wrong_is_kept_when_it_is_saved(visit: Visit) -> None:
    made = make_tides(make_podcast(), **DRAFT)
    after = saved(visit, made, notes="", links="http://example.org Tides")
    assert after["checks"] == ["notes", "links-http", "chapters"]
    after = saved(visit, made, notes="See you.", links="", chapters="00:00:00 Hello")
    assert after.get("checks", []) == []


def test_what_a_new_one_lacks(editor: Visit, show: Podcast) -> None:
    sent(form_at(editor, "/admin/episodes/new"), title="Tides", number="")
    made = Episode.objects.get(podcast=show.id)
    assert made.checks == ["audio", "notes", "summary", "chapters"]


def test_what_a_feed_brings(clean: None, tmp_path: Path) -> None:  # noqa: ARG001 - it is emptied
    plain = '<description>&lt;a href="http://example.org"&gt;a&lt;/a&gt;</description>'
    bring_in(tmp_path, dated(1, numbered(1), numbered(2)))
    before = Episode.objects.get(guid="guid-2").checks
    bring_in(tmp_path, dated(2, numbered(1, plain), numbered(2)))
    one, two = (Episode.objects.get(guid=f"guid-{n}") for n in (1, 2))
    assert ("notes" in before, "notes" in two.checks) == (True, True)
    assert "notes" not in one.checks
    assert "notes-http" in one.checks
    assert "checks" not in one.imported


def test_the_same_feed_again_leaves_what_others_have(clean: None, tmp_path: Path) -> None:  # noqa: ARG001 - it is emptied
    bring_in(tmp_path, dated(1, numbered(1)))
    Episode.collection().update_one({}, {"$set": {"checks": ["number"]}})
    bring_in(tmp_path, dated(2, numbered(1, "<description>Tides</description>")))
    assert Episode.objects.get().checks[0] == "number"


def test_what_is_brought_back_is_looked_at(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, **DRAFT, **WHOLE, notes_html=None, checks=["notes"])
    sent(form_at(editor, address_of(made)), notes="See you.")
    assert now_of(made).checks == []
    address = f"/admin/episodes/{made.id}/revisions/0"
    send(editor, address, {"revision": key_at(editor, address)}, status=303)
    assert now_of(made).checks == ["notes"]


# Shown


def test_each_leads_to_its_field(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, **DRAFT, enclosure=None, title="x" * 101)
    page = editor.get(address_of(made))
    assert said(page) == [
        "■ Blocks: It has no audio.",
        "! Warning: Its title has over 100 characters: apps cut it.",
        "! Warning: It has no chapters.",
        "✓ It has notes", "✓ Its number is free",
    ]  # fmt: skip
    fields = links(page, SAYS)
    assert fields == ["#audio", "#title", "#chapters"]
    for field in fields:
        assert page.lxml.xpath(f"//main//form//*[@id='{field[1:]}']"), field
    assert texts(page, f"{SAYS}/h2") == ["Ready to publish?"]


def test_what_is_out_is_not_asked_whether_it_is_ready(editor: Visit, show: Podcast) -> None:
    page = editor.get(address_of(make_tides(show)))
    assert texts(page, f"{SAYS}/h2") == ["What to look at"]


def test_what_lies_in_the_bin_is_not_looked_at(editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    do(editor, made, "bin")
    assert not said(editor.get(address_of(made)))


def test_every_field_is_one_of_the_form(editor: Visit) -> None:
    page = editor.get("/admin/episodes/new")
    ids = set(page.lxml.xpath("//main//form//*/@id"))
    assert {check.field for check in CHECKS.values()} <= ids


# Asked


def numbers_and_slugs(show: Podcast, **changes: Any) -> Episode:
    """A draft after another episode took its number and its slug."""
    made = make_tides(show, **DRAFT)
    make_tides(show, **{"key": "other", "guid": "other", **DRAFT, **changes})
    return made


@pytest.mark.parametrize("word", ["publish", "schedule"])
def test_what_others_have_blocks(editor: Visit, show: Podcast, word: str) -> None:
    made = numbers_and_slugs(show)
    page = do(editor, made, word, 422, day="2999-01-02", clock="08:30")
    assert links(page, "//*[@role='alert']") == [
        f"{address_of(made)}#number", f"{address_of(made)}#slug",
    ]  # fmt: skip
    assert stored(made)["state"] == "draft"


def test_what_others_gave_up_blocks_no_more(editor: Visit, show: Podcast) -> None:
    made = numbers_and_slugs(show)
    Episode.collection().update_one({"_id": made.id}, {"$set": {"checks": ["number", "slug"]}})
    other = Episode.objects.get(key="other")
    do(editor, other, "bin")
    do(editor, made, "publish")
    assert (now_of(made).state, now_of(made).checks) == ("published", ["chapters"])


def test_what_is_out_may_keep_what_blocked_it_before(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, notes_html=None)
    sent(form_at(editor, address_of(made)), title="Ebb")
    address = f"/admin/episodes/{made.id}/revisions/0"
    send(editor, address, {"revision": key_at(editor, address)}, status=303)
    assert now_of(made).title == "Tides"


def test_http_links_only_warn(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, **DRAFT, links=[Link(url="http://example.org")])
    do(editor, made, "publish")
    assert now_of(made).state == "published"
