"""The form of an episode: making one, saving one, and that nothing is lost or doubled."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bson import json_util

from talkpython_site.documents import AuditLine, Episode, Person, Revision, Topic
from tests.conftest import Queries, Visit
from tests.episode_forms import (
    NEW,
    address_of,
    editor,
    editor_of,
    form_at,
    form_in,
    sent,
    stored,
    wrong,
)
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.visitors import admin, led_to, send

SHAPES = Path(__file__).parents[1] / "shapes"
AS_JSON = json_util.JSONOptions(tz_aware=True)
TYPED: dict[str, Any] = {
    "title": "The boring database wins",
    "summary": "It won again.",
    "notes": "# Boring\n\n[12:40] Why *boring* is a feature",
    "people": "ines okafor, guest\nBerit Aas, host",
    "topics": "databases, Boredom",
    "links": "https://harbour.example/talk The talk",
    "audio": "https://media.example/12.mp3",
    "audio_bytes": "41,203,118",
    "duration": "54:20",
    "chapters": "12:40 Sponsor: Lantern Maps\n0 Hello",
    "is_explicit": "no",
}


def saves(page: Any) -> str:
    words: str = page.lxml.xpath("string(//p[contains(@class, 'save')]/button)")
    return words


# New ones


def test_a_new_one_is_a_draft_with_all_that_was_typed(visit: Visit) -> None:
    podcast, known = make_podcast(), make_person("Ines Okafor")
    make_episode(podcast, number=11)
    form = form_at(editor(visit, podcast), "/admin/episodes/new")
    assert form["number"].value == "12"
    page, said = led_to(sent(form, **TYPED))
    made = Episode.objects.get(title=TYPED["title"])
    assert page == address_of(made)
    assert said == "The episode is made, as a draft: only its editors see it."
    assert (made.state, made.number, made.key) == ("draft", 12, "12")
    assert (made.slug, made.teaser) == ("the-boring-database-wins", "It won again.")
    assert made.guid.startswith("urn:uuid:")
    assert [(each.person, each.role) for each in made.people] == [
        (known.id, "guest"),
        (Person.objects.get(key="berit aas").id, "host"),
    ]
    names = [Topic.objects.get(id=each).name for each in made.topics]
    assert names == ["databases", "Boredom"]


def test_what_was_typed_becomes_parts_of_it(visit: Visit) -> None:
    podcast = make_podcast()
    sent(form_at(editor(visit, podcast), NEW), **TYPED)
    made = Episode.objects.get(title=TYPED["title"])
    assert [(each.start_seconds, each.title, each.sponsor) for each in made.chapters] == [
        (0, "Hello", None),
        (760, None, "Lantern Maps"),
    ]
    assert (made.enclosure.url, made.enclosure.type) == (TYPED["audio"], "audio/mpeg")
    assert (made.enclosure.size_bytes, made.duration_seconds) == (41_203_118, 3260)
    assert [(each.url, each.label) for each in made.links] == [
        ("https://harbour.example/talk", "The talk")
    ]
    assert f"/{podcast.slug}/1/the-boring-database-wins?t=760#listen" in made.notes_html
    assert "<em>boring</em>" in made.notes_html
    assert made.is_explicit is False
    assert len(made.strip) == 2


def test_new_people_and_topics_are_there_at_once(visit: Visit) -> None:
    browser = editor(visit, make_podcast())
    page = sent(form_at(browser, NEW), **TYPED).follow()
    assert form_in(page)["people"].value == "ines okafor, guest\nBerit Aas, host"
    assert form_in(page)["topics"].value == "databases, Boredom"


def test_the_same_new_form_sent_twice_makes_one(visit: Visit) -> None:
    form = form_at(editor(visit, make_podcast()), NEW)
    for _ in range(2):
        assert "/admin/episodes/" in sent(form, title="Once").location
    assert Episode.objects(title="Once").count() == 1
    assert Episode.objects.get(title="Once").revision == 0


def test_who_goes_back_to_a_new_form_changes_what_it_made(visit: Visit) -> None:
    form = form_at(editor(visit, make_podcast()), NEW)
    sent(form, title="Once")
    sent(form, title="Twice", number="7")
    (made,) = Episode.objects
    assert (made.title, made.slug, made.number, made.key) == ("Twice", "twice", 7, "1")
    assert made.revision == 1


def test_a_key_that_somebody_had_is_not_given_again(visit: Visit) -> None:
    podcast = make_podcast()
    make_episode(podcast, number=3, key="4", season=1)
    make_episode(podcast, number=5, key="s2e4", state="binned")
    form = form_at(editor(visit, podcast), NEW)
    sent(form, title="Four", number="4", season="2")
    assert Episode.objects.get(title="Four").key.startswith("x")


def test_several_podcasts_are_asked_for(visit: Visit) -> None:
    shows = [make_podcast("Deep Harbour"), make_podcast("Moss")]
    for show, number, season in zip(shows, (11, 4), (None, 2), strict=True):
        make_episode(show, number=number, season=season)
    browser = editor(visit, *shows)
    page = browser.get(NEW)
    told = page.lxml.xpath("string(//*[@id='number-hint'])")
    assert told == "Next: 12 in \u2068Deep Harbour\u2069; season 2, 5 in \u2068Moss\u2069"
    choices = page.html.select("#podcast option")[1:]
    offered = [(each.get("data-number"), each.get("data-season")) for each in choices]
    assert offered == [("12", ""), ("5", "2")]
    page = sent(form_in(page), 422, title="Whose?")
    assert wrong(page) == ["Podcast: Choose a podcast."]
    sent(form_in(page), podcast=str(shows[1].id))
    assert Episode.objects.get(title="Whose?").podcast == shows[1].id
    form = form_at(browser, f"{NEW}?podcast={shows[1].id}")
    assert (form["podcast"].value, form["number"].value) == (str(shows[1].id), "5")


@pytest.mark.parametrize("given", ["", "x", "65f0c1d2e3f4a5b6c7d8e9f0"])
def test_the_podcast_of_another_is_refused(visit: Visit, given: str) -> None:
    mine, theirs = make_podcast("Mine"), make_podcast("Theirs")
    page = sent(form_at(editor(visit, mine), NEW), 422, title="Foreign", podcast=given)
    assert wrong(page)[0].startswith("Podcast: Choose a podcast")
    page = sent(form_in(page), 422, podcast=str(theirs.id))
    assert wrong(page) == ["Podcast: Choose a podcast of yours."]
    assert not Episode.objects


# Those that are there


def test_a_save_is_a_revision_and_an_audit_line(visit: Visit) -> None:
    episode = make_episode(state="draft", title="Before")
    browser = editor_of(visit, episode, name="Berit Aas")
    page = sent(form_at(browser, address_of(episode)), title="After").follow()
    assert "The episode is saved." in page
    assert Revision.objects.get(id=f"{episode.card_key}:0").content["title"] == "Before"
    (line,) = AuditLine.objects.about(episode.card_key)
    assert (line.action, line.revision) == ("saved", 1)
    assert "title" in line.fields
    beside = " ".join(page.lxml.xpath("string(//div[@class='admin-beside'])").split())
    assert "Revision 1" in beside
    assert "Saved by Berit Aas Today," in beside
    assert page.lxml.xpath(f"//a[@href='{address_of(episode)}/revisions']")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"state": "draft", "published_at": None}, "Save draft"),
        ({"state": "published"}, "Save – live at once"),
        ({"state": "published", "published_at": datetime(2999, 1, 1, tzinfo=UTC)}, "Save"),
        ({"state": "unpublished"}, "Save"),
        ({"state": "binned"}, ""),
    ],
)
def test_the_button_says_what_saving_does(visit: Visit, state: Any, words: str) -> None:
    episode = make_episode(**state)
    assert saves(editor_of(visit, episode).get(address_of(episode))) == words


def test_what_is_live_is_live_at_once(visit: Visit) -> None:
    episode = make_episode(title="Before")
    page = sent(form_at(editor_of(visit, episode), address_of(episode)), title="After").follow()
    assert "The episode is saved, and live." in page
    assert "After" in visit.get("/episodes")


@pytest.mark.parametrize("name", ["episode-0.4.0", "episode-future", "episode-0.1.0"])
def test_what_nobody_touched_stays_as_it_is(visit: Visit, name: str) -> None:
    shape = json_util.loads((SHAPES / f"{name}.json").read_text("utf-8"), json_options=AS_JSON)
    podcast = make_podcast()
    shape = {**shape, "podcast": podcast.id, "pending": []}
    Episode.collection().insert_one(shape)
    episode = Episode.objects.get(id=shape["_id"])
    browser = editor(visit, podcast)
    said = led_to(sent(form_at(browser, address_of(episode))))[1]
    assert said == "Nothing was changed: it was so already."
    assert stored(episode) == shape
    sent(form_at(browser, address_of(episode)), title="Another")
    after = stored(episode)
    changed = {name for name in shape if after[name] != shape[name]} | (after.keys() - shape.keys())
    assert changed <= {"title", "revision", "nonce"}


def test_a_double_click_saves_once(visit: Visit) -> None:
    episode = make_episode(state="draft")
    form = form_at(editor_of(visit, episode), address_of(episode))
    for _ in range(2):
        assert led_to(sent(form, title="Once"))[1] == "The episode is saved."
    assert stored(episode)["revision"] == 1


def test_who_goes_back_after_saving_saves_again(visit: Visit) -> None:
    episode = make_episode(state="draft")
    form = form_at(editor_of(visit, episode), address_of(episode))
    sent(form, title="Once")
    sent(form, title="Twice")
    assert (stored(episode)["title"], stored(episode)["revision"]) == ("Twice", 2)


def test_a_form_asks_the_database_little(visit: Visit, queries: Queries) -> None:
    episode = make_episode(people=[make_person()], topics=[make_topic()], state="draft")
    browser = editor_of(visit, episode)
    sent(form_at(browser, address_of(episode)), title="Saved")
    with queries() as asked:
        browser.get(address_of(episode))
    expected = [
        "find accounts",
        "find accounts",
        "find audit_lines",
        *["find drafts"] * 3,  # unsaved words, who else is there, and how many are kept
        "find episodes",
        "find stamps",
        "update drafts",
    ]
    assert sorted(asked.names) == expected
    with queries() as asked:
        browser.get(NEW)
    assert sorted(asked.names) == ["find accounts", "find drafts", "find stamps"]


def test_others_episodes_are_closed(visit: Visit) -> None:
    episode = make_episode()
    stranger = editor(visit, make_podcast())
    assert stranger.get(address_of(episode), status=403)
    assert send(stranger, address_of(episode), {"title": "Mine now"}, status=403)
    assert admin(visit).get(address_of(episode)).status_int == 200
    assert visit.get("/admin/episodes/65f0c1d2e3f4a5b6c7d8e9f0", status="*").status_int in {
        303,
        302,
    }


def test_only_the_fields_of_the_form_are_taken(visit: Visit) -> None:
    episode = make_episode(state="draft", summary="Kept")
    browser = editor_of(visit, episode)
    revision = form_at(browser, address_of(episode))["revision"].value
    extra = {"state": "published", "key": "9", "podcast": str(make_podcast().id), "nonsense": "x"}
    before = stored(episode)
    send(browser, address_of(episode), {"revision": revision, "title": "New", **extra})
    after = stored(episode)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"title", "revision", "nonce", "checks"}
