"""What buttons do with the blocks of a conversation: split, joined, of another kind, and new ones.

They are put in order as ``ordering`` has it, in a plain list.
"""

import re
from collections.abc import Collection, Sequence
from itertools import accumulate

from talkpython_site import wording
from talkpython_site.documents.interview import ANSWER, CODE, NOTE, PICTURE, QUESTION, QUOTE, SAID
from talkpython_site.episode_lines import lines_of
from talkpython_site.episode_names import read_person
from talkpython_site.interview_text import Passage
from talkpython_site.markdown.pictures import written
from talkpython_site.ordering import EditError, Order

Passages = list[Passage]

NOT_THERE = "This block is not there any more. Look at the conversation, and choose again."
NO_PLACE = "It has one paragraph only: put a line --- where it is to be split, and press again."
NO_NEXT = "There is no block after it."
TWO_PICTURES = "Two pictures cannot be one block: take one of them out, or move its words."
IN_CODE = "A picture cannot stand in code."
NAMED = {PICTURE: "Picture", CODE: "Code", QUOTE: "Quote", NOTE: "Note"}
LONGEST = 60  # characters of a block by which people know it
RULE = re.compile(r"---[ \t]*")
FENCE = re.compile(r"[ ]{0,3}(?P<fence>`{3,}|~{3,})")
FENCED = re.compile(r"(?P<fence>`{3,})(?P<info>[^`\n]*)\n(?P<code>.*)\n(?P=fence)", re.DOTALL)
SIGNED = re.compile(r"(?:(?P<said>.+)\n\n)?— (?P<who>[^\n]+)", re.DOTALL)
RUN = re.compile(r"`+")
ORDER = Order[Passage](lambda _each: True, NOT_THERE)


# Said to people


def kind_of(passage: Passage) -> str:
    return NAMED.get(passage.kind) or passage.kind.capitalize()


def titled(passage: Passage) -> str:
    """What a block is called among others: "Question “How did it begin?”"."""
    words = wording.excerpt(passage.text or passage.label, LONGEST)
    return f"{kind_of(passage)} “{words}”" if words else f"{kind_of(passage)} without words"


def told(passages: Sequence[Passage], place: int) -> str:
    return f"{titled(passages[place])}: block {place + 1} of {len(passages)}"


def names_in(people: str) -> list[str]:
    """The names in lines of people; a line that will not do names nobody."""
    found: list[str] = []
    for number, line in enumerate(lines_of(people), 1):
        try:
            found.append(read_person(number, line).name)
        except ValueError:
            continue
    return found


# Done


def without(passages: Passages, place: int) -> Passages:
    return [*passages[:place], *passages[place + 1 :]]


def put_in(passages: Passages, place: int, *new: Passage) -> Passages:
    return [*passages[:place], *new, *passages[place:]]


def follow(passages: Passages, place: int) -> Passages:
    """With a new one that goes on: an answer to a question, a question after an answer."""
    before = passages[place::-1]
    said = next((each for each in before if each.kind in SAID), None)
    is_next = said is not None and (said is not before[0] or said.kind == QUESTION)
    kind = ANSWER if is_next else QUESTION
    who = next((each.who for each in before if each.kind == kind), "")
    return put_in(passages, place + 1, Passage(kind, "", who=who))


def split(passages: Passages, place: int) -> Passages:
    """At the first line that holds only ``---``, else between paragraphs, nearest to the middle.

    The second half is a new block. Raises ``EditError`` where there is no such place.
    """
    whole = passages[place]
    first, second = halves(whole.text)
    behind = whole._replace(text=second, key=None)
    if whole.kind == PICTURE:
        behind = Passage(NOTE, second)
    return [*passages[:place], whole._replace(text=first), behind, *passages[place + 1 :]]


def halves(text: str) -> tuple[str, str]:
    lines = text.split("\n")
    outside = [at for at, is_outside in enumerate(outside_fences(lines)) if is_outside]
    found = next((at for at in outside if RULE.fullmatch(lines[at])), None)
    if found is None:
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        said = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
        blank = [at for at in outside if at > said and not lines[at].strip()]
        found = min(blank, key=lambda at: abs(2 * (starts[at] - 1) - len(text)), default=None)
    if found is None:
        raise EditError(NO_PLACE)
    return tidied("\n".join(lines[:found])), tidied("\n".join(lines[found + 1 :]))


