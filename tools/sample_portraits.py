"""Draws who is interviewed in the sample: faces of a few shapes, as if cut in linoleum."""

import math
from collections.abc import Callable, Iterator

from talkpython_site.sample.asking import INTERVIEWS, PORTRAIT
from tools.sample_artwork import CREAM, INK, MOSS, SEA, SIDE, circle, painted, path, rect, stroke
from tools.sample_course_artwork import BLUES

MIDDLE = SIDE / 2
PX = 800  # a first start makes all sizes of it: of 1,400 px in thrice the time


def main() -> None:
    for name, draw in DRAWINGS.items():
        file = INTERVIEWS / name / PORTRAIT
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(painted("".join(draw()), PX))
        print(f"{name}: {file.stat().st_size} bytes")


def oval(x: float, y: float, wide: float, high: float, colour: str) -> str:
    return f'<ellipse cx="{x}" cy="{y}" rx="{wide}" ry="{high}" fill="{colour}"/>'


def head(shade: str) -> Iterator[str]:
    """Neck and face, lit from the left."""
    yield path("M590 860h220v330q-110 70 -220 0z", shade)
    yield oval(MIDDLE, 690, 262, 338, CREAM)
    yield path("M700 352A262 338 0 0 1 700 1028Q806 980 812 700T700 352z", shade)


def features(*, brow: float, mouth: str) -> Iterator[str]:
    """Eyes that look aside, a nose in one line, a mouth."""
    for x in (596, 804):
        yield stroke(f"M{x - 58} {brow}q58 -42 116 0", INK, 17)
        yield stroke(f"M{x - 46} 664q46 -36 92 0", INK, 11)
        yield circle(x + 8, 668, 19, INK)
    yield stroke("M728 690Q750 756 768 786Q752 822 702 812", INK, 12)
    yield stroke(mouth, INK, 14)


def keeper() -> Iterator[str]:
    """Halloran, in the hat that he wore when it was wet, and the rings of a sound behind him."""
    yield rect(0, 0, SIDE, SIDE, SEA[8])
    for ring in range(7):
        yield circle(1180, 250, 1010 - ring * 140, SEA[7] if ring % 2 else SEA[8])
    yield path("M120 1400Q170 1110 520 1060L700 1160L880 1060Q1230 1110 1280 1400z", SEA[5])
    yield stroke("M700 1160V1400", SEA[8], 12)
    for y in (1230, 1340):
        yield circle(650, y, 20, CREAM)
    yield from head(SEA[1])
    yield from features(brow=596, mouth="M610 894q90 34 180 -6")
    yield path(
        "M436 720Q450 1096 700 1108Q950 1096 964 720Q930 850 820 838Q760 806 700 838"
        "Q640 806 580 838Q470 850 436 720z",
        SEA[3],
    )
    yield stroke("M630 906q70 26 140 -4", INK, 14)
    yield path("M452 500Q470 240 700 226Q930 240 948 500z", SEA[5])
    yield path("M330 560Q420 430 700 430T1070 560Q1090 600 1040 600Q880 516 700 516T360 600Z", INK)


def reckoner() -> Iterator[str]:
    """Mattis, between the wheels of his machine."""
    yield rect(0, 0, SIDE, SIDE, BLUES[5])
    for x, y, radius, turn in ((150, 330, 230, 0.4), (1240, 250, 170, 2.1), (1290, 800, 250, 1.2)):
        yield circle(x, y, radius, BLUES[4])
        yield circle(x, y, radius - 26, BLUES[5])
        for spoke in range(6):
            angle = turn + math.tau * spoke / 6
            long = radius - 26
            end = f"{x + long * math.cos(angle):.0f} {y + long * math.sin(angle):.0f}"
            yield stroke(f"M{x} {y}L{end}", BLUES[4], 14)
        yield circle(x, y, 30, BLUES[2])
    yield path("M150 1400Q190 1120 560 1080L700 1200L840 1080Q1210 1120 1250 1400z", BLUES[3])
    yield path("M560 1080L700 1200L640 1290z", CREAM)
    yield path("M840 1080L700 1200L760 1290z", CREAM)
    yield path("M676 1204h48l26 196h-100z", INK)
    yield from head(BLUES[0])
    yield path(
        "M420 640Q400 330 690 318Q1000 318 980 640Q956 560 930 500Q800 480 700 430Q560 500 470 500"
        "Q440 560 420 640z",
        INK,
    )
    yield from features(brow=572, mouth="M622 918q70 42 150 8")
    for x in (594, 806):
        yield stroke(f"M{x - 92} 664a92 92 0 1 1 184 0a92 92 0 1 1 -184 0", BLUES[3], 15)
    yield stroke("M686 654q14 -12 28 0M502 650L446 630M898 650L954 630", BLUES[3], 15)


def walker() -> Iterator[str]:
    """Bettine, with a scarf against the draught, and hills behind her that came with the ice."""
    yield rect(0, 0, SIDE, SIDE, MOSS[0])
    yield circle(1120, 300, 130, CREAM)
    yield path("M0 760Q260 520 520 640T1000 600T1400 560V1400H0z", MOSS[2])
    yield path("M0 960Q300 800 640 880T1400 800V1400H0z", MOSS[3])
    yield path("M170 1400Q220 1130 540 1090H860Q1180 1130 1230 1400z", MOSS[6])
    yield circle(700, 300, 130, INK)
    yield path(
        "M404 700Q370 330 700 322Q1030 330 996 700Q980 900 930 960H470Q420 900 404 700z", INK
    )
    yield from head(MOSS[1])
    yield path(
        "M438 640Q440 470 640 400Q700 372 720 360Q900 420 962 640Q930 360 700 340Q470 360 438 640z",
        INK,
    )
    yield from features(brow=588, mouth="M606 900q94 70 188 -4")
    yield path(
        "M500 1040Q700 1150 900 1040Q960 1110 900 1180Q700 1280 500 1180Q440 1110 500 1040z",
        MOSS[5],
    )
    yield path("M820 1180l110 0l40 220h-150z", MOSS[5])
    for y in (1090, 1140):
        yield stroke(f"M512 {y}Q700 {y + 104} 888 {y}", MOSS[1], 12)


DRAWINGS: dict[str, Callable[[], Iterator[str]]] = {
    "a-horn-and-what-came-back": keeper,
    "the-year-in-the-notebook": reckoner,
    "fragen-an-einen-stein": walker,
}

if __name__ == "__main__":
    main()
