"""Another address of mail."""

from wtforms import StringField

from talkpython_site.documents.email_address import clean_email
from talkpython_site.forms.cleaning import Cleaned
from talkpython_site.forms.proof import ProofForm

# No type="email": browsers refuse letters before the @ that other alphabets have.
TYPED_AS = {"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}


class EmailForm(ProofForm):
    email = StringField(
        "New e-mail address",
        [Cleaned(clean_email)],
        render_kw={**TYPED_AS, "autocomplete": "email"},
    )
