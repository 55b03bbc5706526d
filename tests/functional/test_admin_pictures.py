"""Pictures as a script sends them: one in a request, as it is."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import utc_now
from talkpython_site.pictures import PictureFolder
from tests.conftest import Visit
from tests.episode_forms import ORIGIN, editor
from tests.factories import make_episode, make_podcast
from tests.pictures import make_picture, read
from tests.visitors import signed_in, token_of

ADDRESS = "/admin/pictures"
BYTES = "application/octet-stream"


@pytest.fixture
def folder(app: Any) -> PictureFolder:
    found: PictureFolder = app.registry.pictures
    return found


def post(browser: Visit, content: bytes, status: int = 200, query: str = "", **more: str) -> Any:
    headers = {**ORIGIN, "X-CSRF-Token": token_of(browser), "Content-Type": BYTES, **more}
    return browser.post(f"{ADDRESS}{query}", content, headers=headers, status=status)


def test_a_picture_is_kept_and_can_be_written(visit: Visit, folder: PictureFolder) -> None:
    content = make_picture("JPEG", (900, 600), comment=b"taken at home")

    told = post(editor(visit, make_podcast()), content).json

    key = folder.keep(content)
    assert told == {
        "hash": key, "address": f"/pictures/{key}/320.webp",
        "markdown": f"![](/pictures/{key}/1400.webp)",
        "html": f'<p><img src="/pictures/{key}/1400.webp" alt=""></p>',
    }  # fmt: skip
    shown = visit.get(told["address"]).body
    assert read(shown).size == (320, 213)
    assert b"taken at home" not in shown


@pytest.mark.parametrize(
    ("query", "content", "sentence"),
    [
        ("?for=artwork", make_picture(size=(900, 600)),
         "Artwork is square: this has 900 × 600 pixels."),
        ("", b"<svg/>", "This is no picture in PNG, JPEG or WebP."),
        ("", b"", "This is no picture in PNG, JPEG or WebP."),
        ("", make_picture()[:900], "The picture is broken and cannot be read."),
        ("", b"\x89PNG\r\n\x1a\n" + bytes(25_000_000), "The picture has more than 20 MB."),
    ],
    ids=["oblong", "SVG", "empty", "truncated", "25 MB"],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence(
    visit: Visit, folder: PictureFolder, query: str, content: bytes, sentence: str
) -> None:
    before = list(folder.keys())
    answer = post(editor(visit, make_podcast()), content, 422, query)
    assert answer.json == {"wrong": sentence}
    assert list(folder.keys()) == before


def test_words_are_written_beside_it(visit: Visit) -> None:
    told = post(editor(visit, make_podcast()), make_picture(), query="?words=%22A%22%20[pier]").json
    assert told["markdown"].startswith('!["A" \\[pier\\]](/pictures/')
    assert told["html"].endswith('alt="&quot;A&quot; [pier]"></p>')


def test_what_no_picture_needs_is_not_read(visit: Visit) -> None:
    post(editor(visit, make_podcast()), bytes(40_000_001), 413)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_is_no_picture(visit: Visit, kind: str) -> None:
    answer = post(editor(visit, make_podcast()), b"a=b", 422 if "www" in kind else 400,
                  **{"Content-Type": kind})  # fmt: skip
    assert "PNG" in answer or "cannot be read" in answer


def test_who_edits_nothing_sends_nothing(visit: Visit, folder: PictureFolder) -> None:
    before = list(folder.keys())
    post(signed_in(visit), make_picture(colour="pink"), 403)
    browser = editor(visit, make_podcast())
    token_of(browser)
    browser.post(ADDRESS, make_picture(colour="pink"), headers=ORIGIN, status=400)
    assert list(folder.keys()) == before


def test_one_that_is_never_saved_goes_after_30_days(app: Any, visit: Visit) -> None:
    """Housekeeping takes it away; one that stands in notes stays."""
    show = make_podcast()
    browser = editor(visit, show)
    sent, unsent = (post(browser, make_picture(colour=each)).json for each in ("teal", "plum"))
    make_episode(show, notes_source=f"Low water.\n\n{sent['markdown']}")

    for days in (0, 31):
        app.registry.living.housekeeping._tidy_files(utc_now() + timedelta(days=days))

    visit.get(sent["address"], status=200)
    visit.get(unsent["address"], status=404)
