"""``talkpython import course``: what its owner reads, whatever the folder is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pymongo import MongoClient

from talkpython_site.database import Database
from talkpython_site.documents import CourseLecture, Credit
from talkpython_site.settings import Settings
from tests.conftest import Visit
from tests.course_folders import README, SMALL, Files, course, everything, make_folder, outline
from tests.factories import make_person, make_topic
from tests.moves import EDITOR
from tests.terminals import Said, run_here

pytestmark = pytest.mark.usefixtures("clean")

NOTHING: dict[str, list[object]] = {"courses": [], "lectures": [], "people": [], "topics": []}


@pytest.fixture
def bring_in(settings: Settings, database: Database) -> Callable[..., Said]:
    def run(*words: str, **changes: str) -> Said:
        site = {"TALKPYTHON_SITE_URL": "https://longwave.example", **changes}
        return run_here(settings, database, "import", "course", *words, **site)

    return run


def refusal(said: Said) -> str:
    """The one sentence that ends a command that failed."""
    assert said.status == 1
    (sentence,) = said.problem.splitlines()
    return sentence.removeprefix("Error: ")


def test_a_course_is_brought_in_and_again(bring_in: Callable[..., Said], tmp_path: Path) -> None:
    said = bring_in(str(make_folder(tmp_path)))
    assert (said.status, said.problem) == (0, "")
    assert said.lines[:5] == [
        "Reading …", "Writing …", "", "Tides by Hand", "a new course (it was not known here)",
    ]  # fmt: skip
    assert said.lines[5].startswith("3 new, 0 changed, 0 unchanged, 1 set aside, in ")
    assert said.lines[6:] == [
        "https://longwave.example/courses/tides-by-hand",
        "3 lectures in 2 chapters, 1 min",
        "Its page is made of README.md",
        "It has no topics, no level, no authors: filters by these do not find it",
        "Lectures that are called after their first words: 1",
        "", "Set aside (1)", "  LICENSE: it is a licence",
        "", "Worth a look (1)",
        "  README.md: its part “Take the course” is left out: it is an offer",
    ]  # fmt: skip
    again = bring_in(str(tmp_path / "tides-course/"))
    assert again.lines[4] == "a course that is here already (known by its folder)"
    assert again.lines[5].startswith("0 new, 0 changed, 3 unchanged, 1 set aside, in ")


def test_the_report_counts_what_the_course_has_here(
    bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    folder = str(make_folder(tmp_path))
    bring_in(folder)
    edited = course()
    added = CourseLecture(key=9, chapter=5, title="Ebb", duration_seconds=3600)
    edited.outline(edited.chapters, [*edited.lectures, added])
    edited.topics, edited.people = [make_topic().id], [Credit(person=make_person("Ada").id)]
    edited.change()
    assert bring_in(folder).lines[7:10] == [
        "4 lectures in 2 chapters, 1 h 1 min",
        "Its page is made of README.md",
        "It has no level: filters by these do not find it",
    ]


def test_numbers_of_any_kind_are_names(bring_in: Callable[..., Said], tmp_path: Path) -> None:
    files: Files = {f"transcripts/{n}.txt": "00:00 Ebb." for n in ("①", "10²", "٣", "x½", "2")}
    said = bring_in(str(make_folder(tmp_path, files)))
    assert (said.status, said.lines[7]) == (0, "5 lectures in 1 chapter, 5 s")


def test_several_folders(bring_in: Callable[..., Said], tmp_path: Path) -> None:
    folders = [str(make_folder(tmp_path, {"README.md": "# Ebb\n\nIt goes."}, name="ebb"))]
    folders.append(str(make_folder(tmp_path)))
    assert bring_in(*folders).status == 0
    assert [each["title"] for each in everything()["courses"]] == ["Ebb", "Tides by Hand"]


def test_visitors_see_the_course(
    visit: Visit, bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    bring_in(str(make_folder(tmp_path)))
    page = visit.get("/courses/tides-by-hand").text
    for words in ("Tides by Hand", "Read a tide table", "Welcome to the harbour", "Typing"):
        assert words in page


def test_nothing_is_written_where_one_folder_is_none(
    bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    good = str(make_folder(tmp_path))
    assert refusal(bring_in(good, str(tmp_path / "empty"))).endswith(
        "empty” is no course: it has no README.md and no transcripts."
    )
    assert refusal(bring_in(good, str(tmp_path / "file"))).endswith(
        "file” is a file; name the folder of a course."
    )
    assert refusal(bring_in(str(tmp_path / "\x1b[2Jno"))).endswith(
        "�[2Jno” is no folder that is there."
    )
    assert everything() == NOTHING


def test_a_folder_must_be_named(bring_in: Callable[..., Said]) -> None:
    said = bring_in()
    assert said.status == 2
    assert "Missing argument 'FOLDER…'" in said.problem


def test_what_lies_in_the_bin_is_named(bring_in: Callable[..., Said], tmp_path: Path) -> None:
    folder = str(make_folder(tmp_path))
    bring_in(folder)
    course().bin(EDITOR)
    said = bring_in(folder)
    assert "  Tides by Hand: it is in the bin" in said.lines
    assert course().state == "binned"


def test_what_is_said_about_files_is_only_words(
    bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    files: Files = {"[bold]x\x1b[2J.py": "1", "README.md": README.replace("Tides", "[red]Tides")}
    said = bring_in(str(make_folder(tmp_path, SMALL | files)))
    assert "[red]Tides by Hand" in said.lines
    assert "  [bold]x�[2J.py: its name is no plain text" in said.lines
    assert outline()[1] == ("Tables", ["Typing"])


def test_a_database_that_refuses(
    bring_in: Callable[..., Said], tmp_path: Path, database_uri: str
) -> None:
    uri = database_uri.replace("_test", "_refusing_test")
    with MongoClient[dict[str, object]](uri) as client:
        own = client.get_default_database()
        own.create_collection("lectures", validator={"title": "never"})
        said = bring_in(str(make_folder(tmp_path)), MONGODB_URI=uri)
        client.drop_database(own.name)
    assert refusal(said) == (
        "The database refuses it (Document failed validation): 0 of 3 lectures of “Tides by Hand”"
        " are in. The same command finishes it."
    )
