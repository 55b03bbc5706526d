"""Pictures in forms, from a browser without script: artwork, and those in a text."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from pyramid.request import Request

from talkpython_site import episode_texts, interview_texts
from talkpython_site.form_actions import ActionError, action, sent_file
from talkpython_site.imaging import MOST_BYTES
from talkpython_site.markdown.pictures import written
from talkpython_site.pictures import PictureError

log = structlog.get_logger(__name__)

NO_ROOM = "It could not be kept: there may be no space left on the site. Try again later."
USED = "Shown here once you save. Nothing is saved yet."
TAKEN_AWAY = "Taken away once you save. Nothing is saved yet."
PUT_IN = "It stands at the end of the {}. Nothing is saved yet."
WITH_ARTWORK = ("episode", "podcast", "course", "interview")
# The field of a form that pictures are put into, and whether that is in HTML.
TEXTS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "episode": ("notes", episode_texts.is_html),
    "interview": ("introduction", interview_texts.is_html),
}


@action("artwork", "artwork", *WITH_ARTWORK)
def use(request: Request, form: Any, _told: str) -> str:
    content = sent_content(request, "artwork_file")
    form.artwork.data = kept(request.registry.pictures.checked_artwork, content)
    return USED


@action("no-artwork", "artwork", *WITH_ARTWORK)
def take_away(_request: Request, form: Any, _told: str) -> str:
    form.artwork.data = ""
    return TAKEN_AWAY


@action("picture", "picture", *TEXTS)
def put_in(request: Request, form: Any, _told: str) -> str:
    content = sent_content(request, "picture_file")
    key, words = kept(request.registry.pictures.keep, content), form.picture_words.data or ""
    name, is_html = TEXTS[form.thing.card_kind]
    text = written(key, words, as_html=is_html(form.thing))
    form[name].data = f"{(form[name].data or '').rstrip()}\n\n{text}\n".lstrip()
    form.picture_words.data = ""
    return PUT_IN.format(name)


def unsaved(form: Any) -> str | None:
    """What becomes of the artwork of a form, where that is to be another."""
    given = form.artwork.data or ""
    if given == form.theirs["artwork"] or form.artwork.errors:
        return None
    return USED if given else TAKEN_AWAY


def sent_content(request: Request, name: str) -> bytes:
    """What a file holds, no more of it than a picture may have. Raises ``ActionError``."""
    with sent_file(request, name).open() as file:
        return file.read(MOST_BYTES + 1)


def kept(keep: Callable[[bytes], str], content: bytes) -> str:
    """The hash of a picture, once it is kept. Raises ``ActionError``."""
    try:
        return keep(content)
    except PictureError as error:
        raise ActionError(str(error)) from error
    except OSError as error:
        log.exception("a picture could not be kept")
        raise ActionError(NO_ROOM, 507) from error
