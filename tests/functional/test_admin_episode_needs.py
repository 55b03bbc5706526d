"""What everybody sees, or will, keeps what it needs: no change of it takes that away."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import Actor, Episode, LetGo, Person, Podcast, Revision, utc_now
from talkpython_site.upload_tidying import tidy
from tests.audio import keep_audio, mp3
from tests.conftest import Visit
from tests.editors import DRAFT, do, key_at, make_tides, now_of
from tests.episode_forms import address_of, form_at, form_in, sent, stored, wrong
from tests.visitors import send

BY = Actor(None, "192.0.2.7")
NO_AUDIO: dict[str, Any] = {"audio": "", "audio_type": "", "audio_bytes": ""}
SCHEDULED = {"published_at": utc_now() + timedelta(days=3)}
STATES = {
    "published": ({}, "Take the episode down first"),
    "scheduled": (SCHEDULED, "Call it off first"),
}


@pytest.fixture(params=STATES)
def public(show: Podcast, request: Any) -> tuple[Episode, str]:
    """One that everybody sees, or will, with what is to be done before it may lack something."""
    changes, first = STATES[request.param]
    return make_tides(show, **changes), first


def test_its_notes_stay(editor: Visit, public: tuple[Episode, str]) -> None:
    made, first = public
    before = stored(made)
    typed = {"notes": "", "title": "Neap tides", "people": "Guest: Berit Aas"}
    page = sent(form_at(editor, address_of(made)), 422, **typed)
    assert wrong(page) == [f"Notes: It has no notes. {first}, or mend this."]
    form = form_in(page)
    assert {name: form[name].value for name in typed} == typed
    assert stored(made) == before
    assert not Person.objects(name="Berit Aas")
    sent(form, notes="Less.")
    assert now_of(made).title == "Neap tides"


def test_its_audio_stays(editor: Visit, public: tuple[Episode, str]) -> None:
    made, first = public
    page = sent(form_at(editor, address_of(made)), 422, **NO_AUDIO)
    assert wrong(page) == [f"Address of the file: It has no audio. {first}, or mend this."]
    assert now_of(made).enclosure


def test_all_that_would_be_missed_is_told(editor: Visit, public: tuple[Episode, str]) -> None:
    made, _first = public
    page = sent(form_at(editor, address_of(made)), 422, notes=" ", **NO_AUDIO)
    assert [each.partition(":")[0] for each in wrong(page)] == ["Address of the file", "Notes"]


def test_what_was_missed_before_is_no_obstacle(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, notes_html=None, enclosure=None)
    sent(form_at(editor, address_of(made)), title="Ebb")
    assert now_of(made).title == "Ebb"
    page = editor.get(address_of(made))
    assert "It has no notes." in page


def test_taken_down_it_may_lack_anything(editor: Visit, show: Podcast) -> None:
    for number, changes in ((8, {}), (9, DRAFT)):
        made = make_tides(show, number=number, slug=f"tides-{number}", **changes)
        if not changes:
            do(editor, made, "unpublish", reason="So.")
        sent(form_at(editor, address_of(made)), notes="", **NO_AUDIO)
        assert now_of(made).enclosure is None


# Brought back


def old_file(app: Any, made: Episode) -> tuple[int, str]:
    """A revision, and the file of its audio that was replaced 31 days ago."""
    first, second = (keep_audio(app.registry.media, mp3(2, title)) for title in "ab")
    for each in (first, second):
        made.enclosure = each
        made.save_as(BY, "saved")
    old = utc_now() - timedelta(days=31)
    Revision.collection().update_many({"thing": made.card_key}, {"$set": {"replaced_at": old}})
    LetGo.collection().update_many({"_id": first.media}, {"$set": {"at": old}})
    return (made.revision or 0) - 1, str(first.media)


def bring_back(browser: Visit, made: Episode, number: int, status: int) -> Any:
    address = f"{address_of(made)}/revisions/{number}"
    fields = {"revision": key_at(browser, address)}
    return send(browser, address, fields, status=status)


@pytest.mark.parametrize("state", ["draft", "published"])
def test_audio_that_is_deleted_is_not_brought_back(
    app: Any, editor: Visit, show: Podcast, state: str
) -> None:
    made = make_tides(show, state=state)
    number, key = old_file(app, made)
    kept = now_of(made).enclosure
    tidy(app.registry.uploads, utc_now())
    assert not app.registry.media.has(key)
    page = bring_back(editor, made, number, 422)
    assert "The audio of that time is not kept any more" in page
    assert now_of(made).enclosure == kept


def test_audio_that_is_still_kept_is_brought_back(app: Any, editor: Visit, show: Podcast) -> None:
    made = make_tides(show)
    number, key = old_file(app, made)
    bring_back(editor, made, number, 303)
    assert now_of(made).enclosure.media == key  # type: ignore[union-attr] # there is one


def test_what_has_lost_its_file_is_told_and_not_published(
    app: Any, editor: Visit, show: Podcast
) -> None:
    made = make_tides(show, state="draft")
    old_file(app, made)
    app.registry.media.delete(now_of(made).enclosure.media)  # type: ignore[union-attr] # there is one
    assert "is not here any more: upload it again." in editor.get(address_of(made))
    do(editor, now_of(made), "publish", 422)
    assert now_of(made).state == "draft"
    bring_back(editor, made, 0, 303)
