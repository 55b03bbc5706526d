"""Artwork of an episode and pictures in its notes, in the form as it is without script."""

from pathlib import Path
from typing import Any

import pytest
from webtest import Upload

from talkpython_site.documents import Episode, Podcast
from talkpython_site.pictures import PictureFolder
from tests.conftest import Visit
from tests.episode_forms import NEW, ORIGIN, address_of, editor_of, form_at, form_in, sent, wrong
from tests.factories import make_episode, make_podcast
from tests.functional.test_episode_files import pressed
from tests.pictures import make_picture

TYPED: dict[str, Any] = {"title": "Ebb", "notes": "“ü”"}
LOST = "This picture is not here any more. Choose it again."
OUT_OF = "Artwork has 1,400 to 3,000 pixels on each side: this has "
NO_ROOM = "It could not be kept: there may be no space left on the site. Try again later."


@pytest.fixture
def folder(app: Any) -> PictureFolder:
    found: PictureFolder = app.registry.pictures
    return found


def chosen(page: Any, do: str, content: bytes | None, status: int = 200, **values: Any) -> Any:
    """What comes of a file that was chosen beside that button."""
    name = "artwork_file" if do == "artwork" else "picture_file"
    file = {} if content is None else {name: Upload("a.png", content)}
    return pressed(page, do, status, **file, **values)


def now(episode: Episode) -> Episode:
    found: Episode = Episode.objects.get(id=episode.id)
    return found


def said(page: Any) -> list[str]:
    found = page.lxml.xpath("//form//*[@class='kept']")
    return [text for each in found if (text := each.text_content())]


def test_artwork_is_chosen_saved_and_seen(visit: Visit) -> None:
    episode = make_episode(make_podcast(slug="deep"), key="1", slug="ebb", title="Low water")
    browser = editor_of(visit, episode)

    page = chosen(browser.get(address_of(episode)), "artwork", make_picture(), **TYPED)
    form = form_in(page)
    key = form["artwork"].value

    assert said(page) == ["Shown here once you save. Nothing is saved yet."]
    assert (form["title"].value, form["notes"].value, now(episode).artwork) == ("Ebb", "“ü”", None)
    (shown,) = page.lxml.xpath("//*[@class='artwork-now']//img/@src")
    assert visit.get(shown).content_type == "image/webp"
    form.submit(headers=ORIGIN, status=303)
    assert (now(episode).artwork, now(episode).title) == (key, "Ebb")
    assert f"/pictures/{key}/1400.jpg" in visit.get("/podcasts/deep/feed.xml")
    assert f"/pictures/{key}/160.webp" in visit.get("/episodes/deep/1/ebb")


def test_artwork_of_a_new_one(visit: Visit) -> None:
    browser = editor_of(visit, make_episode(make_podcast(artwork="a" * 64)))

    page = chosen(browser.get(NEW), "artwork", make_picture(), title="Ebb")
    sent(form_in(page))

    assert Episode.objects.get(title="Ebb").artwork == form_in(page)["artwork"].value


def test_artwork_is_taken_away(visit: Visit, folder: PictureFolder) -> None:
    episode = make_episode(artwork=folder.keep(make_picture()))
    browser = editor_of(visit, episode)

    page = pressed(browser.get(address_of(episode)), "no-artwork", title="Ebb")
    assert said(page) == ["Taken away once you save. Nothing is saved yet."]
    form_in(page).submit(headers=ORIGIN, status=303)

    assert (now(episode).artwork, now(episode).title) == (None, "Ebb")
    (button,) = browser.get(address_of(episode)).lxml.xpath("//button[@value='no-artwork']")
    assert "hidden" in button.attrib


WRONG = [
    (None, "Choose a file first."),
    (b"", "This is no picture in PNG, JPEG or WebP."),
    (make_picture(size=(1600, 1500)), "Artwork is square: this has 1,600 × 1,500 pixels."),
    (make_picture(size=(800, 800)), OUT_OF + "800."),
    (make_picture(size=(3200, 3200), mode="1", colour=0), OUT_OF + "3,200."),
    (make_picture(size=(20_000, 20_000), mode="1", colour=0),
     "The picture has more than 25 million pixels."),
    (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "This is no picture in PNG, JPEG or WebP."),
    (b"<!DOCTYPE html><script>alert(1)</script>", "This is no picture in PNG, JPEG or WebP."),
    (make_picture("JPEG")[:3000], "The picture is broken and cannot be read."),
    (b"\x89PNG\r\n\x1a\n" + bytes(25_000_000), "The picture has more than 20 MB."),
]  # fmt: skip
NAMES = ["none", "empty", "oblong", "small", "large", "bomb", "SVG", "HTML", "truncated", "25 MB"]


@pytest.mark.parametrize(("content", "sentence"), WRONG, ids=NAMES)
def test_what_is_no_artwork_is_said_at_the_field(
    visit: Visit, folder: PictureFolder, content: bytes | None, sentence: str
) -> None:
    own, before = folder.keep(make_picture(colour="red")), list(folder.keys())
    episode = make_episode(artwork=own)
    page = editor_of(visit, episode).get(address_of(episode))

    page = chosen(page, "artwork", content, 422, **TYPED)

    assert wrong(page) == [f"Artwork: {sentence}"]
    (field,) = page.lxml.xpath("//*[@id='artwork']")
    assert (field.get("type"), field.get("aria-invalid")) == ("file", "true")
    form = form_in(page)
    assert [form[each].value for each in ("title", "notes", "artwork")] == ["Ebb", "“ü”", own]
    assert list(folder.keys()) == before


