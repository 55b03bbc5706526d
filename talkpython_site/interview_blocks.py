"""The blocks of an interview as its conversation says them; what nobody changed stays as it is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from bson import ObjectId

from talkpython_site.documents import Block, Interview
from talkpython_site.documents.folding import fold
from talkpython_site.documents.interview import CODE
from talkpython_site.episode_lines import Waiting, changed, cleaned
from talkpython_site.interview_text import Passage, passage_of, read_passages

Render = Callable[[Passage], str]
# From what a passage says to the field of its block.
FIELDS = {
    "kind": "kind", "who": "person", "label": "label", "picture": "picture", "text": "text_source",
}  # fmt: skip


class There(NamedTuple):
    """A block, and what it says as it comes back from a form."""

    said: Passage
    block: Block


def there(interview: Interview, names: Mapping[Any, str]) -> list[There]:
    """``names`` are those of everybody, by id."""
    return [There(as_read(passage_of(each, names)), each) for each in interview.blocks]


def as_read(passage: Passage) -> Passage:
    """What a form makes of it."""
    return next(iter(read_passages(cleaned(passage.written))), passage)


def taken_up(standing: Sequence[There], passages: Sequence[Passage]) -> list[There | None]:
    """To each passage the block that it is; None to a new one.

    One without a key takes up what says the same and has no passage any more: so a form that is
    sent twice doubles nothing.
    """
    named = {each.key for each in passages if each.key is not None}
    keyed = {each.said.key: each for each in standing if each.said.key is not None}
    left = Waiting([each for each in standing if each.said.key not in named], without_key)
    return [
        left.take(each) if each.key is None else keyed.get(each.key) for each in passages
    ]  # fmt: skip


def without_key(each: There) -> Passage:
    return each.said._replace(key=None)


def block_of(
    passage: Passage, before: There | None, people: Mapping[str, ObjectId], render: Render
) -> Block:
    """``people`` are those of the interview, by their folded names; others say it in nobody's name.

    What a block has beside what its passage says it keeps, known here or not.
    """
    was = before.said if before else None
    if was and before and passage._replace(key=was.key) == was:
        return before.block
    wanted = {
        field: getattr(passage, name) or None
        for name, field in FIELDS.items()
        if was is None or getattr(passage, name) != getattr(was, name)
    }
    if "person" in wanted or ("kind" in wanted and not passage.who):
        wanted["person"] = people.get(fold(passage.who)) if passage.who else None
    is_shown_anew = {"kind", "text_source"} & wanted.keys() or passage.kind == CODE
    if is_shown_anew:
        wanted["text_html"] = render(passage) or None
    return changed(Block, before.block if before else None, **wanted)
