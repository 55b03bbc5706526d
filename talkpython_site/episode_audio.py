"""The audio of an episode, from a browser without script."""

from pyramid.request import Request

from talkpython_site import plain_uploads, upload_words
from talkpython_site.form_actions import action
from talkpython_site.forms.episodes import EpisodeForm

FIELD = "audio_file"  # of the browser's own, for a file
KEPT = "It is here, and plays once you save the form. Nothing is saved yet."


@action("audio", "media", "episode")
def keep(request: Request, form: EpisodeForm, _told: str) -> str:
    """Keep a file that came in one piece. What was typed is never typed over."""
    upload = plain_uploads.kept(request, FIELD)
    before = upload_words.filled_in(request, form)
    form.media.data, form.audio_type.data = upload.media, upload.type
    form.audio_bytes.data = str(upload.size_bytes)
    differs = plain_uploads.put_length(form, upload_words.length(upload), before)
    title = "" if form.title.data else upload.tags.get("title", "")
    return f"{KEPT}{differs}{f' It calls itself “{title}”.' if title else ''}"


@action("no-audio", "media", "episode")
def take_away(_request: Request, form: EpisodeForm, _told: str) -> str:
    for name in ("media", "audio_type", "audio_bytes"):
        form[name].data = ""
    return plain_uploads.TAKEN_AWAY
