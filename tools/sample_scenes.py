"""What the films of the sample show: each scene is drawn anew for every moment of it."""

import math
from collections.abc import Callable

from tools.sample_sheet import FAINT, INK, PAPER, SEA, SOFT, WIDTH, Point, Sheet

MOON, SUN = 12.4206, 12.0  # hours for one tide
MIDDLE = WIDTH / 2
HALF = 225  # the y about which a curve goes up and down
# Draws a moment: its second in the scene, and how many seconds that lasts.
Scene = Callable[[Sheet, float, float], None]


def sea(hour: float) -> float:
    """What moon and sun do together, between -1 and 1."""
    return 0.69 * math.cos(math.tau * hour / MOON) + 0.31 * math.cos(math.tau * hour / SUN)


def rim(centre: Point, radius: float, turn: float) -> Point:
    """Where a pin stands on a wheel; no turn is at the top, one goes round with the clock."""
    x, y = centre
    return x + radius * math.sin(math.tau * turn), y - radius * math.cos(math.tau * turn)


def wave(middle: float, size: float, once: float, shift: float = 0) -> Callable[[float], float]:
    """The y of a wave at each x; ``once`` is its length, and its crest lies at minus ``shift``."""
    return lambda x: middle - size * math.cos(math.tau * (x + shift) / once)


def card(sheet: Sheet, second: float, length: float) -> None:
    """The name of the course, over a sea that comes in."""
    for row, words in enumerate(("Tomorrow’s", "tides")):
        sheet.words((60, 70 + row * 60), words, 60)
    sheet.words((60, 194), "by hand and in Python", 28, SOFT)
    for row, words in enumerate(("Mattis Oyelaran-Quist,", "harbour office of Little Quarrel")):
        sheet.words((60, 246 + row * 28), words, 22, SOFT)
    level = 400 - 60 * min(1.0, second / length)
    for row in range(4):
        shift = second * (26 - 5 * row) + row * 70
        sheet.curve(wave(level + 30 * row, 10, 390, shift), (0, WIDTH), SEA, 5 - row)


def globe(sheet: Sheet, second: float, length: float) -> None:
    """The earth turns below a moon that stands still, with its two heaps of water."""
    centre = (350.0, 250.0)
    sheet.oval(centre, 208, 158, SEA)
    sheet.circle(centre, 130, PAPER)
    sheet.circle(centre, 130, edge=INK)
    sheet.circle((790, 250), 40, FAINT, INK)
    sheet.words((790, 320), "moon", 24, SOFT, "mm")
    for y in (220, 250, 280):
        sheet.line([(600, y), (720, y)], SOFT)
        sheet.line([(704, y - 7), (720, y), (704, y + 7)], SOFT)
    quay = rim(centre, 130, 0.25 + second / length)
    sheet.line([centre, quay], FAINT)
    sheet.circle(quay, 9, INK)
    sheet.words(centre, "earth", 24, SOFT, "mm")
    sheet.words((350, 54), "high water, on both sides", 24, SEA, "mm")
    sheet.words(rim(centre, 84, 0.25 + second / length), "quay", 20, INK, "mm")


def late(sheet: Sheet, second: float, length: float) -> None:
    """Two clocks a day apart: the same high water, fifty minutes later."""
    share = min(1.0, second / (0.6 * length))
    for place, (x, words, base) in enumerate(((280, "today", 0.0), (680, "tomorrow", 24.0))):
        hour = base + place * 0.841 * share
        sheet.circle((x, 220), 120, edge=INK)
        for mark in range(12):
            sheet.line([rim((x, 220), 108, mark / 12), rim((x, 220), 120, mark / 12)], SOFT)
        sheet.line([(x, 220), rim((x, 220), 64, hour / 12)], INK, 6)
        sheet.line([(x, 220), rim((x, 220), 98, hour)], INK, 3)
        sheet.words((x, 374), f"high water {words}", 26, INK, "mm")
    sheet.words((MIDDLE, 54), "12 h 25 min, and 12 h 25 min again", 34, SEA, "mm")


def both(sheet: Sheet, second: float, length: float) -> None:
    """The wave of the moon, that of the sun, and their sum, over a month."""
    day = (WIDTH - 240) / 29.5
    now = 200 + (WIDTH - 240) * min(1.0, second / (0.85 * length))
    for name, middle, size, once in (("moon", 60, 34, MOON), ("sun", 136, 15, SUN)):
        sheet.words((60, middle), name, 26, SOFT)
        sheet.curve(wave(middle, size, once * day / 24, -200), (200, now), SOFT, 1.5)
    sheet.words((60, 292), "sea", 34, SEA)
    sheet.curve(lambda x: 292 - 80 * sea((x - 200) / day * 24), (200, now), SEA, 2)
    for at, words in ((0.0, "spring"), (7.4, "neap"), (14.8, "spring"), (22.1, "neap")):
        if 200 + at * day <= now:
            sheet.words((200 + at * day, 186), words, 22, INK, "lm" if not at else "mm")