@pytest.mark.parametrize("given", ["x", "0" * 64, "../../etc", "A" * 64])
def test_a_picture_that_is_not_here_is_refused(visit: Visit, given: str) -> None:
    episode = make_episode(state="draft")
    form = form_at(editor_of(visit, episode), address_of(episode))

    page = sent(form, 422, artwork=given, title="Ebb")

    assert wrong(page) == [f"Artwork: {LOST}"]
    assert form_in(page)["title"].value == "Ebb"
    assert now(episode).artwork is None


def test_a_picture_of_notes_is_no_artwork(visit: Visit, folder: PictureFolder) -> None:
    episode = make_episode(state="draft")
    form = form_at(editor_of(visit, episode), address_of(episode))
    assert wrong(sent(form, 422, artwork=folder.keep(make_picture(size=(300, 200)))))


def test_artwork_that_is_lost_keeps_nobody_from_saving(visit: Visit) -> None:
    episode = make_episode(artwork="0" * 64)
    form = form_at(editor_of(visit, episode), address_of(episode))
    sent(form, title="Ebb")
    assert (now(episode).title, now(episode).artwork) == ("Ebb", "0" * 64)


WORDS = " The *pier* [at ebb] "
LED = "Low water.\n\n![The \\*pier\\* \\[at ebb\\]](/pictures/{}/1400.webp)"


def test_a_picture_stands_at_the_end_of_the_notes(visit: Visit, folder: PictureFolder) -> None:
    episode = make_written()
    browser, content = editor_of(visit, episode), make_picture("JPEG", (900, 600), "orange")

    page = chosen(
        browser.get(address_of(episode)), "picture", content,
        notes="Low water.\r\n", picture_words=WORDS, title="Low water",
    )  # fmt: skip
    form = form_in(page)

    assert form["notes"].value.split() == LED.format(folder.keep(content)).split()
    assert (form["title"].value, form["picture_words"].value) == ("Low water", "")
    assert said(page) == ["It stands at the end of the notes. Nothing is saved yet."]
    assert now(episode).notes_source is None


def test_a_picture_in_the_notes_is_seen(visit: Visit, folder: PictureFolder) -> None:
    episode, key = make_written(), folder.keep(make_picture("JPEG", (900, 600), "orange"))
    form = form_at(editor_of(visit, episode), address_of(episode))

    sent(form, notes=LED.format(key))

    (image,) = visit.get("/episodes/deep/1/ebb").lxml.xpath("//*[@class='prose']//img")
    assert (image.get("width"), image.get("height")) == ("900", "600")
    assert image.get("alt") == "The *pier* [at ebb]"
    assert visit.get(image.get("src")).content_type == "image/webp"
    feed = visit.get("/podcasts/deep/feed.xml")
    assert f"https://longwave.example/pictures/{key}/1400.jpg" in feed


def make_written() -> Episode:
    """One whose notes are to be written in Markdown."""
    show = make_podcast(slug="deep")
    return make_episode(show, key="1", slug="ebb", notes_html=None, notes_format="markdown")


def test_into_notes_in_html_goes_html(visit: Visit, folder: PictureFolder) -> None:
    episode = make_episode(notes_html="<p>As it came.</p>")
    content = make_picture(size=(90, 60))

    page = chosen(
        editor_of(visit, episode).get(address_of(episode)), "picture", content,
        picture_words='<b> "quoted"',
    )  # fmt: skip
    form_in(page).submit(headers=ORIGIN, status=303)

    html = now(episode).notes_html or ""
    assert html.startswith("<p>As it came.</p>")
    assert f'<img src="/pictures/{folder.keep(content)}/640.webp"' in html
    assert 'alt="&lt;b&gt; &quot;quoted&quot;"' in html


@pytest.mark.parametrize(
    ("content", "sentence"),
    [WRONG[0], WRONG[5], WRONG[6], WRONG[9]],
    ids=["none", "bomb", "SVG", "25 MB"],
)
def test_what_is_no_picture_is_said_beside_the_notes(
    visit: Visit, content: bytes | None, sentence: str
) -> None:
    episode = make_episode(state="draft")
    page = editor_of(visit, episode).get(address_of(episode))

    page = chosen(page, "picture", content, 422, **TYPED, picture_words="The pier")

    assert wrong(page) == [f"Picture in the notes: {sentence}"]
    form = form_in(page)
    kept = [form[each].value for each in ("title", "notes", "picture_words")]
    assert kept == ["Ebb", "“ü”", "The pier"]


def test_without_room_it_is_said(visit: Visit, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.write_bytes(b"")  # no folder can be made where a file is
    before, visit.app.registry.pictures = visit.app.registry.pictures, PictureFolder(full)
    episode = make_episode(state="draft")
    page = editor_of(visit, episode).get(address_of(episode))
    try:
        page = chosen(page, "artwork", make_picture(), 507, **TYPED)
    finally:
        visit.app.registry.pictures = before
    assert wrong(page) == [f"Artwork: {NO_ROOM}"]
    assert form_in(page)["title"].value == "Ebb"


def test_the_form_shows_the_picture_of_the_show_for_want_of_another(visit: Visit) -> None:
    show: Podcast = make_podcast(artwork="a" * 64)
    page = editor_of(visit, episode := make_episode(show)).get(address_of(episode))
    assert page.lxml.xpath("//figcaption/text()") == ["That of the show"]
    assert page.lxml.xpath("//*[@class='artwork-now']//img/@src") == [
        f"/pictures/{'a' * 64}/320.webp"
    ]
    bare = editor_of(visit, other := make_episode()).get(address_of(other))
    assert bare.lxml.xpath("//figcaption/text()") == ["None yet"]
    assert bare.lxml.xpath("//*[@class='artwork-now']//img[@hidden and not(@src)]")
