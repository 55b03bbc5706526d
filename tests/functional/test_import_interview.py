"""``talkpython import interview``: what its owner reads, whatever the file is."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.database import Database
from talkpython_site.documents import ImportRun, Interview, Paste, Person, Topic, utc_now
from talkpython_site.housekeeping import finish_overdue
from talkpython_site.importing.interviews.files import read
from talkpython_site.importing.interviews.writing import write_interview
from talkpython_site.pictures import PictureFolder
from talkpython_site.scripts.options import connected
from talkpython_site.settings import Settings
from tests.conftest import Visit
from tests.connections import make_settings
from tests.factories import make_person
from tests.killing import every_death
from tests.terminals import Said, run_here

pytestmark = pytest.mark.usefixtures("clean")

PICTURES = PictureFolder(Path("none"))

TALK = """---
title: "Boats before breakfast"
date: 2026-11-20
language: en
people:
  - Ada Ray, interviewer
  - Ines Okafor
topics: [boats, weather]
mood: calm
---
A morning at the harbour.

**Ada Ray:** How did it begin?

**Ines Okafor:** With a boat.

```python
print("boat")
```

**Ada:** And then?

**Ines Okafor:** Then it rained.
"""


@pytest.fixture
def bring_in(settings: Settings, database: Database) -> Callable[..., Said]:
    def run(*words: str) -> Said:
        site = {"TALKPYTHON_SITE_URL": "https://longwave.example"}
        return run_here(settings, database, "import", "interview", *words, **site)

    return run


def written(folder: Path, text: str = TALK, name: str = "boats.md") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def refusal(said: Said) -> str:
    """The one sentence that ends a command that failed."""
    assert said.status == 1
    (sentence,) = said.problem.splitlines()
    return sentence.removeprefix("Error: ")


def as_stored() -> list[dict[str, Any]]:
    return [*Interview.collection().find(), *Paste.collection().find(), *Person.collection().find()]


def said_in(interview: Interview) -> list[tuple[str, str | None]]:
    names = {each.id: each.name for each in Person.objects}
    return [(each.kind, names.get(each.person)) for each in interview.blocks]


def test_an_interview_is_brought_in_and_again(
    bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    said = bring_in(written(tmp_path))
    interview = Interview.objects.get()
    assert (said.status, said.problem) == (0, "")
    assert said.lines == [
        "Reading …", "Writing …", "", "Boats before breakfast",
        "a new interview (it was not known here), a draft",
        "2 questions, 2 answers, 1 piece of code. Nothing was left out.",
        "What stands before the first question or answer is the introduction.",
        f"https://longwave.example/admin/interviews/{interview.id}",
        "", "Who speaks (3)",
        "  Ines Okafor: answers (2 times)",
        "  Ada Ray: asks (1 time)",
        "  Ada: is the same as Ada Ray (1 time)",
        "", "Worth a look (2)",
        "  line 9: “mood” is not read; the original keeps it",
        "  line 21: “Ada”: it may be Ada Ray",
    ]  # fmt: skip
    before = as_stored()
    again = bring_in(written(tmp_path))
    assert again.lines[4].endswith("(known by its file). Nothing changed.")
    assert as_stored() == before


def test_it_is_a_draft_with_all_that_its_file_says(
    bring_in: Callable[..., Said], visit: Visit, tmp_path: Path
) -> None:
    bring_in(written(tmp_path))
    interview = Interview.objects.get()
    ada, ines = ("question", "Ada Ray"), ("answer", "Ines Okafor")
    assert said_in(interview) == [ada, ines, ("code", None), ada, ines]
    assert (interview.state, interview.source, interview.language) == ("draft", "boats.md", "en")
    assert f"{interview.published_at:%Y-%m-%d}" == "2026-11-20"
    assert [each.role for each in interview.people] == ["interviewer", "interviewee"]
    assert len(interview.topics) == 2
    assert 'class="' in interview.blocks[2].text_html
    paste = Paste.objects.get()
    assert (paste.interview, paste.text, paste.expires_at) == (interview.id, TALK, None)
    visit.get("/interviews/boats-before-breakfast", status=404)


def test_a_changed_file_changes_what_no_editor_changed(
    bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    bring_in(written(tmp_path))
    interview = Interview.objects.get()
    interview.title = "Boats"
    interview.change()
    keys = [each.key for each in interview.blocks]
    said = bring_in(
        written(
            tmp_path, TALK.replace("it rained", "it snowed").replace("language: en", "language: de")
        )
    )
    assert said.lines[4].endswith("(known by its file): brought up to date")
    assert said.lines[-2:] == ["Kept as it is here (1)", "  Boats: edited here: title"]
    interview = Interview.objects.get()
    assert (interview.title, interview.language) == ("Boats", "de")
    assert interview.blocks[-1].text_source == "Then it snowed."
    assert [each.key for each in interview.blocks][:4] == keys[:4]
    assert Paste.objects.count() == 2


def test_words_of_an_editor_stay(bring_in: Callable[..., Said], tmp_path: Path) -> None:
    bring_in(written(tmp_path))
    interview = Interview.objects.get()
    interview.blocks[0].text_source = "How did it all begin?"
    interview.change()
    said = bring_in(written(tmp_path, TALK.replace("rained", "snowed")))
    assert said.lines[-1] == "  Boats before breakfast: edited here: conversation"
    assert Interview.objects.get().blocks[-1].text_source == "Then it rained."


def test_an_address_may_be_named(bring_in: Callable[..., Said], tmp_path: Path) -> None:
    bring_in(written(tmp_path), "--slug", "boats")
    assert Interview.objects.get().slug == "boats"
    assert bring_in(written(tmp_path), "--slug", "boats").status == 0
    other = written(tmp_path, name="other.md")
    assert refusal(bring_in(other, "--slug", "boats")) == (
        "Another interview is called boats already."
    )
    assert "is here already as boats" in refusal(bring_in(written(tmp_path), "--slug", "else"))
    assert "cannot be an interview's address" in refusal(bring_in(other, "--slug", "A b"))


def test_an_address_of_before_may_be_named_for_the_same_alone(
    bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    bring_in(written(tmp_path), "--slug", "boats")
    interview = Interview.objects.get()
    interview.slug, interview.slugs = "ships", ["ships", "boats"]
    interview.change()
    assert bring_in(written(tmp_path), "--slug", "boats").status == 0
    other = written(tmp_path, name="other.md")
    assert refusal(bring_in(other, "--slug", "boats")) == (
        "Another interview is called boats already."
    )
    assert Interview.objects.get().slug == "ships"


def test_without_facts_the_title_is_the_first_heading_or_the_name(
    bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    bring_in(written(tmp_path, "# A harbour\n\nQ: Who?\n\nA: Me.\n", "a.txt"))
    bring_in(written(tmp_path, "Q: Who?\n\nA: Me.\n", "two_of-us.txt"))
    assert {each.title: each.slug for each in Interview.objects} == {
        "A harbour": "a-harbour", "two of us": "two-of-us",
    }  # fmt: skip
    assert said_in(Interview.objects.first()) == [("question", None), ("answer", None)]


def test_what_lies_in_the_bin_stays_there(bring_in: Callable[..., Said], tmp_path: Path) -> None:
    bring_in(written(tmp_path))
    interview = Interview.objects.get()
    interview.state = "binned"
    interview.change()
    assert "lies in the bin" in bring_in(written(tmp_path, "Q: Who?")).lines[4]
    assert len(Interview.objects.get().blocks) == 5


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty."),
        (b" \n\x07\n", "is empty."),
        (b"\x89PNG\r\n\x1a\n\xff", "is no text in UTF-8."),
        (b"Q: Who?\0", "is no text."),
        ("Q: Wer? Größe".encode("latin-1"), "is no text in UTF-8."),
        (b"a" * 1_000_001, "has more than 1 MB."),
        (b"a" * 600_000, "cannot be taken: A conversation of 600 kB: 500 kB are the most."),
        (b"A: a\n\nB: b\n\n" * 501, "These are 1,002 blocks; 1,000 is the most."),
        (b"[" * 5_001, "Texts with more than 5,000 brackets “[” cannot be read."),
    ],
)
def test_wrong_files(
    content: bytes, sentence: str, bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    path = tmp_path / "boats.md"
    path.write_bytes(content)
    assert refusal(bring_in(str(path))).endswith(sentence)
    assert as_stored() == []


def test_what_is_no_file(bring_in: Callable[..., Said], tmp_path: Path) -> None:
    assert refusal(bring_in(str(tmp_path))).endswith("is a folder; name the file of an interview.")
    assert refusal(bring_in(str(tmp_path / "no.md"))).endswith("No such file or directory.")
    loop = tmp_path / "loop.md"
    loop.symlink_to(loop)
    assert "cannot be read: Too many levels of symbolic links." in refusal(bring_in(str(loop)))
    assert refusal(bring_in("/dev/null")).endswith("is no file; save the text in one first.")
    assert bring_in().status == 2


def test_what_an_editor_made_of_names_and_date_stays(
    bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    bring_in(written(tmp_path))
    interview = Interview.objects.get()
    interview.people, interview.published_at = interview.people[:1], None
    interview.change()
    said = bring_in(written(tmp_path, TALK.replace("rained", "snowed")))
    assert said.lines[-1] == "  Boats before breakfast: edited here: people, date"
    interview = Interview.objects.get()
    assert (len(interview.people), interview.published_at) == (1, None)
    assert interview.blocks[-1].text_source == "Then it snowed."


def bring_in_there(uri: str, var: str, path: str) -> None:
    settings = make_settings(uri, Path(var))
    with connected(settings):
        write_interview(read(Path(path)), None, "https://longwave.example/{}".format, PICTURES)


def test_killed_after_any_write_the_same_command_finishes(
    database_uri: str, settings: Settings, tmp_path: Path
) -> None:
    path = written(tmp_path)
    for _writes in every_death(database_uri, bring_in_there, database_uri, str(settings.var), path):
        ImportRun.collection().delete_many({})
        write_interview(read(Path(path)), None, "https://longwave.example/{}".format, PICTURES)
        finish_overdue(utc_now() + timedelta(minutes=1))
        (interview,) = Interview.objects
        assert [each.expires_at for each in Paste.objects.of(interview.id)] == [None]
        assert (len(interview.blocks), Person.objects.count()) == (5, 2)
        for document in (Interview, Paste, Person, Topic, ImportRun):
            document.collection().delete_many({})


def test_short_names_of_people_of_the_file_and_of_the_site(
    bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    make_person("Halloran Pike-Sundby")
    talk = TALK.replace("  - Ines Okafor\n", "").replace("**Ines Okafor:**", "**Halloran:**")
    talk = talk.replace("**Ada Ray:**", "**A. Ray:**") + "\nNote: the kettle boils.\n"
    said = bring_in(written(tmp_path, talk))
    text = "\n".join(said.lines)
    assert "  is the same as Ada Ray (1 time) (2)\n    A. Ray\n    Ada\n" in text
    assert "“Halloran”: it may be Halloran Pike-Sundby, who is known here" in text
    assert "  line 24: “Note:” begins a note of its own, which nobody says" in text
    interview = Interview.objects.get()
    ada, halloran = ("question", "Ada Ray"), ("answer", "Halloran")
    rest = [("code", None), ada, halloran, ("note", None)]
    assert said_in(interview) == [ada, halloran, *rest]


def test_names_that_look_like_none_and_parts_without_names(
    bring_in: Callable[..., Said], tmp_path: Path
) -> None:
    name = "Maria da Silva Santos Costa Pereira"
    text = f"Host: How?\n\n{name}: So.\n\n" * 6
    said = bring_in(written(tmp_path, text))
    assert f"  line 3: “{name}”: it may be a label rather than a name" in said.lines
    assert said_in(Interview.objects.get()) == [("question", None), ("answer", name)] * 6
    assert [each.name for each in Person.objects] == [name]
