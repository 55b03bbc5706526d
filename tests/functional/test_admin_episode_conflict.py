"""Two who write one episode: what only one changed is taken over, what both did is shown."""

from typing import Any

import pytest

from talkpython_site.documents import Actor, Episode, Podcast
from tests.conftest import Visit
from tests.episode_forms import (
    NEW,
    address_of,
    editor,
    editor_of,
    form_at,
    form_in,
    problem,
    sent,
    stored,
)
from tests.factories import make_episode, make_podcast
from tests.visitors import led_to

BY = Actor(None, "192.0.2.7")


def differing(page: Any) -> dict[str, list[str]]:
    """The fields that two changed, each with base, theirs and yours."""
    return {
        section.findtext("h2"): [
            each.text_content() for each in section.xpath("./figure/*[not(self::figcaption)]")
        ]
        for section in page.lxml.xpath("//section[@class='differs']")
    }


def opened_by_two(visit: Visit, **changes: Any) -> tuple[Episode, Any, Any]:
    """An episode with the forms of two editors."""
    episode = make_episode(**{"state": "draft", "title": "Base", **changes})
    forms = [form_at(editor_of(visit, episode), address_of(episode)) for _ in range(2)]
    return episode, *forms


def test_what_only_one_changed_is_taken_over(visit: Visit) -> None:
    episode, theirs, mine = opened_by_two(visit)
    sent(theirs, title="Theirs", people="Berit Aas, host")
    told = led_to(sent(mine, summary="Mine"))[1]
    assert (
        told
        == "The episode is saved. What \u2068Ines Okafor\u2069 changed meanwhile is in it, too."
    )
    now = stored(episode)
    assert (now["title"], now["summary"], len(now["people"])) == ("Theirs", "Mine", 1)
    assert now["revision"] == 2


def test_what_both_changed_is_shown_and_nothing_saved(visit: Visit) -> None:
    episode, theirs, mine = opened_by_two(visit)
    sent(theirs, title="Theirs", summary="Only theirs")
    page = sent(mine, 409, title="Mine", notes="Only mine")
    assert problem(page).startswith("Somebody else changed this episode while you wrote.")
    assert differing(page) == {"Title": ["Base", "Theirs", "Mine"]}
    form = form_in(page)
    assert [form[name].value for name in ("title", "summary", "notes")] == [
        "Mine",
        "Only theirs",
        "Only mine",
    ]
    assert stored(episode)["title"] == "Theirs"
    sent(form)
    now = stored(episode)
    assert (now["title"], now["summary"], now["notes_source"]) == (
        "Mine",
        "Only theirs",
        "Only mine",
    )


def theirs(page: Any) -> str:
    return str(page.lxml.xpath("string(//section[@class='differs']/figure[last() - 1]/figcaption)"))


def test_who_saved_meanwhile_is_named(visit: Visit) -> None:
    episode = make_episode(state="draft", title="Base")
    names = ("Ada", "Ben", "Cleo")
    forms = [form_at(editor_of(visit, episode, name=each), address_of(episode)) for each in names]
    sent(forms[0], title="Of Ada")
    page = sent(forms[1], 409, title="Of Ben")
    assert theirs(page) == "Saved now by \u2068Ada\u2069"
    sent(form_in(page))
    page = sent(forms[2], 409, title="Of Cleo")
    assert theirs(page) == "Saved now by \u2068Ada\u2069, \u2068Ben\u2069"
    imported = Episode.objects.get(id=episode.id)
    imported.title = "Of the feed"
    imported.change()
    page = sent(form_in(page), 409, title="Of Cleo")
    assert theirs(page) == "Theirs, saved now"


def test_the_same_change_of_two_is_no_conflict(visit: Visit) -> None:
    episode, theirs, mine = opened_by_two(visit)
    sent(theirs, title="The same")
    sent(mine, title="The same", summary="Mine")
    assert stored(episode)["summary"] == "Mine"


