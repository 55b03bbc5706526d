"""The artwork of a podcast: shown in the form, and saved with it."""

from typing import Any

import pytest
from webtest import Upload

from talkpython_site.documents import Podcast
from tests.conftest import Visit
from tests.episode_forms import ORIGIN, form_at, sent, wrong
from tests.pictures import make_picture
from tests.podcast_forms import NEW, form_of, stored
from tests.visitors import admin


def shown(form: Any, content: bytes | None, status: int = 200, do: str = "artwork") -> Any:
    """The page that shows a picture before it is saved."""
    of = form.action.rpartition("/")[2]
    fields = [(name, field.value) for name, field in form.fields.items() for field in field if name]
    chosen = [("artwork_file", Upload("art.png", content))] if content is not None else []
    kept = [
        (name, value or "") for name, value in fields if name not in {"artwork_file", "do", None}
    ]
    address = "/admin/podcasts/files" + ("" if of == "new" else f"?of={of}")
    return form.response.goto(
        address, method="post", params=[*kept, ("do", do), *chosen],
        content_type="multipart/form-data", headers=ORIGIN, status=status,
    )  # fmt: skip


def form_in(page: Any) -> Any:
    (form,) = [each for each in page.forms.values() if "title" in each.fields]
    form.field_order = [(name, field) for name, field in form.field_order if name != "artwork_file"]
    return form


def test_a_picture_is_shown_and_then_saved(editor: Visit, show: Podcast) -> None:
    form = form_of(editor, show)
    form["subtitle"] = "Typed before"
    page = shown(form, make_picture())
    assert "Shown here once you save." in page
    assert "artwork" not in stored(show)
    again = form_in(page)
    assert again["subtitle"].value == "Typed before"
    sent(again)
    key = stored(show)["artwork"]
    assert editor.get(f"/pictures/{key}/640.webp").content_type == "image/webp"
    assert f"/pictures/{key}/1400.jpg" in editor.get("/podcasts/deep/feed.xml")


def test_it_is_taken_away(editor: Visit, show: Podcast) -> None:
    sent(form_in(shown(form_of(editor, show), make_picture())))
    form = form_of(editor, show)
    sent(form_in(shown(form, None, do="no-artwork")))
    assert "artwork" not in stored(show)


def test_a_new_podcast_has_one_at_once(visit: Visit) -> None:
    form = form_at(admin(visit), NEW)
    form["title"] = "Deep"
    page = shown(form, make_picture("WEBP"))
    assert not Podcast.objects.count()
    sent(form_in(page))
    assert Podcast.objects.get().artwork


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Choose a file first."),
        (b"<svg/>", "This is no picture in PNG, JPEG or WebP."),
        (make_picture(size=(1500, 1400)), "Artwork is square: this has 1,500 × 1,400 pixels."),
        (
            make_picture(size=(1399, 1399)),
            "Artwork has 1,400 to 3,000 pixels on each side: this has 1,399.",
        ),
    ],
    ids=["nothing", "svg", "not square", "small"],
)
def test_what_is_no_artwork(editor: Visit, show: Podcast, content: bytes | None, said: str) -> None:
    page = shown(form_of(editor, show), content, 422)
    assert wrong(page) == [f"Artwork: {said}"]
    assert stored(show).get("artwork") is None


def test_a_form_that_is_too_old_is_shown_again(editor: Visit, show: Podcast) -> None:
    form = form_of(editor, show)
    form["revision"].force_value("x")
    form["title"] = "Typed"
    page = shown(form, make_picture())
    assert form_in(page)["title"].value == "Typed"


def test_a_picture_that_was_chosen_and_not_sent_is_missed(editor: Visit, show: Podcast) -> None:
    form = form_of(editor, show)
    form["title"] = "Ebb"
    fields = [*form.submit_fields(), ("artwork_file", "tides.png")]  # as browsers name it
    page = editor.post(form.action, fields, headers=ORIGIN, status=422)
    assert wrong(page)[0].startswith("Artwork: “tides.png” was not sent.")
    sent(form_in(page))
    assert stored(show)["title"] == "Ebb"
