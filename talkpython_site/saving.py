"""Saves the form of content: once, however often it is sent, and over nobody's words."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Set
from contextlib import suppress
from typing import Any, ClassVar, TypeVar

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request

from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Draft, NotUniqueError, Revised, Revision, SaveConditionError
from talkpython_site.documents.base import follow_up
from talkpython_site.documents.states import Status
from talkpython_site.documents.visibility import DRAFT
from talkpython_site.editing import cards_now, may_edit
from talkpython_site.form_key import FormKey, begun_as
from talkpython_site.forms import is_sent
from talkpython_site.forms.content import AsStored, ContentForm
from talkpython_site.sent_forms import Sent, UnwrittenError, conflict
from talkpython_site.sign_ins import actor
from talkpython_site.text_fields import TextFields, Texts

TRIES = 4
Answer = TypeVar("Answer")
KeptAs = Callable[[str], Mapping[str, Any] | None]

IN_BIN = "This {} lies in the bin: take it out to change it. What you typed is still here."
CHANGED = "Somebody else changed this {} while you wrote. Nothing of yours is saved yet."
LIVE = "This {} was published while you wrote: what you save now, everybody sees at once."
UNKNOWN = "This form is too old, or another account’s. Nothing is saved yet: look, and save again."


def kept_revision(name: str) -> Any:
    """One by its id, as it is stored."""
    return Revision.objects(id=name).as_pymongo().first()


class Saver(ABC):
    """How things of one kind are saved by a form."""

    document: ClassVar[type[Revised]]
    form: ClassVar[type[ContentForm]]
    owner: ClassVar[str]  # the field with the podcast whose editors change it

    @property
    def kind(self) -> str:
        return self.document.card_kind

    @property
    def missing(self) -> str:
        return f"There is no such {self.kind} here."

    @property
    def fields(self) -> TextFields:
        return self.form.fields

    # What differs

    @abstractmethod
    def status(self, request: Request, thing: Any) -> str:
        """Who sees it, as people are told."""

    @abstractmethod
    def is_live(self, request: Request, thing: Any) -> bool:
        """Whether everybody sees it."""

    @abstractmethod
    def write(self, request: Request, sent: Sent, thing: Any, but: Set[str] = frozenset()) -> None:
        """Put what was typed, and will do, into a thing; nothing of that is stored yet.

        ``but`` names fields that are left out.
        """

    def beginning(self, request: Request, snapshot: Snapshot) -> Texts:  # noqa: ARG002 - of some kinds it depends
        """What stands in a new form before anything is typed."""
        return {}

    def name(self, sent: Sent) -> None:  # noqa: B027 - most kinds keep nothing but an id
        """Give a new thing what it keeps for ever."""

    def lacks(self, request: Request, sent: Sent) -> bool:  # noqa: ARG002 - most kinds need nothing
        """Whether a change takes away what is needed; said at the fields."""
        return False

    def called(self, key: FormKey, typed: Texts) -> str:  # noqa: ARG002 - some kinds have no title of their own
        """The title of what was typed, "" where there is none."""
        return self.fields.tidied("title", typed.get("title", ""))

    def said(self, request: Request, thing: Any) -> str:
        """What its page says once it is saved, by its name."""
        return f"{self.kind}-{'live' if self.is_live(request, thing) else 'saved'}"

    # Forms

    def now(self, request: Request, thing: Any, snapshot: Snapshot) -> AsStored:  # noqa: ARG002 - of some kinds it depends
        return AsStored(thing, snapshot, self.fields.of(thing, snapshot))

    def filled(self, request: Request, posted: Any, texts: Texts, now: AsStored) -> Any:
        """A form in which ``posted`` stands, or these texts."""
        form = self.form(posted, data=dict(texts))
        form.about(request, now)
        return form

    def form_of(self, request: Request, thing: Any, draft: Draft | None = None) -> Sent:
        """The form as it is when nobody has typed anything, or as somebody left it."""
        now = self.now(request, thing, cards_now(request))
        texts = {**now.texts, **(draft.fields if draft else {})}
        own = FormKey.of(thing, self.status(request, thing))
        key = FormKey.of_draft(draft) if draft else own
        return Sent(thing, self.filled(request, None, texts, now), key)

    def form_of_new(self, request: Request, draft: Draft | None = None) -> Sent:
        """One as somebody left it, or an empty one with what is known before."""
        own = FormKey.of_new(self.kind, begun_as(request))
        key = FormKey.of_draft(draft) if draft else own
        return self.new(request, key, draft.fields if draft else {})

    def new(self, request: Request, key: FormKey, typed: Texts, posted: Any = None) -> Sent:
        now = self.now(request, self.document(state=DRAFT), cards_now(request))
        texts = {**now.texts, **self.beginning(request, now.snapshot), **typed}
        form = self.filled(request, posted, texts, now)
        if posted is not None:
            form.wanted = form.texts
        return Sent(now.thing, form, key)

    def compared(self, request: Request, thing: Any, key: FormKey | None) -> Sent:
        """What was typed beside what is there now; ``problem`` where two changed one field."""
        now = self.now(request, thing, cards_now(request))
        base = self.base_of(key, now)
        form = self.filled(request, request.POST, base or now.texts, now)
        merged = self.fields.merge(base, now.texts, form.texts)
        form.wanted = merged.texts
        conflicts = tuple(conflict(form, name, base) for name in merged.conflicts)
        differs = (CHANGED.format(self.kind) if key else UNKNOWN) if conflicts else None
        key = key or FormKey.of(thing, self.status(request, thing))
        return Sent(thing, form, key, problem=differs, conflicts=conflicts)

    def base_of(
        self, key: FormKey | None, now: AsStored, kept_as: KeptAs = kept_revision
    ) -> Texts | None:
        """What stood in the form before anything was typed; None where that is not kept.

        Who goes back in the browser after saving types into what that form saved. ``kept_as``
        gives older revisions by their ids.
        """
        if key is None:
            return None
        if key.is_of(now.thing):
            return now.texts
        kept = kept_as(f"{key.thing}:{key.revision}")
        if kept is None:
            return None
        before = self.document.from_stored({**kept["content"], "_id": key.id})
        return self.fields.of(before, now.snapshot)

    def as_typed(self, request: Request, named: Any = None) -> Sent:
        """All that was typed, saved or not: of a new thing, or of one that is there.

        ``named`` is the id of the one that the address names, for a form that is too old to say.
        Raises ``HTTPForbidden`` where it is somebody else's.
        """
        key = self.key(request)
        problem = None if key else UNKNOWN
        thing = self.document.objects(id=key.id if key else named).first()
        if thing is None:
            sent = self.new(request, key or FormKey.of_new(self.kind), {}, request.POST)
            return sent._replace(problem=problem)
        if not self.may_edit(request, thing):
            raise HTTPForbidden
        return self.compared(request, thing, key)._replace(problem=problem, conflicts=())

    def key(self, request: Request) -> FormKey | None:
        """What the form was made from, where that is of this kind."""
        key = FormKey.read(request)
        return key if key and key.kind == self.kind else None

    def may_edit(self, request: Request, thing: Any) -> bool:
        return may_edit(request, thing[self.owner])

    def is_binned(self, request: Request, thing: Any) -> bool:
        return thing.is_discarded or self.status(request, thing) == Status.BINNED

    # Those that are there

    def take(self, request: Request, thing: Any, key: FormKey | None) -> Sent:
        """Save what was typed, with what others changed meanwhile; else the form, and why not.

        Raises ``SaveConditionError`` where others save again and again at this moment.
        """
        try:
            return self.tried(thing, lambda newest: self.saved(request, newest, key))
        except UnwrittenError as error:
            return error.sent

    def tried(self, thing: Any, save: Callable[[Any], Answer]) -> Answer:
        """Save once more, the thing as it is then, where somebody else saves at this moment."""
        for _ in range(TRIES):
            with suppress(SaveConditionError, NotUniqueError):
                return save(thing)
            found = self.document.objects(id=thing.id).first()
            if found is None:
                raise HTTPNotFound(self.missing)
            thing = found
        try:
            return save(thing)
        except NotUniqueError as error:
            raise SaveConditionError(str(error)) from error

    def saved(self, request: Request, thing: Any, key: FormKey | None) -> Sent:
        """Raises ``SaveConditionError`` where somebody else saves at this moment."""
        sent = self.compared(request, thing, key)
        problem = self.obstacle(request, sent)
        if problem:
            return self.refused(request, sent, problem)
        return self.written(request, sent) if is_sent(request, sent.form) else sent

    def obstacle(self, request: Request, sent: Sent) -> str | None:
        """Why the form is not taken as it is, in a sentence."""
        thing, key = sent.thing, sent.key
        if self.is_binned(request, thing):
            return IN_BIN.format(self.kind)
        is_surprise = key.status != self.status(request, thing) and key.nonce != thing.nonce
        if not sent.problem and is_surprise and self.is_live(request, thing) and sent.form.news:
            return LIVE.format(self.kind)
        return sent.problem

    def written(self, request: Request, sent: Sent) -> Sent:
        thing, form, key = sent[:3]
        is_merged = thing.nonce != key.nonce and form.wanted != form.texts
        if form.news:
            if self.lacks(request, sent):
                return sent
            self.write(request, sent, thing)
        if changed := thing.changed_fields:  # typed in another way it may say what stood there
            told = {"state": thing.state} if "state" in changed else {}
            thing.save_as(actor(request), "saved", nonce=key.nonce, **told)
        elif thing.nonce != key.nonce:
            return sent._replace(said="as-it-was")
        return sent._replace(said=self.said(request, thing), is_merged=is_merged)

    def refused(self, request: Request, sent: Sent, problem: str) -> Sent:
        """Not saved: the form once more, against the thing as it is now."""
        request.response.status_int = 409
        thing, form = sent.thing, sent.form
        now = AsStored(thing, form.snapshot, form.theirs)
        beside = {name: form[name].data or "" for name in form.kept() & set(form._fields)}
        again = self.filled(request, None, {**beside, **form.wanted}, now)
        key = FormKey.of(thing, self.status(request, thing))
        return sent._replace(form=again, key=key, problem=problem)

    # A new one

    def save_new(self, request: Request, tries: int = TRIES) -> Sent:
        """Make a thing of what was typed; sent once more the same form changes that one.

        Raises ``SaveConditionError`` where others take its names again and again at this moment.
        """
        key = self.key(request)
        key = key if key and key.is_of_new else None
        made = key and self.document.objects(id=key.id).first()
        if made is not None:
            if not self.may_edit(request, made):
                raise HTTPForbidden
            return self.take(request, made, key)
        sent = self.new(request, key or FormKey.of_new(self.kind), {}, request.POST)
        if is_sent(request, sent.form) and key:
            return self.insert(request, sent, tries)
        if key is None:
            request.response.status_int = 422
        return sent._replace(problem=None if key else UNKNOWN)

    def insert(self, request: Request, sent: Sent, tries: int) -> Sent:
        """Two that come at one moment are one, or the later one takes what is left."""
        thing, form, key = sent[:3]
        thing.id, thing.nonce = key.id, key.nonce
        self.name(sent)
        try:
            self.write(request, sent, thing)
            thing.insert(
                follow_up("announce", key=thing.card_key),
                follow_up(
                    "audit", **actor(request)._asdict(), thing=thing.card_key, action="begun",
                    fields=sorted(form.values), revision=0, values={"state": thing.state},
                ),
            )  # fmt: skip
        except UnwrittenError:
            thing.id = None
            return sent
        except NotUniqueError as error:
            if not tries:
                raise SaveConditionError(str(error)) from error
            return self.save_new(request, tries - 1)
        return sent._replace(said=f"{self.kind}-begun")
