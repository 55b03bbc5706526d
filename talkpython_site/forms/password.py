"""New passwords, and whether they will do."""

from collections.abc import Iterable
from typing import Any

from pyramid.request import Request
from wtforms import PasswordField
from wtforms.validators import InputRequired

from talkpython_site.documents import Account
from talkpython_site.documents.email_address import names_in
from talkpython_site.forms import refuse
from talkpython_site.forms.proof import ProofForm
from talkpython_site.networks import network_of
from talkpython_site.passwords import BusyError
from talkpython_site.throttling import WEAK_NETWORK, reserve


class PasswordForm(ProofForm):
    """Another password."""

    new_password = PasswordField(
        "New password",
        [InputRequired("Type a new password.")],
        render_kw={"autocomplete": "new-password"},
    )


def is_strong(request: Request, field: Any, account: Account) -> bool:
    """Whether a new password will do for this account; says at its field why not.

    Weak ones are counted by network: each is work, and anybody can send them. Raises
    ``ThrottledError`` and ``BusyError``.
    """
    own_words = (account.name or "", *names_in(account.email), request.site.site_name)
    weakness = judged(request, field.data, own_words)
    if weakness:
        refuse(request, field, weakness)
    return weakness is None


def judged(request: Request, password: str, own_words: Iterable[str]) -> str | None:
    """Why a password will not do, counted as a try then; None where it will."""
    passwords = request.registry.passwords
    with passwords.judging():
        tries = reserve(request.registry.signer, (WEAK_NETWORK, network_of(request)))
        try:
            weakness: str | None = passwords.weakness(password, own_words)
        except BusyError:
            tries.give_back()
            raise
        if weakness is None:
            tries.give_back()
        return weakness
