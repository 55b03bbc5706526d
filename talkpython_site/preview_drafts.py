"""A preview of what its writer has typed and not saved: made in memory, for nobody else."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bson import ObjectId
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site import previews
from talkpython_site.catalogue.cards import PersonCard, TopicCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Credit, Draft, Episode, Person, Topic, Upload
from talkpython_site.documents.draft import KEPT
from talkpython_site.documents.folding import fold
from talkpython_site.documents.upload import HERE
from talkpython_site.editing import may_edit
from talkpython_site.episode_lines import Line
from talkpython_site.episode_saving import EPISODES, address_in
from talkpython_site.episode_writing import write
from talkpython_site.forms.episodes import EpisodeForm
from talkpython_site.importing.feeds.names import known_ids
from talkpython_site.previews import Preview
from talkpython_site.security import Permission
from talkpython_site.writing import put

NO_DRAFT = "Nothing of yours is kept that was typed here and not saved."


def wanted(request: Request, public_route: str) -> Preview:
    """What the address shows: as it is saved, or, by ``?draft=``, as it is typed.

    Raises what ``previews.wanted`` does, and ``HTTPNotFound`` for a draft of somebody else.
    """
    preview = previews.wanted(request, public_route)
    nonce = request.GET.get("draft")
    return preview if nonce is None else typed(request, preview, own_draft(request, preview, nonce))


def own_draft(request: Request, preview: Preview, nonce: str) -> Draft:
    """Raises ``HTTPNotFound``."""
    may = request.has_permission(Permission.EPISODES_READ)
    if not may or not may_edit(request, preview.podcast.id):
        raise HTTPNotFound(NO_DRAFT)
    whose = f"episode:{preview.card.id}:{request.signed_in.account_id}:{nonce}"
    draft = Draft.objects(id=whose, seen_at__gt=request.now - KEPT).first()
    if draft is None or not draft.typed_at:
        raise HTTPNotFound(NO_DRAFT)
    return draft


def typed(request: Request, preview: Preview, draft: Draft) -> Preview:
    """The episode as saving would leave it; fields that saving would refuse stay as they are."""
    episode, snapshot = Episode.from_stored(preview.stored), request.catalogue.snapshot
    form = form_of(request, draft, episode, snapshot)
    named, values = Named(), dict(form.values)
    people, topics = values.pop("people", None), values.pop("topics", None)
    sizes = request.registry.pictures.size
    write(episode, values, snapshot, lambda each: address_in(request, snapshot, each), sizes)
    if people is not None:
        put(episode, "people", named.credits_of(people))
    if topics is not None:
        put(episode, "topics", named.topics_of(topics))
    whole = snapshot.changed_by(named.cards, snapshot.t, is_complete=True)
    stored = {**preview.stored, **episode.to_mongo().to_dict()}
    shown = previews.preview_of(request, stored, preview.podcast, preview.status, whole)
    wrong = tuple(field.label.text for field in form.wrong)
    return replace(shown, draft=draft.nonce, wrong=wrong)


def form_of(request: Request, draft: Draft, episode: Episode, snapshot: Snapshot) -> EpisodeForm:
    """The form as it was typed, looked through."""
    uploaded = Upload.objects(account=draft.account, state=HERE, expires_at__gt=request.now)
    now = EPISODES.now(request, episode, snapshot)
    texts = {name: draft.fields.get(name, text) for name, text in now.texts.items()}
    form: EpisodeForm = EPISODES.filled(request, None, texts, now)
    form.wanted = form.texts
    form.know(request)
    # Read alone: what is only looked at keeps no file for longer.
    form.claim = lambda key: uploaded.filter(media=key).first()
    form.validate()
    return form


class Named:
    """Names as they would be found; who is not known yet has a card for as long as the page."""

    def __init__(self) -> None:
        self.cards: dict[str, dict[ObjectId, Any]] = {"person": {}, "topic": {}}

    def credits_of(self, lines: Iterable[Line[Credit]]) -> list[Credit]:
        found = list(lines)
        new = [line.said.name for line in found if line.part is None]
        ids = self._ids("person", Person, PersonCard, new)
        return [
            line.part
            if line.part is not None and line.is_same
            else Credit(
                person=line.part.person if line.part else ids[fold(line.said.name)],
                role=line.said.role,
            )
            for line in found
        ]

    def topics_of(self, names: list[str]) -> list[ObjectId]:
        ids = self._ids("topic", Topic, TopicCard, names)
        return list(dict.fromkeys(ids[fold(name)] for name in names))

    def _ids(
        self,
        kind: str,
        document: type[Person] | type[Topic],
        card: type[PersonCard] | type[TopicCard],
        names: list[str],
    ) -> dict[str, ObjectId]:
        """Folded name → id."""
        ids = known_ids(document, [fold(name) for name in names])
        for name in names:
            key = fold(name)
            if key not in ids:
                ids[key] = ObjectId()
                made = {"_id": ids[key], "name": name, "slug": key.replace(" ", "-")}
                self.cards[kind][ids[key]] = card.from_stored(made)
        return ids
