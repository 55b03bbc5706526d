"""What drawings show: a dozen motifs, each made of a few chosen numbers and three colours."""

import hashlib
import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

SIDE = 400
Point = tuple[float, float]


class Colours(NamedTuple):
    """What a motif paints with: the ground, its figure and a second figure."""

    ground: str
    figure: str
    accent: str


class Choices:
    """Numbers drawn from a seed, the same in every process and version of Python."""

    def __init__(self, seed: str) -> None:
        self._bytes: Iterator[int] = iter(hashlib.shake_256(seed.encode()).digest(512))

    def below(self, limit: int) -> int:
        return next(self._bytes) * limit // 256

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)


def waves(choices: Choices, colours: Colours) -> str:
    """Long waves that swell towards the shore, under a disc."""
    quarter, phase = choices.between(52, 70), choices.below(200)
    lines, y = "", 140.0
    for index in range(6):
        swell = 34 + index * 5
        curves = f"M{-phase - 2 * quarter} {y:.4g}q{quarter} {-swell} {2 * quarter} 0"
        lines += f'<path d="{curves}{f"t{2 * quarter} 0" * 8}" stroke-width="{4 + index * 5}"/>'
        y += 36 + index * 8
    return (
        disc(choices.between(90, 310), choices.between(60, 92), 38, colours.accent)
        + f'<g fill="none" stroke="{colours.figure}">{lines}</g>'
    )


def voice(choices: Choices, colours: Colours) -> str:
    """Rounded bars about a middle line, as a voice looks."""
    count = choices.between(5, 8)
    step = 300 / count
    marked = choices.below(count)
    bars = ""
    for index in range(count):
        swell = math.sin(math.pi * (index + 0.5) / count)
        height = round(50 + 190 * swell * (0.55 + choices.below(100) / 220))
        x = 50 + step * (index + 0.5)
        colour = colours.accent if index == marked else colours.figure
        bars += line((x, 200 - height / 2), (x, 200 + height / 2), colour, step * 0.6)
    return f'<g stroke-linecap="round">{bars}</g>'


def grid(choices: Choices, colours: Colours) -> str:
    """Squares in rows, with a way through them."""
    count = choices.between(4, 6)
    step = 304 / count
    size = step * 0.78
    column = choices.below(count)
    squares = ""
    for row in range(count):
        turn = min(count - 1, max(0, column + choices.between(-1, 1)))
        way = range(min(column, turn), max(column, turn) + 1)
        for place in range(count):
            colour = colours.accent if place in way else colours.figure
            x, y = 48 + step * place + (step - size) / 2, 48 + step * row + (step - size) / 2
            squares += square(x, y, size, colour)
        column = turn
    return squares


def arcs(choices: Choices, colours: Colours) -> str:
    """Rings about a corner, as of a stone in water."""
    x, y = SIDE * choices.below(2), SIDE * choices.below(2)
    rings = choices.between(5, 8)
    step = 430 / rings
    marked = choices.below(rings)
    drawn = ""
    for index in range(rings):
        colour = colours.accent if index == marked else colours.figure
        width = step * (0.24 + 0.4 * index / rings)
        drawn += ring(x, y, step * (index + 0.75), colour, width)
    return drawn


def quarters(choices: Choices, colours: Colours) -> str:
    """Quarter discs in tiles, each turned its own way."""
    count = choices.between(3, 4)
    step = SIDE / count
    tiles = ""
    for index in range(count * count):
        x, y = index % count * step, index // count * step
        right, down = choices.below(2), choices.below(2)
        colour = (colours.figure, colours.figure, colours.accent)[choices.below(3)]
        corner = f"M{x + right * step:.4g} {y + down * step:.4g}"
        across, along = step * (1 - 2 * right), step * (1 - 2 * down)
        sweep = 1 if right == down else 0
        arc = f"h{across:.4g}a{step:.4g} {step:.4g} 0 0 {sweep} {-across:.4g} {along:.4g}z"
        tiles += f'<path fill="{colour}" stroke="{colour}" d="{corner}{arc}"/>'
    return tiles


def rays(choices: Choices, colours: Colours) -> str:
    """Rays over a horizon."""
    count = choices.between(9, 15)
    level = choices.between(270, 320)
    drawn = ""
    for index in range(count):
        angle = math.pi * (index + 0.5) / count
        inner, outer = 112, 420 if index % 2 else 230
        x, y = math.cos(angle), math.sin(angle)
        drawn += line(
            (200 + inner * x, level - inner * y), (200 + outer * x, level - outer * y),
            colours.figure, 10,
        )  # fmt: skip
    half = f"M122 {level}a78 78 0 0 1 156 0z"
    return (
        f'{drawn}<path fill="{colours.accent}" d="{half}"/>'
        f'<path fill="{colours.figure}" d="M0 {level + 18}h400v12H0zM0 {level + 48}h400v22H0z"/>'
    )


