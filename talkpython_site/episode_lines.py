"""What editors type as lines: chapters, links and lengths, read and written again.

Each part that an episode has keeps its own line. A line that stands as it was stays that part; a
changed one changes what it changed of it, so that nothing is lost which lines do not show.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence, Sized
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from talkpython_site import wording
from talkpython_site.addresses import typed_address
from talkpython_site.documents import Chapter, Link
from talkpython_site.importing.feeds.durations import read_seconds

MOST_CHAPTERS = 1_000
MOST_LINKS = 200
LONGEST_WORDS = 300  # of a chapter or a link
CONTROLS = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A})
BREAKS = re.compile(r"[\n\t]")
CHAPTER = re.compile(
    r"[\[(]?(?P<time>\d[\d:]*(?:[.,]\d+)?)[\])]?(?:\s+[-–—|])?(?:\s+(?P<words>.*))?"
)
OVER = re.compile(r":\s*(?:[6-9]\d|\d{3})")
SPONSOR = re.compile(r"sponsor\s*:\s*(?P<name>.*)", re.IGNORECASE)

Kind = TypeVar("Kind")
# By what a line that was changed is known, and a part.
Likeness = tuple[Callable[[Any], Hashable], Callable[[Kind], Hashable]]


class Line(NamedTuple, Generic[Kind]):
    """What a line says; ``part`` is what it said before, ``is_same`` where it says just that."""

    said: Any
    part: Kind | None = None
    is_same: bool = False


class Said(NamedTuple):
    """A chapter as a line says it."""

    start_seconds: float
    title: str | None
    sponsor: str | None


# Texts


def cleaned(text: str) -> str:
    """A text with plain line ends, without what no editor means: NUL, half characters."""
    whole = text.encode("utf-8", "replace").decode()
    return whole.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)


def on_one_line(text: str) -> str:
    """What is left of a text in a field of one line; no-break spaces are meant."""
    return " ".join(filter(None, map(str.strip, BREAKS.split(cleaned(text)))))


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line for each in cleaned(text).split("\n") if (line := on_one_line(each))]


def as_lines(text: str) -> str:
    return "\n".join(lines_of(text))


def quoted(number: int, line: str) -> str:
    return f"Line {number}, “{wording.excerpt(line, 60)}”,"


def counted(lines: Sized, most: int, what: str) -> None:
    """Raises ``ValueError`` for more than there may be."""
    if len(lines) > most:
        raise ValueError(f"These are {len(lines):,} {what}; {most:,} is the most.")


def short_enough(number: int, line: str, words: str, most: int) -> None:
    if len(words) > most:
        raise ValueError(f"{quoted(number, line)} has more than {most:,} characters.")


class Waiting(Generic[Kind]):
    """Parts that no line has taken up yet, by what they are known by."""

    def __init__(self, parts: Iterable[Kind], key: Callable[[Kind], Hashable]) -> None:
        self._parts: dict[Hashable, deque[tuple[int, Kind]]] = defaultdict(deque)
        for place, part in enumerate(parts):
            self._parts[key(part)].append((place, part))

    def take(self, key: Hashable) -> Kind | None:
        """The first that is known by it."""
        found = self._parts.get(key)
        return found.popleft()[1] if found else None

    @property
    def left(self) -> list[Kind]:
        """In their own order."""
        together = (pair for some in self._parts.values() for pair in some)
        return [part for _place, part in sorted(together, key=lambda pair: pair[0])]


def read_lines(
    text: str,
    parts: Iterable[Kind],
    line_of: Callable[[Kind], str],
    read: Callable[[int, str], Any],
    likenesses: Sequence[Likeness[Kind]],
) -> list[Line[Kind]]:
    """Each line with the part that it was; ``read`` is asked what others say.

    What ``read`` raises is raised. A changed line takes up the first part without a line that is
    like it, by the first of the ``likenesses`` before the next.
    """
    waiting = Waiting(parts, line_of)
    found: list[Line[Kind]] = []
    for number, written in enumerate(lines_of(text), 1):
        part = waiting.take(written)
        is_same = part is not None
        found.append(Line(None if is_same else read(number, written), part, is_same))
    return taken_up(found, waiting.left, likenesses)


def taken_up(
    lines: list[Line[Kind]], parts: Iterable[Kind], likenesses: Sequence[Likeness[Kind]]
) -> list[Line[Kind]]:
    """Lines without a part with those that they are like."""
    for key_of_said, key_of_part in likenesses:
        waiting = Waiting(parts, key_of_part)
        lines = [
            line._replace(part=waiting.take(key_of_said(line.said))) if line.part is None else line
            for line in lines
        ]
        parts = waiting.left
    return lines


# Lengths


def clock(seconds: float) -> str:
    """``00:01:30``, ``00:01:30.5``."""
    whole, _, rest = f"{max(0.0, seconds):.3f}".partition(".")
    minutes, second = divmod(int(whole), 60)
    fraction = rest.rstrip("0")
    shown = f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"
    return f"{shown}.{fraction}" if fraction else shown


def typed_seconds(text: str) -> float | None:
    """A time that an editor typed: minutes after hours and seconds after minutes go to 59."""
    return None if OVER.search(text) else read_seconds(text)


def read_length(text: str) -> int | None:
    """Whole seconds; raises ``ValueError``."""
    seconds = typed_seconds(text) if text else None
    if text and not round(seconds or 0):
        raise ValueError(f"“{wording.excerpt(text, 40)}” is no length: write 54:20 or 1:02:03.")
    return round(seconds) if seconds else None


# Chapters


def chapter_line(chapter: Chapter) -> str:
    return on_one_line(f"{clock(chapter.start_seconds or 0)} {words_of(chapter)}")


def read_chapter(number: int, line: str) -> Said:
    """Raises ``ValueError``, which names the line."""
    found = CHAPTER.fullmatch(line)
    start = typed_seconds(found["time"]) if found else None
    if found is None or start is None:
        raise ValueError(f"{quoted(number, line)} begins with no time, as 00:01:30 Title does.")
    words = (found["words"] or "").strip()
    sponsor = SPONSOR.fullmatch(words)
    words = sponsor["name"].strip() if sponsor else words
    if not words:
        raise ValueError(f"{quoted(number, line)} has no title.")
    short_enough(number, line, words, LONGEST_WORDS)
    return Said(start, None, words) if sponsor else Said(start, words, None)


def words_of(chapter: Any) -> str:
    return on_one_line(f"Sponsor: {chapter.sponsor}" if chapter.sponsor else chapter.title or "")


STARTS = attrgetter("start_seconds")
LIKE_CHAPTERS: tuple[Likeness[Chapter], ...] = ((words_of, words_of), (STARTS, STARTS))


def read_chapters(text: str, known: Sequence[Chapter], end: int | None) -> list[Line[Chapter]]:
    """In the order of their times; raises ``ValueError`` for one that begins after the end."""
    counted(lines_of(text), MOST_CHAPTERS, "chapters")
    lines = read_lines(
        text,
        known,
        chapter_line,
        read_chapter,
        LIKE_CHAPTERS,
    )
    for number, (line, written) in enumerate(zip(lines, lines_of(text), strict=True), 1):
        if end is not None and start_of(line) >= end:
            raise ValueError(f"{quoted(number, written)} begins after the end, {clock(end)}.")
    return sorted(lines, key=start_of)


def start_of(line: Line[Chapter]) -> float:
    begins: Any = line.part if line.is_same else line.said
    return float(begins.start_seconds or 0)


def chapters(lines: Iterable[Line[Chapter]]) -> list[Chapter]:
    return [chapter(line) for line in lines]


def chapter(line: Line[Chapter]) -> Chapter:
    if line.part is not None and line.is_same:
        return line.part
    changes = dict(line.said._asdict())
    if line.part is not None and line.said.sponsor and line.part.sponsor == line.said.sponsor:
        del changes["title"]  # a sponsor's part may have one that its line does not show
    return changed(Chapter, line.part, **changes)


def changed(kind: Callable[..., Kind], part: Any, /, **values: Any) -> Kind:
    """A part with other values, and with all else that it has, known here or not."""
    before = part.to_mongo() if part is not None else {}
    # As read from the database: a part that is made anew may have no keys of later versions.
    return kind(**{**before, **values}, _created=False)


# Links


def link_line(link: Link) -> str:
    return on_one_line(f"{link.url} {link.label or ''}")


def read_link(number: int, line: str) -> Link:
    """Raises ``ValueError``, which names the line."""
    given, _, label = line.partition(" ")
    address = typed_address(given)
    if address is None:
        raise ValueError(f"{quoted(number, line)} begins with no address, as https://… would be.")
    short_enough(number, line, label, LONGEST_WORDS)
    return Link(url=address, label=label.strip() or None)


def read_links(text: str, known: Sequence[Link]) -> list[Link]:
    counted(lines_of(text), MOST_LINKS, "links")
    lines = read_lines(text, known, link_line, read_link, [(attrgetter("url"), attrgetter("url"))])
    return [
        line.part
        if line.part is not None and line.is_same
        else changed(Link, line.part, url=line.said.url, label=line.said.label)
        for line in lines
    ]
