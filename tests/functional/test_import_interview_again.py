"""``talkpython import interview`` once more: what is out, or will be, is its editors'."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from talkpython_site.database import Database
from talkpython_site.documents import Actor, Interview, Status, utc_now
from talkpython_site.settings import Settings
from tests.conftest import Queries, Visit
from tests.interview_forms import address_of
from tests.reading import texts
from tests.terminals import Said, run_here
from tests.visitors import admin

pytestmark = pytest.mark.usefixtures("clean")

BY_HAND = Actor(None, "By hand")
TALK = """---
title: Boats
date: {date}
people: Ada Ray, interviewer; Ines Okafor
---
**Ada Ray:** How did it begin?

**Ines Okafor:** {answer}
"""


@pytest.fixture
def bring_in(settings: Settings, database: Database, tmp_path: Path) -> Callable[..., Said]:
    def run(date: datetime, answer: str = "With a boat.", text: str = TALK) -> Said:
        path = tmp_path / "boats.md"
        path.write_text(text.format(date=f"{date:%Y-%m-%d}", answer=answer), encoding="utf-8")
        return run_here(settings, database, "import", "interview", str(path))

    return run


def midnight(days: int) -> datetime:
    there = utc_now() + timedelta(days=days)
    return datetime(there.year, there.month, there.day, tzinfo=UTC)


PAST, SOON, LATER = midnight(-30), midnight(30), midnight(60)


def test_a_draft_takes_the_date_of_its_file(bring_in: Callable[..., Said]) -> None:
    bring_in(SOON)
    said = bring_in(LATER)
    assert Interview.objects.get().published_at == LATER
    assert "Kept as it is here (1)" not in said.lines


@pytest.mark.parametrize("date", [PAST, LATER])
def test_what_is_scheduled_keeps_its_date(
    date: datetime, bring_in: Callable[..., Said], visit: Visit
) -> None:
    bring_in(SOON)
    Interview.objects.get().schedule(SOON, BY_HAND)
    said = bring_in(date, "With two boats.")
    assert said.lines[-1] == "  Boats: edited here: date"
    interview = Interview.objects.get()
    assert (interview.status(utc_now()), interview.published_at) == (Status.SCHEDULED, SOON)
    assert interview.blocks[1].text_source == "With two boats."
    visit.get("/interviews/boats", status=404)


def test_what_is_published_stays_where_it_is(bring_in: Callable[..., Said], visit: Visit) -> None:
    bring_in(PAST)
    Interview.objects.get().publish(BY_HAND)
    said = bring_in(LATER, "With two boats.")
    assert said.lines[-1] == "  Boats: edited here: date"
    assert Interview.objects.get().published_at == PAST
    assert "With two boats." in visit.get("/interviews/boats").text


def test_what_is_out_never_lacks_what_it_must_have(bring_in: Callable[..., Said]) -> None:
    bring_in(PAST)
    Interview.objects.get().publish(BY_HAND)
    said = bring_in(PAST, text="---\ntitle: Ships\ndate: {date}\npeople: Ada Ray, host\n---\nNo.\n")
    assert said.lines[-3:] == [
        "Kept as it is here (2)",
        "  Ships: the file would leave a fault: Nobody is interviewed: name who answers.",
        "  Ships: the file would leave a fault: It has no answer at all.",
    ]
    interview = Interview.objects.get()
    assert (interview.title, len(interview.people), len(interview.blocks)) == ("Ships", 2, 2)


def test_what_was_kept_comes_in_once_it_is_a_draft(bring_in: Callable[..., Said]) -> None:
    bring_in(PAST)
    Interview.objects.get().publish(BY_HAND)
    for _time in range(2):
        said = bring_in(PAST, text="---\ndate: {date}\n---\n**Ada Ray:** How?\n")
        assert "the file would leave a fault" in said.lines[-1]
    Interview.objects.get().unpublish("It was not so.", BY_HAND)
    bring_in(PAST, text="---\ndate: {date}\n---\n**Ada Ray:** How?\n")
    assert len(Interview.objects.get().blocks) == 1


def test_a_file_of_which_too_much_would_be_made(bring_in: Callable[..., Said]) -> None:
    lists = f"- {'> ' * 7}a\n" * 18_000
    said = bring_in(PAST, text=f"**Ada Ray:** How?\n\n**Ines Okafor:** So.\n\n{lists}")
    assert said.status == 1
    assert said.problem.splitlines() == [
        "Error: More than 3.0 MB of HTML would be made of this conversation."
    ]
    assert not Interview.objects.count()


def test_all_that_is_here_is_read_once(bring_in: Callable[..., Said], queries: Queries) -> None:
    bring_in(PAST)
    Interview.objects.get().publish(BY_HAND)
    with queries() as asked:
        bring_in(PAST, "With two boats.")
    assert asked.names.count("find podcasts") == 1


def test_its_editors_are_told_that_it_was_imported(
    bring_in: Callable[..., Said], visit: Visit
) -> None:
    bring_in(PAST)
    bring_in(PAST, "With two boats.")
    Interview.objects.get().publish(BY_HAND)
    browser = admin(visit)
    page = browser.get(address_of(Interview.objects.get()))
    told = texts(page, "//ol[@class='saved-lines']/li")
    assert [" ".join(each.split(" ")[:1]) for each in told] == ["Published", "Imported", "Imported"]
    assert [each.rpartition(" ")[2] for each in told] == ["2", "1", "0"]
    assert " imported " in " ".join(browser.get("/admin/audit").lxml.itertext())
