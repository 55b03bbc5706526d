"""Pictures in their folder, and the addresses of them."""

import hashlib
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site import pictures
from talkpython_site.catalogue.cards import PodcastCard
from talkpython_site.pictures import PictureError, PictureFolder
from tests.pictures import make_picture, read

FILES = {f"{w}.{e}" for w in (160, 320, 640, 1400) for e in ("webp", "jpg")} | {"original"}
A_DAY = 86_400
DRAWN = "1-7-dd698330"


@pytest.fixture
def folder(tmp_path: Path) -> PictureFolder:
    return PictureFolder(tmp_path / "pictures")


def path(route: str, **parts: Any) -> str:
    return f"{route} {' '.join(str(part) for part in parts.values())}"


def unfinished(folder: PictureFolder) -> list[str]:
    return [each.name for each in folder.root.rglob(".*")]


def card(artwork: str | None) -> PodcastCard:
    stored = {"_id": ObjectId(), "slug": "deep", "title": "Deep Harbour", "artwork": artwork}
    return PodcastCard.from_stored({**stored, "own_hue": "hue-7"})


def test_every_width_that_is_given_out_answers(folder: PictureFolder) -> None:
    content = make_picture("JPEG", (500, 500))

    key = folder.keep(content)

    assert key == hashlib.sha256(content).hexdigest()
    assert {each.name for each in (folder.root / key[:2] / key).iterdir()} == FILES
    for width, found in ((160, 160), (320, 320), (640, 500), (1400, 500)):
        for ending in ("webp", "jpg"):
            file = folder.file(key, str(width), ending)
            assert file
            assert read(file.read_bytes()).size == (found, found)
    assert folder.original(key) == content
    assert folder.size(key) == (500, 500)


def test_keeping_twice_is_keeping_once(folder: PictureFolder) -> None:
    first, second = make_picture(colour="red"), make_picture(colour="blue")

    found = [folder.keep(content) for content in (first, second, first)]

    assert found[0] == found[2] != found[1]
    assert list(folder.keys()) == sorted(set(found))
    assert unfinished(folder) == []


def test_whoever_keeps_the_same_meanwhile_may_win(folder: PictureFolder) -> None:
    late = folder._new_folder()
    key = folder.keep(make_picture())

    folder._finish(late, folder._place(key))

    assert list(folder.keys()) == [key]
    assert [each.name for each in folder.root.iterdir()] == [key[:2]]


def test_many_at_once_are_read_one_after_the_other(folder: PictureFolder) -> None:
    contents = [make_picture(colour=colour) for colour in ("red", "blue")]
    threads = [threading.Thread(target=folder.keep, args=(each,)) for each in contents]

    with folder._reading:  # as while another one is read
        for thread in threads:
            thread.start()
        threads[0].join(0.2)
        assert all(thread.is_alive() for thread in threads)
    for thread in threads:
        thread.join()

    assert len(list(folder.keys())) == 2


@pytest.mark.parametrize("side", [1400, 3000])
def test_artwork_is_a_square_that_directories_take(folder: PictureFolder, side: int) -> None:
    key = folder.checked_artwork(make_picture("JPEG", (side, side)))

    assert list(folder.keys()) == [key]
    assert folder.is_artwork(key)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((1600, 1200), "Artwork is square: this has 1,600 × 1,200 pixels."),
        ((1399, 1399), "Artwork has 1,400 to 3,000 pixels on each side: this has 1,399."),
        ((3001, 3001), "Artwork has 1,400 to 3,000 pixels on each side: this has 3,001."),
        ((5001, 5001), "The picture has more than 25 million pixels."),
    ],
    ids=["oblong", "small", "large", "bomb"],
)
def test_what_is_no_artwork_is_not_kept(
    folder: PictureFolder, size: tuple[int, int], said: str
) -> None:
    with pytest.raises(PictureError) as raised:
        folder.checked_artwork(make_picture(size=size, mode="1", colour=1))

    assert (str(raised.value), list(folder.keys())) == (said, [])


@pytest.mark.parametrize("size", [(1000, 1000), (2800, 1400)])
def test_other_pictures_are_kept_and_no_artwork(
    folder: PictureFolder, size: tuple[int, int]
) -> None:
    assert not folder.is_artwork(folder.keep(make_picture(size=size)))
    assert not folder.is_artwork("0" * 64)


