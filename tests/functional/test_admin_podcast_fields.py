"""What each field of the form of a podcast takes, and what is said where it will not do."""

from typing import Any

import pytest

from talkpython_site.documents import Credit, Link, Podcast
from tests.conftest import Visit
from tests.editors import editor_of
from tests.episode_forms import sent, wrong
from tests.factories import make_person, make_podcast
from tests.podcast_forms import form_of, saved, stored

NO_CHOICE = "Choose one of these."
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "long title": ({"title": "x" * 301}, "Title: It has 301 characters: 300 are the most."),
    "long subtitle": (
        {"subtitle": "x" * 501}, "Subtitle: It has 501 characters: 500 are the most.",
    ),
    "large description": (
        {"description": "x" * 200_000},
        "Description: A description of 200 kB: 100 kB are the most.",
    ),
    "brackets": (
        {"description": "[" * 2_001}, "Description: More than 2,000 brackets “[” cannot be read.",
    ),
    "language": ({"language": "english!"}, "Language: Type a language as en or pt-BR."),
    "category": ({"category": "Sorcery"}, "Category: Choose one of these categories."),
    "second alone": (
        {"category_2": "Technology"}, "Second category: Choose the first category before a second.",
    ),
    "twice": (
        {"category": "History", "category_2": "History"},
        "Second category: Choose two that differ.",
    ),
    "kind": ({"kind": "endless"}, f"Kind: {NO_CHOICE}"),
    "explicit": ({"is_explicit": "rather"}, f"Explicit: {NO_CHOICE}"),
    "artwork": (
        {"artwork": "0" * 64}, "Artwork: This picture is not here any more. Choose it again.",
    ),
    "hue": ({"own_hue": "hue-13"}, f"Colour: {NO_CHOICE}"),
    "no years": (
        {"people": "Ines, host, [spring]"},
        "People: Line 1, “Ines, host, [spring]”, names no years: type 2019–2023, or 2019–.",
    ),
    "no year": ({"people": "Ines, –"}, "People: Line 1, “Ines, –”, names no year beside its dash."),
    "one year": (
        {"people": "Ines, 2019"},
        (
            "People: Line 1, “Ines, 2019”, can mean two things: type 2019– for since then, or host,"
            " 2019 for that time alone."
        ),
    ),
    "no such day": (
        {"people": "Ines, 2019-13–"}, "People: Line 1, “Ines, 2019-13–”, has no such day: 2019-13.",
    ),
    "turned round": (
        {"people": "Ines, 2023–2019"}, "People: Line 1, “Ines, 2023–2019”, ends before it begins.",
    ),
    "mail": (
        {"owner_email": "x@"},
        "E-mail of the owner: This is not an e-mail address, such as ines@example.org.",
    ),
    "state": ({"state": "binned"}, f"Who sees it: {NO_CHOICE}"),
    "phase": ({"phase": "gone"}, f"How it goes on: {NO_CHOICE}"),
    "note without phase": (
        {"phase_note": "Soon."},
        "A sentence on that: Say also that it is paused or finished, or take this away.",
    ),
    "no days": (
        {"rhythm_days": "0"},
        "An episode every … days: Type a whole number from 1 to 366, or nothing.",
    ),
    "weekday without weeks": (
        {"rhythm_days": "10", "rhythm_weekday": "1"},
        "On: A weekday needs whole weeks: 7 days, 14 or more.",
    ),
    "weekday": ({"rhythm_weekday": "7"}, f"On: {NO_CHOICE}"),
    "words": (
        {"update_frequency": "x" * 129}, "In words: It has 129 characters: 128 are the most.",
    ),
    "zone": ({"time_zone": "Atlantis/Harbour"}, f"Time zone: {NO_CHOICE}"),
    "website": (
        {"link": "javascript:x"},
        "Website: Type a whole address, as https://harbour.example is one.",
    ),
    "elsewhere": (
        {"elsewhere": "Tune"},
        "Where else it is heard: Line 1, “Tune”, begins with no address, as https://… would be.",
    ),
    "items": (
        {"feed_items": "٣"},
        "Episodes in the feed: Type a whole number from 1 to 10,000, or nothing.",
    ),
    "medium": ({"medium": "smoke"}, f"Medium: {NO_CHOICE}"),
    "feeds": (
        {"feed_urls": "data:x"},
        "Its other feeds: Line 1, “data:x”, is no whole address, as https://… would be.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong_values_are_said_at_their_field(editor: Visit, show: Podcast, name: str) -> None:
    values, said = WRONG[name]
    before = stored(show)
    page = sent(form_of(editor, show), 422, **values)
    assert wrong(page) == [said]
    (again,) = [each for each in page.forms.values() if "title" in each.fields]
    typed = {field: again[field] for field in values if not hasattr(again[field], "options")}
    assert all(field.value == values[name] for name, field in typed.items())
    assert stored(show) == before


def test_a_feed_of_another_podcast(editor: Visit, show: Podcast) -> None:
    make_podcast("Wide", feed_urls=["https://wide.example/rss"])
    page = sent(form_of(editor, show), 422, feed_urls="https://wide.example/rss")
    assert "is a feed of “Wide”" in wrong(page)[0]


@pytest.mark.parametrize(
    ("name", "before", "typed", "after"),
    [
        ("is_explicit", True, "no", False),
        ("language", "en", "", None),
        ("rhythm_days", 7, "", None),
        ("link", "https://a.example", "", None),
        ("elsewhere", [Link(url="https://a.example")], "", []),
        ("feed_urls", ["https://a.example"], "https://b.example\nhttps://b.example",
         ["https://b.example"]),
        ("phase", "paused", "", None),
        ("time_zone", "Europe/Lisbon", "", None),
        ("categories", [["History"]], None, [["History"]]),
    ],
)  # fmt: skip
def test_values_are_taken_away(
    visit: Visit, name: str, before: Any, typed: str | None, after: Any
) -> None:
    show = make_podcast(**{name: before})
    values: dict[str, Any] = {} if typed is None else {name: typed}
    sent(form_of(editor_of(visit, show), show), subtitle="x", **values)
    assert (Podcast.objects.get(id=show.id)[name] or after) == after


def test_values_that_this_form_does_not_know_stay(visit: Visit) -> None:
    show = make_podcast(
        kind="endless", medium="smoke", time_zone="Atlantis/Harbour", phase="adrift",
        categories=[["Sorcery"], ["History"], ["Beyond", "Sea"]], own_hue="hue-1",
    )  # fmt: skip
    after = saved(editor_of(visit, show), show, title="Deeper", category_2="Technology")
    assert (after["kind"], after["medium"], after["phase"]) == ("endless", "smoke", "adrift")
    assert after["categories"] == [["Sorcery"], ["Technology"], ["Beyond", "Sea"]]


def test_people_keep_what_lines_do_not_show(visit: Visit) -> None:
    ines, ben = make_person("Ines Okafor"), make_person("Ben Shy")
    show = make_podcast(
        people=[
            Credit(person=ines.id, role="host", group="cast", since="2019"),
            Credit(person=ben.id),
        ]
    )
    browser = editor_of(visit, show)
    assert form_of(browser, show)["people"].value == "Ines Okafor, host, 2019–\nBen Shy"
    after = saved(browser, show, people="Ben Shy\nInes Okafor, host, 2019–2021-05\nIda, host, 2020")
    assert after["people"][:2] == [
        {"person": ben.id},
        {"person": ines.id, "role": "host", "group": "cast", "since": "2019", "until": "2021-05"},
    ]
    assert (after["people"][2]["since"], after["people"][2]["until"]) == ("2020", "2020")


def test_hues_are_shown_as_colours(editor: Visit, show: Podcast) -> None:
    page = form_of(editor, show).response
    assert len(page.lxml.xpath("//label[@data-own]/input[@type='radio']")) == 12


def test_what_was_said_of_a_pause_goes_with_it(visit: Visit) -> None:
    show = make_podcast(phase="paused", phase_note="Back in spring.")
    browser = editor_of(visit, show)
    page = sent(form_of(browser, show), 422, phase="", phase_note="Back in autumn.")
    assert wrong(page) == [WRONG["note without phase"][1]]
    assert saved(browser, show, phase="finished")["phase_note"] == "Back in spring."
    after = saved(browser, show, phase="")
    assert (after.get("phase"), after.get("phase_note")) == (None, None)
