"""Signing in: a password, then a code where there is a second factor."""

from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from talkpython_site.documents.email_address import LONGEST
from talkpython_site.forms import SiteForm
from talkpython_site.forms.email import TYPED_AS


class SignInForm(SiteForm):
    """What is no address is not told from one that nobody has: it is a wrong one."""

    email = StringField(
        "E-mail address",
        [
            InputRequired("Type your e-mail address."),
            Length(max=LONGEST, message=f"An e-mail address has {LONGEST} characters at most."),
        ],
        render_kw={**TYPED_AS, "autocomplete": "username"},
    )
    password = PasswordField(
        "Password",
        [InputRequired("Type your password.")],
        render_kw={"autocomplete": "current-password"},
    )
    stays = BooleanField("Stay signed in on this device")


class CodeForm(SiteForm):
    code = StringField(
        "Code",
        [InputRequired("Type the code that your app shows.")],
        render_kw={
            "autocomplete": "one-time-code",
            "autocapitalize": "none",
            "spellcheck": "false",
            "value": "",
        },
    )
