"""The forms around a second factor: what they offer counts once it comes back with proof."""

import secrets
from collections.abc import Iterator
from typing import Any, NamedTuple, Self

from pyramid.request import Request
from wtforms import Field, HiddenField, StringField
from wtforms.validators import InputRequired

from talkpython_site.documents import Account
from talkpython_site.forms.proof import ProofForm
from talkpython_site.second_factor import recovery_codes, recovery_hash, secret_from
from talkpython_site.signing import ForgedError, LinkError

OFFER_SECONDS = 15 * 60
SALT_BYTES = 16


class OfferForm(ProofForm):
    """New recovery codes."""

    offer = HiddenField()


class SetUpForm(OfferForm):
    """A code of the app takes the place of the one that it will ask for from then on."""

    code = StringField(
        "Code from the app",
        [InputRequired("Type the six digits that the app shows.")],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "value": ""},
    )

    def __iter__(self) -> Iterator[Field]:
        """The code stands before the password here."""
        return iter(sorted(super().__iter__(), key=lambda field: field.short_name != "code"))


class Offer(NamedTuple):
    """What a form holds signed: sent twice, it gives the same, so that no code is ever missed."""

    word: str  # the secret of a set-up, something random else
    codes: list[str]  # follow from the token, which only this sign-in can send
    is_new: bool

    @classmethod
    def of(cls, request: Request, form: Any, purpose: str) -> Self:
        """What the form brings back in time to whom it was made for; else a new one is put in.

        No two are the same: else a stolen sign-in would collect tokens, and with the owner's get
        the owner's codes.
        """
        signer, who = request.registry.signer, request.signed_in
        owner = f"{who.account_id}:{who.sign_in_hash}"
        try:
            given = form.offer.data or ""
            made_for, word, *_salt = signer.read(purpose, given, OFFER_SECONDS)
            if made_for != owner:
                raise ForgedError
        except LinkError:
            word, given = own_key(request), ""
            form.offer.data = signer.sign(purpose, [owner, word, secrets.token_urlsafe(SALT_BYTES)])
        seed = signer.digest(f"recovery codes: {form.offer.data}")
        return cls(word, recovery_codes(seed), is_new=not given)

    @property
    def hashes(self) -> list[str]:
        return [recovery_hash(code) for code in self.codes]

    def is_taken(self, request: Request, account: Account) -> bool:
        """Whether the same form was sent before, and taken."""
        return request.method == "POST" and account.recovery_hashes == self.hashes


def own_key(request: Request) -> str:
    """The same key however often this browser opens the page, until the account is changed.

    Phones load it anew after a visit to the app, which has the key of before by then. Another
    browser gets another: it may be a stranger's, and be signed out before this one is kept.
    """
    account = request.account()
    state = f"{account.revision}:{account.password_hash}:{request.signed_in.sign_in_hash}"
    return secret_from(request.registry.signer.digest(f"second factor: {state}"))
