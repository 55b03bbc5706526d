"""Sponsors of an episode: typed in its form, kept, shown to everybody."""

from typing import Any

import pytest

from talkpython_site.documents import Chapter, Enclosure, Episode, Podcast, Sponsor
from tests.conftest import Visit
from tests.episode_forms import address_of, editor_of, form_at, saved, sent, stored, wrong
from tests.factories import make_episode, make_podcast
from tests.reading import texts

OIL = "00:12:00-00:13:30 Brass Oil | https://brass.example/oil | It shines."
MAPS = "Lantern Maps"


def page_of(visit: Visit, made: Episode) -> Any:
    podcast = Podcast.objects.get(id=made.podcast)
    return visit.get(f"/episodes/{podcast.slug}/{made.key}/{made.slug}")


def test_sponsors_are_kept_as_typed(visit: Visit) -> None:
    made = make_episode(state="draft", duration_seconds=3600)
    now = saved(visit, made, sponsors=f"{OIL}\n{MAPS}")
    assert now["sponsors"] == [
        {
            "name": "Brass Oil",
            "url": "https://brass.example/oil",
            "text": "It shines.",
            "start_seconds": 720,
            "end_seconds": 810,
        },
        {"name": MAPS},
    ]
    form = form_at(editor_of(visit, made), address_of(made))
    assert form["sponsors"].value.strip() == f"{OIL}\n{MAPS}"
    assert "sponsors" not in saved(visit, made, sponsors="")


def test_one_that_goes_on_after_the_end_is_refused(visit: Visit) -> None:
    made = make_episode(state="draft", duration_seconds=3600)
    form = form_at(editor_of(visit, made), address_of(made))
    page = sent(form, 422, sponsors=f"{MAPS}\n0:59:00-1:00:01 Oil")
    told = "Line 2, “0:59:00-1:00:01 Oil”, goes on after the end, 01:00:00."
    assert wrong(page) == [f"Sponsors: {told}"]
    assert page.lxml.xpath("string(//*[@id='sponsors-wrong'])") == told
    assert not stored(made)["sponsors"]


def test_a_shorter_length_is_refused_for_a_sponsors_part(visit: Visit) -> None:
    part = Sponsor(name=MAPS, start_seconds=600, end_seconds=660)
    made = make_episode(state="draft", duration_seconds=3600, sponsors=[part])
    page = sent(form_at(editor_of(visit, made), address_of(made)), 422, duration="10:30")
    assert wrong(page)[0].endswith("goes on after the end, 00:10:30.")


def test_a_sponsors_time_is_marked_on_the_strip(visit: Visit) -> None:
    made = make_episode(
        state="draft", duration_seconds=3600, chapters=[Chapter(start_seconds=1800, title="Two")]
    )
    now = saved(visit, made, sponsors=OIL)
    assert (now["strip"], now["sponsor_parts"]) == ([2000, 2250, 5000, 10_000], [1])
    assert saved(visit, made, sponsors=MAPS)["strip"] == [5000, 10_000]


def test_its_page_names_sponsors(visit: Visit) -> None:
    made = make_episode(
        duration_seconds=3600,
        sponsors=[
            Sponsor(
                name="Brass <Oil>",
                url="https://brass.example/oil",
                text="It shines.",
                start_seconds=720,
                end_seconds=810,
            ),
            Sponsor(name=MAPS, url="javascript:alert(1)"),
            Sponsor(name=" "),
        ],
    )
    page = page_of(visit, made)
    assert texts(page, "//ul[@class='sponsors']/li") == [
        "Brass <Oil> 0:12:00 It shines.",
        MAPS,
    ]
    (link,) = page.lxml.xpath("//ul[@class='sponsors']//a[@rel]")
    assert link.attrib["href"] == "https://brass.example/oil"
    assert set(link.attrib["rel"].split()) == {"sponsored", "noopener"}
    (time,) = page.lxml.xpath("//ul[@class='sponsors']//a[@class='position']")
    assert time.attrib["href"].endswith("?t=720#listen")


@pytest.mark.parametrize(
    ("enclosure", "second"),
    [(None, 720), (Enclosure(url="https://media.example/1.mp3", type="audio/mpeg"), 4000)],
    ids=["no audio", "past the end"],
)
def test_a_time_that_cannot_be_played_is_no_link(
    visit: Visit, enclosure: Enclosure | None, second: int
) -> None:
    part = Sponsor(name=MAPS, start_seconds=second, end_seconds=second + 30)
    made = make_episode(duration_seconds=3600, sponsors=[part], enclosure=enclosure)
    page = page_of(visit, made)
    assert page.lxml.xpath("//ul[@class='sponsors']//span[@class='position']")
    assert not page.lxml.xpath("//ul[@class='sponsors']//a")


def test_without_sponsors_nothing_is_said_of_them(visit: Visit) -> None:
    assert "Sponsors" not in page_of(visit, make_episode(make_podcast()))


def test_revisions_tell_sponsors_in_words(visit: Visit) -> None:
    part = Sponsor(name=MAPS, url="https://maps.example", start_seconds=720, end_seconds=810)
    made = make_episode(state="draft", duration_seconds=3600, sponsors=[part])
    browser = editor_of(visit, made)
    sent(form_at(browser, address_of(made)), sponsors="0:05-0:10 Lantern Maps\nBrass Oil")
    page = browser.get(f"{address_of(made)}/revisions/0")
    (section,) = page.lxml.xpath("//section[@aria-labelledby='of-sponsors']")
    assert section.xpath("string(h2)") == "Sponsors"
    lines = [" ".join(each.text_content().split()) for each in section.xpath(".//p")]
    assert lines == [
        "−Gone: 0:12:00–0:13:30 · Lantern Maps · https://maps.example",
        "+New: 0:00:05–0:00:10 · Lantern Maps",
        "+New: Brass Oil",
    ]
