"""The paper on which the films of the sample are drawn: lines, circles, waves and words."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 960, 540
FINE = 2  # drawn so many times as large, so that edges are smooth
FONT = "familjen-grotesk/5.3.0/familjen-grotesk-latin-wght-normal.woff2"
VENDOR = Path(__file__).parents[1] / "static" / "vendor"
PAPER, INK, SOFT, FAINT, SEA = "#faf8f3", "#14161b", "#575d69", "#cfc8b8", "#025bad"

Point = tuple[float, float]


class Sheet:
    """One frame; sizes are those of the film, whatever it is drawn at."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def pixels(self) -> bytes:
        return self._image.reduce(FINE).tobytes()

    def line(self, points: Iterable[Point], colour: str = INK, width: float = 2) -> None:
        fine = [(x * FINE, y * FINE) for x, y in points]
        self._draw.line(fine, colour, round(width * FINE), joint="curve")

    def circle(
        self, at: Point, radius: float, fill: str | None = None, edge: str | None = None
    ) -> None:
        self.oval(at, radius, radius, fill, edge)

    def oval(
        self, at: Point, wide: float, high: float, fill: str | None, edge: str | None = None
    ) -> None:
        x, y = at
        box = [(x - wide) * FINE, (y - high) * FINE, (x + wide) * FINE, (y + high) * FINE]
        self._draw.ellipse(box, fill, edge, 2 * FINE)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        corners = [each * FINE for each in (left, top, right, bottom)]
        self._draw.rectangle(corners, None, INK, 2 * FINE)

    def curve(
        self,
        height: Callable[[float], float],
        span: tuple[float, float],
        colour: str = INK,
        width: float = 3,
    ) -> None:
        """A curve that is given by its y at each x."""
        left, right = span
        steps = max(2, round(right - left))
        at = [left + (right - left) * step / steps for step in range(steps + 1)]
        self.line(((x, height(x)) for x in at), colour, width)

    def words(
        self, at: Point, text: str, size: float = 26, colour: str = INK, anchor: str = "lm"
    ) -> None:
        x, y = at
        self._draw.text((x * FINE, y * FINE), text, colour, font(size), anchor)


@cache
def font(size: float) -> ImageFont.FreeTypeFont:
    found = ImageFont.truetype(VENDOR / FONT, round(size * FINE))
    found.set_variation_by_axes([650 if size > 30 else 500])
    return found
