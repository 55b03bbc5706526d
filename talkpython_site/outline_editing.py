"""What buttons do with the lines of an outline: up, down, elsewhere, gone, and new ones.

A line is called by its key, one without a key by its number in the text, as in ``+3``.
"""

from collections.abc import Mapping, Sequence

from talkpython_site.course_outline_text import OutlineLine

Lines = list[OutlineLine]

FIRST = ""  # in the place of a line: before all others
NOT_THERE = "This line is not there any more. Look at the outline, and choose again."
WOULD_STAND_NOWHERE = "Its lectures would stand in no chapter: take them out, or move them, first."


class EditError(ValueError):
    """Why a button does nothing, in a sentence."""


def name_of(lines: Sequence[OutlineLine], place: int) -> str:
    """What the line in this place, from 0, is called."""
    key = lines[place].key
    return f"+{place + 1}" if key is None else str(key)


def place_of(lines: Sequence[OutlineLine], name: str) -> int:
    """Raises ``EditError`` where there is none."""
    found = (place for place in range(len(lines)) if name_of(lines, place) == name)
    place = next(found, None)
    if place is None:
        raise EditError(NOT_THERE)
    return place


def end_of(lines: Sequence[OutlineLine], place: int) -> int:
    """Behind a line and, where it is a chapter, all that stands in it."""
    end = place + 1
    while lines[place].is_chapter and end < len(lines) and not lines[end].is_chapter:
        end += 1
    return end


def chapter_of(lines: Sequence[OutlineLine], place: int) -> int | None:
    """The place of the chapter that a line is, or stands in."""
    return next((at for at in range(place, -1, -1) if lines[at].is_chapter), None)


def up(lines: Lines, place: int) -> tuple[Lines, int]:
    """With the place where it stands then; the first of a chapter ends the one before."""
    is_chapter = lines[place].is_chapter
    before = chapter_of(lines, place - 1) if is_chapter else place - 1
    if before is None or not (is_chapter or chapter_of(lines, before - 1) is not None):
        raise EditError("It is the first already.")
    return exchanged(lines, before, place), before


def down(lines: Lines, place: int) -> tuple[Lines, int]:
    """The last of a chapter begins the next one."""
    after = end_of(lines, place)
    if after == len(lines):
        raise EditError("It is the last already.")
    end = end_of(lines, after) if lines[place].is_chapter else after + 1
    moved = [*lines[:place], *lines[after:end], *lines[place:after], *lines[end:]]
    return moved, place + end - after


def exchanged(lines: Lines, first: int, second: int) -> Lines:
    """What begins at the first of two places and what follows it at the second, the other way."""
    end = end_of(lines, second)
    return [*lines[:first], *lines[second:end], *lines[first:second], *lines[end:]]


def put_after(lines: Lines, place: int, other: str) -> tuple[Lines, int]:
    """Behind the line of this name; a chapter behind all that stands in the other one."""
    end = end_of(lines, place)
    block, rest = lines[place:end], [*lines[:place], *lines[end:]]
    if other == FIRST and block[0].is_chapter:
        return [*block, *rest], 0
    target = place_of(lines, other)
    if place <= target < end:
        raise EditError("It stands there already.")
    target -= len(block) if target >= end else 0
    if block[0].is_chapter and not rest[target].is_chapter:
        raise EditError(NOT_THERE)
    start = end_of(rest, target) if block[0].is_chapter else target + 1
    return [*rest[:start], *block, *rest[start:]], start


def without(lines: Lines, place: int) -> Lines:
    """The lectures of a chapter that is taken out go to the one before, else to the next."""
    rest = [*lines[:place], *lines[place + 1 :]]
    if place or not rest or rest[0].is_chapter:
        return rest
    next_chapter = next((at for at, line in enumerate(rest) if line.is_chapter), None)
    if next_chapter is None:
        raise EditError(WOULD_STAND_NOWHERE)
    return [rest[next_chapter], *rest[:next_chapter], *rest[next_chapter + 1 :]]


def with_new(lines: Lines, lectures: Mapping[str, str], chapter: str) -> Lines:
    """With new lectures, titles by the names of their chapters, and a new chapter at the end."""
    result = list(lines)
    ends: dict[int, str] = {}
    for name, title in lectures.items():
        try:
            ends[end_of(lines, place_of(lines, name))] = title
        except EditError:  # its chapter was taken out of the text
            ends[len(lines)] = title
    for end in sorted(ends, reverse=True):
        result.insert(end, OutlineLine(ends[end], None, is_chapter=False))
    return [*result, OutlineLine(chapter, None, is_chapter=True)] if chapter else result


def told(lines: Sequence[OutlineLine], place: int) -> str:
    """Where a line stands now: "Ebb and flow: 2 of 5 in chapter 3"."""
    line, chapter = lines[place], chapter_of(lines, place)
    number = sum(each.is_chapter for each in lines[: place + 1])
    title = line.title or "Without a title"
    if line.is_chapter or chapter is None:
        return f"{title}: chapter {number} of {sum(each.is_chapter for each in lines)}"
    count = end_of(lines, chapter) - chapter - 1
    return f"{title}: {place - chapter} of {count} in chapter {number}"
