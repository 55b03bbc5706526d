"""Templates by name, and single macros of them."""

from pathlib import Path

import pytest

from talkpython_site.rendering import Templates

PAGE = """<html metal:use-macro="load: ../layouts/base.pt"><b metal:fill-slot="main">
<i metal:define-macro="card">${title}</i></b></html>"""
BASE = "<main><metal:s define-slot='main' /></main>"


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    for name, text in {"layouts/base.pt": BASE, "episodes/show.pt": PAGE}.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    return Templates(tmp_path / "templates", tmp_path / "compiled", reload=False)


def test_a_page_fills_the_layout_beside_it(templates: Templates) -> None:
    page = templates.get("episodes/show.pt").render(title="<Tides>")
    assert page.startswith("<main><b>")
    assert "<i>&lt;Tides&gt;</i>" in page


def test_a_macro_is_rendered_alone(templates: Templates) -> None:
    assert templates.get("episodes/show#card.pt").render(title="Tides") == "<i>Tides</i>"


def test_what_is_compiled_once_is_not_told_again(templates: Templates) -> None:
    said: list[str] = []
    assert templates.warm(said.append) == 2
    assert said == ["Compiling 2 templates …"]
    templates.warm(said.append)
    assert len(said) == 1
