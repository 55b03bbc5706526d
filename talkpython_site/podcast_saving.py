"""How a podcast is saved by its form."""

from collections.abc import Set
from typing import Any

from pyramid.request import Request

from talkpython_site import head
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Podcast
from talkpython_site.documents.visibility import PUBLISHED
from talkpython_site.forms.podcasts import PodcastForm
from talkpython_site.importing.feeds.choosing import free_hue
from talkpython_site.podcast_writing import write
from talkpython_site.saving import Saver
from talkpython_site.sent_forms import Sent
from talkpython_site.text_fields import Texts


class PodcastSaver(Saver):
    """Who sees it is a field of the form."""

    document = Podcast
    form = PodcastForm
    owner = "id"

    def status(self, request: Request, thing: Any) -> str:  # noqa: ARG002 - no moment changes it
        state: str = thing.state
        return state

    def is_live(self, request: Request, thing: Any) -> bool:  # noqa: ARG002 - other kinds ask it
        return bool(thing.state == PUBLISHED)

    def write(self, request: Request, sent: Sent, thing: Any, but: Set[str] = frozenset()) -> None:  # noqa: ARG002 - none is left out
        write(thing, sent.form.values, lambda each: address_in(request, each))
        if sent.key.is_of_new and not thing.own_hue:
            thing.own_hue = free_hue(thing.slug)

    def beginning(self, request: Request, snapshot: Snapshot) -> Texts:  # noqa: ARG002 - other kinds ask it
        return {"own_hue": free_hue("")}


PODCASTS = PodcastSaver()


def address_in(request: Request, podcast: Podcast) -> str:
    """Where a podcast is or will be seen, whole."""
    return head.absolute(request, request.route_path("podcasts.show", podcast=podcast.slug))
