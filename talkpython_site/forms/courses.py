"""The form of a course."""

from pyramid.request import Request
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from talkpython_site.course_filtering import LEVELS
from talkpython_site.course_texts import TEXTS
from talkpython_site.forms.content import AsStored, ContentForm, offered
from talkpython_site.forms.course_reading import ACCESS, ALWAYS, FOLLOWING, READ
from talkpython_site.forms.episodes import CODE, LINES, rows
from talkpython_site.forms.outline_field import OutlineField
from talkpython_site.forms.reading import HUES

LEVEL_LABELS = {"": "Not said", **LEVELS}
WORDS = {"dir": "auto"}


class CourseForm(ContentForm):
    """The names of its fields are those of ``course_texts``."""

    title = StringField("Title", render_kw={"required": True, **WORDS})
    subtitle = StringField("Subtitle", render_kw=WORDS)
    description = TextAreaField(
        "The pitch", render_kw={"rows": "10", "class": "notes-field", **WORDS}
    )
    outcomes = TextAreaField("What you will learn", render_kw={"rows": "6", **WORDS})
    audience = TextAreaField("For whom", render_kw={"rows": "4", **WORDS})
    outline = OutlineField("Outline", render_kw={**LINES, "dir": "auto"})
    level = SelectField("Level", validate_choice=False)
    language = StringField("Language", render_kw=CODE)
    access = SelectField("Who may enrol", validate_choice=False)
    people = TextAreaField("Authors", render_kw={**rows("authors"), "rows": "4"})
    topics = StringField("Topics")
    artwork = HiddenField("Artwork")  # the hash of a picture that is kept here
    own_hue = RadioField("Colour", validate_choice=False)
    slug = StringField("Address", render_kw=CODE)
    original_url = StringField("Published first at", render_kw={"type": "url", **CODE})

    fields = TEXTS
    reading = READ
    always = ALWAYS
    following = FOLLOWING

    def about(self, request: Request, now: AsStored) -> None:
        super().about(request, now)
        self.level.choices = offered(LEVEL_LABELS, now.texts["level"])
        self.access.choices = list(ACCESS.items())
        self.own_hue.choices = [(hue, f"Colour {n}") for n, hue in enumerate(HUES, 1)]
