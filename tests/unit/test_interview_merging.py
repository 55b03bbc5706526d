"""A conversation that two changed at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.interview_merging import differing, merge_conversations
from talkpython_site.interview_text import Passage, read_passages, text_of
from talkpython_site.text_fields import TextFields

BASE = "1a 2b 3c 4d"


def written(short: str) -> str:
    """ "1a b" is a question with the key 1 that says "a", and a new one that says "b"."""
    return text_of(passage(each) for each in short.split())


def passage(short: str) -> Passage:
    key = short.rstrip("abcdefghijklmnopqrstuvwxyz")
    return Passage("question", short.removeprefix(key), int(key) if key else None)


def shown(text: str) -> str:
    return " ".join(
        f"{'' if each.key is None else each.key}{each.text}" for each in read_passages(text)
    )


@pytest.mark.parametrize(
    ("theirs", "mine", "both", "is_conflict"),
    [
        ("1a 3c 2b 4d", "1a 2bx 3c 4d", "1a 3c 2bx 4d", False),  # moved and written in
        ("1a 2bx 3c 4d", "1a 3c 2b 4d", "1a 3c 2bx 4d", False),
        ("1a 2b 3c 4dx", "1ax 2b 3c 4d", "1ax 2b 3c 4dx", False),
        ("1a 2bx 3c 4d", "1a 2by 3c 4d", "1a 2by 3c 4d", True),
        ("1a 3c 4d", "1a 2bx 3c 4d", "1a 2bx 3c 4d", True),  # taken out and written in
        ("1a 2bx 3c 4d", "1a 3c 4d", "1a 2bx 3c 4d", True),
        ("1a 3c 4d", "1a 2b 3c 4dx", "1a 3c 4dx", False),
        ("1a 5e 2b 3c 4d", "1a f 2b 3c 4d", "1a f 5e 2b 3c 4d", False),  # new ones of both
        ("1a 2b 3c 4d 5e 6f", "1a 2b 3c 4d g h", "1a 2b 3c 4d g h 5e 6f", False),
        ("1a 2b 3c 4d 5e", "1a 2b 3c 4d e", "1a 2b 3c 4d 5e", False),  # a form sent twice
        ("1a 2b 3c 4d 5e", "1a 2b 3c 4d 5f", "1a 2b 3c 4d f 5e", False),
        ("4d 1a 2b 3c", "1a 4d 2b 3c", "1a 4d 2b 3c", True),  # moved by both, elsewhere
        ("4d 1a 2b 3c", "4d 1a 2b 3cx", "4d 1a 2b 3cx", False),
        ("3c 4d", "1a 2b", "", False),
        ("1a 2bc 4d", "1a 2b 3cx 4d", "1a 2bc 3cx 4d", True),  # joined and written in
    ],
)  # fmt: skip
def test_two_change_it(theirs: str, mine: str, both: str, *, is_conflict: bool) -> None:
    mixed = merge_conversations(written(BASE), written(theirs), written(mine))
    assert (shown(mixed.text), mixed.is_conflict) == (both, is_conflict)


@pytest.mark.parametrize(
    ("theirs", "mine", "found"),
    [
        ("1a 2bx 3cz 4d", "1a 2by 3c 4d", [("Block 2: Question “by”", "b", "bx", "by")]),
        ("1a 3c 4d", "1a 2bx 3c 4d", [("Block 2: Question “bx”", "b", None, "bx")]),
        ("1a 2bx 3c 4d", "1a 3c 4d", [("Block 2: Question “bx”", "b", "bx", None)]),
        ("4d 1a 2b 3c", "1a 4d 2b 3c", [("Block 2: Question “d”", "d", "d", "d")]),
        ("1ax 2b 3c 4d", "1a 2bx 3c 4d", []),
    ],
)
def test_which_blocks_two_changed(
    theirs: str, mine: str, found: list[tuple[str, str, str | None, str | None]]
) -> None:
    parts = differing(written(BASE), written(theirs), written(mine))
    assert [(part.title, part.base, part.theirs, part.yours) for part in parts] == found
    assert {part.address for part in parts} <= {"block-2"}
    assert any(part.is_moved for part in parts) is theirs.startswith("4d")


def test_who_says_it_is_shown_where_that_differs() -> None:
    texts = [f":: {head} [1]\nHow?" for head in ("question", "answer Ines", "answer Ada")]
    (part,) = differing(*texts)
    assert part[2:5] == (":: question\nHow?", ":: answer Ines\nHow?", ":: answer Ada\nHow?")


def test_who_says_it_and_what_is_said_are_two_things() -> None:
    base = ":: question [1]\nHow?"
    mixed = merge_conversations(base, ":: answer Ines [1]\nHow?", ":: question [1]\nHow so?")
    assert mixed == (":: answer Ines [1]\nHow so?", False)


def test_a_field_of_parts_is_merged_by_them() -> None:
    fields = TextFields({}, parts={"talk": merge_conversations})
    base, theirs, mine = ({"talk": written(each)} for each in ("1a 2b", "1ax 2b", "1a 2by"))
    assert fields.merge(base, theirs, mine) == ({"talk": written("1ax 2by")}, ())
    assert fields.merge(None, theirs, mine) == (mine, ("talk",))
    assert fields.merge(base, base, mine) == (mine, ())
    both = fields.merge(base, theirs, {"talk": written("1az 2b")})
    assert both == ({"talk": written("1az 2b")}, ("talk",))


def test_too_much_is_not_read() -> None:
    many = ":: note\n" * 1_001
    assert merge_conversations("", ":: note\na", many) == (many, True)
    assert differing("", ":: note\na", many) == []


WORDS = st.text("abc\n ", max_size=4)
PASSAGES = st.builds(
    Passage,
    st.sampled_from(["question", "answer", "note"]),
    WORDS.map(lambda text: text.strip("\n").rstrip()),
    st.none() | st.integers(1, 12),
    *[st.just("")] * 3,
)


@st.composite
def changed(draw: st.DrawFn, base: list[Passage]) -> list[Passage]:
    """Moved, written in, taken out, and with new ones."""
    kept = [each for each in base if draw(st.booleans())]
    kept = draw(st.permutations(kept)) if draw(st.booleans()) else kept
    kept = [each._replace(text=draw(WORDS).strip()) if draw(st.booleans()) else each
            for each in kept]  # fmt: skip
    for each in draw(st.lists(PASSAGES, max_size=3)):
        kept.insert(draw(st.integers(0, len(kept))), each)
    return kept


@given(st.data())
def test_nothing_is_lost_in_silence(data: st.DataObject) -> None:
    words = data.draw(st.lists(WORDS, max_size=6))
    base = [Passage("question", text.strip(), key) for key, text in enumerate(words, 1)]
    theirs, mine = data.draw(changed(base)), data.draw(changed(base))
    texts = [text_of(each) for each in (base, theirs, mine)]
    mixed = merge_conversations(*texts)
    found = [each.text for each in read_passages(mixed.text)]
    before = {each.text for each in base}
    for each in read_passages(texts[2]):
        assert each.text in found or each.text in before or not each.text, "mine always stand"
    for each in read_passages(texts[1]):
        assert each.text in found or each.text in before or mixed.is_conflict, "or are looked at"


@given(st.data())
def test_who_alone_changed_it_has_it_as_it_was_typed(data: st.DataObject) -> None:
    words = data.draw(st.lists(WORDS, max_size=6))
    base = [Passage("question", text.strip(), key) for key, text in enumerate(words, 1)]
    mine = text_of(unlike(data.draw(changed(base))))
    assert merge_conversations(text_of(base), text_of(base), mine) == (mine, False)
    assert merge_conversations(text_of(base), mine, text_of(base)) == (mine, False)
    assert merge_conversations(text_of(base), mine, mine) == (mine, False)


def unlike(passages: list[Passage]) -> list[Passage]:
    """Without two of one key."""
    keys: set[int] = set()
    found = []
    for each in passages:
        found.append(each._replace(key=None) if each.key in keys else each)
        keys |= {each.key} if each.key is not None else set()
    return found
