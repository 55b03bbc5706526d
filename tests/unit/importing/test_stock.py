"""Notes that say nothing about one episode."""

from talkpython_site.importing.feeds.parsed import ParsedItem
from talkpython_site.importing.feeds.stock import LONGEST, is_poorer, stock_notes
from talkpython_site.markdown import SafeHtml


def with_notes(*notes: str) -> list[ParsedItem]:
    return [
        ParsedItem(title="Tide", guid=str(n), notes_html=SafeHtml(each) if each else None)
        for n, each in enumerate(notes)
    ]


def test_short_notes_of_many_items_are_stock() -> None:
    see = [f"<p>See <a href='https://a.example/{n}'>episode {n}</a></p>" for n in range(4)]
    assert stock_notes(with_notes(*see, "<p>About tides</p>", "")) == {"0", "1", "2", "3"}
    assert stock_notes(with_notes(*see[:3], "<p>See the harbour</p>")) == set()
    assert stock_notes(with_notes(*["", "", "", ""])) == set()
    assert stock_notes(with_notes(*["x" * (LONGEST + 1)] * 4)) == set()


def test_less_than_half_is_poorer() -> None:
    assert is_poorer({"notes_html": "1234"}, {"notes_html": "123456789"})
    assert not is_poorer({"notes_html": "1234"}, {"notes_html": "12345678"})
    assert not is_poorer({"notes_html": "1234"}, {})
