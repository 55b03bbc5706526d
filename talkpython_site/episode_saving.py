"""How an episode is saved by its form."""

from collections.abc import Set
from functools import partial
from typing import Any
from uuid import uuid4

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import head
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Episode, Status
from talkpython_site.editing import is_live, is_shown, own_podcasts
from talkpython_site.episode_needs import is_refused
from talkpython_site.episode_writing import NAMES, write
from talkpython_site.forms import text_in
from talkpython_site.forms.episodes import EpisodeForm
from talkpython_site.importing.feeds.keys import candidates
from talkpython_site.next_episode import next_in
from talkpython_site.saving import Saver
from talkpython_site.sent_forms import Sent
from talkpython_site.text_fields import Texts
from talkpython_site.writing import put

HIDDEN = "hidden"  # published, in a podcast that only its editors see


class EpisodeSaver(Saver):
    """The podcast is chosen once; its key and guid are given once."""

    document = Episode
    form = EpisodeForm
    owner = "podcast"

    def status(self, request: Request, thing: Any) -> str:
        """A podcast that everybody sees makes another thing of what is published in it."""
        status: Status = thing.status(request.now)
        is_hidden = status is Status.PUBLISHED and not is_shown(request, thing.podcast)
        return HIDDEN if is_hidden else status

    def is_live(self, request: Request, thing: Any) -> bool:
        return is_live(request, thing)

    def write(self, request: Request, sent: Sent, thing: Any, but: Set[str] = frozenset()) -> None:
        form, snapshot = sent.form, sent.form.snapshot
        place, sizes = partial(address_in, request, snapshot), request.registry.pictures.size
        values = {name: form.values[name] for name in form.values.keys() - but}
        write(thing, values, snapshot, place, sizes)

    def beginning(self, request: Request, snapshot: Snapshot) -> Texts:
        """What comes next in the podcast that is asked for, or in the only one."""
        podcasts, given = own_podcasts(request, snapshot), text_in(request.params, "podcast")
        wanted = ObjectId(given) if ObjectId.is_valid(given) else None
        only = next(iter(podcasts.values())) if len(podcasts) == 1 else None
        chosen = podcasts.get(wanted, only) if wanted else only
        if chosen is None:
            return {"podcast": ""}
        return {**next_in(request, snapshot, chosen), "podcast": str(chosen.id)}

    def name(self, sent: Sent) -> None:
        episode, values = sent.thing, sent.form.values
        episode.podcast, episode.guid = values["podcast"], uuid4().urn
        for name in {"season", "number"} & values.keys():
            put(episode, name, values[name])
        taken = Episode.keys_of(episode.podcast)
        episode.key = next(each for each in candidates(episode) if each not in taken)

    def lacks(self, request: Request, sent: Sent) -> bool:
        change = partial(self.write, request, sent, but=NAMES)
        return is_refused(request, sent.thing, sent.form, sent.form.snapshot, change)


EPISODES = EpisodeSaver()


def address_in(request: Request, snapshot: Snapshot, episode: Episode) -> str:
    """Where an episode is or will be seen, whole."""
    podcast = snapshot.podcasts[episode.podcast].slug
    named = {"podcast": podcast, "key": episode.key, "slug": episode.slug}
    return head.absolute(request, request.route_path("episodes.show", **named))
