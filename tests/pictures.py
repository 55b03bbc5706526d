"""Pictures for tests, drawn on the spot."""

from io import BytesIO
from typing import Any

from PIL import Image


def make_picture(
    ending: str = "PNG",
    size: tuple[int, int] = (1500, 1500),
    colour: int | str | tuple[int, ...] = "#0b6562",
    mode: str = "RGB",
    **options: Any,
) -> bytes:
    """The content of a file; ``options`` are those of Pillow's format."""
    content = BytesIO()
    Image.new(mode, size, colour).save(content, format=ending, **options)
    return content.getvalue()


def read(content: bytes) -> Image.Image:
    """What a file shows, all of it read."""
    image = Image.open(BytesIO(content))
    image.load()
    return image
