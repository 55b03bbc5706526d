"""The links of mails: signed while a mail is sent, read when one is followed."""

import hmac
from typing import NamedTuple

from bson import ObjectId
from pyramid.registry import Registry
from pyramid.request import Request

from talkpython_site.documents import Account
from talkpython_site.documents.account_fields import NEW_EMAIL_KEPT
from talkpython_site.documents.email_address import email_key
from talkpython_site.signing import LinkError, Signer

CONFIRM, CONFIRM_SECONDS = "confirm", int(NEW_EMAIL_KEPT.total_seconds())
RESET, RESET_SECONDS = "reset", 3_600


class UsedError(LinkError):
    """It has done what it is for, or another change came before it."""


class GoneError(LinkError):
    """Nobody is there any more whom it was for."""


class Confirming(NamedTuple):
    """An address that a mail came to, and whose it is to be."""

    account_id: ObjectId
    email_key: str


def confirm_token(signer: Signer, account: Account, email: str) -> str:
    return signer.sign(CONFIRM, [str(account.id), email_key(email)])


def read_confirm(signer: Signer, token: str) -> Confirming:
    """Raises ``ForgedError`` or ``ExpiredError``; what the account makes of it is the view's."""
    account_id, key = signer.read(CONFIRM, token, CONFIRM_SECONDS)
    return Confirming(ObjectId(account_id), key)


def reset_token(signer: Signer, account: Account) -> str:
    return signer.sign(RESET, [str(account.id), fingerprint(signer, account)])


def read_reset(signer: Signer, token: str) -> Account:
    """The account whose password may be set.

    Raises ``ForgedError``, ``ExpiredError``, ``GoneError``, or ``UsedError`` where the password or
    the address was changed since.
    """
    account_id, known = signer.read(RESET, token, RESET_SECONDS)
    account: Account | None = Account.objects(id=ObjectId(account_id)).first()
    if account is None:
        raise GoneError
    if not hmac.compare_digest(known, fingerprint(signer, account)):
        raise UsedError
    return account


def fingerprint(signer: Signer, account: Account) -> str:
    """Another one once the password or the address is another: by it a link works once."""
    return signer.digest(f"{account.password_hash}\n{account.email_key}")


class Links:
    """The addresses that mails lead to, absolute, under ``site.url``."""

    def __init__(self, registry: Registry) -> None:
        self._site_url: str = registry.site.site_url
        self._signer: Signer = registry.signer
        # No request is at hand when a mail goes out, and Pyramid makes addresses of one.
        self._request = Request.blank("/")
        self._request.registry = registry

    def confirm(self, account: Account, email: str) -> str:
        return self.to("account.confirm", token=confirm_token(self._signer, account, email))

    def reset(self, account: Account) -> str:
        return self.to("account.reset", token=reset_token(self._signer, account))

    def to(self, route_name: str, **elements: str) -> str:
        return f"{self._site_url}{self._request.route_path(route_name, **elements)}"
