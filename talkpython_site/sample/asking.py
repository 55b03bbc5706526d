"""The interviews of the sample: what their files tell, who says what, what is drawn for them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from talkpython_site.documents.interview import PICTURE
from talkpython_site.interview_text import Passage, read_passages
from talkpython_site.sample.files import ROOT, digest, told_in

INTERVIEWS = ROOT / "interviews"
PORTRAIT = "portrait.png"


class Asked(NamedTuple):
    """An interview as its files tell it."""

    name: str  # unique in the sample
    told: dict[str, Any]
    portrait: Path
    passages: tuple[Passage, ...]  # each said by a key of people.toml, pictures by their hash
    drawings: tuple[Path, ...]  # those between the passages


def read_interviews() -> tuple[Asked, ...]:
    return tuple(read_interview(path) for path in sorted(INTERVIEWS.glob("*.toml")))


def read_interview(path: Path) -> Asked:
    """Where the conversation names a picture by its file, it gets the hash of that."""
    written = read_passages(path.with_suffix(".md").read_text(encoding="utf-8"))
    folder = INTERVIEWS / path.stem
    return Asked(
        name=path.stem,
        told=told_in(path),
        portrait=folder / PORTRAIT,
        passages=tuple(pictured(each, folder) for each in written),
        drawings=tuple(drawn(written, folder)),
    )


def pictured(passage: Passage, folder: Path) -> Passage:
    if passage.kind != PICTURE:
        return passage
    name, _, seen = passage.label.partition(" ")
    return passage._replace(label=seen, picture=digest(folder / name))


def drawn(passages: list[Passage], folder: Path) -> Iterator[Path]:
    for each in passages:
        if each.kind == PICTURE:
            yield folder / each.label.partition(" ")[0]
