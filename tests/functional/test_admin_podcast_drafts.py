"""What is typed into the form of a podcast is kept, offered again, and closed once it is saved."""

from typing import Any

from talkpython_site.documents import Draft, Podcast
from tests.conftest import Visit
from tests.drafts import DRAFTS, is_kept, keep, offered, rows, see, told
from tests.editors import editor_of
from tests.episode_forms import NEW as NEW_EPISODE
from tests.episode_forms import form_at, form_in, sent
from tests.factories import make_podcast
from tests.podcast_forms import LIST, NEW, address_of, form_of, saved, stored
from tests.visitors import admin, led_to, send


def go_on(page: Any) -> Any:
    return page.click("Go on with it", index=0)


def test_a_change_is_offered_and_gone_on_with(editor: Visit, show: Podcast) -> None:
    form = form_of(editor, show)
    assert is_kept(keep(editor, form, title="Deeper", description="Half a", feed_items="x"))
    assert stored(show)["title"] == "Deep Harbour"
    page = editor.get(address_of(show))
    assert offered(page) != []
    page = go_on(page)
    typed = form_in(page)
    assert [typed[name].value.strip() for name in ("title", "description", "feed_items")] == [
        "Deeper", "Half a", "x",
    ]  # fmt: skip
    sent(typed, 422)
    sent(typed, feed_items="20")
    assert (stored(show)["title"], stored(show)["feed_items"]) == ("Deeper", 20)
    assert offered(editor.get(address_of(show))) == []
    assert not Draft.objects(fields__exists=True)


def test_what_others_changed_meanwhile_is_kept_too(
    visit: Visit, editor: Visit, show: Podcast
) -> None:
    keep(editor, form_of(editor, show), title="Mine")
    saved(editor_of(visit, show), show, subtitle="Theirs")
    sent(form_in(go_on(editor.get(address_of(show)))))
    assert (stored(show)["title"], stored(show)["subtitle"]) == ("Mine", "Theirs")


def test_a_new_one_is_begun_and_gone_on_with(visit: Visit) -> None:
    browser = admin(visit)
    keep(browser, form_at(browser, NEW), title="Lamps", state="published")
    assert rows(browser.get(DRAFTS)) == ["Lamps"]
    assert "A new podcast, not saved yet" in browser.get(DRAFTS).text
    assert offered(browser.get(NEW_EPISODE)) == []
    assert rows(browser.get(LIST)) == ["Lamps"]
    for narrowed in ("?show=hidden", "?q=lamps"):
        assert rows(browser.get(LIST + narrowed)) == []
    page = browser.get(NEW)
    assert "You began Lamps" in offered(page)[0]
    form = form_in(go_on(page))
    assert led_to(sent(form, state="draft"))[1] == "The podcast is made."
    made = Podcast.objects.get(title="Lamps")
    assert made.state == "draft"
    assert rows(browser.get(DRAFTS)) == []
    sent(form, title="Lanterns")  # who goes back in the browser
    assert stored(made)["title"] == "Lanterns"


def test_both_kinds_are_listed_together(visit: Visit, show: Podcast) -> None:
    browser = admin(visit)
    keep(browser, form_of(browser, show), title="Deeper")
    keep(browser, form_at(browser, NEW_EPISODE), title="Ebb", podcast=str(show.id))
    keep(browser, form_at(browser, NEW), title="Lamps")
    page = browser.get(DRAFTS)
    assert sorted(rows(page)) == ["Deeper", "Ebb", "Lamps"]
    words = " ".join(page.html.select_one(".drafts-rows").text.split())
    assert "A new episode, not saved yet" in words
    assert words.count("Deep Harbour") == 1  # the podcast of the episode


def test_nobody_else_sees_or_keeps_it(visit: Visit, editor: Visit, show: Podcast) -> None:
    form = form_of(editor, show)
    keep(editor, form, title="Mine")
    other = editor_of(visit, show)
    assert offered(other.get(address_of(show))) == []
    assert rows(other.get(DRAFTS)) == []
    assert told(send(other, DRAFTS, {"revision": form["revision"].value, "title": "x"})) != []
    assert "Mine" not in other.get(editor.get(address_of(show)).click("Go on with it").request.path)


def test_of_a_podcast_that_is_theirs_no_more_nothing_is_kept(visit: Visit, editor: Visit) -> None:
    other = make_podcast("Not theirs")
    keys = form_of(admin(visit), other)
    assert not is_kept(send(editor, DRAFTS, {"revision": keys["revision"].value, "typed": "1"}))


def test_two_are_told_of_each_other(visit: Visit, editor: Visit, show: Podcast) -> None:
    form, other = form_of(editor, show), editor_of(visit, show)
    keep(editor, form, title="Mine")
    assert "is writing here too." in other.get(address_of(show)).text
    saved(other, show, title="Theirs")
    assert any("see what changed" in each for each in told(see(editor, form)))


def test_an_episode_and_a_podcast_are_not_mixed(editor: Visit, show: Podcast) -> None:
    form = form_at(editor, NEW_EPISODE)
    keep(editor, form, title="Ebb", podcast=str(show.id))
    (offer,) = editor.get(NEW_EPISODE).html.select(".drafts-offered a")
    page = editor.get(offer["href"].replace("/episodes/new", f"/podcasts/{show.id}"))
    assert form_in(page)["title"].value == "Deep Harbour"
    sent_to = {"revision": form["revision"].value, "title": "Ebb"}
    send(editor, address_of(show), sent_to, status=409)
    assert stored(show)["title"] == "Deep Harbour"
