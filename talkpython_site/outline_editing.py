"""What buttons do with the lines of an outline: put in order, taken out, and new ones."""

from collections.abc import Mapping, Sequence
from operator import attrgetter

from talkpython_site.course_outline_text import OutlineLine
from talkpython_site.ordering import EditError, Order

Lines = list[OutlineLine]

NOT_THERE = "This line is not there any more. Look at the outline, and choose again."
WOULD_STAND_NOWHERE = "Its lectures would stand in no chapter: take them out, or move them, first."
ORDER = Order[OutlineLine](attrgetter("is_chapter"), NOT_THERE)


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
            ends[ORDER.end_of(lines, ORDER.place_of(lines, name))] = title
        except EditError:  # its chapter was taken out of the text
            ends[len(lines)] = title
    for end in sorted(ends, reverse=True):
        result.insert(end, OutlineLine(ends[end], None, is_chapter=False))
    return [*result, OutlineLine(chapter, None, is_chapter=True)] if chapter else result


def titled(line: OutlineLine) -> str:
    return line.title or "A line without a title"


def told(lines: Sequence[OutlineLine], place: int) -> str:
    """Where a line stands now: "Ebb and flow: 2 of 5 in chapter 3"."""
    line, chapter = lines[place], ORDER.head_of(lines, place)
    number = sum(each.is_chapter for each in lines[: place + 1])
    title = line.title or "Without a title"
    if line.is_chapter or chapter is None:
        return f"{title}: chapter {number} of {sum(each.is_chapter for each in lines)}"
    count = ORDER.end_of(lines, chapter) - chapter - 1
    return f"{title}: {place - chapter} of {count} in chapter {number}"
