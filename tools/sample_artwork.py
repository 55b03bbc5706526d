"""Draws the artwork of the sample's shows, PNG of 1,400 px in few colours, for ``make sample``."""

import math
from collections.abc import Callable, Iterator
from io import BytesIO

import resvg_py
from PIL import Image

from talkpython_site.sample.files import ROOT

SIDE = 1400
COLOURS = 64  # flat areas and their smoothed edges
CREAM, INK = "#f4efe3", "#14161b"

SEA = ("#c9e9f3", "#9fd8ea", "#6fc3de", "#3fabce", "#1c92ba", "#0b7a9f", "#076584", "#05516b",
       "#043f54", "#042f40")  # fmt: skip
MOSS = ("#dff0d6", "#b9ddab", "#8cc67f", "#56a95b", "#2c8a45", "#0f6b36", "#084f2a", "#06391f")

CUSHIONS = (  # centre and radius
    (150, 1210, 150), (420, 1300, 110), (1190, 1250, 170), (980, 1340, 90),
    (1280, 180, 120), (1120, 90, 80), (120, 240, 95), (240, 150, 60),
)  # fmt: skip


def main() -> None:
    for name, draw in DRAWINGS.items():
        path = ROOT / "artwork" / f"{name}.png"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(painted("".join(draw())))
        print(f"{path.name}: {path.stat().st_size} bytes")


def painted(shapes: str, px: int = SIDE) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">{shapes}</svg>'
    drawn = Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=px))))
    few = drawn.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    content = BytesIO()
    few.save(content, "PNG", optimize=True)
    return content.getvalue()


def soundings() -> Iterator[str]:
    """Nine fathoms of sea under a lightship, and the line that measures them."""
    yield rect(0, 0, SIDE, SIDE, CREAM)
    yield circle(1010, 330, 190, SEA[1])
    top, step = 470, 94.0
    for fathom in range(9):
        yield swell(top + fathom * step, 22 - fathom * 1.6, 350 + fathom * 37, SEA[fathom + 1])
    yield swell(top + 9 * step - 8, 46, 1400, CREAM, shift=350)
    yield from lightship(470, top)
    yield from line_down(470, top + 40, step)


def lightship(x: float, y: float) -> Iterator[str]:
    yield path(f"M{x - 250} {y - 62}h500l-66 118h-368z", INK)
    yield rect(x - 236, y - 20, 468, 20, CREAM)
    yield rect(x - 92, y - 132, 150, 72, INK)
    for window in range(3):
        yield circle(x - 62 + window * 45, y - 98, 13, SEA[1])
    yield rect(x - 8, y - 330, 16, 270, INK)
    yield rect(x - 46, y - 372, 92, 66, INK)
    yield rect(x - 30, y - 358, 60, 38, CREAM)
    yield path(f"M{x - 58} {y - 372}h116l-58 -48z", INK)
    for angle in (-26, 0, 26):
        for side in (-1, 1):
            yield ray(x, y - 339, side, angle)


def ray(x: float, y: float, side: int, angle: float) -> str:
    start, end = (reach(x, y, side, angle, r) for r in (78, 158))
    return stroke(f"M{start}L{end}", SEA[6], 14)


def reach(x: float, y: float, side: int, angle: float, radius: float) -> str:
    turned = math.radians(angle)
    return f"{x + side * radius * math.cos(turned):.1f} {y + radius * math.sin(turned):.1f}"


def line_down(x: float, y: float, step: float) -> Iterator[str]:
    """The sounding line: a knot at each fathom, the lead on the sandbank."""
    yield stroke(f"M{x} {y}V{y + 9 * step - 96}", CREAM, 7)
    for fathom in range(1, 9):
        yield circle(x, y + fathom * step - 20, 15 if fathom % 3 else 24, CREAM)
    foot = y + 9 * step - 104
    yield path(f"M{x - 20} {foot}h40l18 84h-76z", INK)


def swell(y: float, height: float, length: float, colour: str, shift: float = 0) -> str:
    """All below a long wave."""
    half = length / 2
    crests = f"q{half / 2:.1f} {-height:.1f} {half:.1f} 0" + f"t{half:.1f} 0" * 12
    return path(f"M{-shift - half:.1f} {y:.1f}{crests}V{SIDE}H{-shift - half:.1f}z", colour)


def cushions() -> Iterator[str]:
    """A wall with cushions of moss, and a glass over one of them."""
    yield rect(0, 0, SIDE, SIDE, MOSS[7])
    for row in range(10):
        for column in range(-1, 6):
            x, y = column * 280 + (row % 2) * 140, row * 140
            yield rect(x + 5, y + 5, 270, 130, MOSS[6] if (row + column) % 3 else "#0b5a30")
    for x, y, size in CUSHIONS:
        yield from cushion(x, y, size, MOSS[2:6])
    yield from glass(680, 640, 430)


def cushion(x: float, y: float, size: float, greens: tuple[str, ...]) -> Iterator[str]:
    """Rings of round leaves, the palest in the middle."""
    for ring, colour in enumerate(reversed(greens)):
        radius = size * (1 - ring / len(greens))
        leaves = max(6, round(radius / size * 18))
        for leaf in range(leaves):
            angle = math.tau * (leaf + ring % 2 / 2) / leaves
            yield circle(
                x + radius * math.cos(angle), y + radius * math.sin(angle), size * 0.19, colour
            )
        yield circle(x, y, radius, colour)


def glass(x: float, y: float, radius: float) -> Iterator[str]:
    handle = f"M{x + radius * 0.7:.0f} {y + radius * 0.7:.0f}L{SIDE + 40} {SIDE + 80}"
    yield stroke(handle, INK, 120)
    yield stroke(handle, CREAM, 92)
    yield circle(x, y, radius + 52, INK)
    yield circle(x, y, radius + 38, CREAM)
    yield circle(x, y, radius, MOSS[0])
    for ring in range(5):
        distance, size = radius * (0.86 - ring * 0.19), 66 - ring * 5
        count = (17, 14, 10, 7, 3)[ring]
        for leaf in range(count):
            angle = math.tau * (leaf + ring * 0.37) / count
            at = x + distance * math.cos(angle), y + distance * math.sin(angle)
            yield circle(*at, size, MOSS[4 - ring % 3])
            yield circle(*at, size * 0.62, MOSS[2])
            yield circle(at[0] - size * 0.18, at[1] - size * 0.18, size * 0.24, MOSS[0])


def circle(x: float, y: float, radius: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"/>'


def rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>'


def path(way: str, colour: str) -> str:
    return f'<path d="{way}" fill="{colour}"/>'


def stroke(way: str, colour: str, width: float) -> str:
    line = f'stroke="{colour}" stroke-width="{width}" stroke-linecap="round"'
    return f'<path d="{way}" fill="none" {line}/>'


DRAWINGS: dict[str, Callable[[], Iterator[str]]] = {
    "nine-fathom-desk": soundings,
    "half-a-minute-of-moss": cushions,
}

if __name__ == "__main__":
    main()
