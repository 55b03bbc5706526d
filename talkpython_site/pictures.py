"""Pictures that are kept here: checked once, written in fixed widths, given addresses."""

import hashlib
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from time import time
from typing import NamedTuple

import resvg_py
from PIL import Image
from pyramid.config import Configurator

from talkpython_site import artwork as drawings
from talkpython_site.catalogue.cards import CourseCard, PodcastCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.imaging import PictureError, png, read_picture, refuse_as_artwork, written
from talkpython_site.media import sync_folder

__all__ = [
    "IN_HERO",
    "IN_LIST",
    "IN_ROW",
    "LARGE",
    "ON_PAGE",
    "WIDTHS",
    "Artwork",
    "PictureError",
    "PictureFolder",
    "artwork",
    "large",
]

WIDTHS = (160, 320, 640, 1400)  # px of the square into which a picture fits
IN_ROW, IN_LIST, ON_PAGE, IN_HERO = 60, 132, 280, 400  # px that they take on pages
LARGE = WIDTHS[-1]  # what directories of podcasts ask for at least
TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
ORIGINAL = "original"
UNUSED = "unused"  # a file beside it while nothing names the picture; its time: since when
UNFINISHED = ".new-"
AN_HOUR = 3600.0

Drawn = PodcastCard | CourseCard | InterviewCard  # what has a drawing where it has no artwork


class PictureFolder:
    """The pictures of a site, each under the SHA-256 of the file that was given.

    ``ab/abcd…/`` holds one: the original, then ``320.webp``, ``320.jpg`` and so on. It appears by
    a rename, whole, goes by one, and never changes in between.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._drawings = root / "drawings"
        self._drawing = threading.Lock()
        self._reading = threading.Lock()

    def keep(self, content: bytes) -> str:
        """Keep a PNG, JPEG or WebP; gives its hash, 64 digits. Once is as often as you like.

        Raises ``PictureError`` where it is none, is broken or too large.
        """
        key = hashlib.sha256(content).hexdigest()
        with self._reading:  # one at a time: each may take imaging.MOST_MEGABYTES
            if not self.wanted(key):
                self._keep(key, content)
        return key

    def checked_artwork(self, content: bytes) -> str:
        """Keep a PNG, JPEG or WebP that is a square of 1400 to 3000 px; gives its hash.

        Raises ``PictureError`` for all else.
        """
        refuse_as_artwork(content)
        return self.keep(content)

    def is_artwork(self, key: str) -> bool:
        """Whether a picture is here that may be artwork."""
        return self.size(key) == (LARGE, LARGE)

    def wanted(self, key: str) -> bool:
        """Whether a picture is here. It counts as used again, for who is about to name it."""
        if not HASH.fullmatch(key):
            return False
        (self._place(key) / UNUSED).unlink(missing_ok=True)
        return self._place(key).is_dir()

    def keys(self) -> Iterator[str]:
        """The hash of every picture, in order."""
        found = (path.name for path in self.root.glob("??/*"))
        return iter(sorted(name for name in found if HASH.fullmatch(name)))

    def original(self, key: str) -> bytes | None:
        """The file as it was given; None where there is none."""
        path = self._place(key) / ORIGINAL
        return path.read_bytes() if HASH.fullmatch(key) and path.is_file() else None

    def delete(self, key: str) -> None:
        """Nothing happens where it is gone already; what is left of it is never half of it."""
        if HASH.fullmatch(key) and self._place(key).is_dir():
            gone = self._new_folder()
            self._place(key).rename(gone)
            shutil.rmtree(gone)

    def delete_unused(self, key: str, now: datetime, limit: datetime) -> bool:
        """Note that nothing names a picture; delete it where that was so by ``limit`` already.

        Who wants it at this moment has it: what was wanted before it left its place comes back,
        and after that nobody is told that it is here.
        """
        if unused_since(self._place(key), now) > limit.timestamp():
            return False
        gone = self._new_folder()
        os.utime(self._place(key))  # young, so that ``sweep`` leaves it alone
        self._place(key).rename(gone)
        is_unused = (gone / UNUSED).exists()
        if is_unused:
            shutil.rmtree(gone)
        else:
            self._finish(gone, self._place(key))
        return is_unused

    def file(self, key: str, width: str, ending: str) -> Path | None:
        """Where a width of a picture lies; None for what was never given out."""
        is_ours = HASH.fullmatch(key) and ending in TYPES and width in map(str, WIDTHS)
        path = self._place(key) / f"{width}.{ending}"
        return path if is_ours and path.is_file() else None

    def is_whole(self, key: str) -> bool:
        """Whether every width of a picture is here."""
        return all(self.file(key, str(width), ending) for width in WIDTHS for ending in TYPES)

    def drawing(self, name: str, is_wanted: Callable[[], bool]) -> Path | None:
        """Where a drawing of 1400 px lies as PNG.

        What is not there yet is drawn where ``is_wanted()`` says so, so that nobody fills the disk
        with names; None otherwise. It takes 0.2 to 0.4 s of one core, once.
        """
        path = self._drawings / f"{name}.png"
        if drawings.NAME.fullmatch(name) is None:
            return None
        if path.is_file():
            return path
        if not is_wanted():
            return None
        with self._drawing:  # one at a time: each holds the interpreter
            if not path.is_file():
                self._draw(name, path)
        return path

    def size(self, key: str) -> tuple[int, int] | None:
        """Width and height in px of the largest picture, which is used by that; None where it is
        not here.
        """
        path = self.file(key, str(LARGE), "jpg") if self.wanted(key) else None
        return size_of(path) if path else None

    def _keep(self, key: str, content: bytes) -> None:
        image = read_picture(content)
        new = self._new_folder()
        try:
            write(new / ORIGINAL, content)
            for width in WIDTHS:
                for ending in TYPES:
                    write(new / f"{width}.{ending}", written(image, width, ending))
            self._finish(new, self._place(key))
        finally:
            shutil.rmtree(new, ignore_errors=True)  # it has its name by now, or is not whole

    def _place(self, key: str) -> Path:
        return self.root / key[:2] / key

    def _draw(self, name: str, path: Path) -> None:
        sweep(path.parent)
        new = path.with_name(f"{UNFINISHED}{token_hex(8)}")
        try:
            write(new, drawn(name))
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)

    def _new_folder(self) -> Path:
        """An empty one."""
        sweep(self.root)
        return Path(mkdtemp(prefix=UNFINISHED, dir=self.root))

    def _finish(self, new: Path, place: Path) -> None:
        place.parent.mkdir(exist_ok=True)
        sync_folder(new)
        try:
            new.rename(place)
        except OSError:
            if not place.is_dir():
                raise
            shutil.rmtree(new)  # somebody else kept the same meanwhile
        sync_folder(place.parent)
        sync_folder(self.root)


def sweep(folder: Path) -> None:
    """Make a folder; remove from it what dead processes left unfinished an hour ago."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{UNFINISHED}*"):
        with suppress(OSError):  # another process has just finished it
            if left.stat().st_mtime > time() - AN_HOUR:
                continue
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


