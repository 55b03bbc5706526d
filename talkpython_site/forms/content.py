"""The form of a whole document: what was typed, what of it is news, and whether that will do."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar, NamedTuple

from pyramid.request import Request

from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.forms import SiteForm
from talkpython_site.pictures import HASH, PictureFolder
from talkpython_site.text_fields import TextFields, Texts

NOT_SENT = "“{}” was not sent. Choose it again, and press the button beside it before you save."


class AsStored(NamedTuple):
    """A document as it is now, with the cards of what it names, and as texts."""

    thing: Any
    snapshot: Snapshot
    texts: Texts


class ContentForm(SiteForm):
    """Each of its fields holds a text."""

    fields: ClassVar[TextFields]  # those of the document
    # How each is read, in the order in which they need one another. Raise ``ValueError``.
    reading: ClassVar[Mapping[str, Callable[[Any], Any]]]
    always: ClassVar[Collection[str]] = ()  # read whether they are news or not
    following: ClassVar[Mapping[str, str]] = {}  # made of the other while left empty
    bound: ClassVar[Mapping[str, Collection[str]]] = {}  # may be wrong by a change of others
    # Where a browser without script names a file that it does not send.
    files: ClassVar[Mapping[str, str]] = {"artwork": "artwork_file"}

    thing: Any  # the document as it is now
    snapshot: Snapshot
    theirs: Texts  # the document as texts
    wanted: Texts  # what is to stand there
    values: dict[str, Any]  # what was read of what is news
    pictures: PictureFolder | None = None  # those that are kept here
    unsent: Mapping[str, str | None] = {}  # names of files that were chosen and not sent, by field

    @classmethod
    def kept(cls) -> frozenset[str]:
        """The fields that are kept while they are typed."""
        return frozenset({*cls.fields.written, *cls.always})

    def about(self, request: Request, now: AsStored) -> None:  # noqa: ARG002 - some forms ask who sees them
        """Which document it is of; what is the same as there is not looked at."""
        self.thing, self.snapshot, self.theirs = now
        self.wanted = self.theirs

    def know(self, request: Request) -> None:
        self.pictures = request.registry.pictures
        sent = {name: request.POST.get(field) for name, field in self.files.items()}
        self.unsent = {name: text for name, text in sent.items() if isinstance(text, str)}

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, as it is compared and kept."""
        names = self.fields.written
        return {name: self.fields.tidied(name, self[name].data or "") for name in names}

    @property
    def news(self) -> set[str]:
        """The fields that are to be changed."""
        changed = {name for name in self.fields.written if self.wanted[name] != self.theirs[name]}
        return changed | {
            name
            for name, cause in self.following.items()
            if cause in changed and not self.wanted[name]
        }

    @property
    def artwork_shown(self) -> str | None:
        """The picture that the form names, where that may be one."""
        given = self["artwork"].data or ""
        return given if HASH.fullmatch(given) else None

    def is_artwork(self, key: str) -> bool:
        """Whether a picture is here that may be artwork."""
        return self.pictures is not None and self.pictures.is_artwork(key)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        self.values = {}
        news = self.news | (set(self.always) & set(self._fields))
        for name, read in self.reading.items():
            if news & {name, *self.bound.get(name, ())}:
                try:
                    value = read(self)
                except ValueError as error:
                    self[name].errors = [str(error)]
                else:
                    self.values |= {name: value} if name in news else {}
        for name, filename in self.unsent.items():
            if filename:
                self[name].errors = [NOT_SENT.format(filename)]
        return not self.wrong


def offered(known: Mapping[str, str], given: str | None) -> list[tuple[str, str]]:
    """The choices of a field; one that stands there already stays one."""
    own = {given: given} if given and given not in known else {}
    return list({**known, **own}.items())