def traced(
    sheet: Sheet, wheels: list[tuple[Point, float, float, str]], middle: float, hour: float
) -> None:
    """Wheels with their pins at an hour, and the wave that a pen has drawn of them until then."""
    for centre, size, once, colour in wheels:
        pin = rim(centre, size, hour / once)
        sheet.circle(centre, size + 24, edge=colour)
        sheet.circle(centre, 4, colour)
        sheet.line([centre, pin], colour)
        sheet.circle(pin, 9, colour)
    pen = 400.0

    def height(x: float) -> float:
        then = hour - (x - pen) / 7
        waves = (size * math.cos(math.tau * then / once) for _at, size, once, _colour in wheels)
        return middle - sum(waves)

    sheet.curve(height, (pen, min(WIDTH - 40, pen + hour * 7)), SEA, 3)
    sheet.circle((pen, height(pen)), 8, SEA)
    if len(wheels) == 1:
        sheet.line([rim(wheels[0][0], wheels[0][1], hour / MOON), (pen, height(pen))], FAINT)


def wheel(sheet: Sheet, second: float, _length: float) -> None:
    """One wheel for the moon."""
    sheet.words((60, 60), "One wheel", 40)
    traced(sheet, [((190, 260), 96, MOON, INK)], 260, second * 3.4)
    sheet.words((60, 100), "once round: 12 h 25 min", 22, SOFT)


def wheels(sheet: Sheet, second: float, _length: float) -> None:
    """A second one for the sun, and the wire over both."""
    sheet.words((60, 60), "Two wheels, one wire", 40)
    first, other = ((190.0, 186.0), 70, MOON, INK), ((190.0, 342.0), 32, SUN, SOFT)
    traced(sheet, [first, other], 262, 30 + second * 16)
    sheet.words((330, 186), "moon", 22, SOFT, "mm")
    sheet.words((330, 342), "sun", 22, SOFT, "mm")


def many(sheet: Sheet, second: float, length: float) -> None:
    """Twenty-seven of them, each at its own pace."""
    for number in range(27):
        row, column = divmod(number, 9)
        centre = (100.0 + column * 95, 134.0 + row * 104)
        size = 40 - 1.1 * number
        sheet.circle(centre, size, edge=INK if number < 2 else SOFT)
        sheet.circle(rim(centre, size - 5, second * (0.2 + number * 0.021)), 4, SEA)
    for place, words in enumerate(("a height", "a pace", "a beginning")):
        if second > length * (0.62 + 0.11 * place):
            sheet.words((180 + place * 300, 54), words, 36, SEA, "mm")


def line_of(day: float) -> float:
    """The y of a curve with five highs and lows over the width of the film."""
    return HALF - 130 * sea(day * 24 / 1.15)


def curve(sheet: Sheet, second: float, length: float) -> None:
    """A curve, and its highest and lowest points as they are found."""
    sheet.curve(lambda x: line_of((x - 60) / 320), (60, WIDTH - 60), SEA, 4)
    shown = min(1.0, second / (0.9 * length)) * (WIDTH - 120) + 60
    for step in range(62, WIDTH - 62):
        before, here, after = (line_of((x - 60) / 320) for x in (step - 1, step, step + 1))
        if step < shown and (before > here <= after or before < here >= after):
            is_high = before > here
            sheet.circle((step, here), 9, INK)
            sheet.words(
                (step, here + (-30 if is_high else 30)), "high" if is_high else "low", 22, INK, "mm"
            )


ROWS = (
    ("04:25", "high", "5.1 m"), ("10:35", "low", "1.3 m"),
    ("16:35", "high", "4.9 m"), ("22:45", "low", "1.1 m"),
)  # fmt: skip


def table(sheet: Sheet, second: float, length: float) -> None:
    """The lines of one day, one after the other."""
    sheet.words((240, 56), "Little Quarrel, Thursday", 36)
    for number, (time, kind, metres) in enumerate(ROWS):
        y = 122 + number * 64
        sheet.line([(240, y + 32), (720, y + 32)], FAINT)
        if second > length * 0.14 * number:
            sheet.words((240, y), time, 36)
            sheet.words((430, y), kind, 26, SOFT)
            sheet.words((720, y), metres, 36, INK, "rm")
    if second > length * 0.68:
        sheet.words((240, 378), "Times in UTC, all year", 26, SEA)


def errors(sheet: Sheet, second: float, length: float) -> None:
    """What was said, what was measured, and what is left over."""
    now = 60 + (WIDTH - 120) * min(1.0, second / (0.7 * length))

    def expected(x: float) -> float:
        return 146 + (line_of((x - 60) / 320) - HALF) * 0.7

    def left_over(x: float) -> float:
        return 20 * math.sin(x / 47) * math.sin(x / 13)

    sheet.curve(expected, (60, WIDTH - 60), FAINT, 4)
    sheet.curve(lambda x: expected(x) + left_over(x), (60, now), SEA, 3)
    sheet.words((60, 296), "what is left over", 24, SOFT)
    sheet.line([(60, 360), (WIDTH - 60, 360)], FAINT)
    for x in range(64, round(now), 8):
        sheet.line([(x, 360), (x, 360 + left_over(x) * 2)], INK, 3)


def box(sheet: Sheet, second: float, length: float) -> None:
    """The first page of the book."""
    sheet.box(240, 60, 720, 346)
    for row, words in enumerate(("On these seven days", "we were wrong.")):
        sheet.words((MIDDLE, 150 + row * 56), words, 44, INK, "mm")
    for day in range(7):
        if second > length * 0.06 * day:
            sheet.circle((330 + day * 50, 292), 9, SEA)
    sheet.words((MIDDLE, 378), "page 1", 22, SOFT, "mm")


SCENES: dict[str, Scene] = {
    "card": card, "globe": globe, "late": late, "sum": both, "wheel": wheel, "wheels": wheels,
    "many": many, "curve": curve, "table": table, "errors": errors, "box": box,
}  # fmt: skip
