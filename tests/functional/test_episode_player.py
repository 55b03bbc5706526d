"""One episode's player as it is sent: the second at which it starts, what its script is told."""

import json
from typing import Any

import pytest

from talkpython_site.documents import Chapter, Enclosure
from tests.factories import make_episode, make_podcast
from tests.reading import links, texts

SITE = "https://longwave.example"
CHAPTERS = [(0, "Hello"), (600, "Asking the tide"), (2400, "The end")]
BEYOND = " in this episode, which lasts 58 min: it starts at the beginning."


def address(podcast: Any, episode: Any) -> str:
    return f"/episodes/{podcast.slug}/{episode.key}/{episode.slug}"


def test_a_second_has_an_address(visit: Any) -> None:
    podcast = make_podcast()
    made = make_episode(podcast, chapters=[Chapter(start_seconds=s, title=t) for s, t in CHAPTERS])

    page = visit.get(address(podcast, made) + "?t=1471")

    assert page.lxml.xpath("//audio/@src")[0].endswith(".mp3#t=1471")
    line = texts(page, "//main//p[@class='player-line']/span[contains(@class, 'player-text')]")
    assert line == ["Play from 24:31 Asking the tide"]
    assert texts(page, "//li[@class='current']") == ["10:00 Asking the tide"]
    assert len(page.lxml.xpath("//main//*[@class='tick']")) == 1
    assert texts(page, "//p[@class='address']")[1] == f"{SITE}{address(podcast, made)}?t=1471"
    canonical = page.lxml.xpath("//link[@rel='canonical']/@href")
    assert canonical == [SITE + address(podcast, made)]
    assert links(page, "//ol[@class='chapters']")[1] == address(podcast, made) + "?t=600#listen"


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("-1", "“-1” is not a number of seconds: this starts at the beginning."),
        ("abc", "“abc” is not a number of seconds: this starts at the beginning."),
        ("1.5", "“1.5” is not a number of seconds: this starts at the beginning."),
        ("٣", "“٣” is not a number of seconds: this starts at the beginning."),
        ("<b>", "“<b>” is not a number of seconds: this starts at the beginning."),
        ("x" * 50, f"“{'x' * 20}…” is not a number of seconds: this starts at the beginning."),
        ("99999", "There is no second 99999" + BEYOND),
        ("1" * 50, f"There is no second {'1' * 20}…" + BEYOND),
        ("3491", None), ("0", None), ("000", None), ("", None), (" ", None),
    ],
)  # fmt: skip
def test_a_second_that_is_none_is_the_beginning(visit: Any, start: str, said: str | None) -> None:
    podcast = make_podcast()
    made = make_episode(podcast)

    page = visit.get(address(podcast, made), params={"t": start})

    assert page.lxml.xpath("//audio/@src")[0].endswith("#t=3491" if start == "3491" else ".mp3")
    assert texts(page, "//p[@class='refused-start']") == ([said] if said else [])


def test_a_second_of_what_lasts_nobody_knows_how_long(visit: Any) -> None:
    podcast = make_podcast()
    made = make_episode(podcast, duration_seconds=None)

    page = visit.get(address(podcast, made), params={"t": "9" * 10})

    refused = f"There is no second {'9' * 10} in this episode: it starts at the beginning."
    assert texts(page, "//p[@class='refused-start']") == [refused]
    assert texts(visit.get(address(podcast, made) + "?t=70"), "//b") == ["1:10"]


def test_the_script_is_told_what_it_plays(visit: Any) -> None:
    podcast = make_podcast("Deep & Wide", slug="deep", language="en", own_hue="hue-7")
    chapters = [Chapter(start_seconds=s, title=t) for s, t in (*CHAPTERS, (9999, "Nowhere"))]
    made = make_episode(podcast, key="7", slug="tides", title="Tides", chapters=chapters)
    make_episode(podcast, key="8", slug="moss", title="Moss")

    (box,) = visit.get("/episodes/deep/7/tides?t=1471").lxml.xpath("//*[@data-player]")

    told = {name.removeprefix("data-"): value for name, value in box.items() if "data-" in name}
    assert told.pop("source") == told.pop("file")
    assert told.pop("artwork").endswith(".png")
    assert json.loads(told.pop("chapters")) == [list(each) for each in CHAPTERS]
    assert told == {
        "player": "", "episode": str(made.id), "title": "Tides", "language": "en", "own": "hue-7",
        "show": "Deep & Wide", "address": "/episodes/deep/7/tides", "duration": "3492",
        "start": "1471", "next-title": "Moss", "next-address": "/episodes/deep/8/moss",
    }  # fmt: skip


def test_a_video_is_no_sound_for_the_script(visit: Any) -> None:
    podcast = make_podcast()
    video = Enclosure(url="https://m.example/a.mp4", type="video/mp4")
    made = make_episode(podcast, enclosure=video)

    page = visit.get(address(podcast, made))

    assert not page.lxml.xpath("//*[@data-player]")
