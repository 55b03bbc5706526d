"""What differs between two states of content, field by field and line by line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from talkpython_site import wording
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Interview, Revised
from talkpython_site.documents.revision import APART
from talkpython_site.field_labels import MADE, TEXTS, label_of, labels_of
from talkpython_site.interview_text import conversation_text
from talkpython_site.podcast_hosts import term_text

AROUND = 2  # lines that are the same before and after those that differ
MOST_COMPARED = 250_000  # lines of the one times lines of the other: some ms
MOST_SHOWN = 400
LONGEST = 4_000  # characters of a line
SAME, GONE, NEW, LEFT_OUT = "same", "gone", "new", "left out"
SHOWN_HASH = 8
TIMES = ("start_seconds", "end_seconds")

Value = Any
Stored = Mapping[str, Any]  # as MongoDB stores it


class Line(NamedTuple):
    """A line that is the same, gone since or new since; or what is said of those left out."""

    kind: str
    text: str


class Difference(NamedTuple):
    """A field that says something else."""

    name: str
    label: str
    lines: tuple[Line, ...]


def differences(
    then: Stored, now: Stored, snapshot: Snapshot, content: type[Revised]
) -> list[Difference]:
    """The fields in which content now differs from what it was then."""
    found, kind = [], content.card_kind
    for name in compared_fields(then, now, content):
        before, after = (spelled(name, each.get(name), snapshot) for each in (then, now))
        if before != after:
            found.append(Difference(name, label_of(kind, name), tuple(compared(before, after))))
    return found


def compared_fields(then: Stored, now: Stored, content: type[Revised]) -> list[str]:
    """In the order of the form; what else is stored follows, but for what is made of others.

    Texts are compared as they were typed; as they are shown where one came from a feed.
    """
    left_out, labels = APART | content.kept_apart | MADE, labels_of(content.card_kind)
    for source, html in TEXTS.items():
        came = any(each.get(html) and not each.get(source) for each in (then, now))
        left_out |= {source if came else html}
    others = sorted((then.keys() | now.keys()) - labels.keys())
    return [name for name in (*labels, *others) if name not in left_out]


def spelled(name: str, value: Value, snapshot: Snapshot) -> list[str]:
    """A value as lines of text."""
    if value in (None, "", [], {}):
        return []
    spell = SPELLING.get(name)
    return spell(value, snapshot) if spell else plain(value)


def plain(value: Value) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, Mapping):
        return [" · ".join(line for each in value.values() for line in plain(each))]
    if isinstance(value, list):
        return [" · ".join(plain(each)) for each in value]
    return str(value).splitlines() if value is not None else []


def spell_people(value: Value, snapshot: Snapshot) -> list[str]:
    names = snapshot.names_of_people
    return [", ".join(filter(None, told_of(each, names))) for each in value]


def told_of(credit: Stored, names: Mapping[Any, str]) -> tuple[str | None, ...]:
    """Name, role and time of a person."""
    term = term_text(credit.get("since"), credit.get("until"))
    return name_in(names, credit.get("person")), credit.get("role"), term


def spell_topics(value: Value, snapshot: Snapshot) -> list[str]:
    names = snapshot.names_of_topics
    return [name_in(names, each) for each in value]


def name_in(names: Mapping[Any, str], key: Any) -> str:
    return names.get(key) or "somebody or something that is gone"


def spell_chapters(value: Value, _snapshot: Snapshot) -> list[str]:
    """Those of a course, which have keys, by their titles."""
    return [
        str(each.get("title"))
        if "key" in each
        else " · ".join(
            [wording.position(each.get("start_seconds") or 0, wording.HOUR), *rest(each)]
        )
        for each in value
    ]


def spell_lectures(value: Value, _snapshot: Snapshot) -> list[str]:
    return [" · ".join(lecture_told(each)) for each in value]


def lecture_told(entry: Stored) -> Iterator[str]:
    """What the outline of a course says of a lecture."""
    yield str(entry.get("title"))
    if entry.get("duration_seconds"):
        yield wording.position(entry["duration_seconds"])
    if entry.get("is_preview"):
        yield "preview"


def spell_blocks(value: Value, snapshot: Snapshot) -> list[str]:
    """The conversation as it is written in its form."""
    whole = Interview.from_stored({"blocks": value})
    return conversation_text(whole, snapshot.names_of_people).split("\n")


def spell_sponsors(value: Value, _snapshot: Snapshot) -> list[str]:
    return [" · ".join([*times_of(each), *rest(each)]) for each in value]


def times_of(sponsor: Stored) -> list[str]:
    known = [sponsor[name] for name in TIMES if sponsor.get(name) is not None]
    return ["–".join(wording.position(second, wording.HOUR) for second in known)] if known else []


def rest(chapter: Stored) -> list[str]:
    return [str(value) for name, value in chapter.items() if name not in TIMES and value]


def spell_length(value: Value, _snapshot: Snapshot) -> list[str]:
    return [wording.position(value, value)]


def spell_audio(value: Value, _snapshot: Snapshot) -> list[str]:
    return [f"{name.replace('_', ' ')}: {each}" for name, each in value.items()]


def spell_said(value: Value, _snapshot: Snapshot) -> list[str]:
    return [
        f"{wording.position(each.get('start_seconds') or 0)} {each.get('text')}" for each in value
    ]


def spell_captions(value: Value, _snapshot: Snapshot) -> list[str]:
    """What they show, with the language before each."""
    return [
        f"{each.get('language')} · {line}"
        for each in value
        for line in (each.get("vtt") or "").splitlines()[2:]
        if line
    ]


def spell_files(value: Value, _snapshot: Snapshot) -> list[str]:
    return [f"{each.get('name')} · {wording.size(each.get('size_bytes') or 0)}" for each in value]


def spell_weekday(value: Value, _snapshot: Snapshot) -> list[str]:
    return [wording.WEEKDAYS[value] if value in range(7) else str(value)]


def spell_picture(value: Value, _snapshot: Snapshot) -> list[str]:
    return [f"picture {value[:SHOWN_HASH]}"]


SPELLING: Mapping[str, Callable[[Value, Snapshot], list[str]]] = {
    "people": spell_people,
    "topics": spell_topics,
    "chapters": spell_chapters,
    "sponsors": spell_sponsors,
    "blocks": spell_blocks,
    "lectures": spell_lectures,
    "duration_seconds": spell_length,
    "enclosure": spell_audio,
    "video": spell_audio,
    "transcript": spell_said,
    "captions": spell_captions,
    "downloads": spell_files,
    "artwork": spell_picture,
    "rhythm_weekday": spell_weekday,
}


def compared(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """Lines that are gone and new, each with what stands around it."""
    lines: list[Line] = []
    for kind, some in runs(before, after):
        lines += around(some) if kind == SAME else [Line(kind, shortened(each)) for each in some]
    if len(lines) > MOST_SHOWN:
        more = left_out(len(lines) - MOST_SHOWN, "more line")
        lines = [*lines[:MOST_SHOWN], more]
    return lines


def runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """What follows what: lines that are the same, that are gone, that are new.

    What is too long to be compared in time is all gone, and all new, but for its ends.
    """
    start, end = ends_in_common(before, after)
    olds, news = before[start : len(before) - end], after[start : len(after) - end]
    yield SAME, before[:start]
    if len(olds) * len(news) > MOST_COMPARED:
        yield GONE, olds
        yield NEW, news
    else:
        for tag, a, b, c, d in SequenceMatcher(None, olds, news).get_opcodes():
            if tag == "equal":
                yield SAME, olds[a:b]
            else:
                yield GONE, olds[a:b]
                yield NEW, news[c:d]
    yield SAME, before[len(before) - end :]


def ends_in_common(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many lines are the same at the start, and at the end."""
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - start
    end = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    return start, end


def around(same: Sequence[str]) -> list[Line]:
    """The lines next to what differs; how many there are between is said."""
    if len(same) <= 2 * AROUND + 1:
        return [Line(SAME, shortened(each)) for each in same]
    first, last = same[:AROUND], same[-AROUND:]
    return [
        *(Line(SAME, shortened(each)) for each in first),
        left_out(len(same) - 2 * AROUND, "line that is the same", "lines that are the same"),
        *(Line(SAME, shortened(each)) for each in last),
    ]


def left_out(number: int, one: str, many: str | None = None) -> Line:
    return Line(LEFT_OUT, f"… {wording.counted(number, one, many)} …")


def shortened(line: str) -> str:
    more = len(line) - LONGEST
    return f"{line[:LONGEST]} … and {wording.counted(more, 'character')} more" if more > 0 else line