def dots(choices: Choices, colours: Colours) -> str:
    """Dots that grow and shrink along a wave."""
    count = choices.between(7, 9)
    step = 340 / count
    bend, turn = choices.between(3, 7) / 10, choices.between(0, 62) / 10
    drawn = ""
    for row in range(count):
        for column in range(count):
            swell = math.sin(turn + column * bend + row * bend * 0.8)
            colour = colours.accent if swell > 0.72 else colours.figure
            radius = step * (0.27 + 0.19 * swell)
            drawn += disc(30 + step * (column + 0.5), 30 + step * (row + 0.5), radius, colour)
    return drawn


def talk(choices: Choices, colours: Colours) -> str:
    """Strips of time, some of them in parts."""
    rows = choices.between(7, 10)
    step = 312 / rows
    marked = choices.below(rows)
    drawn = ""
    for row in range(rows):
        left, end = 44.0, 44 + choices.between(120, 312)
        y = 44 + step * (row + 0.5)
        while left < end - 4:
            right = min(end, left + choices.between(30, 190))
            colour = colours.accent if row == marked else colours.figure
            drawn += line((left, y), (right, y), colour, step * 0.56)
            left = right + 7
    return drawn


def hills(choices: Choices, colours: Colours) -> str:
    """Hills behind hills, a disc over them."""
    drawn = disc(choices.between(90, 310), choices.between(80, 120), 44, colours.accent)
    for index in range(4):
        level = 190 + index * 58
        rise, first = choices.between(30, 70), choices.between(60, 160)
        curve = f"M0 {level}q{first / 2:.4g} {-rise} {first} 0t{first} 0t{first} 0t{first} 0t400 0"
        colour = colours.ground if index % 2 else colours.figure
        drawn += f'<path fill="{colour}" d="{curve}V400H0z"/>'
        drawn += f'<path fill="none" stroke="{colours.figure}" stroke-width="5" d="{curve}"/>'
    return drawn


def petals(choices: Choices, colours: Colours) -> str:
    """Leaves about a middle."""
    count = choices.between(3, 6) * 2
    width = choices.between(24, 36)
    left, right = 200 - width, 200 + width
    leaf = f"M200 186C{right} 140 {right} 80 200 40C{left} 80 {left} 140 200 186z"
    drawn = ""
    for index in range(count):
        colour = colours.accent if index % 2 else colours.figure
        turn = f"{360 / count * index:.4g}"
        drawn += f'<path fill="{colour}" transform="rotate({turn} 200 200)" d="{leaf}"/>'
    return drawn + ring(200, 200, 178, colours.figure, 4)


def orbits(choices: Choices, colours: Colours) -> str:
    """Rings with a body on each."""
    count = choices.between(3, 5)
    drawn = disc(200, 200, 26, colours.accent)
    for index in range(count):
        radius = 62 + index * 116 / (count - 1)
        angle = choices.below(256) / 256 * math.tau
        x, y = 200 + radius * math.cos(angle), 200 + radius * math.sin(angle)
        drawn += ring(200, 200, radius, colours.figure, 4)
        drawn += disc(x, y, choices.between(10, 20), colours.figure)
    return drawn


def scales(choices: Choices, colours: Colours) -> str:
    """Half rings laid over each other in rows, as water is drawn on cloth."""
    count = choices.between(2, 3)
    radius = SIDE / count / 2
    marked = choices.below(7)
    drawn = ""
    for row in range(2 * count + 2):
        for column in range(count + 1):
            x = 2 * radius * column + radius * (row % 2)
            colour = colours.accent if (row * 3 + column) % 7 == marked else colours.figure
            for share, paint in ((0.98, colour), (0.8, colours.ground), (0.6, colour),
                                 (0.42, colours.ground), (0.22, colour)):  # fmt: skip
                drawn += disc(x, radius * row, radius * share, paint)
    return drawn


def disc(x: float, y: float, radius: float, colour: str) -> str:
    return f'<circle cx="{x:.4g}" cy="{y:.4g}" r="{radius:.4g}" fill="{colour}"/>'


def ring(x: float, y: float, radius: float, colour: str, width: float) -> str:
    return (
        f'<circle cx="{x:.4g}" cy="{y:.4g}" r="{radius:.4g}" fill="none"'
        f' stroke="{colour}" stroke-width="{width:.4g}"/>'
    )


def line(start: Point, end: Point, colour: str, width: float) -> str:
    return (
        f'<path stroke="{colour}" stroke-width="{width:.4g}"'
        f' d="M{start[0]:.4g} {start[1]:.4g}L{end[0]:.4g} {end[1]:.4g}"/>'
    )


def square(x: float, y: float, size: float, colour: str) -> str:
    return f'<path fill="{colour}" d="M{x:.4g} {y:.4g}h{size:.4g}v{size:.4g}h-{size:.4g}z"/>'


MOTIFS: tuple[Callable[[Choices, Colours], str], ...] = (
    waves, voice, grid, arcs, quarters, rays, dots, talk, hills, petals, orbits, scales,
)  # fmt: skip
