"""Pictures: artwork in fixed widths, drawings made from names, both kept for a year."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.pictures import PictureFolder
from tests.factories import make_episode, make_podcast
from tests.pictures import make_picture, read

KEPT = "public, max-age=31536000, immutable"
NOTHING = "There is no picture at this address."


@pytest.fixture
def folder(app: Any) -> PictureFolder:
    found: PictureFolder = app.registry.pictures
    return found


def test_a_show_has_a_drawing_that_is_kept(visit: Any) -> None:
    make_podcast("Deep Harbour", slug="deep", own_hue="hue-7")
    page = visit.get("/podcasts/deep")
    (image,) = page.lxml.xpath("//main//img")

    picture = visit.get(image.get("src"))

    assert image.get("src") == "/pictures/1-7-dd698330.svg"
    assert image.get("srcset") is None
    assert picture.content_type == "image/svg+xml"
    assert picture.headers["Cache-Control"] == KEPT
    assert picture.text.startswith("<svg ")


@pytest.mark.parametrize("ending", ["svg", "png"])
@pytest.mark.parametrize(
    "name", ["1-13-dd698330", "2-7-dd698330", "1-7-dd69833", "..%2f..", "x", "%E6"]
)
def test_other_names_are_not_found(visit: Any, name: str, ending: str) -> None:
    answer = visit.get(f"/pictures/{name}.{ending}", expect_errors=True)

    assert answer.status_int == (400 if name == "%E6" else 404)


@pytest.mark.parametrize(
    ("page", "widths"),
    [("/", ["640", "1400", "160"]), ("/podcasts", ["160", "320"]), ("/episodes", ["160"]),
     ("/podcasts/deep", ["320", "640"]), ("/episodes/deep/1/tides", ["160", "320"])],
)  # fmt: skip
def test_own_artwork_is_shown_as_dense_as_the_screen(
    visit: Any, folder: PictureFolder, page: str, widths: list[str]
) -> None:
    key = folder.keep(make_picture())
    podcast = make_podcast(slug="deep", artwork=key)
    make_episode(podcast, key="1", slug="tides")
    found = visit.get(page)

    images = found.lxml.xpath("//main//img[contains(@class, 'art')] | //main//*[@class='art']/img")
    sources = [image.get("srcset") or image.get("src") for image in images]
    addresses = [each.split()[0] for source in sources for each in source.split(", ")]

    assert addresses == [f"/pictures/{key}/{width}.webp" for width in widths]
    assert all(image.get("width") == image.get("height") for image in images)
    assert {visit.get(each).content_type for each in addresses} == {"image/webp"}


@pytest.mark.parametrize("ending", ["webp", "jpg"])
def test_a_width_of_a_picture(visit: Any, folder: PictureFolder, ending: str) -> None:
    key = folder.keep(make_picture())
    address = f"/pictures/{key}/320.{ending}"

    answer, head = visit.get(address), visit.head(address)
    again = visit.get(address, headers={"If-None-Match": answer.headers["ETag"]})

    assert answer.content_type == {"webp": "image/webp", "jpg": "image/jpeg"}[ending]
    assert answer.headers["Cache-Control"] == again.headers["Cache-Control"] == KEPT
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (answer.headers["ETag"][0], again.status_int, again.body) == ('"', 304, b"")
    assert read(answer.body).size == (320, 320)
    assert (head.content_length, head.body) == (len(answer.body), b"")


@pytest.mark.parametrize(
    "rest", ["{0}/161.webp", "{0}/0320.webp", "{0}/320.png", "{0}/original.webp", "{1}/320.webp",
             "{2}/320.webp", "{0}/..%2Foriginal.webp", "..%2F{0}/320.webp", "{0}/320%0A.webp"],
)  # fmt: skip
def test_what_was_never_given_out_is_not_found(
    visit: Any, folder: PictureFolder, rest: str
) -> None:
    key = folder.keep(make_picture())
    other = hashlib.sha256(b"another").hexdigest()

    answer = visit.get("/pictures/" + rest.format(key, other, key.upper()), status=404)

    assert (NOTHING in answer.text) is ("%2F" not in rest)  # a slash more is no picture's address


def test_a_drawing_is_a_png_for_directories(visit: Any, folder: PictureFolder) -> None:
    make_podcast("Deep Harbour", own_hue="hue-7")

    answer = visit.get("/pictures/1-7-dd698330.png")
    again = visit.get(answer.request.path, headers={"If-None-Match": answer.headers["ETag"]})

    assert (answer.content_type, answer.headers["Cache-Control"]) == ("image/png", KEPT)
    image = read(answer.body)
    assert (image.size, image.mode) == ((1400, 1400), "RGB")
    assert again.status_int == 304
    assert (folder.root / "drawings" / "1-7-dd698330.png").is_file()


def test_nobody_fills_the_disk_with_drawings(visit: Any, folder: PictureFolder) -> None:
    make_podcast("Deep Harbour", own_hue="hue-7", state="draft")
    before = sorted(Path(folder.root).rglob("*.png"))

    answer = visit.get("/pictures/1-7-0000beef.png", status=404)

    assert NOTHING in answer.text
    assert sorted(Path(folder.root).rglob("*.png")) == before


def test_a_drawing_that_was_given_out_outlives_its_title(visit: Any) -> None:
    podcast = make_podcast("Deep Harbour", own_hue="hue-7")
    visit.get("/pictures/1-7-dd698330.png")
    podcast.title = "Shallow Harbour"
    podcast.change()

    assert visit.get("/pictures/1-7-dd698330.png").content_type == "image/png"


def shared(page: Any) -> dict[str, str]:
    """What the page says of its picture."""
    found = page.lxml.xpath("//meta[starts-with(@property, 'og:image')]")
    return {each.get("property").removeprefix("og:"): each.get("content") for each in found}


@pytest.mark.parametrize("address", ["/podcasts/deep", "/episodes/deep/1/tides"])
def test_pages_are_shared_with_a_picture(visit: Any, folder: PictureFolder, address: str) -> None:
    key = folder.keep(make_picture("PNG", (1500, 1200)))
    podcast = make_podcast("Deep Harbour", slug="deep", artwork=key, own_hue="hue-7")
    make_episode(podcast, key="1", slug="tides")
    own = f"https://longwave.example/pictures/{key}/1400.jpg"
    drawn = "https://longwave.example/pictures/1-7-dd698330.png"

    page = visit.get(address)
    podcast.artwork = None
    podcast.change()
    without = visit.get(address)

    size = {"image:width": "1400", "image:height": "1120"}
    assert shared(page) == {"image": own, **size, "image:alt": "Artwork of Deep Harbour"}
    assert shared(without) == {
        "image": drawn, "image:width": "1400", "image:height": "1400",
        "image:alt": "Artwork of Deep Harbour",
    }  # fmt: skip
    assert f'"image":"{own}"' in page.text
    assert f'"image":"{drawn}"' in without.text
    assert visit.get(own).content_type == "image/jpeg"


@pytest.mark.parametrize("address", ["/", "/episodes", "/episodes/deep/1/tides"])
def test_an_episode_shows_its_own_artwork(visit: Any, folder: PictureFolder, address: str) -> None:
    shows, own = (folder.keep(make_picture(colour=colour)) for colour in ("red", "blue"))
    podcast = make_podcast("Deep Harbour", slug="deep", artwork=shows)
    make_episode(podcast, key="1", slug="tides", artwork=own)

    page = visit.get(address)

    (image,) = page.lxml.xpath(
        "//main//*[contains(@class, 'row ') or @class='row' or @class='hero' or "
        "contains(@class, 'episode-head')][1]//img[1]"
    )
    assert image.get("src").startswith(f"/pictures/{own}/")


def test_an_episode_is_shared_with_its_own_artwork(visit: Any, folder: PictureFolder) -> None:
    own = folder.keep(make_picture())
    podcast = make_podcast("Deep Harbour", slug="deep")
    make_episode(podcast, key="1", slug="tides", title="Tides", artwork=own)
    address = f"https://longwave.example/pictures/{own}/1400.jpg"

    page = visit.get("/episodes/deep/1/tides")

    size = {"image:width": "1400", "image:height": "1400"}
    assert shared(page) == {"image": address, **size, "image:alt": "Artwork of Tides"}
    assert f'"image":"{address}"' in page.text
    (player,) = page.lxml.xpath("//*[@data-player]")
    assert player.get("data-artwork") == f"/pictures/{own}/1400.jpg"


def test_a_picture_that_is_lost_has_no_size(visit: Any) -> None:
    make_podcast(slug="deep", artwork="0" * 64)

    assert shared(visit.get("/podcasts/deep")).keys() == {"image", "image:alt"}
