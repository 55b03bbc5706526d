"""Pictures from outside become plain ones."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from talkpython_site import imaging
from talkpython_site.imaging import PictureError, read_picture, written
from tests.pictures import make_picture, read

RED, GREEN = (255, 0, 0), (0, 128, 0)
UPRIGHT = 0x0112  # the tag Orientation of EXIF


def near(found: object, wanted: tuple[int, ...]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) <= 3 for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("ending", ["PNG", "JPEG", "WEBP"])
def test_it_is_written_in_any_width_never_larger(ending: str) -> None:
    image = read_picture(make_picture(ending, (600, 300), GREEN))

    found = {
        (kind, width): read(written(image, width, kind))
        for kind in ("webp", "jpg")
        for width in (160, 1400)
    }

    assert {each.size for (_kind, width), each in found.items() if width == 160} == {(160, 80)}
    assert {each.size for (_kind, width), each in found.items() if width == 1400} == {(600, 300)}
    assert {each.format for each in found.values()} == {"WEBP", "JPEG"}
    assert all(near(each.convert("RGB").getpixel((9, 9)), GREEN) for each in found.values())


@pytest.mark.parametrize(
    ("mode", "colour", "ending", "seen"),
    [
        ("L", (128,), "PNG", (128, 128, 128)),
        ("1", (1,), "PNG", (255, 255, 255)),
        ("I;16", (128 * 256,), "PNG", (128, 128, 128)),
        ("CMYK", (0, 255, 255, 0), "JPEG", (254, 0, 0)),
        ("LA", (0, 0), "PNG", (255, 255, 255)),
        ("RGBA", (255, 0, 0, 0), "PNG", (255, 255, 255)),
        ("RGBA", (255, 0, 0, 128), "WEBP", (255, 127, 127)),
    ],
)
def test_every_mode_becomes_colours_over_white(
    mode: str, colour: tuple[int, ...], ending: str, seen: tuple[int, ...]
) -> None:
    image = read_picture(make_picture(ending, (200, 200), colour, mode))

    assert near(read(written(image, 160, "jpg")).getpixel((5, 5)), seen)


def test_transparency_stays_where_it_can() -> None:
    image = read_picture(make_picture("PNG", (200, 200), (255, 0, 0, 0), "RGBA"))

    assert read(written(image, 160, "webp")).getpixel((5, 5)) == (0, 0, 0, 0)


def test_a_palette_with_a_transparent_colour() -> None:
    given = Image.new("P", (200, 200), 1)
    given.putpalette([*RED, *GREEN])
    content = BytesIO()
    given.save(content, format="PNG", transparency=1)

    assert read_picture(content.getvalue()).getpixel((5, 5)) == (*GREEN, 0)


def test_it_is_upright_and_without_metadata() -> None:
    exif = Image.Exif()
    exif[UPRIGHT] = 6  # turned by a quarter
    exif[0x013B] = "somebody"
    content = make_picture("JPEG", (300, 200), GREEN, exif=exif, comment=b"somebody was here")

    kept = written(read_picture(content), 160, "jpg")

    assert read(kept).size == (107, 160)
    assert not read(kept).getexif()
    assert b"somebody" in content
    assert b"somebody" not in kept


def test_a_profile_is_applied_and_left_out() -> None:
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    same = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (same, wide, b"none"):
        content = make_picture("PNG", (200, 200), GREEN, icc_profile=profile)

        image = read_picture(content)

        assert near(image.getpixel((5, 5)), GREEN)
        assert "icc_profile" not in image.info


def test_of_an_animation_the_first_picture_is_kept() -> None:
    frames = [Image.new("RGB", (200, 200), colour) for colour in (RED, GREEN)]
    for ending in ("WEBP", "PNG"):
        content = BytesIO()
        frames[0].save(content, format=ending, save_all=True, append_images=frames[1:])

        assert near(read_picture(content.getvalue()).convert("RGB").getpixel((5, 5)), RED)


NONE = "This is no picture in PNG, JPEG or WebP."
BROKEN = "The picture is broken and cannot be read."
PIXELS = "The picture has more than 25 million pixels."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", NONE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NONE),
        (make_picture("GIF"), NONE),
        (make_picture("PNG")[:-400], BROKEN),
        (make_picture("JPEG")[:-400], BROKEN),
        (make_picture("WEBP")[:-40], BROKEN),
        (make_picture("PNG") + bytes(imaging.MOST_BYTES), "The picture has more than 20 MB."),
        (make_picture("PNG", (5001, 5000), 0, "1"), PIXELS),
        (make_picture("PNG", (10_000, 10_000), 0, "1"), PIXELS),
        (make_picture("PNG", (20_000, 20_000), 0, "1"), PIXELS),
    ],
    ids=["empty", "SVG", "GIF", "half PNG", "half JPEG", "half WebP", "bytes", "25", "100", "400"],
)
def test_what_cannot_be_kept_is_said_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(PictureError) as raised:
        read_picture(content)

    assert str(raised.value) == said


# The most that a process ever took, in MB, before and after: what its parent took is not in it.
MEASURED = """
import re, sys
from pathlib import Path
from talkpython_site.imaging import read_picture, written

def most():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024

content, before = Path(sys.argv[1]).read_bytes(), most()
written(read_picture(content), 1400, "webp")
print(most() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process took")
@pytest.mark.parametrize(
    ("ending", "mode", "options"),
    [("PNG", "RGBA", {"compress_level": 1}), ("WEBP", "RGB", {"method": 0}), ("JPEG", "RGB", {})],
)
def test_the_largest_takes_no_more_memory_than_said(
    tmp_path: Path, ending: str, mode: str, options: dict[str, int]
) -> None:
    path = tmp_path / "picture"
    path.write_bytes(make_picture(ending, (5000, 5000), 0, mode, **options))

    words = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(words, text=True, stdout=subprocess.PIPE, check=True)

    assert int(done.stdout) <= imaging.MOST_MEGABYTES


def test_a_large_one_is_read_no_larger_than_needed() -> None:
    assert read_picture(make_picture(size=(3000, 1500))).size == (2800, 1400)


@pytest.mark.parametrize("ending", ["PNG", "JPEG", "WEBP"])
@given(place=st.integers(0, 400), change=st.binary(min_size=1, max_size=8), end=st.integers(0, 9))
def test_damage_is_said_or_does_no_harm(ending: str, place: int, change: bytes, end: int) -> None:
    whole = make_picture(ending, (40, 30), GREEN)
    content = whole[:place] + change + whole[place + len(change) : len(whole) - end]
    try:
        image = read_picture(content)
    except PictureError:
        return
    assert read(written(image, 160, "webp")).width <= 160