def outside_fences(lines: Sequence[str]) -> list[bool]:
    """Whether each line stands outside of a fenced block of code."""
    found, fence = [], ""
    for line in lines:
        mark = FENCE.match(line)
        is_end = bool(mark and fence and line.strip().startswith(fence))
        found.append(not fence and not mark)
        if is_end:
            fence = ""
        elif mark and not fence:
            fence = mark["fence"]
    return found


def tidied(text: str) -> str:
    return text.strip("\n").rstrip()


def join(passages: Passages, place: int) -> Passages:
    """A block with the next one: key and kind of the first, the words of both.

    Raises ``EditError`` where they cannot be one.
    """
    if place + 1 >= len(passages):
        raise EditError(NO_NEXT)
    first, second = passages[place : place + 2]
    if first.kind == second.kind == PICTURE and first.picture and second.picture:
        raise EditError(TWO_PICTURES)
    if first.kind == CODE and second.picture:
        raise EditError(IN_CODE)
    if first.kind == second.kind:
        first = first._replace(
            label=first.label or second.label, picture=first.picture or second.picture
        )
        words = second.text
    else:
        words = words_in(second) if first.kind != CODE else second.text
    text = "\n\n".join(filter(None, [first.text, words]))
    return [*passages[:place], first._replace(text=text), *passages[place + 2 :]]


def words_in(passage: Passage) -> str:
    """A block as it stands among other words, in Markdown."""
    if passage.kind == PICTURE and passage.picture:
        return "\n\n".join(filter(None, [written(passage.picture, passage.label), passage.text]))
    if passage.kind == CODE and passage.text:
        longest = max(map(len, RUN.findall(passage.text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}{passage.label}\n{passage.text}\n{fence}"
    if passage.kind == QUOTE and passage.text:
        said = [*passage.text.split("\n"), *(["", f"— {passage.label}"] if passage.label else [])]
        return "\n".join(f"> {line}".rstrip() for line in said)
    return passage.text


def as_kind(passage: Passage, kind: str, people: Collection[str] = ()) -> Passage:
    """Of another kind, with all its words; who said it is named by a quote, too.

    Only who is among the people of the form says something. What else a block is labelled with is
    among its words then, and is taken from them where it is turned back.
    """
    if kind == passage.kind:
        return passage
    if passage.picture and kind != PICTURE:
        if kind == CODE:
            raise EditError(IN_CODE)
        return Passage(kind, words_in(passage), passage.key)
    return turned(passage, kind, people)


def turned(passage: Passage, kind: str, people: Collection[str]) -> Passage:
    """What is no picture, or will be one."""
    if kind in SAID and passage.kind == QUOTE and passage.label in people:
        return passage._replace(kind=kind, who=passage.label, label="")
    if passage.kind != NOTE or kind in SAID:
        passage = unlabelled(passage)
    new = passage._replace(kind=kind, who=passage.who if kind in SAID else "")
    if kind == QUOTE and passage.who:
        return new._replace(label=passage.who)
    return labelled(new)


def labelled(passage: Passage) -> Passage:
    """With the label that its words give, out of them."""
    if passage.kind == QUOTE:
        found = SIGNED.fullmatch(passage.text)
        given = found.groups("") if found else (passage.text, "")
    elif passage.kind == CODE and (found := FENCED.fullmatch(passage.text)):
        given = found["code"], found["info"].strip()
    else:
        return passage
    return passage._replace(text=given[0], label=given[1])


def unlabelled(passage: Passage) -> Passage:
    """With its label among its words."""
    if not passage.label:
        return passage
    if passage.kind == CODE and passage.text:
        return passage._replace(text=words_in(passage), label="")
    said = f"— {passage.label}" if passage.kind == QUOTE else passage.label
    return passage._replace(text="\n\n".join(filter(None, [passage.text, said])), label="")


def taken_over(passages: Passages, name: str, was: Passage, new: Passage) -> Passages:
    """What was typed into the fields of a block, put where it stands by now.

    Where its text was changed as well, what was typed is a block after it: nothing is lost.
    """
    if new == was:
        return passages
    places = [at for at, each in enumerate(passages) if each == was]
    if places:
        return put_in(without(passages, places[0]), places[0], new)
    try:
        place = ORDER.place_of(passages, name) if was.key is not None else len(passages) - 1
    except EditError:
        place = len(passages) - 1
    return put_in(passages, place + 1, new._replace(key=None))
