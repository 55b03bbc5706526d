"""Drawings from names: deterministic, well-formed, without letters and amber."""

import colorsys
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from talkpython_site import artwork
from talkpython_site.artwork import motifs

AMBER_HUE = 39.5
NAMES = [f"1-{hue}-{seed:08x}" for hue in range(1, 13) for seed in range(40)]


def hue_of(colour: str) -> tuple[float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, _lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return hue * 360, saturation


def test_a_name_gives_one_drawing_for_ever() -> None:
    assert artwork.name_of("Deep Harbour", "hue-7") == "1-7-dd698330"
    assert artwork.drawing("1-7-dd698330") == artwork.drawing("1-7-dd698330")


def test_case_and_spaces_are_no_other_name() -> None:
    assert artwork.name_of(" DEEP  harbour", "hue-7") == artwork.name_of("Deep Harbour", "hue-7")


def test_an_unknown_hue_is_the_first() -> None:
    assert artwork.name_of("Deep Harbour", "hue-99").startswith("1-1-")


@given(st.text(), st.sampled_from([f"hue-{n}" for n in range(1, 13)]))
def test_every_title_has_a_drawing(title: str, own_hue: str) -> None:
    root = etree.fromstring(artwork.drawing(artwork.name_of(title, own_hue)))

    assert root.get("viewBox") == "0 0 400 400"


@pytest.mark.parametrize(
    "name",
    ["", "1-7", "1-13-3fa9c2b1", "1-0-3fa9c2b1", "2-7-3fa9c2b1", "1-7-3FA9C2B1", "1-7-3fa9c2b",
     "1-7-3fa9c2b1\n", "1-٧-3fa9c2b1", "1-7-3fa9c2b1.svg", "../../etc/passwd"],
)  # fmt: skip
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        artwork.drawing(name)


@given(st.from_regex(artwork.NAME, fullmatch=True) | st.text(max_size=30))
def test_free_input_is_drawn_or_refused(name: str) -> None:
    if artwork.NAME.fullmatch(name) and name.startswith("1-"):
        assert artwork.drawing(name).startswith("<svg ")
    else:
        with pytest.raises(ValueError, match="not the name"):
            artwork.drawing(name)


def test_every_motif_appears_small_and_without_letters() -> None:
    drawings = [artwork.drawing(name) for name in NAMES]

    assert len({re.sub(r"[^a-z<]", "", each.split("</path>")[0]) for each in drawings}) > 12
    assert all(len(each) < 9000 and "<text" not in each for each in drawings)


def test_every_motif_draws_inside_numbers() -> None:
    for motif in motifs.MOTIFS:
        for seed in range(30):
            colours = motifs.Colours("#000000", "#111111", "#222222")
            drawn = motif(motifs.Choices(str(seed)), colours)
            assert not re.search(r"nan|inf|[0-9]e[+-]?[0-9]", drawn), motif.__name__


def test_no_drawing_is_amber() -> None:
    colours = {
        colour for name in NAMES for colour in re.findall("#[0-9a-f]{6}", artwork.drawing(name))
    }
    hues = {colour: hue_of(colour) for colour in colours}

    strong = {colour: hue for colour, (hue, saturation) in hues.items() if saturation > 0.5}
    near = {colour for colour, hue in strong.items() if abs(hue - AMBER_HUE) < 25}
    assert near <= {artwork.CREAM}
