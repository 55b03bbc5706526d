"""Preview links: made, made anew, ended, and where each of them leads then."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import COMMAND_LINE, AuditLine, Episode, Podcast, utc_now
from talkpython_site.documents.previewed import PREVIEW_KEPT
from talkpython_site.signing import Signer
from tests.audio import keep_audio
from tests.conftest import Visit
from tests.editors import DRAFT, do, editor_of, make_tides, now_of
from tests.factories import make_podcast
from tests.previews import BELOW, SITE, linked, press, shared
from tests.visitors import led_to, signed_in

MOMENT = timedelta(milliseconds=1)


@pytest.fixture
def tides(app: Any, show: Podcast) -> Episode:
    return make_tides(show, enclosure=keep_audio(app.registry.media), **DRAFT)


def statuses(visit: Visit, link: str) -> set[int]:
    """What the page and all that lies below it answer; chapters it has none."""
    below = [each for each in BELOW if "chapters" not in each]
    return {visit.get(link + each, status="*").status_int for each in below}


def test_an_editor_makes_one_and_sees_it_again(visit: Visit, editor: Visit, tides: Episode) -> None:
    page = editor.get(f"/admin/episodes/{tides.id}")
    assert "Make a preview link" in page
    path, said = led_to(press(editor, tides, "begin"))
    assert (path, said[:28]) == (f"/admin/episodes/{tides.id}", "The preview link is made: wh")
    first, again = (editor.get(path).html.select_one("#preview-address").text for _ in range(2))
    assert first == again
    assert statuses(visit, first.removeprefix(SITE)) == {200}
    token = first.rpartition("/")[2]
    assert token not in str(Episode.collection().find_one())
    (line,) = AuditLine.objects
    assert (line.action, token in str(line.to_mongo())) == ("preview link made", False)


def test_the_button_pressed_twice_makes_one(editor: Visit, tides: Episode) -> None:
    said = [led_to(press(editor, tides, "begin", link=""))[1] for _ in range(2)]
    assert said[0] == said[1]
    assert len(AuditLine.objects) == 1


def test_a_new_one_ends_the_one_before(visit: Visit, editor: Visit, tides: Episode) -> None:
    first, second = shared(editor, tides), shared(editor, tides)
    assert first != second
    assert (statuses(visit, first), statuses(visit, second)) == ({404}, {200})


def test_it_is_ended(visit: Visit, editor: Visit, tides: Episode) -> None:
    link = shared(editor, tides)
    shown = str(now_of(tides).preview_hash)[:16]
    for _twice in range(2):
        _path, said = led_to(press(editor, tides, "end", link=shown))
        assert said == "The preview link is ended: it shows nothing any more."
    assert statuses(visit, link) == {404}
    assert [line.action for line in AuditLine.objects.order_by("id")] == [
        "preview link made",
        "preview link ended",
    ]
    assert "Make a preview link" in editor.get(f"/admin/episodes/{tides.id}")


def test_who_ends_another_one_than_was_shown_is_told(
    visit: Visit, editor: Visit, tides: Episode
) -> None:
    shared(editor, tides)
    shown = str(now_of(tides).preview_hash)[:16]
    link = shared(editor, tides)
    _path, said = led_to(press(editor, tides, "end", link=shown))
    assert said.startswith("Somebody changed the preview link")
    assert statuses(visit, link) == {200}


def test_it_holds_for_thirty_days_and_not_a_moment_longer(
    visit: Visit, editor: Visit, tides: Episode
) -> None:
    with time_machine.travel(utc_now(), tick=False):
        link, end = shared(editor, tides), utc_now() + PREVIEW_KEPT
    with time_machine.travel(end - MOMENT, tick=False):
        assert statuses(visit, link) == {200}
    with time_machine.travel(end, tick=False):
        assert statuses(visit, link) == {404}
        assert "Make a preview link" in editor_of(visit, Podcast.objects.first()).get(
            f"/admin/episodes/{tides.id}"
        )


@pytest.mark.parametrize(
    "written", ["x", "0" * 31, "0" * 32, "0" * 33, "A" * 32, "%D9%A3" * 32, "%00", "0" * 1900]
)
def test_what_is_no_token_is_told_so(visit: Visit, written: str) -> None:
    page = visit.get(f"/preview/{written}", status="*")
    assert page.status_int == (400 if written == "%00" else 404)


def test_the_page_of_an_ended_one_says_whom_to_ask(visit: Visit) -> None:
    page = visit.get(f"/preview/{'0' * 32}", status=404)
    assert "Ask whoever gave it to you" in page
    assert page.html.select_one("a.sign-in")["href"] == "/sign-in?next=%2F"


def test_another_secret_of_the_site_ends_it(
    app: Any, visit: Visit, editor: Visit, tides: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = linked(app, tides)
    monkeypatch.setattr(app.registry, "signer", Signer("another secret"))
    assert statuses(visit, link) == {404}
    assert "Make a preview link" in editor.get(f"/admin/episodes/{tides.id}")


def test_once_it_is_out_it_leads_to_the_page(visit: Visit, editor: Visit, tides: Episode) -> None:
    link = shared(editor, tides)
    planned = utc_now() + timedelta(days=9)
    now_of(tides).schedule(planned, COMMAND_LINE)
    with time_machine.travel(planned - MOMENT, tick=False):
        assert statuses(visit, link) == {200}
    with time_machine.travel(planned, tick=False):
        assert statuses(visit, link) == {302}
    do(editor, now_of(tides), "publish")
    places = {
        "": "/episodes/deep/7/tides",
        "/audio.mp3": "/episodes/deep/7/tides.mp3",
        "/chapters.json": "/episodes/deep/7/chapters.json",
        "/item.xml": "/podcasts/deep/feed.xml",
    }
    for below, place in places.items():
        answer = visit.get(link + below, status=302)
        assert answer.location == SITE + place
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert "preview-link" not in editor.get(f"/admin/episodes/{tides.id}")


def test_what_was_taken_down_is_not_shown_again(
    visit: Visit, editor: Visit, tides: Episode
) -> None:
    link = shared(editor, tides)
    do(editor, now_of(tides), "publish")
    do(editor, now_of(tides), "unpublish", reason="It names somebody.")
    assert statuses(visit, link) == {404}
    now_of(tides).schedule(utc_now() + timedelta(days=9), COMMAND_LINE)
    assert statuses(visit, link) == {404}


def test_what_is_taken_down_gets_a_new_link_that_ends_when_it_is_out_and_down_again(
    visit: Visit, editor: Visit, tides: Episode
) -> None:
    do(editor, tides, "publish")
    do(editor, now_of(tides), "unpublish", reason="It names somebody.")
    link = shared(editor, tides)
    assert statuses(visit, link) == {200}
    assert visit.get("/episodes/deep/7/tides", status=410)
    do(editor, now_of(tides), "publish")
    assert statuses(visit, link) == {302}
    do(editor, now_of(tides), "unpublish", reason="It names somebody else.")
    assert statuses(visit, link) == {404}


def test_a_link_of_what_is_taken_down_ends_in_the_bin(
    visit: Visit, editor: Visit, show: Podcast
) -> None:
    down = make_tides(show, state="unpublished", unpublished_reason="It names somebody.")
    link = shared(editor, down)
    for word in ("bin", "restore"):
        do(editor, now_of(down), word)
        assert visit.get(link, status=404)
    assert "Make a preview link" in editor.get(f"/admin/episodes/{down.id}")


def test_nothing_in_the_bin_is_shown(visit: Visit, editor: Visit, tides: Episode) -> None:
    link = shared(editor, tides)
    do(editor, now_of(tides), "bin")
    assert statuses(visit, link) == {404}
    do(editor, now_of(tides), "restore")
    assert statuses(visit, link) == {404}


def test_who_is_late_is_told(editor: Visit, tides: Episode) -> None:
    do(editor, tides, "publish")
    _path, said = led_to(press(editor, tides, "begin"))
    assert said.startswith("Somebody changed the preview link or the episode meanwhile.")
    assert now_of(tides).preview_hash is None


def test_it_is_for_its_editors_alone(visit: Visit, tides: Episode) -> None:
    for browser in (signed_in(visit), editor_of(visit, make_podcast())):
        press(browser, tides, "begin", 403)
    press(editor_of(visit, Podcast.objects(slug="deep").first()), tides, "paint", 400)
    editor_of(visit).get(f"/admin/episodes/{tides.id}/preview", status=405)
    assert now_of(tides).preview_hash is None


def test_a_form_of_who_is_signed_in_has_no_place_there(editor: Visit, tides: Episode) -> None:
    """Browsers would send it without saying from where."""
    link = shared(editor, tides)
    for address, status in ((link, 200), (f"{link}x", 404)):
        page = editor.get(address, status=status)
        assert page.html.select_one("details.who a")
        assert not page.html.select("form[method=post]")
        assert "hx-boost:inherited" not in page.html.body.attrs


def test_a_podcast_that_is_not_public_leads_nowhere(app: Any, visit: Visit) -> None:
    show = make_podcast(state="draft")
    made = make_tides(show, **DRAFT)
    link = linked(app, made)
    found = now_of(made)
    found.publish(COMMAND_LINE)
    assert visit.get(link).html.h1.text == "Tides"


@pytest.mark.parametrize("spoilt", ["its podcast is gone", "its people are no list"])
def test_what_cannot_be_shown_is_not_there(
    app: Any, visit: Visit, tides: Episode, spoilt: str
) -> None:
    link = linked(app, tides)
    if "podcast" in spoilt:
        Podcast.collection().delete_many({})
    else:
        Episode.collection().update_one({"_id": tides.id}, {"$set": {"people": ["Ben"]}})
    assert statuses(visit, link) == {404}