def unused_since(place: Path, now: datetime) -> float:
    """The time that is noted in the folder of a picture; ``now``, and noted, where none is."""
    mark = place / UNUSED
    try:
        return mark.stat().st_mtime
    except FileNotFoundError:
        mark.touch()
        os.utime(mark, (now.timestamp(), now.timestamp()))
        return now.timestamp()


def write(path: Path, content: bytes) -> None:
    """Write a file so that it outlives a power cut once its folder is synced."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def drawn(name: str) -> bytes:
    """A drawing as PNG of 1400 px; raises ``ValueError`` where the name is none of ours."""
    svg = drawings.drawing(name)
    raw = resvg_py.svg_to_bytes(svg_string=svg, width=LARGE, height=LARGE, skip_system_fonts=True)
    with Image.open(BytesIO(raw), formats=("PNG",)) as image:
        return png(image)


@lru_cache(maxsize=1024)
def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


class Artwork(NamedTuple):
    """A picture for an ``img``: one address, and those for denser screens."""

    src: str
    srcset: str | None


def artwork(path: Callable[..., str], whose: Drawn, px: int, own: str | None = None) -> Artwork:
    """What to show in a square of ``px``: the artwork of a thing, else its drawing.

    ``own``: that of an episode, which goes first.
    """
    kept = own or whose.artwork
    if kept is None:
        return Artwork(path("pictures.drawing", name=drawing_name(whose)), None)
    once, twice = (
        path("pictures.show", hash=kept, width=width_for(size), ending="webp")
        for size in (px, 2 * px)
    )
    return Artwork(once, None if once == twice else f"{once} 1x, {twice} 2x")


def large(path: Callable[..., str], whose: Drawn, own: str | None = None) -> str:
    """The address of the same picture for feeds and for who shares it: JPEG or PNG.

    1400 px wide, but for artwork that was given in less.
    """
    kept = own or whose.artwork
    if kept is None:
        return path("pictures.large_drawing", name=drawing_name(whose))
    return path("pictures.show", hash=kept, width=LARGE, ending="jpg")


def width_for(px: int) -> int:
    return next((width for width in WIDTHS if width >= px), LARGE)


def drawing_name(whose: Drawn) -> str:
    return drawings.name_of(whose.title, whose.own_hue)


def includeme(config: Configurator) -> None:
    config.registry.pictures = PictureFolder(config.registry.site.var / "pictures")
