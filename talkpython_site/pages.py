"""What the owner says in Markdown files: ``about.md``, ``privacy.md``, ``imprint.md``."""

import hashlib
import stat
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import structlog
from pyramid.config import Configurator
from pyramid.request import Request

from talkpython_site.markdown import SafeHtml
from talkpython_site.markdown.texts import read_text

log = structlog.get_logger(__name__)

FOLDER = "pages"  # in the folder of the site's files
TITLES = {"about": "About", "privacy": "Privacy", "imprint": "Imprint"}
LARGEST = 100_000  # bytes; a long privacy policy has 60,000
LONGEST_LABEL = 40
# A file that was written so lately may change again within the same tick of its clock: up to
# 10 ms on local disks, 2 s on some network file systems.
SETTLED_NANOSECONDS = 2_000_000_000

Mark = tuple[int, ...] | None  # tells one state of a file from another; None where there is none
NOT_SETTLED = (-1,)


class PageError(Exception):
    """Why a file cannot be shown, in words that follow its name."""


class OwnerPage(NamedTuple):
    """A file that is there, as its page shows it."""

    name: str  # of its file and in its address
    title: str
    opening: str  # plain words, "" where there are none
    html: SafeHtml

    @property
    def label(self) -> str:
        """What a link to it says: its title, in the owner's language, unless that is long."""
        return self.title if len(self.title) <= LONGEST_LABEL else TITLES[self.name]


class Found(NamedTuple):
    """What lies under one name: a page, or why there is none, or nothing at all."""

    source: str | None = None
    page: OwnerPage | None = None
    problem: str | None = None


NOTHING = Found()


class Shown(NamedTuple):
    """All files as they are in one request."""

    pages: Mapping[str, OwnerPage]  # by name, in the order of ``TITLES``
    fingerprint: str  # of all that they say; the same in every process


class Link(NamedTuple):
    """A page beside others; ``current`` is what ``aria-current`` says, None elsewhere."""

    name: str
    label: str
    current: str | None


class OwnerPages:
    """The files of a folder, read again when they change, rendered again when their text does."""

    def __init__(self, folder: Path, base: str) -> None:
        self._found = dict.fromkeys(paths(folder), NOTHING)
        self._base = base
        self._reading = threading.Lock()
        self._marks: tuple[Mark, ...] = ()
        self._shown = shown({})

    def now(self) -> Shown:
        """Three looks at the file system, 20 µs, where nothing has changed."""
        if self._look() != self._marks:
            with self._reading:
                marks = self._look()  # before reading: what changes meanwhile is seen next time
                if marks != self._marks:
                    self._read()
                    self._marks = tuple(mark if is_settled(mark) else NOT_SETTLED for mark in marks)
        return self._shown

    def _look(self) -> tuple[Mark, ...]:
        return tuple(map(mark_of, self._found))

    def _read(self) -> None:
        for path, before in self._found.items():
            found = self._found[path] = find(path, self._base, before)
            if found.problem and found.problem != before.problem:
                log.warning("a page is not shown", file=str(path), reason=found.problem)
        there = [found.page for found in self._found.values() if found.page]
        self._shown = shown({page.name: page for page in there})


def paths(folder: Path) -> list[Path]:
    return [folder / f"{name}.md" for name in TITLES]


def mark_of(path: Path) -> Mark:
    """By the time of its content, that of its name and rights, and where it lies."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0,) if path.is_symlink() else None
    except OSError as error:
        return (error.errno or 0,)
    return (found.st_ctime_ns, found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev)


def is_settled(mark: Mark) -> bool:
    """Whether what is read now is what this mark will always stand for."""
    return mark is None or time.time_ns() - mark[0] > SETTLED_NANOSECONDS


def find(path: Path, base: str, before: Found = NOTHING) -> Found:
    """What is there; the same as before where the text is."""
    try:
        source = text_of(path)
    except FileNotFoundError:
        return NOTHING
    except PageError as problem:
        return Found(problem=str(problem))
    return before if source == before.source else Found(source, page_of(path.stem, source, base))


def page_of(name: str, source: str, base: str) -> OwnerPage:
    title, opening, html = read_text(source, base)
    return OwnerPage(name, title or TITLES[name], opening, html)


def text_of(path: Path) -> str:
    """What is written in a file; raises ``FileNotFoundError`` or ``PageError``."""
    try:
        given = content_of(path)
    except FileNotFoundError as error:
        if path.is_symlink():
            raise PageError("is a link that leads nowhere") from error
        raise
    except OSError as error:
        raise PageError(f"cannot be read: {error.strerror}") from error
    if len(given) > LARGEST:
        raise PageError(f"is larger than {LARGEST:,} bytes")
    try:
        source = given.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PageError(f"is not UTF-8 at byte {error.start:,}: save it as UTF-8") from error
    if not source.strip():
        raise PageError("is empty")
    return source


def content_of(path: Path) -> bytes:
    """As much of a file as a page may have, and a byte more. Raises ``OSError``, ``PageError``.

    Links within the folder are followed, as containers mount files by them; others would show what
    was never meant for everybody.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # to open a pipe would wait for ever
        raise PageError("is no file")
    real = path.resolve(strict=True)
    if not real.is_relative_to(path.parent.resolve(strict=True)):
        raise PageError(f"is a link out of its folder, to {real}: put the file itself here")
    with real.open("rb") as file:
        return file.read(LARGEST + 1)


def shown(pages: Mapping[str, OwnerPage]) -> Shown:
    return Shown(pages, hashlib.sha256(repr(list(pages.values())).encode()).hexdigest()[:12])


def owner_pages(request: Request) -> Shown:
    found: Shown = request.registry.owner_pages.now()
    return found


def owner_links(request: Request) -> dict[str, Link]:
    """The pages that there are, by name."""
    here = (getattr(request, "matchdict", None) or {}).get("page")
    return {
        name: Link(name, page.label, "page" if name == here else None)
        for name, page in request.owner_pages.pages.items()
    }


def includeme(config: Configurator) -> None:
    site = config.registry.site
    config.registry.owner_pages = OwnerPages(site.var / FOLDER, site.site_url)
    # One answer a request: a page is kept under the state of the files that it was made of.
    config.add_request_method(owner_pages, reify=True)
    config.add_request_method(owner_links, reify=True)
