"""The sample as visitors and owners meet it: pages with it, the command, the first start."""

import re
from pathlib import Path

import pytest

from talkpython_site.documents import Podcast
from talkpython_site.importing.runs import Run
from talkpython_site.sample.loading import load
from talkpython_site.sample.reading import read_sample
from talkpython_site.sample.removing import LOCK, SOURCE
from talkpython_site.sample.stores import Stores
from tests.conftest import Queries, Visit
from tests.factories import make_episode, make_topic
from tests.functional.test_scripts import environ, talkpython
from tests.samples import count

__all__ = ["environ"]  # a fixture

LONGEST = "/episodes/nine-fathom-desk/12/ninety-years-of-tomorrows-tides"


@pytest.fixture
def sample(visit: Visit) -> Visit:
    registry = visit.app.registry
    load(read_sample(), Stores(registry.media, registry.pictures, registry.uploads))
    return visit


def test_home_with_the_sample(sample: Visit) -> None:
    page = sample.get("/")
    assert "Ninety years of tomorrow’s tides" in page.text
    assert "All 30 episodes" in page.text
    assert "/pictures/" in page.text


@pytest.mark.parametrize(
    ("slug", "title", "said"),
    [
        ("nine-fathom-desk", "Nine Fathom Desk", ["Season 2", "Hear the trailer", "Harbour Radio"]),
        ("half-a-minute-of-moss", "Half a Minute of Moss", ["Moos, auf Deutsch", "Lampcast"]),
    ],
)
def test_its_podcasts(sample: Visit, slug: str, title: str, said: list[str]) -> None:
    page = sample.get(f"/podcasts/{slug}")
    assert title in page.text
    for words in said:
        assert words in page.text


def test_its_longest_episode_plays_from_here(sample: Visit, queries: Queries) -> None:
    with queries() as asked:
        page = sample.get(LONGEST)
    assert asked.count <= 2
    for words in ("Twenty-seven wheels", "Kettlewick Night Teas", "littlequarrel.example"):
        assert words in page.text
    (address,) = set(re.findall(rf"{LONGEST}\.mp3", page.text))
    audio = sample.get(address, headers={"Range": "bytes=0-99"}, status=206)
    assert audio.content_type == "audio/mpeg"
    assert audio.content_length == 100


def test_everybody_and_every_topic_has_a_page(sample: Visit) -> None:
    for address in ("/people", "/topics"):
        page = sample.get(address)
        links = set(re.findall(rf'href="({address}/[a-z-]+)"', page.text))
        assert len(links) == 12
        for link in links:
            sample.get(link, status=200)


def test_its_courses(sample: Visit) -> None:
    page = sample.get("/courses")
    for title in ("Tomorrow’s tides", "Keeping a small archive", "Recording quiet places"):
        assert title in page.text
    page = sample.get("/courses").click("Tomorrow’s tides, by hand and in Python")
    for words in ("Mattis Oyelaran-Quist", "A sea made of wheels", "Ninety years of tomorrow’s"):
        assert words in page.text
    assert "Tomorrow’s tides, by hand" in sample.get(LONGEST).text
    assert "Tomorrow’s tides, by hand" in sample.get("/people/mattis-oyelaran-quist").text


def test_a_preview_lecture_shows_its_film(sample: Visit) -> None:
    page = sample.get("/courses").click("Tomorrow’s tides").click("What a tide is made of")
    assert page.lxml.xpath("//track/@srclang") == ["en", "de"]
    address = page.request.path.rpartition("/")[0]
    assert sample.get(f"{address}/video.mp4").content_type == "video/mp4"
    assert "Gezeitentafeln" in sample.get(f"{address}/captions.de.vtt")


def test_its_interviews(sample: Visit) -> None:
    page = sample.get("/interviews")
    for title in ("Halloran Pike-Sundby asked the fog", "Miss Tackett", "Ein Stein hat keine Eile"):
        assert title in page.text
    page = page.click("Halloran Pike-Sundby asked the fog")
    for words in (
        "Count what comes after it",
        "Wrenna Adeyinka-Holt",
        "like a cupboard being shut",
    ):
        assert words in page.text
    assert len(page.lxml.xpath("//figure//img[contains(@alt, ' ')]")) == 3


def test_an_interview_in_another_language_says_so(sample: Visit) -> None:
    page = sample.get("/interviews").click("Ein Stein hat keine Eile")
    said = page.lxml.xpath("//*[@lang='de']//text()[contains(., 'Handgepäck')]")
    assert said
    assert page.lxml.xpath("//h1[@lang='de' or .//*[@lang='de']]")


@pytest.mark.parametrize("address", ["/people/mattis-oyelaran-quist", "/topics/tides"])
def test_pages_of_people_and_topics_have_all_three(sample: Visit, address: str) -> None:
    page = sample.get(address)
    for title in ("Ninety years of tomorrow’s", "by hand and in Python", "Miss Tackett"):
        assert title in page.text


# The command


@pytest.mark.usefixtures("clean")
def test_it_is_loaded_and_removed_by_command(environ: dict[str, str], tmp_path: Path) -> None:
    status, said = talkpython(environ, "sample", "load")
    assert (status, count()["episodes"]) == (0, 30)
    assert "2 podcasts, 30 episodes, 3 courses and 3 interviews came in, in " in said
    assert "\n  /podcasts/nine-fathom-desk\n" in said
    assert "\n  /courses/recording-quiet-places\n" in said
    assert "\n  /interviews/what-miss-tackett-and-miss-lorne-knew-about-python\n" in said
    again = talkpython(environ, "sample", "load")[1]
    assert "0 podcasts, 0 episodes, 0 courses and 0 interviews came in" in again
    status, said = talkpython(environ, "sample", "remove")
    removed = (
        "Removed: 2 podcasts, 30 episodes, 3 courses, 3 interviews, "
        "12 people, 12 topics, 45 files.\n"
    )
    assert (status, said) == (0, removed)
    assert talkpython(environ, "sample", "remove") == (0, "Nothing of the sample is here.\n")
    assert not any(count().values())
    assert not list((tmp_path / "var" / "media").rglob("*.*"))


@pytest.mark.usefixtures("clean")
def test_what_is_shared_is_named(environ: dict[str, str]) -> None:
    make_topic("Tides")
    assert "  Tides was here before and is used\n" in talkpython(environ, "sample", "load")[1]
    podcast = Podcast.objects.by_slug("nine-fathom-desk").first()
    make_episode(podcast, key="own")
    said = talkpython(environ, "sample", "remove")[1]
    assert "  Nine Fathom Desk stays: it has 1 more episode\n" in said
    assert "  Odile Farraway stays: it stands in “Nine Fathom Desk”\n" in said


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("command", ["load", "remove"])
def test_one_process_at_a_time(environ: dict[str, str], command: str) -> None:
    with Run(SOURCE, LOCK):
        status, said = talkpython(environ, "sample", command)
    assert status == 1
    assert said.splitlines()[-1].startswith("Error: The sample is being loaded or removed")


@pytest.mark.usefixtures("clean")
def test_what_cannot_be_kept_is_one_sentence(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "var" / "media").write_text("in the way")
    status, said = talkpython(environ, "sample", "load")
    assert status == 1
    assert said.splitlines()[-1].startswith("Error: The sample cannot be loaded: ")
