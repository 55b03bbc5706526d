"""Lines that editors type: times, people, links, chapters, topics."""

from contextlib import nullcontext, suppress

import pytest
from bson import ObjectId
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site import chapter_files, episode_lines, episode_names
from talkpython_site.documents import Chapter, Credit, Link
from talkpython_site.episode_lines import chapter_line, chapters, clock, lines_of, read_chapters
from talkpython_site.episode_sponsors import read_sponsors
from talkpython_site.importing.feeds.durations import read_seconds
from talkpython_site.markdown.notes import read_notes

HERE = "https://longwave.example/episodes/tides/1/ebb"
NAMES = {ObjectId(): "Ines Okafor", ObjectId(): "Davis, Jr."}


def read(text: str, *known: Chapter, end: int | None = None) -> list[Chapter]:
    return chapters(read_chapters(text, known, end))


@given(st.floats(0, 3_000_000, allow_nan=False))
def test_a_time_is_read_as_it_is_written(seconds: float) -> None:
    assert read_seconds(clock(seconds)) == pytest.approx(seconds, abs=0.001)


@pytest.mark.parametrize(
    ("line", "start", "title", "sponsor"),
    [
        ("00:01:30 Title", 90, "Title", None),
        ("12:40 Sponsor: Lantern Maps", 760, None, "Lantern Maps"),
        ("1:02:03.5 sponsor:Lantern", 3723.5, None, "Lantern"),
        ("[12:40] Title", 760, "Title", None),
        ("(0:00) - Title", 0, "Title", None),
        ("90 Title", 90, "Title", None),
        ("0:10 -5 degrees", 10, "-5 degrees", None),
        ("  00:04:59\tFive  ", 299, "Five", None),
        ("90:00 Title", 5400, "Title", None),
    ],
)
def test_a_chapter_is_a_time_and_words(
    line: str, start: float, title: str | None, sponsor: str | None
) -> None:
    (found,) = read(line)
    assert (found.start_seconds, found.title, found.sponsor) == (start, title, sponsor)


@pytest.mark.parametrize("time", ["99:99", "99:99:99", "1:60:00", "0:60", "1:100"])
def test_minutes_and_seconds_go_to_59(time: str) -> None:
    with pytest.raises(ValueError, match="is no length"):
        episode_lines.read_length(time)
    with pytest.raises(ValueError, match="begins with no time"):
        read(f"{time} Title")
    with pytest.raises(ValueError, match="needs two times"):
        read_sponsors(f"{time}-200:00:00 Lantern", [], None)
    with pytest.raises(ValueError, match="has no time"):
        chapter_files.read_file(
            f'{{"chapters": [{{"startTime": "{time}", "title": "Late"}}]}}', None
        )


def test_chapters_are_put_in_order() -> None:
    assert [each.title for each in read("2:00 c\n0 a\n\n1:00 b\n1:00 b2")] == ["a", "b", "b2", "c"]


times = st.floats(0, 90_000).map(lambda seconds: round(seconds, 3))
words = st.text(min_size=1, max_size=40)
parts = st.builds(
    Chapter,
    start_seconds=times,
    title=st.none() | words,
    sponsor=st.none() | words,
    url=st.none() | st.just("https://a.example/"),
)


@given(st.lists(parts, max_size=8))
def test_lines_that_nobody_touched_are_the_same_parts(known: list[Chapter]) -> None:
    known.sort(key=lambda chapter: chapter.start_seconds)
    text = "\n".join(map(chapter_line, known))
    found = read(text, *known)
    assert [id(each) for each in found] == [id(each) for each in known]


def test_long_spaces_and_many_changes_are_read_at_once() -> None:
    assert episode_lines.on_one_line(f"a{' ' * 200_000}\n\t b{' ' * 200_000}") == "a b"
    known = [Chapter(start_seconds=n, title=f"Part {n}", url="https://a") for n in range(1000)]
    found = read("\n".join(f"{n} Piece {n}" for n in range(1000)), *known)
    assert [(each.title, each.url) for each in found][-1] == ("Piece 999", "https://a")


