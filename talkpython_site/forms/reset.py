"""For who forgot the password: the address, then a new one."""

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from talkpython_site.documents.email_address import clean_email
from talkpython_site.forms import SiteForm
from talkpython_site.forms.cleaning import Cleaned
from talkpython_site.forms.email import TYPED_AS


class ForgottenForm(SiteForm):
    email = StringField(
        "E-mail address",
        [Cleaned(clean_email)],
        render_kw={**TYPED_AS, "autocomplete": "username"},
    )


class ResetForm(SiteForm):
    new_password = PasswordField(
        "New password",
        [InputRequired("Type a new password.")],
        render_kw={"autocomplete": "new-password"},
    )
