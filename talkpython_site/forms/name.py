"""The name by which somebody is called here."""

from wtforms import StringField

from talkpython_site.documents.account_name import clean_name
from talkpython_site.forms import SiteForm
from talkpython_site.forms.cleaning import Cleaned


class NameForm(SiteForm):
    name = StringField("Name", [Cleaned(clean_name)], render_kw={"autocomplete": "name"})