def test_what_stands_in_the_way_is_an_error(folder: PictureFolder) -> None:
    content = make_picture()
    place = folder._place(hashlib.sha256(content).hexdigest())
    place.parent.mkdir(parents=True)
    place.write_bytes(b"")

    with pytest.raises(NotADirectoryError):
        folder.keep(content)

    assert unfinished(folder) == []


def test_nothing_of_what_cannot_be_read_is_kept(folder: PictureFolder) -> None:
    with pytest.raises(PictureError):
        folder.keep(b"GIF89a")

    assert not folder.root.exists()


def test_what_a_dead_process_left_is_removed(folder: PictureFolder) -> None:
    folder.keep(make_picture(colour="red"))
    old, young = folder.root / ".new-old", folder.root / ".new-young"
    for left in (old, young):
        left.mkdir()
    os.utime(old, (A_DAY, A_DAY))

    folder.keep(make_picture(colour="blue"))

    assert (old.exists(), young.exists()) == (False, True)


def test_a_picture_that_is_not_here(folder: PictureFolder) -> None:
    key = folder.keep(make_picture())
    shutil.rmtree(folder.root / key[:2])

    assert folder.original(key) is None
    assert folder.original("../" + key) is None
    assert folder.size(key) is None
    assert folder.file(key, "320", "webp") is None


def test_a_picture_is_deleted_in_all_its_widths(folder: PictureFolder) -> None:
    first, second = (folder.keep(make_picture(colour=colour)) for colour in ("red", "blue"))

    for _again in range(2):
        folder.delete(first)
    folder.delete("../" + second)

    assert list(folder.keys()) == [second]
    assert unfinished(folder) == []


def test_a_drawing_is_drawn_once(folder: PictureFolder) -> None:
    asked: list[bool] = []

    def is_wanted() -> bool:
        asked.append(True)
        return True

    found = folder.drawing(DRAWN, is_wanted)
    assert found
    first = found.stat().st_mtime_ns
    threads = [threading.Thread(target=folder.drawing, args=(DRAWN, is_wanted)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (found.stat().st_mtime_ns, len(asked)) == (first, 1)
    assert folder.drawing("1-7-0000beef", lambda: False) is None
    assert folder.drawing("../1-7-dd698330", lambda: True) is None


def test_who_draws_keeps_nobody_from_what_is_there(folder: PictureFolder) -> None:
    folder.drawing(DRAWN, lambda: True)
    with folder._drawing:  # as while another one is drawn
        reader = threading.Thread(target=folder.drawing, args=(DRAWN, bool), daemon=True)
        reader.start()
        reader.join(10)

        assert not reader.is_alive()


def test_drawings_that_a_dead_process_left_are_removed(folder: PictureFolder) -> None:
    drawings = folder.root / "drawings"
    drawings.mkdir(parents=True)
    for name in (".new-old", ".new-young"):
        (drawings / name).write_bytes(b"half")
    os.utime(drawings / ".new-old", (A_DAY, A_DAY))

    folder.drawing(DRAWN, lambda: True)

    assert {path.name for path in drawings.iterdir()} == {f"{DRAWN}.png", ".new-young"}


@pytest.mark.parametrize(
    ("px", "once", "twice"),
    [(60, 160, 160), (132, 160, 320), (280, 320, 640), (400, 640, 1400), (2000, 1400, 1400)],
)
def test_addresses_of_artwork(px: int, once: int, twice: int) -> None:
    found = pictures.artwork(path, card("ab"), px)

    assert found.src == f"pictures.show ab {once} webp"
    both = f"pictures.show ab {once} webp 1x, pictures.show ab {twice} webp 2x"
    assert found.srcset == (None if once == twice else both)
    assert pictures.large(path, card("ab")) == "pictures.show ab 1400 jpg"


@pytest.mark.parametrize("artwork", ["ab", None])
def test_an_episodes_own_artwork_goes_first(artwork: str | None) -> None:
    found = pictures.artwork(path, card(artwork), 60, "cd")

    assert found == ("pictures.show cd 160 webp", None)
    assert pictures.large(path, card(artwork), "cd") == "pictures.show cd 1400 jpg"


def test_addresses_of_drawings() -> None:
    assert pictures.artwork(path, card(None), 60) == ("pictures.drawing 1-7-dd698330", None)
    assert pictures.large(path, card(None)) == "pictures.large_drawing 1-7-dd698330"
