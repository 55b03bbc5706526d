"""What the doctor finds that cannot be brought about from outside."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from talkpython_site.media import MediaFolder
from talkpython_site.pictures import PictureFolder
from talkpython_site.scripts.doctor import (
    Advice,
    TroubleError,
    attempt,
    check_clock,
    check_feeds,
    check_files,
    check_version,
)
from talkpython_site.settings import Settings
from tests.audio import keep_audio
from tests.factories import make_episode, make_podcast
from tests.pictures import make_picture

pytestmark = pytest.mark.usefixtures("clean")


def test_clocks_that_agree_are_fine(settings: Settings) -> None:
    assert check_clock(settings).endswith("of the database's")


@pytest.mark.parametrize(("seconds", "words"), [(5, "ahead of"), (-5, "behind")])
def test_clocks_a_second_apart_are_not(settings: Settings, seconds: int, words: str) -> None:
    there = datetime.now(UTC) + timedelta(seconds=seconds)
    with time_machine.travel(there), pytest.raises(TroubleError, match=rf"[45]\.\d s {words}"):
        check_clock(settings)


@pytest.mark.parametrize("version", ["6.0.0", "6.0.20", "8.2.11", "10.0.1-rc1"])
def test_newer_servers_are_fine(version: str) -> None:
    assert check_version(version) == f"MongoDB {version}"


@pytest.mark.parametrize("version", ["5.0.31", "4.4.0"])
def test_older_servers_are_not(version: str) -> None:
    with pytest.raises(TroubleError, match=r"6\.0 is the oldest"):
        check_version(version)


def test_podcasts_without_a_category_are_named(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    make_podcast("Deep Harbour")
    make_podcast("Ebb", categories=[["Technology"]])
    make_podcast("Hidden", state="importing")
    with pytest.raises(Advice, match=r"^“Deep Harbour”: no category"):
        check_feeds(settings)
    # The site works without: it is no failure.
    assert attempt("feeds", lambda: check_feeds(settings))
    assert capsys.readouterr().out.startswith("! feeds        “Deep Harbour”: no category")

    for number in range(6):
        make_podcast(f"Show {number}")
    with pytest.raises(Advice, match="“Show 3” and 2 more: no category"):
        check_feeds(settings)


def test_podcasts_with_a_category_are_fine(settings: Settings) -> None:
    make_podcast(categories=[["Education", "How To"]])
    assert check_feeds(settings) == "each podcast has a category"


def test_files_that_are_missing_are_named(settings: Settings, tmp_path: Path) -> None:
    site = replace(settings, var=tmp_path)
    media, pictures = MediaFolder(tmp_path / "media"), PictureFolder(tmp_path / "pictures")
    show = make_podcast("Deep Harbour", artwork=pictures.keep(make_picture()))
    make_podcast("Ebb")
    sound = keep_audio(media)
    make_episode(show, title="Tides", enclosure=sound)
    make_episode(show, title="Elsewhere")
    assert check_files(site) == "all there that shows and episodes name"

    next(pictures.root.rglob("320.webp")).unlink()
    media.delete(str(sound.media))
    make_episode(show, title="Unsaid", enclosure=sound, state="importing")
    with pytest.raises(TroubleError, match=r"^“Deep Harbour” and “Tides” lack theirs in .*: bring"):
        check_files(site)

    for number in range(6):
        make_episode(show, title=f"Part {number}", enclosure=sound)
    shutil.rmtree(pictures.root)
    with pytest.raises(TroubleError, match=r"“Part [0-9]” and 3 more lack theirs in"):
        check_files(site)
