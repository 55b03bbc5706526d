"""Draws the artwork of the sample's courses, as tools/sample_artwork.py does that of its shows."""

import math
from collections.abc import Callable, Iterator

from talkpython_site.sample.files import ROOT
from tools.sample_artwork import CREAM, INK, SIDE, circle, painted, path, rect, stroke

BLUES = ("#cfe3fa", "#8fbdf0", "#4a8edc", "#025bad", "#033f7d", "#04264f")
GREENS = ("#d6f0e4", "#9fdcc3", "#56b892", "#026d4f", "#02503b", "#043527")
LEAVES = ("#e3efcf", "#bfd995", "#8db44e", "#5a8a14", "#3c5f0a", "#24390a")


def main() -> None:
    for name, draw in DRAWINGS.items():
        file = ROOT / "artwork" / f"{name}.png"
        file.write_bytes(painted("".join(draw())))
        print(f"{file.name}: {file.stat().st_size} bytes")


def wheels() -> Iterator[str]:
    """Three wheels of a machine, the wire over them, and the sea that they draw."""
    yield rect(0, 0, SIDE, SIDE, BLUES[5])
    places = ((300, 430, 190, 0.9), (760, 470, 130, 2.6), (1130, 420, 84, 4.4))
    for x, y, radius, turn in places:
        yield circle(x, y, radius + 46, BLUES[3])
        yield circle(x, y, radius + 22, BLUES[5])
        for spoke in range(6):
            angle = turn + math.tau * spoke / 6
            end = f"{x + radius * math.cos(angle):.0f} {y + radius * math.sin(angle):.0f}"
            yield stroke(f"M{x} {y}L{end}", BLUES[4], 14)
        yield circle(x, y, 26, CREAM)
        yield circle(
            x + radius * 0.8 * math.cos(turn), y + radius * 0.8 * math.sin(turn), 34, CREAM
        )
    over = "M-20 250Q80 170 300 166T760 270T1130 262T1420 170"
    yield stroke(over, CREAM, 9)
    for row, colour in enumerate(BLUES[:4]):
        yield path(tide(840 + row * 130, 120 - row * 22, 470 + row * 60), colour)


def tide(y: float, height: float, length: float) -> str:
    """All below a sea in which every other wave is lower."""
    steps = range(0, SIDE + 20, 20)
    tops = (
        y - height * (math.cos(math.tau * x / length) + 0.4 * math.cos(math.tau * x / length / 2))
        for x in steps
    )
    line = "L".join(f"{x} {top:.1f}" for x, top in zip(steps, tops, strict=True))
    return f"M{line}V{SIDE}H0z"


def shelves() -> Iterator[str]:
    """Four shelves of boxes with labels, and the place of one that is out."""
    yield rect(0, 0, SIDE, SIDE, GREENS[5])
    for row in range(4):
        foot = 330 + row * 340
        x, number = 60, 0
        while x + (width := 96 + (row * 53 + number * 37) % 70) < SIDE - 50:
            height = 180 + (row * 71 + number * 43) % 80
            is_out = (row, number) == (2, 4)
            if not is_out:
                yield rect(x, foot - height, width, height, GREENS[(row + number * 2) % 4])
                yield rect(x + 16, foot - height + 30, width - 32, 54, CREAM)
                yield rect(x + 26, foot - height + 50, width - 62, 9, INK)
            x, number = x + width + 14, number + 1
        yield rect(30, foot, SIDE - 60, 22, CREAM)


def listening() -> Iterator[str]:
    """Rings of sound, hardly there, around a cushion of moss on a stone."""
    yield rect(0, 0, SIDE, SIDE, LEAVES[5])
    for ring in range(9):
        radius = 1040 - ring * 96
        colour = LEAVES[4] if ring % 2 else "#2e4a0b"
        yield circle(700, 960, radius, colour)
    yield path("M180 1400Q240 1060 700 1040T1220 1400z", LEAVES[4])
    for row in range(5):
        count, radius = 13 - row * 2, 250 - row * 44
        for leaf in range(count):
            angle = math.pi * (leaf + 0.5) / count
            x, y = 700 - radius * 1.25 * math.cos(angle), 1050 - radius * math.sin(angle)
            yield circle(x, y, 52 - row * 3, LEAVES[3 - row % 3])
            yield circle(x, y, 26, LEAVES[2 - min(row, 2)])
    yield circle(700, 1010, 70, LEAVES[1])
    yield path("M1100 205A96 96 0 1 0 1176 330A84 84 0 1 1 1100 205z", CREAM)


DRAWINGS: dict[str, Callable[[], Iterator[str]]] = {
    "tomorrows-tides": wheels,
    "a-small-archive": shelves,
    "quiet-places": listening,
}

if __name__ == "__main__":
    main()
