"""The form of a lecture: what it holds. Where it stands is changed in the form of its course."""

from collections.abc import Callable, Mapping
from typing import BinaryIO, ClassVar

from pyramid.request import Request
from wtforms import HiddenField, SelectField, StringField, TextAreaField

from talkpython_site.documents import Upload
from talkpython_site.forms.content import AsStored, ContentForm, offered
from talkpython_site.forms.lecture_reading import MAKE_LENGTH, READ
from talkpython_site.lecture_texts import TEXTS, YES
from talkpython_site.upload_purposes import Purpose

PREVIEW = {"": "No: only those who are enrolled", YES: "Yes: everybody, as a free preview"}
CODE = {"spellcheck": "false", "autocomplete": "off"}


def rows(kind: str, number: int) -> dict[str, str]:
    """Lines that a script shows as rows of fields."""
    return {"rows": str(number), "class": "lines-field", "data-rows": kind, **CODE}


class LectureForm(ContentForm):
    """The names of its fields are those of ``lecture_texts``."""

    media = HiddenField("Video")  # the key of one that is kept here
    video = StringField("Address of the video", render_kw={"type": "url", **CODE})
    duration = StringField("Length", render_kw=CODE)
    is_preview = SelectField("Open to everybody", validate_choice=False)
    captions = TextAreaField("Captions", render_kw=rows("captions", 3))
    captions_language = StringField("Language of the file", render_kw=CODE)
    text = TextAreaField("Text", render_kw={"rows": "18", "class": "notes-field", "dir": "auto"})
    downloads = TextAreaField("Files to take along", render_kw=rows("downloads", 4))
    transcript = TextAreaField(
        "Transcript", render_kw={"rows": "14", "class": "lines-field", "dir": "auto"}
    )

    fields = TEXTS
    reading = READ
    files: ClassVar[Mapping[str, str]] = {
        "media": "video_file",
        "captions": "captions_file",
        "downloads": "download_file",
    }

    claim: Callable[[str, Purpose], Upload | None]  # what who sends the form has uploaded, by key
    opened: Callable[[str], BinaryIO]  # what is kept here, by its key

    @property
    def news(self) -> set[str]:
        """What is watched or read says how long it takes."""
        changed = super().news
        return changed | {"duration"} if changed & MAKE_LENGTH else changed

    def know(self, request: Request) -> None:
        super().know(request)
        uploads, account = request.registry.uploads, request.signed_in.account_id
        self.claim = lambda key, purpose: uploads.claim(account, key, request.now, purpose)
        self.opened = request.registry.media.open

    def about(self, request: Request, now: AsStored) -> None:
        super().about(request, now)
        self.is_preview.choices = offered(PREVIEW, now.texts["is_preview"])
