"""Draws what stands between the answers of the sample's interviews."""

import math
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random
from typing import NamedTuple

import resvg_py
from PIL import Image, ImageDraw

from talkpython_site.sample.asking import INTERVIEWS
from tools.sample_artwork import INK, SEA, circle, path, rect, stroke
from tools.sample_sheet import FAINT, PAPER, SOFT, font

WIDE, HIGH = 1600, 1000
GIVEN = (1000, 625)  # px, for a column of text
COLOURS = 48
FOLDER = INTERVIEWS / "a-horn-and-what-came-back"


class Words(NamedTuple):
    """Words on a drawing; resvg draws only the rest, since it reads no woff2."""

    x: float
    y: float
    text: str
    size: int = 17
    colour: str = SOFT
    anchor: str = "mm"


Drawing = Iterator[str | Words]


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, draw in DRAWINGS.items():
        file = FOLDER / name
        file.write_bytes(drawn(list(draw())))
        print(f"{file.name}: {file.stat().st_size} bytes")


def drawn(parts: list[str | Words]) -> bytes:
    shapes = rect(0, 0, WIDE, HIGH, PAPER) + "".join(p for p in parts if isinstance(p, str))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}">{shapes}</svg>'
    made = BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=WIDE)))
    picture = Image.open(made).convert("RGB")
    pen = ImageDraw.Draw(picture)
    for each in parts:
        if isinstance(each, Words):
            pen.text((each.x, each.y), each.text, each.colour, font(each.size), each.anchor)
    given = picture.resize(GIVEN, Image.Resampling.LANCZOS)
    few = given.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    content = BytesIO()
    few.save(content, "PNG", optimize=True)
    return content.getvalue()


def echoes() -> Drawing:
    """Seven rings around a signal, two cliffs on them, and a ship inside the second."""
    x, y, step = 720, 560, 104
    yield rect(0, 0, WIDE, HIGH, SEA[0])
    for ring in range(9, 0, -1):
        yield circle(x, y, ring * step, SEA[1] if ring % 2 else SEA[0])
    yield path("M0 1000V820Q300 760 520 800T700 640Q740 560 780 650T960 860T1600 1000z", PAPER)
    yield from cliff(x, y, 4 * step, -0.78, 0.30)
    yield from cliff(x, y, 7 * step, -0.22, 0.19)
    yield path("M580 392h170l-26 46h-116z", INK)
    yield rect(620, 356, 56, 36, INK)
    yield rect(690, 330, 14, 62, INK)
    for ring in range(1, 8):
        if ring not in {4, 7}:
            yield Words(x - ring * step * 0.92, y - ring * step * 0.39, f"{ring} s")
    yield circle(x, y, 22, INK)
    yield stroke(f"M{x} {y}v74", INK, 16)
    yield Words(x + 80, y + 96, "signal", 20, INK, "lm")
    yield Words(1088, 196, "4 s, the cliff", 20, INK, "lm")
    yield Words(1440, 600, "7 s,", 20, INK, "mm")
    yield Words(1440, 650, "the other", 20, INK, "mm")


def cliff(x: float, y: float, radius: float, angle: float, half: float) -> Iterator[str]:
    """A ragged piece of coast that turns its face to the signal."""
    chance, steps = always(round(radius)), 14
    turns = [angle - half + 2 * half * step / steps for step in range(steps + 1)]
    face = [(turn, radius + chance.uniform(-8, 8)) for turn in turns]
    back = [(turn, radius + chance.uniform(58, 92)) for turn in reversed(turns)]
    at = [f"{x + far * math.cos(a):.0f} {y + far * math.sin(a):.0f}" for a, far in [*face, *back]]
    yield path(f"M{'L'.join(at)}z", SEA[8])


HEADS = ((330, "2 s"), (620, "4 s"), (910, "7 s"), (1200, "later"))
STAR = 10  # the line to which nobody answered


def fog_book() -> Drawing:
    """Fifteen lines of a ledger, and what came back in each as a dot of its loudness."""
    chance = always(17)
    yield rect(0, 0, 34, HIGH, SEA[6])
    for x, words in HEADS:
        yield stroke(f"M{x - 145} 40V960", FAINT, 3)
        yield Words(x, 84, words, 20, INK)
    yield Words(110, 84, "line", 17)
    for line in range(15):
        y = 160 + line * 54
        yield stroke(f"M70 {y + 27}H1540", FAINT, 2)
        yield Words(110, y, str(line + 1), 15)
        yield circle(620, y, 15 + chance.uniform(-3, 3), SEA[6])
        yield circle(910, y, 9 + chance.uniform(-3, 3), SEA[5])
        if line == STAR:
            yield path(star(1450, y, 21), INK)
            continue
        if chance.random() < 0.2:
            yield circle(330 + chance.uniform(-30, 30), y, chance.uniform(9, 18), INK)
        for _guest in range(chance.choice((1, 1, 2, 3))):
            yield circle(1100 + chance.uniform(0, 300), y, chance.uniform(4, 15), SEA[4])


def always(seed: int) -> Random:
    """Chance that gives the same drawing each time."""
    return Random(seed)  # noqa: S311 - a drawing


def star(x: float, y: float, radius: float) -> str:
    points = (
        (radius * (0.42 if point % 2 else 1), math.tau * point / 10 - math.pi / 2)
        for point in range(10)
    )
    return (
        f"M{'L'.join(f'{x + r * math.cos(a):.1f} {y + r * math.sin(a):.1f}' for r, a in points)}z"
    )


NIGHT = 16  # bars of a night, from dusk to dawn


def eleven_nights() -> Drawing:
    """How loud it was under a gutter, half hour by half hour."""
    chance = always(3)
    foot = 830
    yield stroke(f"M70 {foot}H1530", SOFT, 4)
    for night in range(11):
        left = 90 + night * 132
        for bar in range(NIGHT):
            high = loudness(night, bar) * chance.uniform(1.0, 1.4)
            is_rain = night == 10 and 5 <= bar <= 12
            colour = SEA[6] if is_rain else SEA[3]
            yield rect(left + bar * 6.4, round(foot - 6 - high), 4.6, round(high), colour)
        yield Words(left + 52, foot + 46, str(night + 1), 20, INK)
    yield Words(70, foot + 112, "night", 17, SOFT, "lm")
    yield Words(130, 566, "to bed", 15)
    yield Words(1462, 150, "rain", 20, SEA[6])


def loudness(night: int, bar: int) -> float:
    house = 150 * math.exp(-((bar - 2) ** 2) / 2.2) + 210 * math.exp(-((bar - 15) ** 2) / 3)
    rain = 560 * math.exp(-((bar - 8.5) ** 2) / 9) if night == 10 else 0
    return 26 + house + rain


DRAWINGS: dict[str, Callable[[], Drawing]] = {
    "echoes.png": echoes,
    "fog-book.png": fog_book,
    "eleven-nights.png": eleven_nights,
}

if __name__ == "__main__":
    main()
