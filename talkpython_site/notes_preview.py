"""Notes as the page of their episode will show them, before anything is saved."""

from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any, NamedTuple
from uuid import uuid4

from pyramid.request import Request

from talkpython_site import head
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Episode
from talkpython_site.episode_saving import EPISODES, address_in
from talkpython_site.episode_writing import slug, write_notes
from talkpython_site.forms.episode_reading import READ
from talkpython_site.forms.episodes import EpisodeForm
from talkpython_site.importing.feeds.keys import candidates
from talkpython_site.markdown import SafeHtml
from talkpython_site.writing import put

SEE = "see"  # the button that shows notes where no script does
# What notes are made from, beside themselves: the address of their page, and its length.
FROM = ("season", "number", "title", "slug", "duration")
MOST_KEYS = 4  # the number, with its season, and two that nobody can have


class Preview(NamedTuple):
    """Notes as HTML, "" where there are none; or why they cannot be shown."""

    html: SafeHtml
    language: str | None = None
    problem: str | None = None


def previewed(request: Request) -> Preview:
    """Of the form that was sent. Raises ``HTTPForbidden`` where it is of somebody else's."""
    sent = EPISODES.as_typed(request)
    sent.form.wanted = sent.form.texts
    return preview(request, sent.thing, sent.form)


def preview(request: Request, episode: Episode, form: EpisodeForm) -> Preview:
    """What makes them is what makes those that are saved; nothing is."""
    values, problem = read(form), None
    if episode.id is None:
        with suppress(ValueError):
            episode.podcast = READ["podcast"](form)
    try:
        values |= {"notes": READ["notes"](form)} if "notes" in form.news else {}
    except ValueError as error:
        problem = str(error)
    podcast = form.snapshot.podcasts.get(episode.podcast)
    language = form.wanted["language"] or (podcast.language if podcast else None)
    if problem:
        return Preview(SafeHtml(), language, problem)
    place(episode, values, form.snapshot)
    found = partial(address_in, request, form.snapshot) if podcast else partial(home, request)
    write_notes(episode, values, found, request.registry.pictures.size)
    return Preview(SafeHtml(episode.notes_html or ""), language)


def read(form: EpisodeForm) -> dict[str, Any]:
    """What will do; the rest is said at its field when it is saved."""
    form.values = values = dict[str, Any]()
    for name in FROM:
        if name in form.news:
            with suppress(ValueError):
                values[name] = READ[name](form)
    return values


def place(episode: Episode, values: dict[str, Any], snapshot: Snapshot) -> None:
    """Give an episode the address and the length that it would be saved with."""
    for name in {"season", "number", "title"} & values.keys():
        put(episode, name, values[name])
    if "slug" in values:
        put(episode, "slug", slug(episode, values["slug"], snapshot))
    if "duration" in values:
        put(episode, "duration_seconds", values["duration"])
    if episode.key is None:
        episode.guid = uuid4().urn
        wanted = list(islice(candidates(episode), MOST_KEYS))
        taken = Episode.keys_of(episode.podcast, wanted)
        episode.key = next(each for each in wanted if each not in taken)


def home(request: Request, _episode: Episode) -> str:
    """Where notes are that have no podcast yet."""
    return head.absolute(request, request.route_path("home"))
