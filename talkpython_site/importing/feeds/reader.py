"""Reads a podcast's feed from a file, RSS 2.0 or Atom: everything is checked before a write."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from talkpython_site.addresses import web_address
from talkpython_site.importing.feeds.ages import in_words, made_at
from talkpython_site.importing.feeds.assembling import assemble
from talkpython_site.importing.feeds.counting import count_items
from talkpython_site.importing.feeds.elements import Fields, name_of
from talkpython_site.importing.feeds.items import Draft, read_item
from talkpython_site.importing.feeds.mending import mend
from talkpython_site.importing.feeds.opening import (
    FeedError,
    pieces,
    refuse_other_formats,
    sliced,
)
from talkpython_site.importing.feeds.parsed import Oddity, ParsedFeed
from talkpython_site.importing.feeds.report import SHOW, Report
from talkpython_site.importing.feeds.shows import read_show
from talkpython_site.importing.feeds.sifting import Broken, Sieve
from talkpython_site.importing.feeds.streaming import DamagedError, Stream

__all__ = ["FeedError", "read"]

Progress = Callable[[int], None]


def read(path: Path, progress: Progress | None = None) -> ParsedFeed:
    """A feed of up to 64 MB; of its XML no more than one item is in memory at a time.

    What was read of all items is: its notes twice, as given and made safe.
    One that is not well-formed is mended where that is certain and read without what is not whole;
    ``recovered`` tells what was wrong. ``progress`` is told how many items were seen. Raises
    ``FeedError``, one sentence, for what is no feed.
    """
    refuse_other_formats(path)
    damage = damage_in(path)
    if not damage:
        return Reading(path, Stream(pieces(path)), progress).feed()
    sieve = Sieve()
    feed = sieve.sift(mend(b"".join(pieces(path))))
    stream = Stream(sliced(feed), is_recovering=True)
    return Reading(path, stream, progress, damage, sieve.broken).feed()


def damage_in(path: Path) -> str | None:
    """What a strict parser says of a file, with line and column; None where it is well-formed."""
    try:
        for _item in Stream(pieces(path)).items():
            pass
    except DamagedError as error:
        return str(error)
    return None


class Reading:
    """One pass over a feed."""

    def __init__(
        self,
        path: Path,
        stream: Stream,
        progress: Progress | None,
        damage: str | None = None,
        broken: Sequence[Broken] = (),
    ) -> None:
        self._path = path
        self._stream = stream
        self._progress = progress
        self._damage = damage
        self._broken = broken
        self._report = Report()
        self._seen = 0  # items as count_items() counts them

    def feed(self) -> ParsedFeed:
        drafts = list(self._drafts())
        root = self._stream.root
        if root is None:
            raise FeedError(f"“{self._path}” is not XML ({self._damage}).")
        self._refuse_entities(root)
        channel = self._channel(root)
        show = read_show(Fields(channel), self._report, base_of(channel))
        items = assemble(drafts, show.title, self._report)
        self._account_for_broken()
        self._account_for_all()
        snapshot_at = made_at(self._path, show.last_build_at, [item.published_at for item in items])
        if show.last_build_at and show.last_build_at != snapshot_at:
            future = in_words(show.last_build_at)
            self._report.about(SHOW)(f"its lastBuildDate lies in the future: {future}")
        return ParsedFeed(
            show=show,
            items=items,
            set_aside=tuple(self._report.set_aside),
            oddities=tuple(self._report.oddities()),
            unknown_elements=dict(self._report.unknown_elements),
            recovered=self._damage,
            dropped_images=self._report.dropped_images,
            snapshot_at=snapshot_at,
        )

    def _drafts(self) -> Iterator[Draft]:
        base = None
        for position, element in enumerate(self._stream.items(), start=1):
            if position == 1:
                self._refuse_entities(element)
                base = base_of(element.getparent())
            self._seen += element.prefix is None
            draft = read_item(element, position, self._report, base)
            if draft:
                yield draft
            if self._progress:
                self._progress(position)

    def _refuse_entities(self, element: etree._Element) -> None:
        """A feed needs none, and a bomb is made of them; they were not expanded so far."""
        definitions: Any = element.getroottree().docinfo.internalDTD  # None without a DOCTYPE
        if definitions is not None and any(definitions.iterentities()):
            raise FeedError(f"“{self._path}” defines entities of its own, which a feed may not do.")

    def _channel(self, root: etree._Element) -> etree._Element:
        """What holds the show."""
        name = name_of(root)
        if name in {"channel", "feed", "atom:feed"}:
            return root
        channel = next(root.iter("{*}channel"), None)
        if channel is not None or (name == "rss" and self._seen):
            return root if channel is None else channel
        if name.rpartition(":")[2].lower() == "html":
            raise FeedError(f"“{self._path}” is a web page, not a feed.")
        raise FeedError(f"“{self._path}” is XML, but no feed: <{name}> holds no channel.")

    def _account_for_broken(self) -> None:
        """Name what was taken out because it is not whole."""
        for broken in self._broken:
            if broken.is_item:
                self._report.set_aside.append(Oddity(broken.name, broken.reason))
                self._seen += broken.is_counted
            else:
                self._report.about(SHOW)(f"its {broken.name} is left out: {broken.reason}")

    def _account_for_all(self) -> None:
        """Name what looks like an item in the file and was not given by the parser."""
        count, mentions = count_items(self._path)
        for mention in mentions:
            name = f"What looks like an item in line {mention.line}"
            self._report.set_aside.append(Oddity(name, mention.reason))
        lost = Oddity("An item", f"it is lost in what is not well-formed ({self._damage})")
        self._report.set_aside += [lost] * (count - self._seen)


def base_of(channel: etree._Element | None) -> str | None:
    """What relative addresses are relative to: xml:base, else the show's page."""
    return None if channel is None else channel.base or web_address(channel.findtext("link"))
