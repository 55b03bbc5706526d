"""Forms: what was typed, whether it will do, and the sentence where it will not."""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request
from webob.multidict import MultiDict
from wtforms import Field, Form
from wtforms.meta import DefaultMeta


class Texts(DefaultMeta):
    """Reads texts alone: anybody can send a file, or JSON, in the place of a field."""

    def wrap_formdata(self, form: Any, formdata: Any) -> Any:
        texts = [pair for pair in (formdata or {}).items() if isinstance(pair[1], str)]
        return super().wrap_formdata(form, MultiDict(texts) if formdata is not None else None)


class SiteForm(Form):
    """A form of the site. Its token is Pyramid's, see ``templates/shared/token.pt``."""

    Meta = Texts
    within: str | None = None  # the id of another form of the page, with which this one is sent

    def know(self, request: Request) -> None:
        """Take what a form has to know of who sends it before it is judged."""

    def attributes(self, field: Field, hint: str | None = None) -> dict[str, str]:
        """What ties a field to the words around it, for who hears the page."""
        told = [f"{field.id}-hint"] if hint else []
        told += [f"{field.id}-wrong"] if field.errors else []
        found = {"aria-describedby": " ".join(told)} if told else {}
        found |= self.owner
        return {**found, **({"aria-invalid": "true"} if field.errors else {})}

    @property
    def owner(self) -> dict[str, str]:
        """What makes a field one of the form that it is sent with."""
        return {"form": self.within} if self.within else {}

    @property
    def wrong(self) -> list[Field]:
        """The fields that will not do, in order; nothing before the form was sent."""
        return [field for field in self if field.errors]


def text_in(params: Mapping[str, Any], name: str) -> str:
    """What was sent as a text; "" for a file, which anybody can send in its place, and nothing."""
    given = params.get(name)
    return given if isinstance(given, str) else ""


def is_sent(request: Request, form: SiteForm) -> bool:
    """Whether a form was sent to be taken, and will do; sets the status of the page if not.

    One that comes back after its sender had to sign in again is shown filled, and not taken.
    """
    if request.method != "POST" or getattr(request, "is_resumed", False):
        return False
    form.know(request)
    if form.validate():
        return True
    request.response.status_int = 422
    return False


def refuse(request: Request, field: Any, sentence: str) -> None:
    """Say below a field why it will not do, once more than its own validators know is known."""
    field.errors = [*field.errors, sentence]
    request.response.status_int = 422
