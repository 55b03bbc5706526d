"""What signing in takes: a right password, counted tries, a code, and cookies of its own."""

from typing import NamedTuple, Self

from bson import ObjectId
from pyramid.csrf import new_csrf_token
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from talkpython_site import second_factor
from talkpython_site.devices import known_device
from talkpython_site.documents import Account, Actor, SignIn
from talkpython_site.documents.email_address import email_key
from talkpython_site.forms import text_in
from talkpython_site.networks import network_of
from talkpython_site.passwords import BusyError
from talkpython_site.sign_ins import actor, new_sign_in, remember
from talkpython_site.signing import ForgedError
from talkpython_site.throttling import (
    OWN_CHANGES,
    OWN_CHANGES_NETWORK,
    SIGN_IN_ACCOUNT,
    SIGN_IN_DEVICE,
    SIGN_IN_DEVICES,
    SIGN_IN_NETWORK,
    Reservation,
    reserve,
)

STEP_SECONDS = 600
WRONG = "The address or the password is not right."
WRONG_CODE = "This code is not right, or was used before."
OVER = "That took more than ten minutes, or the account was changed meanwhile. Sign in once more."


class Proven(NamedTuple):
    """Somebody who knows the password, on the way through the pages that are left."""

    account: Account
    stays: bool
    going: str

    def sign(self, request: Request, step: str) -> str:
        """A token for the next page; it holds for ten minutes, while nothing changes."""
        value = [str(self.account.id), fingerprint(request, self.account), self.stays, self.going]
        return str(request.registry.signer.sign(step, value))

    @classmethod
    def read(cls, request: Request, step: str, field: str = "step") -> Self:
        """Who sends such a token; raises ``LinkError`` where it does not hold."""
        signer, token = request.registry.signer, text_in(request.POST, field)
        account_id, mark, stays, going = signer.read(step, token, STEP_SECONDS)
        account = Account.objects(id=ObjectId(account_id)).first()
        if account is None or mark != fingerprint(request, account):
            raise ForgedError
        return cls(account, stays, going)


def fingerprint(request: Request, account: Account) -> str:
    """Another one once the password or the second factor is another, or what shuts the account.

    So a page that offers a deleted account back is spent once it is back.
    """
    shut = f"{account.deleted_at}:{account.locked_at}"
    given = f"{account.password_hash}:{account.totp_secret}:{shut}"
    return str(request.registry.signer.digest(given))


def with_password(request: Request, email: str, password: str) -> Account | None:
    """The account of an address, where this is its password.

    The same is done, and as long, whether there is one or not. Raises ``ThrottledError`` and
    ``BusyError``.
    """
    with request.registry.passwords.room():
        return compared(request, Account.looked_up(email), email, password)


def compared(
    request: Request, account: Account | None, email: str, password: str
) -> Account | None:
    """The account where this is its password; a wrong one counts as a try."""
    passwords = request.registry.passwords
    tries = counted(request, account, email)
    try:
        is_right = passwords.is_right(account.password_hash if account else None, password)
        if account and is_right and passwords.needs_rehash(account.password_hash):
            account.rehash(passwords.hash(password))
    except BusyError:
        tries.give_back()  # nothing was tried
        raise
    if is_right:
        tries.give_back()
    return account if is_right else None


def counted(request: Request, account: Account | None, email: str) -> Reservation:
    """One more try of a password or a code.

    A browser that signed this account in before is nobody's to lock out. Those are counted
    together too: somebody may have collected many. Raises ``ThrottledError``.
    """
    signer, key = request.registry.signer, email_key(email)
    device = known_device(request, account) if account else None
    if device:
        return reserve(signer, (SIGN_IN_DEVICE, f"{key}:{device}"), (SIGN_IN_DEVICES, key))
    return reserve(signer, (SIGN_IN_ACCOUNT, key), (SIGN_IN_NETWORK, network_of(request)))


def own_change(request: Request) -> Actor:
    """Who changes their own account, for the audit line; raises ``ThrottledError``.

    Each change is kept as a line, and nobody fills the site with them.
    """
    own = OWN_CHANGES, str(request.signed_in.account_id)
    reserve(request.registry.signer, own, (OWN_CHANGES_NETWORK, network_of(request)))
    return actor(request)


def is_code(request: Request, account: Account, code: str) -> bool:
    """Whether this is a code of the account's second factor; raises ``ThrottledError``."""
    tries = counted(request, account, account.email)
    is_right = second_factor.is_right(account, code, request.now)
    if is_right:
        tries.give_back()
    return is_right


def let_in(request: Request, account: Account, *, stays: bool) -> SignIn | None:
    """Sign in; None where the account was changed since it was read."""
    sign_in, token = new_sign_in(request, stays=stays)
    if not account.push_sign_in(sign_in):
        return None
    admit(request, account, token, stays=stays)
    return sign_in


def admit(request: Request, account: Account, token: str, *, stays: bool) -> None:
    """Give a browser the cookies of a sign-in; no form from before it holds."""
    remember(request, account, token, stays=stays)
    new_csrf_token(request)


def go_on(request: Request, proven: Proven) -> HTTPSeeOther | None:
    """Sign in and go where they were; None where the account was changed since it was read."""
    is_in = let_in(request, proven.account, stays=proven.stays)
    return HTTPSeeOther(proven.going) if is_in else None
