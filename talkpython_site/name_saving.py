"""How a person or topic is saved by its form."""

from collections.abc import Set
from typing import Any, ClassVar

from pyramid.request import Request

from talkpython_site import head
from talkpython_site.documents import Person, Topic
from talkpython_site.documents.folding import fold
from talkpython_site.forms.names import NameForm, PersonForm, TopicForm
from talkpython_site.markdown import SafeHtml, render
from talkpython_site.markdown.texts import READER
from talkpython_site.saving import Saver
from talkpython_site.security import Permission
from talkpython_site.sent_forms import Sent

Named = Person | Topic


class NameSaver(Saver):
    """Everybody sees who is in something; it has no state of its own."""

    form: ClassVar[type[NameForm]]

    def may_edit(self, request: Request, thing: Any) -> bool:  # noqa: ARG002 - other kinds ask it
        return bool(request.has_permission(Permission.NAMES_CHANGE))

    def status(self, request: Request, thing: Any) -> str:  # noqa: ARG002 - other kinds ask it
        return ""

    def is_live(self, request: Request, thing: Any) -> bool:  # noqa: ARG002 - other kinds ask it
        return True

    def said(self, request: Request, thing: Any) -> str:  # noqa: ARG002 - other kinds ask it
        return "name-saved"

    def write(self, request: Request, sent: Sent, thing: Any, but: Set[str] = frozenset()) -> None:  # noqa: ARG002 - none is left out
        values = sent.form.values
        name, slug = values.get("name", thing.name), values.get("slug", thing.slug)
        if (name, slug) != (thing.name, thing.slug):
            key = fold(name)
            is_new_key = thing.known([key]).get(key) is None or key in (thing.key, *thing.keys)
            thing.call(name, slug, is_new_key=is_new_key)
        self.put(request, thing, values)

    def put(self, request: Request, thing: Any, values: dict[str, Any]) -> None:
        """What one of both has alone."""
        raise NotImplementedError


class PersonSaver(NameSaver):
    """A person."""

    document = Person
    form = PersonForm

    def put(self, request: Request, thing: Any, values: dict[str, Any]) -> None:  # noqa: ARG002 - other kinds ask it
        if "url" in values:
            thing.url = values["url"]


class TopicSaver(NameSaver):
    """A topic."""

    document = Topic
    form = TopicForm

    def put(self, request: Request, thing: Any, values: dict[str, Any]) -> None:
        if "description" in values:
            address = head.absolute(request, request.route_path("topics.show", slug=thing.slug))
            thing.description_source = values["description"] or None
            thing.description_html = str(html_of(values["description"], address)) or None


def html_of(source: str, address: str) -> SafeHtml:
    """Markdown as safe HTML."""
    return render(READER.render(source), address).html