@given(st.text())
def test_chapters_of_any_text_are_read_or_refused(text: str) -> None:
    is_good = all(map(is_chapter, lines_of(text)))
    with nullcontext() if is_good else pytest.raises(ValueError, match="Line "):
        assert len(read(text)) == len(lines_of(text))


def is_chapter(line: str) -> bool:
    with suppress(ValueError):
        return bool(episode_lines.read_chapter(1, line))
    return False


def test_unknown_keys_of_a_part_stay() -> None:
    known = Chapter(start_seconds=1, title="Hello", later={"a": 1}, _created=False)
    (found,) = read("0:02 Hello", known)
    assert found.to_mongo() == {"start_seconds": 2, "title": "Hello", "later": {"a": 1}}


def test_people_are_name_and_role() -> None:
    lines = episode_names.read_people("Ines Okafor, guest\nDavis, Jr.,\nBerit", [], NAMES)
    said = [(line.said.name, line.said.role) for line in lines]
    assert said == [("Ines Okafor", "guest"), ("Davis, Jr.", "guest"), ("Berit", "guest")]


def test_people_stay_who_they_are() -> None:
    known = [Credit(person=each, role=None, group="cast") for each in (*NAMES, ObjectId())]
    text = "\n".join(
        episode_names.person_line(episode_names.name_of(NAMES, each.person), each.role)
        for each in known
    )
    lines = episode_names.read_people(text, known, NAMES)
    assert [line.part for line in lines] == known
    assert all(line.is_same for line in lines)


def test_topics_stand_between_commas() -> None:
    known = ["Wind, water", "Tides"]
    text = episode_names.topics_text([*known, "New"])
    assert episode_names.read_topics(text, known) == ["Wind, water", "Tides", "New"]
    assert episode_names.read_topics("a, A ,, b\nc", []) == ["a", "b", "c"]
    assert episode_names.read_topics("Wind, watering", known) == ["Wind", "watering"]


def test_links_are_address_and_words() -> None:
    known = Link(url="https://a.example/", label="One\nline")
    found = episode_lines.read_links("https://a.example/ One line\nwww.b.example", [known])
    assert found[0] is known
    assert (found[1].url, found[1].label) == ("https://www.b.example", None)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[12:40] Why", "<p>{760|12:40} Why</p>"),
        ("12:40 Why\n13:00 How", "<p>{760|12:40} Why\n{780|13:00} How</p>"),
        ("- **12:40** Why", "<ul>\n<li><strong>{760|12:40}</strong> Why</li>\n</ul>"),
        ("see (1:02:03).", "<p>see ({3723|1:02:03}).</p>"),
        ("see 1:02:03 and 0:00:00", "<p>see {3723|1:02:03} and {0|0:00:00}</p>"),
        ("at 12:40 in the day", "<p>at 12:40 in the day</p>"),
        ("`[12:40]` 2:1:02:03 1:99:00", "<p><code>[12:40]</code> 2:1:02:03 1:99:00</p>"),
        ("[2:00:00] is over", "<p>[2:00:00] is over</p>"),
    ],
)
def test_time_codes_become_links(source: str, expected: str) -> None:
    html = str(read_notes(source, HERE, 7200)).strip()
    for second, code in ((760, "12:40"), (780, "13:00"), (3723, "1:02:03"), (0, "0:00:00")):
        link = f'<a href="{HERE}?t={second}#listen" rel="nofollow noopener">{code}</a>'
        expected = expected.replace(f"{{{second}|{code}}}", link)
    assert html == expected


def test_a_link_with_a_time_for_its_words_stays_that_link() -> None:
    assert "?t=" not in read_notes("[12:40](https://a.example/)", HERE)
