"""The address of an episode, told before it is made: with its form, and while a title is typed."""

from typing import Any

import pytest

from talkpython_site.documents import Episode, Podcast
from tests.conftest import Visit
from tests.editors import DRAFT, make_tides
from tests.episode_forms import NEW, address_of, form_in, sent
from tests.factories import make_episode, make_podcast

SLUGS = "/admin/slugs"
TAKEN = "Another episode has its address"
TITLES = (
    ("Why boats don't sink", "why-boats-don-t-sink"),
    ("Čapek’s 1,000 Söhne & more", "capeks-1000-sohne-more"),
    ("  ", ""),
    ("🎧", "episode"),
    ("x" * 100, "x" * 80),
)


def told(page: Any) -> str | None:
    slug: str | None = page.html.select_one("#slug").get("placeholder")
    return slug


@pytest.mark.parametrize(("title", "slug"), TITLES, ids=range(len(TITLES)))
def test_a_title_says_what_it_becomes(editor: Visit, title: str, slug: str) -> None:
    assert editor.get(SLUGS, {"title": title}).json == {"slug": slug}


def test_what_is_told_is_what_is_made(editor: Visit, show: Podcast) -> None:
    title = "Tides & “their” tables, part 1"
    page = editor.get(NEW)
    assert told(page) is None
    refused = sent(form_in(page), 422, title=title, number="x")
    slug = told(refused)
    assert slug == editor.get(SLUGS, {"title": title}).json["slug"]
    sent(form_in(refused), number="1")
    assert Episode.objects.get(podcast=show.id).slug == slug


def test_a_draft_tells_it_and_what_is_out_has_one(editor: Visit, show: Podcast) -> None:
    draft, out = make_tides(show, **DRAFT), make_episode(show, slug="moss", title="Moss again")
    fields = [editor.get(address_of(each)).html.select_one("#slug") for each in (draft, out)]
    assert [(each["placeholder"], each["value"]) for each in fields] == [
        ("tides", ""),
        ("moss-again", "moss"),
    ]


def test_an_address_that_another_has_gets_a_number(editor: Visit, show: Podcast) -> None:
    make_tides(show, **DRAFT)
    make_tides(make_podcast("Other"), slug="tides-2")
    for number in (2, 3):
        form = form_in(sent(form_in(editor.get(NEW)), 422, title="Tides", number="x"))
        page = sent(form, number=str(90 + number)).follow()
        made = Episode.objects.get(podcast=show.id, number=90 + number)
        assert told(form.response) == made.slug == told(page) == f"tides-{number}"
        assert form_in(page)["slug"].value == ""
        assert TAKEN not in page
    renamed = sent(form_in(page), title="Ebb").follow()
    assert (Episode.objects.get(id=made.id).slug, told(renamed)) == ("ebb", "ebb")
    typed = sent(form_in(renamed), slug="tides").follow()
    assert TAKEN in typed
    assert form_in(typed)["slug"].value == "tides"
    assert form_in(sent(form_in(typed), slug="").follow())["slug"].value == ""


def test_a_number_is_told_of_ones_own_podcast(editor: Visit, show: Podcast) -> None:
    draft, other = make_tides(show, **DRAFT), make_tides(make_podcast("Other"))
    long = make_episode(show, key="8", number=8, slug="x" * 80)

    def slug(title: str, **asked: Any) -> str:
        return str(editor.get(SLUGS, {"title": title, **asked}).json["slug"])

    assert slug("Tides", podcast=show.id) == "tides-2"
    assert slug("Tides", of=draft.id) == "tides"
    assert slug("Tides", of=long.id, podcast=other.podcast) == "tides-2"
    assert slug("x" * 90, podcast=show.id) == "x" * 78 + "-2"
    for asked in ({"podcast": other.podcast}, {"of": other.id}, {"of": "x", "podcast": "y"}):
        assert slug("Tides", **asked) == "tides"
