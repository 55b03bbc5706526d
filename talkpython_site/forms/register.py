"""Registering."""

from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import InputRequired

from talkpython_site.documents.account_name import clean_name
from talkpython_site.documents.email_address import clean_email
from talkpython_site.forms import SiteForm
from talkpython_site.forms.cleaning import Cleaned
from talkpython_site.forms.email import TYPED_AS


class RegisterForm(SiteForm):
    """Whatever else is sent is not read."""

    email = StringField(
        "E-mail address", [Cleaned(clean_email)], render_kw={**TYPED_AS, "autocomplete": "email"}
    )
    name = StringField("Name", [Cleaned(clean_name)], render_kw={"autocomplete": "name"})
    password = PasswordField(
        "Password",
        [InputRequired("Type a password.")],
        render_kw={"autocomplete": "new-password"},
    )
    stays = BooleanField("Stay signed in on this device")
