"""What a feed says, read and checked, before anything of it is stored."""

from dataclasses import dataclass, field
from datetime import datetime

from talkpython_site.importing.feeds.limits import shortened
from talkpython_site.markdown import SafeHtml

LONGEST_NAME = 120  # characters of an item's name in the report


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that could not be kept as it stood, and why."""

    item: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "item", shortened(self.item, LONGEST_NAME))


@dataclass(frozen=True, slots=True)
class ParsedLink:
    """An address with words for it."""

    label: str | None
    url: str


@dataclass(frozen=True, slots=True)
class ParsedPerson:
    """A person and what they do; role and group in small letters, as podcast:person names them."""

    name: str
    role: str | None = None
    group: str | None = None
    url: str | None = None
    picture_url: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedEnclosure:
    """The audio or video file, as given."""

    url: str
    size_bytes: int | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedChapter:
    """A part of an episode that starts at a second."""

    start_seconds: float
    title: str | None = None
    url: str | None = None
    picture_url: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedTranscript:
    """A transcript that lies elsewhere."""

    url: str
    type: str | None = None
    language: str | None = None
    rel: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """One episode of a feed."""

    title: str
    guid: str
    season: int | None = None
    number: int | None = None
    kind: str | None = None  # full, trailer or bonus
    published_at: datetime | None = None  # UTC
    published_precision: str | None = None  # "day": midnight UTC stands for the day
    notes_html: SafeHtml | None = None
    notes_source: str | None = None
    summary: str | None = None  # plain text
    enclosure: ParsedEnclosure | None = None
    duration_seconds: int | None = None
    is_explicit: bool | None = None
    artwork_url: str | None = None
    people: tuple[ParsedPerson, ...] = ()  # empty: the show's
    chapters: tuple[ParsedChapter, ...] = ()
    chapters_url: str | None = None
    transcripts: tuple[ParsedTranscript, ...] = ()
    funding: tuple[ParsedLink, ...] = ()
    topics: tuple[str, ...] = ()
    links: tuple[ParsedLink, ...] = ()  # of the notes
    original_url: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedShow:
    """The show itself."""

    title: str
    subtitle: str | None = None
    description_html: SafeHtml | None = None
    description_source: str | None = None
    language: str | None = None
    link: str | None = None
    feed_urls: tuple[str, ...] = ()
    guid: str | None = None
    author: str | None = None
    owner_name: str | None = None
    owner_email: str | None = None
    copyright: str | None = None
    is_explicit: bool | None = None
    kind: str | None = None  # episodic or serial
    categories: tuple[tuple[str, str | None], ...] = ()
    artwork_url: str | None = None
    funding: tuple[ParsedLink, ...] = ()
    is_locked: bool | None = None
    medium: str | None = None
    people: tuple[ParsedPerson, ...] = ()
    update_frequency: str | None = None
    last_build_at: datetime | None = None  # UTC


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A whole feed: every item of the file is in ``items``, in its order, or in ``set_aside``."""

    show: ParsedShow
    items: tuple[ParsedItem, ...]
    set_aside: tuple[Oddity, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    unknown_elements: dict[str, int] = field(default_factory=dict)
    recovered: str | None = None  # what was not well-formed, with line and column
    dropped_images: int = 0
    snapshot_at: datetime | None = None  # when the file was made
