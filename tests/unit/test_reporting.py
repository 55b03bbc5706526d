"""What an import says at its end."""

from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from talkpython_site.importing.feeds.choosing import Choice
from talkpython_site.importing.feeds.outcome import Outcome
from talkpython_site.importing.feeds.parsed import Oddity, ParsedFeed, ParsedShow
from talkpython_site.scripts.reporting import Report, printable

ADDRESS = "https://longwave.example/podcasts/deep-harbour"
SHOW = ParsedShow("Deep Harbour")
NEW = Choice("deep-harbour", is_new=True, reason="it was not known here")
OUTCOME = Outcome(NEW, "Deep Harbour", new=2, changed=1, unchanged=4)


def said(feed: ParsedFeed, outcome: Outcome = OUTCOME, *, is_terminal: bool = False) -> list[str]:
    file = StringIO()
    console = Console(file=file, force_terminal=is_terminal, no_color=True, width=80)
    Report(console, ADDRESS).print(feed, outcome, 1.25)
    return file.getvalue().splitlines()


def feed(*oddities: Oddity, **changes: object) -> ParsedFeed:
    return ParsedFeed(SHOW, (), oddities=oddities, **changes)  # type: ignore[arg-type] # by name


def test_a_plain_report() -> None:
    assert said(feed()) == [
        "",
        "Deep Harbour",
        "a new podcast (it was not known here)",
        "2 new, 1 changed, 4 unchanged, 0 set aside, in 1.2 s",
        ADDRESS,
    ]


EVERYTHING = [
    "a podcast that is here already (known by its episodes)",
    "0 new, 0 changed, 0 unchanged, 3 set aside, in 1.2 s",
    ADDRESS,
    "Not well-formed, read as far as it makes sense: line 1, column 2: oops",
    "",
    "Set aside (3)",
    "  no enclosure (2)",
    "    Ebb",
    "    Flow",
    "  Neap: it is larger than 14 MB",
    "",
    "Worth a look (1)",
    "  Spring: it has no date",
    "",
    "Kept as it is here (1)",
    "  Ebb: edited here: artwork, duration, explicit, notes",
    "",
    "Elements that are not kept",
    "  a 1, b 2",
    "Tracking pictures dropped from notes: 3",
]


def test_a_report_with_everything() -> None:
    outcome = Outcome(Choice("dh", is_new=False, reason="known by its episodes"), "Deep Harbour")
    outcome.set_aside.append(Oddity("Neap", "it is larger than 14 MB"))
    outcome.keeps_edited("Ebb", ("artwork_url", "duration_seconds", "is_explicit", "notes_html"))
    outcome.keeps_edited("Flow", ())
    full = feed(
        Oddity("Spring", "it has no date"),
        set_aside=(Oddity("Ebb", "no enclosure"), Oddity("Flow", "no enclosure")),
        recovered="line 1, column 2: oops",
        unknown_elements={"b": 2, "a": 1},
        dropped_images=3,
    )
    assert said(full, outcome)[2:] == EVERYTHING


def test_five_hundred_oddities_have_an_order() -> None:
    many = [Oddity(f"Tide {n}", ("no date", "no title")[n % 2]) for n in range(500)]
    lines = said(feed(*many))
    assert len(lines) == 5 + 2 + 2 + 500
    assert [line for line in lines if line.startswith("  no")] == [
        "  no date (250)",
        "  no title (250)",
    ]


def test_lines_fit_a_terminal_and_are_whole_elsewhere() -> None:
    long_ones = Oddity("潮の満ち引き " * 20, "tide " * 40)
    in_terminal = said(feed(long_ones), is_terminal=True)
    assert max(cell_len(line) for line in in_terminal if "\x1b" not in line) <= 80
    assert all(line.startswith("  ") for line in in_terminal[7:])
    assert len(said(feed(long_ones))) == 5 + 2 + 1


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b]0;owned\x07", "�]0;owned�"),
        ("\x1b[2J", "�[2J"),
        ("\x9b2J", "�2J"),
        ("a\nb\r\tc\N{LINE SEPARATOR}d", "a�b��c�d"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}gpj", "�gpj"),
        ("\udcff", "�"),
        ("[red]no[/] \\[x]", "[red]no[/] \\[x]"),
        (":smile: [link=https://a.example]x", ":smile: [link=https://a.example]x"),
        ("محمد 東京 é \N{ROCKET}", "محمد 東京 é \N{ROCKET}"),
    ],
)
@pytest.mark.parametrize("is_terminal", [True, False])
def test_titles_are_words_and_nothing_else(hostile: str, shown: str, *, is_terminal: bool) -> None:
    assert printable(hostile) == shown
    lines = said(feed(Oddity(hostile, hostile)), is_terminal=is_terminal)
    assert lines[-1] == f"  {shown}: {shown}"
