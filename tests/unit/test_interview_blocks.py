"""A conversation that is typed: read, written into an interview, and written as a text again."""

from types import SimpleNamespace
from typing import Any

from bson import ObjectId
from hypothesis import example, given
from hypothesis import strategies as st

from talkpython_site.catalogue.cards import PersonCard
from talkpython_site.catalogue.snapshot import SOURCES, Snapshot
from talkpython_site.documents import Block, Credit, Interview
from talkpython_site.documents.interview import KINDS
from talkpython_site.forms.interview_reading import read_conversation
from talkpython_site.interview_text import Passage, read_passages, text_of
from talkpython_site.interview_texts import TEXTS
from talkpython_site.interview_writing import Place, write
from talkpython_site.markdown.pictures import written

INES, TEO, GONE = (ObjectId(24 * sign) for sign in "abc")
NAMES = {INES: "Ines Okafor", TEO: "Brandt, Teo [2]"}
PEOPLE = [Credit(person=person, role="interviewee") for person in NAMES]
CARDS = {
    person: PersonCard.from_stored({"_id": person, "name": name, "slug": str(person)})
    for person, name in NAMES.items()
}
SNAPSHOT = Snapshot(None, {**{kind: {} for kind in SOURCES}, "person": CARDS})
HERE = "https://longwave.example/interviews/tides"
PIECES = st.sampled_from([
    *(f":: {kind}" for kind in KINDS), *(f" {name}" for name in NAMES.values()), "::", " [1]",
    " [2]", "[]", "\n", "\n\n", "\\", " ", "\t", "# ", "- ", "*so*", "`", "```\n", "|a|b|\n|-|-|\n",
    f" {'0' * 64} seen", " python", "<b>", "&", "[", "](", "![", "\r", "\0", "\u2028", "é", "x",
])  # fmt: skip
TYPED = st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join)
HEADED = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(["", " Ines Okafor", " x", " []"]), TYPED),
    max_size=4,
).map(lambda blocks: "\n".join(f":: {kind}{said}\n{words}" for kind, said, words in blocks))


def interview() -> Interview:
    """One of two blocks, one of them of a later version, said by nobody who is known."""
    made = Interview(id=ObjectId(), slug="tides", people=PEOPLE, minutes=1)
    made.converse([
        Block(kind="question", text_source="How?"),
        Block(kind="aside", person=GONE, text_source="So."),
    ])  # fmt: skip
    return made


def form_of(made: Interview, text: str) -> Any:
    """All that is asked of a form by who reads its conversation."""
    return SimpleNamespace(
        wanted={"conversation": TEXTS.tidied("conversation", text)},
        thing=made,
        snapshot=SNAPSHOT,
        news={"conversation"},
        values={},
        pictures=SimpleNamespace(wanted=bool),
    )


def typed_into(made: Interview, text: str) -> str:
    """What its form shows once that is saved. Raises ``ValueError``."""
    passages = read_conversation(form_of(made, text))
    values = {"conversation": passages}
    write(made, values, SNAPSHOT, Place(lambda _each: HERE, lambda _key: (1, 1), {}))
    return TEXTS.of(made, SNAPSHOT)["conversation"]


@given(TYPED | HEADED)
def test_whatever_is_typed_is_refused_in_words_or_stays(text: str) -> None:
    made = interview()
    try:
        shown = typed_into(made, text)
    except ValueError:
        return
    before = made.to_mongo()
    assert typed_into(made, shown) == shown
    assert made.to_mongo() == before


@given(HEADED)
@example(":: question\n:: question [2]")
def test_no_word_is_lost(text: str) -> None:
    made = interview()
    try:
        shown = typed_into(made, text)
    except ValueError:
        return
    assert letters(shown) == letters(TEXTS.tidied("conversation", text))


def test_words_that_look_like_a_picture_stay_words() -> None:
    for seen in (16 * "a", f"{63 * '0'} in a row", f"{65 * 'f'}"):
        written = Passage("picture", "", 3, label=seen)
        assert read_passages(text_of([written])) == [written]
    written = Passage("picture", "", 3, label="A quay", picture=64 * "a")
    assert read_passages(text_of([written])) == [written]


def letters(text: str) -> list[str]:
    return [sign for sign in text.lower() if sign.isalpha()]


def test_what_nobody_touched_stays_as_it_was() -> None:
    made = interview()
    before = made.to_mongo()
    text = TEXTS.of(made, SNAPSHOT)["conversation"]
    assert text == ":: question [1]\nHow?\n\n:: note [2]\nSo."
    assert typed_into(made, text) == text
    assert made.to_mongo() == before


def test_what_is_tried_on_a_copy_is_not_made_once_more() -> None:
    looked_up: list[str] = []

    def size(key: str) -> tuple[int, int]:
        looked_up.append(key)
        return 1, 1

    place, words = Place(lambda _each: HERE, size, {}), written("a" * 64, "A gauge")
    texts = []
    for said in (f":: note\n{words}", f":: note [1]\nSo.\n\n:: note [2]\n{words}"):
        made = interview()
        passages = read_conversation(form_of(made, said))
        write(made, {"conversation": passages}, SNAPSHOT, place)
        texts.append(made.blocks[-1].text_html)
    assert looked_up == ["a" * 64]
    assert texts == [texts[0]] * 2
