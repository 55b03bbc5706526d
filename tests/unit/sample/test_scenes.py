"""The drawings of the sample's films leave room for what a page lays over them."""

from typing import Any

import pytest

from talkpython_site.sample.films import Film
from tests.unit.sample.test_courses import FILMS
from tools.sample_scenes import SCENES
from tools.sample_sheet import FINE, HEIGHT, WIDTH, Point, Sheet, font

SECONDS = (0.0, 4.0, 8.0, 11.9)
BUTTON = 84  # the radius of the play button, where a film is as wide as the smallest phone


class Read(Sheet):
    """A sheet that remembers where its words are: left, top, right, bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[tuple[float, ...]] = []

    def words(self, at: Point, text: str, *rest: Any, **named: Any) -> None:
        self.boxes.append(box_of(at, text, *rest, **named))
        super().words(at, text, *rest, **named)


def box_of(
    at: Point, text: str, size: float = 26, _colour: str = "", anchor: str = "lm"
) -> tuple[float, ...]:
    found = font(size).getbbox(text, anchor=anchor)
    return tuple(each / FINE + at[place % 2] for place, each in enumerate(found))


@pytest.mark.parametrize("name", SCENES)
def test_no_words_stand_where_captions_and_controls_are(name: str) -> None:
    for second in SECONDS:
        sheet = Read()
        SCENES[name](sheet, second, 12.0)
        for left, top, right, bottom in sheet.boxes:
            assert left >= 0
            assert top >= 0
            assert right <= WIDTH
            assert bottom <= HEIGHT * 3 / 4


@pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)
def test_no_words_stand_under_the_button_before_it_begins(film: Film) -> None:
    sheet = Read()
    SCENES[film.script.scenes[0].draws](sheet, 0.0, 12.0)
    for left, _top, right, _bottom in sheet.boxes:
        assert right < WIDTH / 2 - BUTTON or left > WIDTH / 2 + BUTTON
