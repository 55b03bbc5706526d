"""A course as its folder has it."""

from dataclasses import dataclass

from talkpython_site.importing.feeds.parsed import Oddity


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """What is said from a second on."""

    start_seconds: float
    text: str


@dataclass(frozen=True, slots=True)
class ParsedLecture:
    """``source`` is the path of its file in the folder."""

    source: str
    title: str
    is_titled: bool  # False: the title was made of its first words
    duration_seconds: int
    transcript: tuple[ParsedLine, ...]


@dataclass(frozen=True, slots=True)
class ParsedChapter:
    """``source`` is the path of its folder in the folder of the course."""

    source: str
    title: str
    is_titled: bool
    lectures: tuple[ParsedLecture, ...]


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """What a README says of a course."""

    title: str | None = None
    subtitle: str | None = None
    description_source: str | None = None  # Markdown
    description_html: str | None = None
    outcomes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    level: str | None = None
    people: tuple[str, ...] = ()
    original_url: str | None = None
    numbered: tuple[str, ...] = ()  # the first list with numbers, which may name the chapters


@dataclass(frozen=True, slots=True)
class ParsedCourse:
    """Everything in a folder; each of its files is a lecture, its README or set aside."""

    source: str  # the folder's name, by which the course is known
    page: ParsedPage
    title: str
    topics: tuple[str, ...]
    readme: str | None
    chapters: tuple[ParsedChapter, ...]
    set_aside: tuple[Oddity, ...]
    oddities: tuple[Oddity, ...]

    @property
    def lectures(self) -> list[ParsedLecture]:
        return [lecture for chapter in self.chapters for lecture in chapter.lectures]
