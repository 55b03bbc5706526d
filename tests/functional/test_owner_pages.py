"""What the owner writes in files: pages, links to them, and files that are none."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.conftest import Queries, Visit

SITE = "https://longwave.example"
PRIVACY = "# What we know\n\nWe keep *little*, and [say so](/about).\n\n## Mails\n\nSeven days.\n"
Noted = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def folder(app: Any, visit: Visit) -> Iterator[Path]:
    folder: Path = app.registry.site.var / "pages"
    visit.get("/about", status=404)  # the app notices that the files of the test before are gone
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def foot(page: Any) -> list[tuple[str, str, str | None]]:
    """Address, words and ``aria-current`` of the links to the owner's pages."""
    links = page.html.select("#foot-pages a")
    return [(link["href"], link.text, link.get("aria-current")) for link in links]


def test_a_file_is_a_page(visit: Visit, folder: Path) -> None:
    (folder / "privacy.md").write_text(PRIVACY)
    page = visit.get("/privacy").html
    assert page.title.text == "What we know · Longwave"
    described = page.select_one("meta[name=description]")
    assert described["content"] == "We keep little, and say so."
    assert page.select_one("link[rel=canonical]")["href"] == f"{SITE}/privacy"
    assert [each.text for each in page.select("h1, .prose h2")] == ["What we know", "Mails"]
    assert page.select_one(".prose a")["href"] == f"{SITE}/about"
    assert not page.select("meta[name=robots]")


@pytest.mark.parametrize("name", ["about", "privacy", "imprint"])
def test_a_page_that_nobody_wrote_is_missing(visit: Visit, name: str) -> None:
    page = visit.get(f"/{name}", status=404)
    assert "There is no such page here." in page.text
    assert foot(page) == []


def test_the_foot_links_what_is_there(visit: Visit, folder: Path) -> None:
    (folder / "imprint.md").write_text("# Impressum\n\nAm Hafen 3\n")
    (folder / "about.md").write_text(f"# {'Long words ' * 9}\n")
    (folder / "terms.md").write_text("# Terms\n")
    home, about = visit.get("/"), visit.get("/about")
    assert foot(home) == [("/about", "About", None), ("/imprint", "Impressum", None)]
    assert foot(about) == [("/about", "About", "page"), ("/imprint", "Impressum", None)]
    assert about.html.h1["class"] == ["long"]
    visit.get("/terms", status=404)


def test_whoever_registers_can_read_about_privacy(visit: Visit, folder: Path) -> None:
    def links() -> list[tuple[str, str]]:
        return [(link["href"], link.text) for link in visit.get("/register").html.select("form a")]

    assert links() == []
    (folder / "privacy.md").write_text(PRIVACY)
    assert links() == [("/privacy", "What we know")]


def test_a_change_shows_at_the_next_request(visit: Visit, folder: Path) -> None:
    file = folder / "privacy.md"
    file.write_text("# One\n\nHere.")
    home = visit.get("/")
    assert visit.get("/privacy").html.h1.text == "One"
    unchanged = {"If-None-Match": home.headers["ETag"]}
    visit.get("/", headers=unchanged, status=304)

    file.write_text("# Two\n\nHere.")  # of the same size, in the same moment
    assert foot(visit.get("/", headers=unchanged)) == [("/privacy", "Two", None)]
    assert visit.get("/privacy").html.h1.text == "Two"

    file.unlink()
    assert foot(visit.get("/")) == []
    visit.get("/privacy", status=404)


def test_the_sitemap_follows(visit: Visit, folder: Path) -> None:
    def owned() -> list[str]:
        found = map(str, etree.fromstring(visit.get("/sitemap.xml").body).itertext())
        return [each for each in found if each.endswith(("about", "privacy", "imprint"))]

    assert owned() == []
    (folder / "imprint.md").write_text("# Imprint\n")
    (folder / "about.md").write_text("# About\n")
    assert owned() == [f"{SITE}/about", f"{SITE}/imprint"]
    (folder / "about.md").unlink()
    assert owned() == [f"{SITE}/imprint"]


def test_a_page_asks_no_more_than_the_stamp(visit: Visit, folder: Path, queries: Queries) -> None:
    (folder / "privacy.md").write_text(PRIVACY)
    with queries() as asked:
        visit.get("/privacy")
    assert asked.names == ["find stamps"]


def test_a_page_without_words_has_a_name_and_a_description(visit: Visit, folder: Path) -> None:
    (folder / "about.md").write_text("- a list\n")
    page = visit.get("/about").html
    assert page.title.text == "About · Longwave"
    assert page.select_one("meta[name=description]")["content"] == "About of Longwave."


def test_what_is_written_is_made_safe(visit: Visit, folder: Path) -> None:
    (folder / "about.md").write_text(
        "# <b onclick=x>Us</b> `<script>`\n\n<script>alert(1)</script>\n\n"
        "<a href='javascript:alert(1)' style='color:red'>x</a> [y](javascript:alert(1)) &lt;i&gt;\n"
        "![Our desk](desk.jpg)\n"
    )
    page = visit.get("/about")
    prose = page.html.select_one(".prose")
    assert page.html.h1.text == page.html.title.text.partition(" · ")[0] == "Us <script>"
    assert {each.name for each in prose.select("*")} == {"p", "a"}
    assert [link["href"] for link in prose.select("a")] == [f"{SITE}/desk.jpg"]
    assert "alert(1)</script>" not in page.text


def outside(path: Path) -> None:
    path.parent.with_name("private").write_text("# Not for you\n")
    path.symlink_to("../private")


NOT_PAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "is no file"),
    "pipe": (os.mkfifo, "is no file"),
    "large": (
        lambda path: path.write_bytes(b"# Big\n" + b"x" * 5_000_000),
        "is larger than 100,000",
    ),
    "latin-1": (lambda path: path.write_bytes(b"# \xe9t\xe9\n"), "is not UTF-8 at byte 2"),
    "empty": (lambda path: path.write_text("\ufeff \n"), "is empty"),
    "outside": (outside, "is a link out of its folder"),
    "nowhere": (lambda path: path.symlink_to("nothing.md"), "is a link that leads nowhere"),
    "circle": (lambda path: path.symlink_to(path.name), "cannot be read: Too many levels"),
}


@pytest.mark.parametrize("kind", NOT_PAGES)
def test_what_is_no_page_is_missing_and_noted_once(
    visit: Visit, folder: Path, noted: Noted, kind: str
) -> None:
    make, reason = NOT_PAGES[kind]
    make(folder / "privacy.md")
    (folder / "about.md").write_text("# About\n")
    for _ in range(3):
        page = visit.get("/privacy", status=404)
    assert foot(page) == [("/about", "About", None)]
    told = noted("a page is not shown")
    assert [each["file"] for each in told] == [str(folder / "privacy.md")]
    assert told[0]["reason"].startswith(reason)
