"""A preview of what is typed and not saved, for who types it alone."""

import io
import json
from typing import Any

import pytest

from talkpython_site.documents import Draft, Episode, Person, Podcast, Topic, utc_now
from talkpython_site.documents.draft import KEPT, Origin
from talkpython_site.documents.roles import editor_role
from tests.audio import SOUND
from tests.conftest import Visit
from tests.editors import DRAFT, make_tides, now_of
from tests.factories import make_account, make_episode, make_person, make_topic
from tests.previews import linked
from tests.visitors import signed_in

TYPED = {
    "title": "Ebb",
    "notes": "At [0:40] **flow**.",
    "people": "Ines Okafor, guest\nNew Name, host",
    "topics": "known, unknown",
    "chapters": "00:00 Hello\n00:40 Flow",
}


@pytest.fixture
def tides(show: Podcast) -> Episode:
    return make_tides(
        show, people=[make_person("Ben Shy")], topics=[make_topic("old")], notes_html=None, **DRAFT
    )


@pytest.fixture
def writer(show: Podcast) -> Any:
    return make_account(roles=[editor_role("podcast", show.id)])


def typed(made: Episode, whose: Any, **fields: str) -> str:
    """The query of a draft that is kept."""
    origin = Origin(made.card_key, whose.id, "nonce", 0, "draft")
    assert Draft.keep(origin, {**TYPED, **fields}, 1)
    return "?draft=nonce"


def test_its_writer_sees_what_is_typed(app: Any, visit: Visit, tides: Episode, writer: Any) -> None:
    make_person("Ines Okafor")
    make_topic("known")
    link, query = linked(app, tides), typed(tides, writer)
    page = signed_in(visit, writer).get(link + query)
    assert page.html.h1.text == "Ebb"
    assert "You see what you have typed and not saved" in page
    assert [face.text for face in page.html.select(".faces bdi")] == ["Ines Okafor", "New Name"]
    assert [each.text for each in page.html.select("#topics ~ ul bdi")] == ["known", "unknown"]
    assert page.html.select_one(".notes a")["href"] == f"{link}?t=40#listen"
    assert page.html.select_one("[data-player]")["data-title"] == "Ebb"
    assert visit.get(link).html.h1.text == "Tides"


def test_nothing_is_saved_by_looking(app: Any, visit: Visit, tides: Episode, writer: Any) -> None:
    link, query = linked(app, tides), typed(tides, writer)
    before = Episode.collection().find_one({"_id": tides.id})
    browser = signed_in(visit, writer)
    for below in ("", "/item.xml", "/chapters.json"):
        browser.get(link + below + query)
    assert Episode.collection().find_one({"_id": tides.id}) == before
    assert ([p.name for p in Person.objects], [t.name for t in Topic.objects]) == (
        ["Ben Shy"],
        ["old"],
    )


def test_all_that_lies_below_is_as_it_is_typed(
    app: Any, visit: Visit, tides: Episode, writer: Any
) -> None:
    file = io.BytesIO(SOUND)
    uploads, now = app.registry.uploads, utc_now()
    kept = uploads.take(uploads.begin(writer.id, "ebb.mp3", len(SOUND), now), file, now)
    link, query = linked(app, tides), typed(tides, writer, media=kept.media, audio="")
    browser = signed_in(visit, writer)
    page = browser.get(link + query)
    source = page.html.select_one("[data-player]")["data-source"]
    assert source == f"{link}/audio.mp3{query}"
    assert browser.get(source).body == SOUND
    assert visit.get(f"{link}/audio.mp3", status=302).location.startswith("https://media.example/")
    feed = page.html.select_one(".feed-item > p a")["href"]
    assert "<title>Ebb</title>" in browser.get(feed)
    chapters = json.loads(browser.get(f"{link}/chapters.json{query}").body)["chapters"]
    assert [each["title"] for each in chapters] == ["Hello", "Flow"]


def test_what_saving_would_refuse_stays_as_it_is(
    app: Any, visit: Visit, tides: Episode, writer: Any
) -> None:
    link, query = linked(app, tides), typed(tides, writer, title="", chapters="<b>")
    page = signed_in(visit, writer).get(link + query)
    assert page.html.h1.text == "Tides"
    assert "because saving would refuse it: Title, Chapters." in page


def test_it_is_shown_to_nobody_else(app: Any, visit: Visit, tides: Episode, writer: Any) -> None:
    link, query = linked(app, tides), typed(tides, writer)
    same = make_account(roles=writer.roles)
    for browser in (visit, signed_in(visit), signed_in(visit, same)):
        page = browser.get(link + query, status=404)
        assert "Nothing of yours is kept" in page
        assert "Ebb" not in page
    other = linked(app, make_episode(Podcast.objects.first(), **DRAFT))
    browser = signed_in(visit, writer)
    for address in (other + query, f"{link}?draft=", f"{link}?draft=other", f"{link}?draft=a:b"):
        browser.get(address, status=404)


@pytest.mark.parametrize("change", [{"is_closed": True}, {"seen_at": True}, {"roles": True}])
def test_what_was_saved_or_is_too_old_or_not_theirs_any_more_is_gone(
    app: Any, visit: Visit, tides: Episode, writer: Any, change: dict[str, Any]
) -> None:
    link, query = linked(app, tides), typed(tides, writer)
    browser = signed_in(visit, writer)
    if "is_closed" in change:
        Draft.close(Origin(tides.card_key, writer.id, "nonce", 0, "draft"), 1)
    elif "seen_at" in change:
        Draft.collection().update_one({}, {"$set": {"seen_at": utc_now() - KEPT}})
    else:
        type(writer).collection().update_one({"_id": writer.id}, {"$unset": {"roles": 1}})
    browser.get(link + query, status=404)
    assert now_of(tides).title == "Tides"
