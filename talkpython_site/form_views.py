"""The views of a form: a thing begun and made, shown and changed, and what its buttons do."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import form_actions, form_pages
from talkpython_site.documents import Draft
from talkpython_site.draft_offers import wanted
from talkpython_site.form_key import FormKey
from talkpython_site.notes_preview import SEE
from talkpython_site.saving import Saver
from talkpython_site.security import Permission
from talkpython_site.sent_forms import Sent

ENTER = "by"  # what is sent where Enter was pressed in a field
PRESS = "Nothing is saved or done yet: press the button of what you want."


class FormViews(ABC):
    """The form of one kind; its addresses are ``admin.kind``, ``_new`` and ``_files``."""

    saver: ClassVar[Saver]
    make: ClassVar[Permission | None] = None

    def __init__(self, request: Request) -> None:
        self.request = request

    @staticmethod
    @abstractmethod
    def wanted(request: Request) -> Any:
        """The thing that the address names."""

    @staticmethod
    @abstractmethod
    def page(request: Request, sent: Sent, draft: Draft | None = None) -> dict[str, Any]:
        """``draft`` is the one that the form goes on with."""

    def begin(self) -> Any:
        request, saver = self.request, self.saver
        draft = wanted(request, saver.kind)
        made = form_pages.made_already(request, saver)
        return made or self.page(request, saver.form_of_new(request, draft), draft)

    def create(self) -> Any:
        self.see_first()
        return self.answer(self.saver.save_new(self.request))

    def show(self) -> Any:
        request, thing = self.request, self.wanted(self.request)
        draft = wanted(request, self.saver.kind, thing.card_key)
        return self.page(request, self.saver.form_of(request, thing, draft), draft)

    def change(self) -> Any:
        request, thing = self.request, self.wanted(self.request)
        self.see_first()
        is_unclear = ENTER in request.POST and self.is_any_begun(request, thing)
        if is_unclear:
            request.is_resumed = True
        sent = self.saver.take(request, thing, FormKey.read_of(request, thing))
        return self.answer(asked(request, sent) if is_unclear else sent)

    def act(self) -> Any:
        """What was typed, as a button of the form leaves it; nothing is saved yet."""
        request = self.request
        taken = form_actions.take(request, self.saver)
        may_make = self.make and request.has_permission(self.make)
        if not (taken.sent.thing.id or may_make):
            raise HTTPForbidden
        return {**self.page(request, taken.sent), "notes": taken.notes}

    def lead(self) -> HTTPSeeOther:
        """From where only buttons lead, to the form that they are of."""
        request, thing = self.request, form_actions.named(self.request)
        route = f"admin.{self.saver.kind}"
        if thing:
            return HTTPSeeOther(request.route_path(route, id=str(thing)))
        if self.make is None:
            raise HTTPNotFound(self.saver.missing)
        return HTTPSeeOther(request.route_path(f"{route}_new"))

    def see_first(self) -> None:
        """Nothing is saved by who only wants to see how it will look."""
        if SEE in self.request.POST:
            self.request.is_resumed = True

    def answer(self, sent: Sent) -> Any:
        """On to what was saved; else the form, below what others wrote where they did."""
        return form_pages.onward(self.request, sent) if sent.said else self.page(self.request, sent)

    @staticmethod
    def is_any_begun(request: Request, thing: Any) -> bool:  # noqa: ARG004 - of some kinds it depends
        """Whether something was typed beside another button than that which saves."""
        return False


def asked(request: Request, sent: Sent) -> Sent:
    """Enter saves nothing where somebody typed beside another button."""
    request.response.status_int = 422
    return sent._replace(problem=sent.problem or PRESS)


Views = TypeVar("Views", bound=type[FormViews])


def form_views(
    renderer: str, *, read: Permission, change: Permission, make: Permission | None = None
) -> Callable[[Views], Views]:
    """Put the form of a kind at its addresses; new ones are made by those who may ``make`` them."""

    def placed(views: Views) -> Views:
        views.make, route = make, f"admin.{views.saver.kind}"
        doors = [
            ("show", route, "GET", read),
            ("change", route, "POST", change),
            ("act", f"{route}_files", "POST", change),
            ("lead", f"{route}_files", "GET", read),
        ]
        if make:
            doors += [
                ("begin", f"{route}_new", "GET", make),
                ("create", f"{route}_new", "POST", make),
            ]
        for attr, route_name, method, permission in doors:
            more = {"shows_resumed": True} if attr == "act" else {}
            view_config(
                attr=attr, route_name=route_name, request_method=method, permission=permission,
                renderer=renderer, _depth=1, **more,
            )(views)  # fmt: skip
        return views

    return placed
