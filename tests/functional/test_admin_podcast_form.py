"""The form of a podcast that is there: saved once, over nobody's words."""

import pytest

from talkpython_site.documents import COMMAND_LINE, Podcast, Revision
from tests.conftest import Visit, watch
from tests.editors import editor_of
from tests.episode_forms import problem, sent, wrong
from tests.factories import make_episode, make_podcast
from tests.interleaving import Meanwhile
from tests.podcast_forms import address_of, form_of, saved, stored
from tests.reading import texts
from tests.visitors import led_to, send, token_of

LIVE = "The podcast is saved, and live."


def test_what_is_public_is_live_at_once(visit: Visit, editor: Visit, show: Podcast) -> None:
    form = form_of(editor, show)
    assert "Save – live at once" in form.text
    assert led_to(sent(form, title="Deeper"))[1] == LIVE
    assert "Deeper" in visit.get("/podcasts/deep")


def test_nothing_changed_is_no_revision(editor: Visit, show: Podcast) -> None:
    before = stored(show)
    said = led_to(sent(form_of(editor, show)))[1]
    assert said == "Nothing was changed: it was so already."
    assert stored(show) == before


def test_only_what_was_changed_is_written(editor: Visit, show: Podcast) -> None:
    before = stored(show)
    after = saved(editor, show, title="Deeper")
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"title", "revision", "nonce"}
    assert Revision.objects(id=f"{show.card_key}:0").first().content["title"] == "Deep Harbour"


def test_extra_fields_are_not_taken(editor: Visit, show: Podcast) -> None:
    key = form_of(editor, show)["revision"].value
    fields = {"revision": key, "title": "New", "guid": "mine", "slugs": "x", "binned_at": "1"}
    before = stored(show)
    send(editor, address_of(show), {**dict(form_of(editor, show).submit_fields()), **fields})
    after = stored(show)
    assert {name for name in after if after[name] != before.get(name)} == {
        "title", "revision", "nonce",
    }  # fmt: skip


def test_a_double_click_saves_once(editor: Visit, show: Podcast) -> None:
    form = form_of(editor, show)
    for _time in range(2):
        assert led_to(sent(form, title="Once"))[1] == LIVE
    assert stored(show)["revision"] == 1
    sent(form, title="Twice")  # who goes back in the browser
    assert (stored(show)["title"], stored(show)["revision"]) == ("Twice", 2)


def test_what_two_changed_apart_is_kept_from_both(
    visit: Visit, editor: Visit, show: Podcast
) -> None:
    form = form_of(editor, show)
    saved(editor_of(visit, show), show, title="Theirs")
    sent(form, subtitle="Mine")
    assert (stored(show)["title"], stored(show)["subtitle"]) == ("Theirs", "Mine")


def test_what_two_changed_alike_is_shown(visit: Visit, editor: Visit, show: Podcast) -> None:
    form = form_of(editor, show)
    saved(editor_of(visit, show), show, title="Theirs")
    page = sent(form, 409, title="Mine", subtitle="Kept")
    assert "Somebody else changed this podcast" in problem(page)
    assert texts(page, "//figure/pre") == ["Deep Harbour", "Theirs", "Mine"]
    (again,) = [each for each in page.forms.values() if "title" in each.fields]
    assert (again["title"].value, again["subtitle"].value) == ("Mine", "Kept")
    assert stored(show)["title"] == "Theirs"
    sent(again)
    assert (stored(show)["title"], stored(show)["subtitle"]) == ("Mine", "Kept")


def test_an_old_form_is_compared_with_all(editor: Visit, show: Podcast) -> None:
    page = send(editor, address_of(show), {"title": "Mine", "own_hue": show.own_hue}, status=409)
    assert "too old" in problem(page)
    assert stored(show)["revision"] == 0


def test_who_saves_at_this_moment(editor: Visit, show: Podcast) -> None:
    form = form_of(editor, show)
    token_of(editor)

    def meanwhile() -> None:
        other = Podcast.objects.get(id=show.id)
        other.subtitle = "Theirs"
        other.save_as(COMMAND_LINE, "saved")

    with watch.accompanied(Meanwhile(meanwhile, before="update podcasts")):
        sent(form, title="Mine")
    assert (stored(show)["title"], stored(show)["subtitle"]) == ("Mine", "Theirs")


def test_what_became_public_meanwhile_is_said(visit: Visit) -> None:
    show = make_podcast("Deep", slug="deep", state="draft")
    form = form_of(editor_of(visit, show), show)
    saved(editor_of(visit, show), show, state="published")
    page = sent(form, 409, subtitle="Mine")
    assert "This podcast was published" in problem(page)
    (again,) = [each for each in page.forms.values() if "title" in each.fields]
    assert led_to(sent(again))[1] == LIVE
    assert stored(show)["subtitle"] == "Mine"


def test_hidden_it_is_gone_with_its_episodes(visit: Visit, editor: Visit, show: Podcast) -> None:
    make_episode(show, number=7, slug="tides")
    page = sent(form_of(editor, show), state="draft").follow()
    for address in ("/podcasts/deep", "/podcasts/deep/feed.xml", "/episodes/deep/7/tides"):
        visit.get(address, status=404)
    assert "Nobody sees it but its editors" in texts(page, "//section[@aria-labelledby='seen']")[0]


# Its address


def test_another_address(visit: Visit, editor: Visit, show: Podcast) -> None:
    saved(editor, show, slug="Déep Water!")
    assert stored(show)["slugs"] == ["deep-water", "deep"]
    assert visit.get("/podcasts/deep", status=301).follow().request.path == "/podcasts/deep-water"
    saved(editor, show, slug="deep")
    assert stored(show)["slugs"] == ["deep", "deep-water"]
    assert visit.get("/podcasts/deep").status_int == 200


def test_an_emptied_address_is_made_of_the_title(editor: Visit, show: Podcast) -> None:
    assert saved(editor, show, slug="")["slug"] == "deep-harbour"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("wide", "“Wide” has this address: choose another."),
        ("once", "“Wide” had this address: choose another."),
        ("!!", "Letters or digits are missing. Left empty, it is made of the title."),
        ("x" * 81, "It has 81 characters: 80 are the most."),
    ],
    ids=["has", "had", "none", "long"],
)
def test_addresses_of_others(editor: Visit, show: Podcast, typed: str, said: str) -> None:
    wide = make_podcast("Wide", slug="once")
    wide.rename("wide")
    wide.save_as(COMMAND_LINE, "saved")
    page = sent(form_of(editor, show), 422, slug=typed)
    assert wrong(page) == [f"Address: {said}"]


def test_an_address_taken_at_this_moment(editor: Visit, show: Podcast) -> None:
    form = form_of(editor, show)
    token_of(editor)

    def meanwhile() -> None:
        make_podcast("Wide", slug="wide")

    with watch.accompanied(Meanwhile(meanwhile, before="update podcasts")):
        page = sent(form, 422, slug="wide")
    assert wrong(page) == ["Address: “Wide” has this address: choose another."]


# Descriptions


def test_a_description_of_a_feed_stays_html(editor: Visit) -> None:
    show = make_podcast(description_html="<p>From a feed.</p>")
    browser = editor_of(editor, show)
    assert "as it came" in form_of(browser, show).text
    kept = saved(browser, show, description="<p>*Edited*.</p><script>x</script>")
    assert kept["description_html"] == "<p>*Edited*.</p>"
    emptied = saved(browser, show, description="")
    assert "description_html" not in emptied
    again = saved(browser, show, description="*Written*. <b onclick='x'>b</b>")
    assert again["description_html"] == "<p><em>Written</em>. <b>b</b></p>\n"
