"""The form of a podcast."""

from functools import cache
from zoneinfo import available_timezones

from pyramid.request import Request
from wtforms import EmailField, HiddenField, RadioField, SelectField, StringField, TextAreaField

from talkpython_site import apple_categories
from talkpython_site.forms.content import AsStored, ContentForm, offered
from talkpython_site.forms.episodes import CODE, LINES, rows
from talkpython_site.forms.podcast_reading import (
    ALWAYS,
    BOUND,
    FOLLOWING,
    KINDS,
    MEDIA,
    PHASES,
    READ,
    STATES,
)
from talkpython_site.forms.reading import HUES
from talkpython_site.podcast_texts import TEXTS
from talkpython_site.wording import WEEKDAYS

NUMERIC = {"inputmode": "numeric", **CODE}
ADDRESS = {"type": "url", **CODE}
YES_OR_NO = [("no", "No"), ("yes", "Yes")]


class PodcastForm(ContentForm):
    """The names of its fields are those of ``podcast_texts``."""

    title = StringField("Title", render_kw={"required": True, "dir": "auto"})
    slug = StringField("Address", render_kw=CODE)
    subtitle = StringField("Subtitle", render_kw={"dir": "auto"})
    description = TextAreaField(
        "Description", render_kw={"rows": "10", "class": "notes-field", "dir": "auto"}
    )
    language = StringField("Language", render_kw=CODE)
    kind = SelectField("Kind", validate_choice=False)
    is_explicit = SelectField("Explicit", validate_choice=False)
    category = SelectField("Category", validate_choice=False)
    category_2 = SelectField("Second category", validate_choice=False)
    artwork = HiddenField("Artwork")  # the hash of a picture that is kept here
    own_hue = RadioField("Colour", validate_choice=False)
    people = TextAreaField("People", render_kw={**rows("hosts"), "rows": "4"})
    author = StringField("Made by", render_kw={"dir": "auto"})
    owner_name = StringField("Owner", render_kw={"dir": "auto"})
    owner_email = EmailField("E-mail of the owner", render_kw=CODE)
    copyright = StringField("Rights", render_kw={"dir": "auto"})
    state = SelectField("Who sees it", validate_choice=False)
    phase = SelectField("How it goes on", validate_choice=False)
    phase_note = StringField("A sentence on that", render_kw={"dir": "auto"})
    rhythm_days = StringField("An episode every … days", render_kw=NUMERIC)
    rhythm_weekday = SelectField("On", validate_choice=False)
    update_frequency = StringField("In words", render_kw={"dir": "auto"})
    time_zone = SelectField("Time zone", validate_choice=False)
    link = StringField("Website", render_kw=ADDRESS)
    elsewhere = TextAreaField("Where else it is heard", render_kw={**LINES, **CODE, "rows": "5"})
    funding = TextAreaField("Ways to give", render_kw={**LINES, **CODE, "rows": "3"})
    feed_items = StringField("Episodes in the feed", render_kw=NUMERIC)
    is_locked = SelectField("Locked", validate_choice=False)
    medium = SelectField("Medium", validate_choice=False)
    feed_urls = TextAreaField("Its other feeds", render_kw={**LINES, **CODE, "rows": "3"})
    new_feed_url = StringField("Where its feed moves to", render_kw=ADDRESS)

    fields = TEXTS
    reading = READ
    always = ALWAYS
    following = FOLLOWING
    bound = BOUND

    @property
    def news(self) -> set[str]:
        """What is said of a pause goes with it."""
        found = super().news
        is_over = "phase" in found and not self.wanted["phase"]
        return found | {"phase_note"} if is_over else found

    def about(self, request: Request, now: AsStored) -> None:
        super().about(request, now)
        theirs = now.texts
        self.is_explicit.choices = self.is_locked.choices = YES_OR_NO
        self.kind.choices = offered(KINDS, theirs["kind"])
        self.medium.choices = offered(MEDIA, theirs["medium"])
        self.state.choices = offered(STATES, theirs["state"])
        self.phase.choices = offered(PHASES, theirs["phase"])
        self.own_hue.choices = [(hue, f"Colour {n}") for n, hue in enumerate(HUES, 1)]
        days = {str(number): f"{day}s" for number, day in enumerate(WEEKDAYS)}
        self.rhythm_weekday.choices = list({"": "Any day", **days}.items())
        zones = {
            "": f"That of the site, {request.site.site_zone.key}",
            **{name: name for name in zone_names()},
        }
        self.time_zone.choices = offered(zones, theirs["time_zone"])
        for field in (self.category, self.category_2):
            known = {name: name for name in map(apple_categories.spelled, apple_categories.ways())}
            field.choices = offered({"": "None", **known}, theirs[field.short_name])


@cache
def zone_names() -> tuple[str, ...]:
    """Zones as people name them: by a city."""
    left_out = ("Etc/", "SystemV/", "US/", "posix/", "right/")
    named = (name for name in available_timezones() if "/" in name)
    return tuple(sorted(name for name in named if not name.startswith(left_out)))