def test_parts_of_a_file_are_not_mixed(visit: Visit) -> None:
    _episode, theirs, mine = opened_by_two(visit)
    sent(theirs, audio="https://media.example/other.m4a", audio_type="audio/mp4")
    page = sent(mine, 409, audio_bytes="5000")
    assert list(differing(page)) == ["Address of the file", "Type", "Bytes"]
    assert differing(page)["Type"] == ["audio/mpeg", "audio/mp4", "audio/mpeg"]


def test_a_move_beside_the_form_is_no_conflict(visit: Visit) -> None:
    episode, _theirs, mine = opened_by_two(visit)
    Episode.objects.get(id=episode.id).bin(BY)
    page = sent(mine, 409, title="Mine")
    assert problem(page).startswith("This episode lies in the bin")
    assert form_in(page)["title"].value == "Mine"
    Episode.objects.get(id=episode.id).restore(BY)
    sent(mine, title="Mine")
    assert stored(episode)["title"] == "Mine"


def test_nobody_changes_by_accident_what_is_live_by_now(visit: Visit) -> None:
    episode, _theirs, mine = opened_by_two(visit)
    Episode.objects.get(id=episode.id).publish(BY)
    page = sent(mine, 409, summary="Mine")
    assert problem(page).startswith("This episode was published while you wrote")
    assert "Save – live at once" in page
    assert stored(episode)["summary"] != "Mine"
    assert led_to(sent(form_in(page)))[1] == "The episode is saved, and live."
    assert stored(episode)["summary"] == "Mine"


def test_a_change_without_a_revision_is_shown_whole(visit: Visit) -> None:
    episode, _theirs, mine = opened_by_two(visit)
    imported = Episode.objects.get(id=episode.id)
    imported.title = "Of the feed"
    imported.change()
    page = sent(mine, 409, title="Mine")
    assert differing(page) == {"Title": ["Of the feed", "Mine"]}


@pytest.mark.parametrize("kind", ["", "forged", "of another episode", "of another account"])
def test_a_form_that_was_never_ours_overwrites_nothing(visit: Visit, kind: str) -> None:
    episode = make_episode(title="Base", state="draft")
    browser, key = editor_of(visit, episode), kind
    if kind == "of another episode":
        other = make_episode(Podcast.objects.get())
        key = form_at(browser, address_of(other))["revision"].value
    elif kind == "of another account":
        key = form_at(editor_of(visit, episode), address_of(episode))["revision"].value
    page = sent(form_at(browser, address_of(episode)), 409, revision=key, title="Mine")
    assert differing(page) == {"Title": ["Base", "Mine"]}
    sent(form_in(page))
    assert stored(episode)["title"] == "Mine"


@pytest.mark.parametrize("kind", ["", "forged", "of an episode"])
def test_a_new_form_that_was_never_ours_makes_nothing(visit: Visit, kind: str) -> None:
    podcast = make_podcast()
    browser, key = editor(visit, podcast), kind
    if kind == "of an episode":
        key = form_at(browser, address_of(make_episode(podcast)))["revision"].value
    page = sent(form_at(browser, NEW), 422, revision=key, title="Mine")
    assert not Episode.objects(title="Mine")
    sent(form_in(page))
    assert Episode.objects.get(title="Mine").state == "draft"


def test_a_form_goes_on_after_signing_in_again(visit: Visit) -> None:
    episode = make_episode(title="Base", state="draft")
    browser = editor_of(visit, episode, email="berit@example.org")
    form = form_at(browser, address_of(episode))
    browser.set_cookie("__Host-account", "")
    asked = sent(form, 403, title="Mine")
    (again,) = [each for each in asked.forms.values() if "sign_in-email" in each.fields]
    again["sign_in-email"], again["sign_in-password"] = "berit@example.org", "seven calm herons"
    page = again.submit(headers={"Origin": "https://longwave.example"})
    assert form_in(page)["title"].value == "Mine"
    assert stored(episode)["title"] == "Base"
    sent(form_in(page))
    assert stored(episode)["title"] == "Mine"
