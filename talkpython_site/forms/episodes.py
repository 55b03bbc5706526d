"""The form of an episode."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from bson import ObjectId
from pyramid.request import Request
from wtforms import HiddenField, SelectField, StringField, TextAreaField

from talkpython_site import media
from talkpython_site.catalogue.cards import PodcastCard
from talkpython_site.documents import Upload
from talkpython_site.editing import own_podcasts
from talkpython_site.episode_others import free_slug
from talkpython_site.episode_texts import TEXTS
from talkpython_site.forms.content import AsStored, ContentForm, offered
from talkpython_site.forms.episode_reading import ALWAYS, BOUND, FOLLOWING, KINDS, READ
from talkpython_site.next_episode import next_in
from talkpython_site.text_fields import Texts

EXPLICIT = {"": "As the show says", "yes": "Yes", "no": "No"}
GUESSED = "By its address"

LINES = {"rows": "6", "class": "lines-field"}
CODE = {"spellcheck": "false", "autocomplete": "off"}


def rows(kind: str) -> dict[str, str]:
    """Lines that a script shows as rows of fields."""
    return {**LINES, "data-rows": kind}


class EpisodeForm(ContentForm):
    """The names of its fields are those of ``episode_texts``."""

    title = StringField("Title", render_kw={"required": True, "dir": "auto"})
    podcast = SelectField("Podcast", validate_choice=False)
    kind = SelectField("Kind", validate_choice=False)
    is_explicit = SelectField("Explicit", validate_choice=False)
    number = StringField("Number", render_kw={"inputmode": "numeric", **CODE})
    season = StringField("Season", render_kw={"inputmode": "numeric", **CODE})
    slug = StringField("Address", render_kw=CODE)
    language = StringField("Language", render_kw=CODE)
    media = HiddenField("File")  # the key of one that is kept here
    audio = StringField("Address of the file", render_kw={"type": "url", **CODE})
    audio_type = SelectField("Type", validate_choice=False)
    audio_bytes = StringField("Bytes", render_kw={"inputmode": "numeric", **CODE})
    duration = StringField("Length", render_kw=CODE)
    summary = TextAreaField("Summary", render_kw={"rows": "4", "dir": "auto"})
    notes = TextAreaField("Notes", render_kw={"rows": "18", "class": "notes-field", "dir": "auto"})
    links = TextAreaField("Links", render_kw={**rows("links"), **CODE})
    chapters = TextAreaField("Chapters", render_kw={**rows("chapters"), "rows": "10"})
    sponsors = TextAreaField("Sponsors", render_kw={**rows("sponsors"), **CODE})
    artwork = HiddenField("Artwork")  # the hash of a picture that is kept here
    picture = HiddenField("Picture in the notes")  # says what is wrong with a file, holds nothing
    picture_words = StringField("What it shows", render_kw={"dir": "auto", "autocomplete": "off"})
    people = TextAreaField("People", render_kw={**rows("people"), "rows": "4"})
    topics = StringField("Topics")

    fields = TEXTS
    reading = READ
    always = ALWAYS
    following = FOLLOWING
    bound = BOUND
    files: ClassVar[Mapping[str, str]] = {"media": "audio_file", "artwork": "artwork_file"}

    claim: Callable[[str], Upload | None]  # a file that who sends the form has uploaded, by its key
    own: Mapping[ObjectId, PodcastCard]  # the podcasts of which a new one may be
    beginnings: Mapping[ObjectId, Texts]  # what one of each begins with

    def know(self, request: Request) -> None:
        super().know(request)
        uploads, account = request.registry.uploads, request.signed_in.account_id
        self.claim = lambda key: uploads.claim(account, key, request.now)

    def about(self, request: Request, now: AsStored) -> None:
        super().about(request, now)
        theirs = now.texts
        self.kind.choices = offered(KINDS, theirs["kind"])
        types = {each: each for each in sorted(set(media.TYPES.values()))}
        self.audio_type.choices = offered({"": GUESSED, **types}, theirs["audio_type"])
        self.is_explicit.choices = list(EXPLICIT.items())
        podcast = now.thing.podcast
        if now.thing.id:
            del self.podcast
        else:
            self._offer(own_podcasts(request, now.snapshot), request)
            podcast = next((key for key in self.own if str(key) == self.podcast.data), None)
        if title := TEXTS.tidied("title", self.title.data or ""):
            made = free_slug(title, podcast, now.snapshot, now.thing.id)
            self.slug.render_kw = {**CODE, "placeholder": made}

    def _offer(self, own: Mapping[ObjectId, PodcastCard], request: Request) -> None:
        """The podcasts of which a new one may be; one is chosen, several are asked for.

        Each says what comes next in it, for a script.
        """
        self.own = own
        self.beginnings = {key: next_in(request, self.snapshot, own[key]) for key in own}
        chosen = [
            (str(key), card.title, {f"data-{name}": text for name, text in its.items()})
            for (key, card), its in zip(own.items(), self.beginnings.values(), strict=True)
        ]
        self.podcast.choices = chosen if len(chosen) == 1 else [("", "Choose …"), *chosen]
