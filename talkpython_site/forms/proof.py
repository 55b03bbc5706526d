"""Who changes what matters types the password again, and a code where there is a second factor."""

from collections.abc import Iterator
from typing import Any

from pyramid.request import Request
from wtforms import Field, PasswordField, StringField, ValidationError
from wtforms.validators import InputRequired

from talkpython_site.documents import Account
from talkpython_site.forms import SiteForm, refuse
from talkpython_site.signing_in import WRONG_CODE, compared, is_code

PROOF = {"current_password", "code"}


class ProofForm(SiteForm):
    """What proves that it is the owner who sits there; ``shared/proof.pt`` shows it."""

    current_password = PasswordField(
        "Current password",
        [InputRequired("Type the password that you have now.")],
        render_kw={"autocomplete": "current-password"},
    )
    # Never shown again: one that was taken does not work twice.
    code = StringField(
        "Code", render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "value": ""}
    )

    needs_code = False

    def know(self, request: Request) -> None:
        self.needs_code = request.signed_in.has_second_factor

    def validate_code(self, field: Field) -> None:
        if self.needs_code and not field.data:
            raise ValidationError("Type a code too.")

    def __iter__(self) -> Iterator[Field]:
        """What is wanted comes first, here as on the page."""
        return iter(sorted(super().__iter__(), key=lambda field: field.short_name in PROOF))


def proved(request: Request, form: Any, account: Account) -> bool:
    """Whether the owner sent a form; says at its fields why not.

    Comes last, once all else is right: a code is spent by it. Raises ``ThrottledError`` and
    ``BusyError``.
    """
    # A wrong one counts as at signing in: it makes no difference to whoever stole a cookie.
    if not compared(request, account, account.email, form.current_password.data):
        refuse(request, form.current_password, "This is not the password of your account.")
        return False
    if account.has_second_factor and not is_code(request, account, form.code.data):
        refuse(request, form.code, WRONG_CODE)
        return False
    return True
