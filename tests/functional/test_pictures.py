"""Pictures: drawings made from their names."""

from typing import Any

import pytest

from tests.factories import make_podcast


def test_a_show_has_a_drawing_that_is_kept(visit: Any) -> None:
    make_podcast("Deep Harbour", slug="deep", own_hue="hue-7")
    page = visit.get("/podcasts/deep")
    (source,) = page.lxml.xpath("//main//img/@src")

    picture = visit.get(source)

    assert source == "/pictures/1-7-dd698330.svg"
    assert picture.content_type == "image/svg+xml"
    assert picture.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert picture.text.startswith("<svg ")


@pytest.mark.parametrize(
    "name", ["1-13-dd698330", "2-7-dd698330", "1-7-dd69833", "..%2f..", "x", "%E6"]
)
def test_other_names_are_not_found(visit: Any, name: str) -> None:
    answer = visit.get(f"/pictures/{name}.svg", expect_errors=True)

    assert answer.status_int == (400 if name == "%E6" else 404)
