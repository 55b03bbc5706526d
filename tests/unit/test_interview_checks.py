"""What blocks an interview and what only warns, at which field, and of which blocks."""

from pathlib import Path
from typing import Any

import pytest

from talkpython_site.documents import Block, Interview, Status
from talkpython_site.documents.podcast import Credit
from talkpython_site.forms.interviews import InterviewForm
from talkpython_site.interview_checks import CHECKS, Found, blocking_in, checks_in, missed
from talkpython_site.pictures import PictureFolder
from tests.factories import FIRST_DAY, said
from tests.pictures import make_picture

INES, ADA, BEN = "b" * 24, "a" * 24, "c" * 24
GONE = "4e" * 32


@pytest.fixture
def folder(tmp_path: Path) -> PictureFolder:
    return PictureFolder(tmp_path / "pictures")


@pytest.fixture
def kept(folder: PictureFolder) -> str:
    return folder.keep(make_picture())


def whole(kept: str, **changes: Any) -> Interview:
    """One of which nothing is wrong."""
    values: dict[str, Any] = {
        "title": "Of Salt", "slug": "salt", "subtitle": "And light.", "language": "en",
        "introduction_source": "At the quay.", "topics": ["d" * 24], "artwork": kept,
        "people": [Credit(person=ADA, role="Interviewer"), Credit(person=INES)],
        "blocks": [
            said("question", "How?"),
            said("note", "She laughs."),
            said("answer", "So."),
            Block(kind="picture", picture=kept, label="A gauge"),
        ],
        "published_at": FIRST_DAY, **changes,
    }  # fmt: skip
    return Interview(**values)


def found(folder: PictureFolder, interview: Interview) -> dict[str, str]:
    return {key: check.sentence for key, check in checks_in(Found(interview, folder)).items()}


def test_of_what_is_whole_nothing_is_wrong(folder: PictureFolder, kept: str) -> None:
    assert found(folder, whole(kept)) == {}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": " "}, "title"),
        ({"slug": None}, "slug"),
        ({"artwork": GONE}, "portrait-gone"),
        ({"people": [Credit(person=ADA, role="interviewer")]}, "nobody"),
        ({"subtitle": None}, "subtitle"),
        ({"language": None}, "language"),
        ({"introduction_source": None}, "introduction"),
        ({"topics": []}, "topics"),
        ({"artwork": None}, "portrait"),
    ],
)
def test_what_it_lacks_is_said(
    folder: PictureFolder, kept: str, changes: dict[str, Any], key: str
) -> None:
    assert found(folder, whole(kept, **changes)) == {key: CHECKS[key].sentence}


def test_an_empty_one_lacks_most(folder: PictureFolder) -> None:
    assert list(found(folder, Interview())) == [
        "title", "slug", "nobody", "no-answer", "subtitle", "language", "introduction", "topics",
        "portrait",
    ]  # fmt: skip


def test_an_introduction_that_came_as_html_is_one(folder: PictureFolder, kept: str) -> None:
    shown = whole(kept, introduction_source=None, introduction_html="<p>At the quay.</p>")
    assert found(folder, shown) == {}


SENTENCES: dict[str, tuple[list[Block], dict[str, str]]] = {
    "no words": (
        [said("question", "How?"), said("answer", "So."), said("answer", " "), said("code", "")],
        {"empty": "No words stand in block 3 (answer) and block 4 (code)."},
    ),
    "of a kind that is not known": (
        [said("answer", "So."), Block()],
        {"empty": "No words stand in block 2 (note)."},
    ),
    "pictures": (
        [said("answer", "So."), Block(kind="picture", picture=GONE, label="A gauge"),
         Block(kind="picture", picture="no hash", label="A boat")],
        {"pictures": "The picture is not here, or not any more, in block 2 and block 3."},
    ),
    "many": (
        [said("answer", ""), said("answer", ""), said("answer", ""), said("answer", "")],
        {"empty": "No words stand in block 1 (answer), block 2 (answer) and 2 more."},
    ),
    "HTML": (
        [said("answer", "So.\n\n<script>alert(1)</script>"),
         said("answer", "`<script>` and\n\n```\n<img src=x>\n```\n\n<b>bold</b>"),
         said("code", "<script>"), said("note", "A <IMG src='https://x.example/b.png'> boat")],
        {"unshown": "HTML that is not shown stands in block 1 and block 4."},
    ),
    "HTML of a picture that is kept": (
        [Block(kind="answer", text_source="<img src=a>", text_html='<img src="a" alt="">')],
        {},
    ),
    "unanswered": (
        [said("question", "How? {}"), said("note", "…"), said("question", "Why?"),
         said("answer", "So."), said("question", "And?")],
        {"unanswered": "Nobody answers “How? {}” and “And?”."},
    ),
    "no answer": (
        [said("question", "How?")],
        {"no-answer": "It has no answer at all.", "unanswered": "Nobody answers “How?”."},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_blocks_are_named(folder: PictureFolder, kept: str, name: str) -> None:
    blocks, sentences = SENTENCES[name]
    assert found(folder, whole(kept, blocks=blocks)) == sentences


def test_a_picture_needs_words_for_who_cannot_see_it(folder: PictureFolder, kept: str) -> None:
    blocks = [said("answer", "So."), Block(kind="picture", picture=kept, text_source="A gauge.")]
    assert list(found(folder, whole(kept, blocks=blocks))) == ["unseen"]


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        ([None, "interviewee"], "Several people may have said “So.”: name who did."),
        (
            ["interviewer", "interviewer", None],
            "Several people may have said “How?”: name who did.",
        ),
        (["interviewer", None], None),
    ],
)
def test_of_several_who_may_have_said_it_one_is_named(
    folder: PictureFolder, kept: str, roles: list[str | None], sentence: str | None
) -> None:
    people = [Credit(person=f"{n}" * 24, role=role) for n, role in enumerate(roles)]
    blocks = [said("question", "How?"), said("answer", "So."), said("answer", "Yes.", person=INES)]
    told = found(folder, whole(kept, people=people, blocks=blocks))
    assert told.get("unsaid") == sentence


@pytest.mark.parametrize("name", SENTENCES)
def test_what_blocks_is_found_by_itself(folder: PictureFolder, kept: str, name: str) -> None:
    looked_at = Found(whole(kept, blocks=SENTENCES[name][0], title=""), folder)
    every = checks_in(looked_at)
    assert blocking_in(looked_at) == {key: each for key, each in every.items() if each.is_blocking}


def test_every_check_leads_to_a_field_of_the_form() -> None:
    assert {check.field for check in CHECKS.values()} <= set(InterviewForm()._fields)


def test_what_blocks_stands_before_what_warns() -> None:
    kinds = [check.is_blocking for check in CHECKS.values()]
    assert kinds == sorted(kinds, reverse=True)


@pytest.mark.parametrize(
    ("status", "told"),
    [(Status.PUBLISHED, ["title"]), (Status.SCHEDULED, ["title"]), (Status.DRAFT, []),
     (Status.UNPUBLISHED, [])],
)  # fmt: skip
def test_what_is_out_never_newly_lacks_what_it_needs(status: Status, told: list[str]) -> None:
    before = {"slug": CHECKS["slug"]}
    after = {key: CHECKS[key] for key in ("title", "slug", "topics")}
    assert [check.field for check in missed(status, before, after)] == told
