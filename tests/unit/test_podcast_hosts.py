"""Who makes a podcast, and when: lines read and written, and days that lie in a term."""

from datetime import date

import pytest

from talkpython_site.catalogue.credits import Term
from talkpython_site.documents import Credit
from talkpython_site.podcast_hosts import Said, host_line, read_host


@pytest.mark.parametrize(
    ("line", "said", "again"),
    [
        ("Ines, host", Said("Ines", "host", None, None), "Ines, host"),
        ("Ines", Said("Ines", None, None, None), "Ines"),
        ("Ines, host, 2019-2023", Said("Ines", "host", "2019", "2023"), "Ines, host, 2019–2023"),
        ("Ines, host, 2019 to 2023", Said("Ines", "host", "2019", "2023"), "Ines, host, 2019–2023"),
        ("Ines, host, 2019 –", Said("Ines", "host", "2019", None), "Ines, host, 2019–"),
        ("Ines, host, –2023-05", Said("Ines", "host", None, "2023-05"), "Ines, host, –2023-05"),
        ("Ines, host, 2019", Said("Ines", "host", "2019", "2019"), "Ines, host, 2019"),
        ("Ines, 2019–", Said("Ines", None, "2019", None), "Ines, 2019–"),
        ("Ines, host, since 2019", Said("Ines", "host", "2019", None), "Ines, host, 2019–"),
        ("Ines, Until 2023-05", Said("Ines", None, None, "2023-05"), "Ines, –2023-05"),
        ("Ines, voice 2", Said("Ines", "voice 2", None, None), "Ines, voice 2"),
        ("Radio 2000, host", Said("Radio 2000", "host", None, None), "Radio 2000, host"),
        (
            "Okafor, Ines,, 2019-05-01–2019-05-17",
            Said("Okafor, Ines", None, "2019-05-01", "2019-05-17"),
            "Okafor, Ines,, 2019-05-01–2019-05-17",
        ),
    ],
)
def test_a_line_is_read_and_written(line: str, said: Said, again: str) -> None:
    found = read_host(1, line)
    assert found == said
    credit = Credit(role=found.role, since=found.since, until=found.until)
    assert host_line(found.name, credit) == again


@pytest.mark.parametrize("line", ["Ines, 2019", "Okafor, Ines,, 2019"])
def test_a_year_alone_may_be_the_first_or_the_only_one(line: str) -> None:
    """Nor is it a role, as whoever types it into the field of that may mean."""
    with pytest.raises(ValueError, match="two things") as error:
        read_host(1, line)
    assert str(error.value) == (
        f"Line 1, “{line}”, can mean two things: type 2019– for since then, or host, 2019 for that"
        " time alone."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Ines, 2019, 2020–",
        "Ines, 2019, host",
        "Ines, 2019–2023, host",
        "Ines, host 2019",
        "Ines, host since 2019",
        "Ines, host (2019-2023)",
        "Ines, host 2019–",
        "Ines, host 2019, 2020",
    ],
)
def test_a_time_anywhere_else_is_no_role_and_no_name(line: str) -> None:
    with pytest.raises(ValueError, match="needs its time last: Ines, host, 2019–2023") as error:
        read_host(1, line)
    assert str(error.value).startswith(f"Line 1, “{line}”, ")


@pytest.mark.parametrize(
    ("since", "until", "inside", "outside"),
    [
        ("2019", "2023", ["2019-01-01", "2023-12-31"], ["2018-12-31", "2024-01-01"]),
        ("2019-05", "", ["2019-05-01", "2030-01-01"], ["2019-04-30"]),
        ("", "2019-05-17", ["2000-01-01", "2019-05-17"], ["2019-05-18"]),
    ],
)
def test_days_of_a_term(since: str, until: str, inside: list[str], outside: list[str]) -> None:
    term = Term(since, until)
    assert all(term.holds(date.fromisoformat(day)) for day in inside)
    assert not any(term.holds(date.fromisoformat(day)) for day in outside)
