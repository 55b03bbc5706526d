"""The form of an interview."""

from typing import ClassVar, cast

from pyramid.request import Request
from wtforms import HiddenField, StringField, TextAreaField

from talkpython_site.episode_names import MOST_PEOPLE
from talkpython_site.forms.blocks_field import BlocksField
from talkpython_site.forms.content import AsStored, ContentForm
from talkpython_site.forms.episodes import CODE, rows
from talkpython_site.forms.interview_reading import ALWAYS, BOUND, FOLLOWING, READ
from talkpython_site.forms.paste_field import PasteField, people_in
from talkpython_site.importing.interviews.known import Known
from talkpython_site.interview_texts import TEXTS
from talkpython_site.interview_writing import Made

WORDS = {"dir": "auto"}


class InterviewForm(ContentForm):
    """The names of its fields are those of ``interview_texts``."""

    title = StringField("Title", render_kw={"required": True, **WORDS})
    subtitle = StringField("Subtitle", render_kw=WORDS)
    language = StringField("Language", render_kw=CODE)
    people = TextAreaField("People", render_kw={**rows("speakers"), "rows": "4"})
    topics = StringField("Topics")
    introduction = TextAreaField(
        "Introduction", render_kw={"rows": "8", "class": "notes-field", **WORDS}
    )
    picture = HiddenField("Picture in the introduction")  # says what is wrong with a file
    picture_words = StringField("What it shows", render_kw={"dir": "auto", "autocomplete": "off"})
    conversation = BlocksField(
        "Conversation", render_kw={"rows": "24", "class": "notes-field", **WORDS}
    )
    paste = PasteField("Text", render_kw={"rows": "12", **WORDS})
    links = TextAreaField("Links", render_kw={**rows("links"), **CODE})
    artwork = HiddenField("Portrait")  # the hash of a picture that is kept here
    slug = StringField("Address", render_kw=CODE)
    original_url = StringField("Published first at", render_kw={"type": "url", **CODE})

    fields = TEXTS
    reading = READ
    always = ALWAYS
    following = FOLLOWING
    bound = BOUND
    files: ClassVar = {**ContentForm.files, "conversation": "block_file"}

    def about(self, request: Request, now: AsStored) -> None:
        super().about(request, now)
        self.made: Made = {}
        cast(PasteField, self["paste"]).known = self._known

    def _known(self) -> Known:
        """Whom a text that is pasted may speak of."""
        said = people_in(self["people"].data or "", MOST_PEOPLE)
        return Known(said, self.snapshot.names_of_people.values())
