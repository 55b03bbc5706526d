"""What a form was made from: it goes out with the form, and comes back with what was typed."""

import secrets
from typing import NamedTuple, Self

from bson import ObjectId
from pyramid.request import Request

from talkpython_site.documents import Draft, Revised, Revision
from talkpython_site.documents.draft import NOT_MADE, Origin
from talkpython_site.documents.visibility import DRAFT
from talkpython_site.signing import LinkError

FIELD = "revision"
BEGUN_AS = "as"  # the parameter
PURPOSE = "form of content"
SECONDS = 30 * 86_400
MOST_OWN = 20  # times that one form is sent again, each with other words


class FormKey(NamedTuple):
    """A revision of a thing, its status then, and a nonce of the form; signed for one account."""

    thing: str  # "episode:<id>"
    revision: int
    status: str
    nonce: str

    @classmethod
    def of(cls, thing: Revised, status: str) -> Self:
        return cls(thing.card_key, thing.revision or 0, status, new_nonce())

    @classmethod
    def of_new(cls, kind: str, thing_id: ObjectId | None = None) -> Self:
        return cls(f"{kind}:{thing_id or ObjectId()}", NOT_MADE, DRAFT, new_nonce())

    @classmethod
    def of_draft(cls, draft: Draft) -> Self:
        """Of a form that goes on with it: what it was made from, under a nonce of its own."""
        return cls(draft.thing, draft.base_revision, draft.base_status or "", new_nonce())

    @classmethod
    def read(cls, request: Request) -> Self | None:
        """None for one that is too old, or was never signed for this account."""
        given = str(request.POST.get(FIELD, ""))
        try:
            account, *rest = request.registry.signer.read(PURPOSE, given, SECONDS)
        except LinkError:
            return None
        return cls(*rest) if account == str(request.signed_in.account_id) else None

    @classmethod
    def read_of(cls, request: Request, thing: Revised) -> Self | None:
        """None also for one of another thing."""
        key = cls.read(request)
        return key if key and key.thing == thing.card_key else None

    @property
    def kind(self) -> str:
        return self.thing.partition(":")[0]

    @property
    def id(self) -> ObjectId:
        return ObjectId(self.thing.partition(":")[2])

    @property
    def is_of_new(self) -> bool:
        """Whether the form was of nothing that was there."""
        return self.revision == NOT_MADE

    def is_of(self, thing: Revised) -> bool:
        """Whether nobody changed it since, but for who sent this very form, however often."""
        now = thing.revision or 0
        if now == self.revision:
            return True
        between = [f"{self.thing}:{number}" for number in range(self.revision + 1, now)][:MOST_OWN]
        if thing.nonce != self.nonce or now > self.revision + 1 + MOST_OWN:
            return False
        own = Revision.objects(id__in=between, nonce=self.nonce).only("id").as_pymongo()
        return len(list(own)) == len(between)

    def sign(self, request: Request) -> str:
        account = str(request.signed_in.account_id)
        signed: str = request.registry.signer.sign(PURPOSE, [account, *self])
        return signed

    def origin(self, request: Request) -> Origin:
        """Of what is kept of the form while it is typed."""
        account = request.signed_in.account_id
        return Origin(self.thing, account, self.nonce, self.revision, self.status)


def is_taken(key: FormKey | None, thing: Revised) -> bool:
    """Whether this very form made its newest revision: a button was clicked twice."""
    return key is not None and key.nonce == thing.nonce


def begun_as(request: Request) -> ObjectId | None:
    """The id that the address gives what is begun, so that who goes back finds what came of it."""
    given = request.GET.get(BEGUN_AS, "")
    return ObjectId(given) if ObjectId.is_valid(given) else None


def new_nonce() -> str:
    return secrets.token_urlsafe(12)
