"""The conversation in the form of an interview: each block as a row, every value finished."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.documents.interview import CODE, KINDS, PICTURE, QUESTION, QUOTE, SAID
from talkpython_site.forms.blocks_field import BlocksField
from talkpython_site.interview_editing import NAMED, ORDER, kind_of, names_in, titled
from talkpython_site.interview_text import (
    MOST_BLOCKS,
    MOST_CHARACTERS,
    Passage,
    Size,
    read_passages,
    size_of,
)
from talkpython_site.ordering import FIRST, name_of
from talkpython_site.outline_rows import Place

LABELS = {CODE: "Language", QUOTE: "Who said it", PICTURE: "What it shows"}
KIND_NAMES = {kind: NAMED.get(kind) or kind.capitalize() for kind in KINDS}
LONGEST = 120  # characters of a block that its row shows
SHOWN = 320  # px of a picture


class BlockRow(NamedTuple):
    """A block; ``name`` is what buttons call it."""

    name: str = ""
    title: str = ""  # "Question “How did it begin?”"
    kind: str = "Question"
    who: str = ""
    words: str = ""
    facts: str = ""  # "120 words"


class OpenBlock(NamedTuple):
    """The block whose fields are shown."""

    name: str
    was: str  # how it is written
    passage: Passage
    label: str  # what its second field is called, "" where it has none
    is_said: bool
    picture: str | None  # the address of its picture


class BlockRows(NamedTuple):
    """Where there is more than may be, it is shown as text alone."""

    rows: Sequence[BlockRow]
    people: Sequence[str]  # who may say something
    opened: OpenBlock | None
    moving: str | None
    places: Sequence[tuple[str, Sequence[Place]]]
    touched: str | None  # at what a button was pressed, and which one
    pressed: str | None
    new_kind: str
    is_too_large: bool = False
    kinds: Mapping[str, str] = KIND_NAMES
    blank: BlockRow = BlockRow()  # what a script makes its rows of
    most: Size = Size(MOST_BLOCKS, MOST_CHARACTERS)


def block_rows(request: Request, field: BlocksField, people: str) -> BlockRows:
    """The blocks of the field; ``people`` as they are typed in theirs."""
    text = field.data or ""
    if size_of(text).is_too_large:
        return BlockRows((), (), None, None, (), None, None, QUESTION, is_too_large=True)
    passages = read_passages(text)
    rows = [row(name_of(passages, at), each) for at, each in enumerate(passages)]
    opened = open_block(request, passages, field.opened) if field.opened else None
    places = places_of(rows, field.moving) if field.moving else ()
    return BlockRows(
        rows=rows,
        people=names_in(people),
        opened=opened,
        moving=field.moving,
        places=places,
        touched=field.touched,
        pressed=field.pressed,
        new_kind=field.new_kind,
    )


def row(name: str, passage: Passage) -> BlockRow:
    lines = passage.text.count("\n") + 1 if passage.text else 0
    counted = wording.counted(len(passage.text.split()), "word")
    facts = {
        CODE: " · ".join(filter(None, [passage.label, wording.counted(lines, "line")])),
        PICTURE: "picture" if passage.picture else "no picture yet",
    }
    shown = passage.text or passage.label
    if passage.kind == CODE and passage.text:
        shown = passage.text.lstrip().partition("\n")[0]
    return BlockRow(
        name=name,
        title=titled(passage),
        kind=kind_of(passage),
        who=passage.who or (passage.label if passage.kind == QUOTE else ""),
        words=wording.excerpt(shown, LONGEST) or "Without words",
        facts=facts.get(passage.kind, counted),
    )


def open_block(request: Request, passages: Sequence[Passage], name: str) -> OpenBlock:
    passage = passages[ORDER.place_of(passages, name)]
    picture = None
    if request.registry.pictures.wanted(passage.picture):
        picture = request.route_path(
            "pictures.show", hash=passage.picture, width=SHOWN, ending="webp"
        )
    return OpenBlock(
        name=name,
        was=passage.written,
        passage=passage,
        label=LABELS.get(passage.kind, ""),
        is_said=passage.kind in SAID,
        picture=picture,
    )


def places_of(rows: Sequence[BlockRow], name: str) -> list[tuple[str, list[Place]]]:
    """Where the block of this name may go."""
    names = [each.name for each in rows]
    before = names[names.index(name) - 1] if names[0] != name else FIRST
    found = [
        Place(each.name, f"After {number}. {each.title}", each.name == before)
        for number, each in enumerate(rows, 1)
        if each.name != name
    ]
    return [("Blocks", [Place(FIRST, "First of all", before == FIRST), *found])]
