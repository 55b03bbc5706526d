"""Pictures from outside become plain ones: checked, upright, in sRGB, without metadata."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_BYTES = 20_000_000
MOST_PIXELS = 25_000_000  # the largest cover asked for anywhere has 9
# What so many take while they are read: a PNG with transparency 275, a WebP 390, a JPEG 180.
MOST_MEGABYTES = 400
ARTWORK = (1400, 3000)  # px that a square has at least and at most, as Apple asks for it
READ = 2800  # px of the square into which they then fit, twice what is given out
QUALITY = 80
# Of a noisy cover of 3,000 px all four widths take 0.8 s of one core; 320 px has 29 KB.
OPTIONS: dict[str, dict[str, Any]] = {
    "webp": {"format": "WEBP", "quality": QUALITY, "method": 4},
    "jpg": {"format": "JPEG", "quality": QUALITY, "optimize": True, "progressive": True},
}
# What Pillow raises about content, by its readers' own tests.
BROKEN = (
    OSError, SyntaxError, ValueError, LookupError, EOFError, TypeError, OverflowError,
    struct.error, zlib.error,
)  # fmt: skip
WHITE = (255, 255, 255)


class PictureError(Exception):
    """A picture that cannot be kept; says why in one sentence for people."""


def read_picture(content: bytes) -> Image.Image:
    """The picture in a PNG, JPEG or WebP file as mode RGB or RGBA; of several its first.

    Raises ``PictureError``.
    """
    with opened(content) as image:
        image.draft(None, (READ, READ))  # JPEGs are read smaller
        ImageOps.exif_transpose(image, in_place=True)
        return plain(image)


def refuse_as_artwork(content: bytes) -> None:
    """Raise ``PictureError`` where a picture is no square, too small or too large; none is read."""
    with opened(content) as image:
        width, height = image.size
    least, most = ARTWORK
    if width != height:
        raise PictureError(f"Artwork is square: this has {width:,} × {height:,} pixels.")
    if not least <= width <= most:
        raise PictureError(
            f"Artwork has {least:,} to {most:,} pixels on each side: this has {width:,}."
        )


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """The picture in a file before any pixel is read; what is wrong is a ``PictureError``."""
    if len(content) > MOST_BYTES:
        raise PictureError(f"The picture has more than {MOST_BYTES // 1_000_000} MB.")
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            refuse_large(image)
            yield image
    except UnidentifiedImageError:
        raise PictureError("This is no picture in PNG, JPEG or WebP.") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError(
            f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels."
        ) from None
    except BROKEN as error:
        raise PictureError("The picture is broken and cannot be read.") from error


def refuse_large(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise Image.DecompressionBombError


def plain(image: Image.Image) -> Image.Image:
    """The same to the eye; what its metadata said is done, and gone.

    Where nothing is to be done it is the very same: a copy may take 100 MB.
    """
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.point(lambda value: value / 256).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    seen = in_srgb(image, profile, mode) if profile else in_mode(image, mode)
    seen.info.clear()
    seen.thumbnail((READ, READ), Image.Resampling.LANCZOS)
    return seen


def in_mode(image: Image.Image, mode: str) -> Image.Image:
    return image if image.mode == mode else image.convert(mode)


def in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """By its own profile (ICC.1), where that can be used; palettes are colours already."""
    source = in_mode(image, mode) if image.mode in {"P", "PA", "LA", "1"} else image
    try:
        wanted = ImageCms.createProfile("sRGB")
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        in_place = source.mode == mode
        found = ImageCms.profileToProfile(source, given, wanted, outputMode=mode, inPlace=in_place)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return in_mode(source, mode)
    return found or source


def written(image: Image.Image, width: int, ending: str) -> bytes:
    """The picture as ``webp`` or ``jpg``, in a square of ``width`` px at most, never larger."""
    sized = image.copy()
    sized.thumbnail((width, width), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if ending == "jpg":
        sized = over_white(sized)
    kept = BytesIO()
    sized.save(kept, **OPTIONS[ending])
    return kept.getvalue()


def over_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    ground = Image.new("RGB", image.size, WHITE)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def png(image: Image.Image) -> bytes:
    """As PNG without transparency, which directories of podcasts refuse."""
    kept = BytesIO()
    over_white(image).save(kept, format="PNG", optimize=True)
    return kept.getvalue()
