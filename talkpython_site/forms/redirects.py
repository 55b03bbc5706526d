"""The form of a redirect: an address of before, and where it leads."""

from collections.abc import Callable
from typing import Any

from pyramid.request import Request
from wtforms import StringField

from talkpython_site import redirects
from talkpython_site.documents import Redirect
from talkpython_site.forms import SiteForm

CODE = {"spellcheck": "false", "autocomplete": "off"}


class RedirectForm(SiteForm):
    """``values`` is the redirect, once both were found good."""

    path = StringField("Old address", render_kw={"required": True, **CODE})
    to = StringField("Leads to", render_kw={"required": True, **CODE})

    request: Request
    values: dict[str, str]

    def know(self, request: Request) -> None:
        self.request = request

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        self.values = {}
        self._read("path", redirects.read_path)
        self._read("to", redirects.read_target)
        if not self.wrong:
            self._judge(self.values["path"], self.values["to"])
        return not self.wrong

    def _read(self, name: str, read: Callable[[Request, str], str]) -> None:
        try:
            self.values[name] = read(self.request, self[name].data or "")
        except ValueError as error:
            self[name].errors = [str(error)]

    def _judge(self, path: str, to: str) -> None:
        own = redirects.path_of(to) if redirects.is_own(to) else None
        known = Redirect.target_of(path)
        if own == path:
            self.to.errors = ["It would lead to itself."]
        elif known:
            self.path.errors = [f"It leads to {known} already: remove that first."]
        elif redirects.answers(self.request, path):
            self.path.errors = ["There is something at this address: that goes before."]
        elif other := Redirect.objects(to=redirects.quoted(path)).first():
            self.path.errors = [f"{other.id} leads here: remove that first, and lead it on."]
        elif own and (further := Redirect.target_of(own)):
            self.to.errors = [f"That leads on to {further}: lead straight there."]
        elif own and not redirects.answers(self.request, own):
            self.to.errors = ["There is nothing at this address."]
