"""The colours: readable on every surface in both schemes, no own colour near amber or red."""

import colorsys
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from talkpython_site.assets import asset_folder

SCHEMES = ("light", "dark")
PAIR = re.compile(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
SHEET = (asset_folder("static") / "css" / "tokens.css").read_text(encoding="utf-8")
SURFACES = ("paper", "raised", "wash")
HUES = [f"hue-{number}" for number in range(1, 13)]
APART = 25  # degrees


def pair(pattern: str) -> dict[str, str]:
    (found,) = re.findall(pattern + r"\s*" + PAIR.pattern, SHEET)
    return dict(zip(SCHEMES, found, strict=True))


def token(name: str) -> dict[str, str]:
    return pair(rf"--{name}:")


def own(hue: str) -> dict[str, str]:
    return pair(rf'\[data-own="{hue}"\] {{ --own:')


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def degrees(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return colorsys.rgb_to_hls(*channels)[0] * 360


def surfaces() -> Iterator[tuple[str, str, str]]:
    for name in SURFACES:
        for scheme, colour in token(name).items():
            yield name, scheme, colour


@pytest.mark.parametrize("hue", HUES)
def test_own_colours_can_be_read_everywhere(hue: str) -> None:
    for surface, scheme, ground in surfaces():
        assert contrast(own(hue)[scheme], ground) >= 4.5, (surface, scheme)


@pytest.mark.parametrize("name", ["ink", "soft", "moment-ink", "wrong"])
def test_text_can_be_read_everywhere(name: str) -> None:
    for surface, scheme, ground in surfaces():
        assert contrast(token(name)[scheme], ground) >= 4.5, (surface, scheme)


def test_borders_that_must_be_seen_are_seen() -> None:
    for surface, scheme, ground in surfaces():
        assert contrast(token("edge")[scheme], ground) >= 3, (surface, scheme)


@pytest.mark.parametrize("hue", HUES)
@pytest.mark.parametrize("kept_free", ["moment", "wrong"])
def test_own_colours_are_neither_amber_nor_red(hue: str, kept_free: str) -> None:
    for scheme in SCHEMES:
        distance = abs(degrees(own(hue)[scheme]) - degrees(token(kept_free)[scheme]))
        assert min(distance, 360 - distance) >= APART, scheme


def test_own_colours_differ() -> None:
    for scheme in SCHEMES:
        assert len({own(hue)[scheme] for hue in HUES}) == len(HUES)


def test_a_gap_between_parts_is_ground() -> None:
    """What the player and the marks rest on is told apart by more than colour."""
    for scheme in SCHEMES:
        assert contrast(token("ink")[scheme], token("faint")[scheme]) >= 3


def test_colours_are_named_in_one_place() -> None:
    """A hexadecimal colour outside the tokens would miss the other scheme."""
    folder: Path = asset_folder("static") / "css"
    for sheet in folder.glob("*.css"):
        if sheet.name != "tokens.css":
            found = re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text(encoding="utf-8"))
            assert set(found) <= {"#000"}, sheet.name


def test_code_can_be_read_in_every_colour() -> None:
    found = re.findall(rf"--code-(\w+): {PAIR.pattern};", SHEET)
    assert len(found) == 5
    for name, *colours in found:
        for surface, scheme, ground in surfaces():
            shown = colours[SCHEMES.index(scheme)]
            assert contrast(shown, ground) >= 4.5, (name, surface, scheme)
