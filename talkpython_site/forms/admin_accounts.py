"""What admins do to an account: one small form for each."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pyramid.request import Request
from wtforms import SelectField, StringField, ValidationError

from talkpython_site.documents import Account, Actor, DeletedError, LastAdminError, UnconfirmedError
from talkpython_site.documents.roles import ADMIN, editor_role
from talkpython_site.forms import SiteForm, text_in
from talkpython_site.forms.proof import ProofForm
from talkpython_site.role_words import Titles

ACTION = "do"


class EditorForm(SiteForm):
    """Which thing somebody is to edit."""

    role = SelectField("Podcast to edit", validate_choice=False)

    def validate_role(self, field: SelectField) -> None:
        there: Any = field.choices
        if field.data not in dict(there):
            raise ValidationError("Choose a podcast: there is none like this.")


class RoleForm(SiteForm):
    """The role that is taken away; its button stands beside it."""

    role = StringField("Role")


class NotThisWayError(Exception):
    """More is asked for what was to be done."""


# Each gives whether there was anything to do: nothing is written where it was so already.


def lock(account: Account, _form: SiteForm, by: Actor) -> bool:
    if account.locked_at:
        return False
    account.lock(by)
    return True


def unlock(account: Account, _form: SiteForm, by: Actor) -> bool:
    if not account.locked_at:
        return False
    account.unlock(by)
    return True


def end_sign_ins(account: Account, _form: SiteForm, by: Actor) -> bool:
    account.end_sign_ins(by)  # one may come at this moment
    return True


def make_admin(account: Account, _form: SiteForm, by: Actor) -> bool:
    return add_role(account, ADMIN, by)


def remove_admin(account: Account, _form: SiteForm, by: Actor) -> bool:
    return remove_role(account, ADMIN, by)


def make_editor(account: Account, form: EditorForm, by: Actor) -> bool:
    return add_role(account, form.role.data, by)


def remove_editor(account: Account, form: RoleForm, by: Actor) -> bool:
    """Whatever role it is but that of admins. Raises ``NotThisWayError``."""
    if form.role.data == ADMIN:
        raise NotThisWayError("The role of an admin is not removed without a password.")
    return remove_role(account, form.role.data or "", by)


def add_role(account: Account, role: str, by: Actor) -> bool:
    if role in account.roles:
        return False
    account.add_role(role, by)
    return True


def remove_role(account: Account, role: str, by: Actor) -> bool:
    if role not in account.roles:
        return False
    account.remove_role(role, by)
    return True


class Change(NamedTuple):
    """A form, a button at least, and what it does.

    That raises ``REFUSALS``, with a sentence for people.
    """

    form: type[SiteForm]
    carry_out: Callable[[Account, Any, Actor], bool]


REFUSALS = (LastAdminError, UnconfirmedError, DeletedError, NotThisWayError)
# By the word that a form sends; done twice is done once.
CHANGES: Mapping[str, Change] = {
    "locked": Change(ProofForm, lock),
    "unlocked": Change(SiteForm, unlock),
    "ended": Change(SiteForm, end_sign_ins),
    "admin": Change(ProofForm, make_admin),
    "no-admin": Change(ProofForm, remove_admin),
    "editor": Change(EditorForm, make_editor),
    "no-editor": Change(RoleForm, remove_editor),
}


class AccountForms(NamedTuple):
    """The forms of an account's page by their words; ``sent`` is the word of the filled one."""

    by_word: dict[str, Any]
    sent: str | None
    titles: Titles


def account_forms(request: Request, titles: Titles) -> AccountForms:
    """All of them, no two fields with one id."""
    sent = text_in(request.POST, ACTION)
    forms: dict[str, Any] = {
        word: change.form(request.POST if word == sent else None)
        for word, change in CHANGES.items()
    }
    for word, form in forms.items():
        for field in form:
            field.id = f"{word}-{field.short_name}"
        if isinstance(form, ProofForm):
            form.current_password.label.text = "Your own password"
    forms["editor"].role.choices = choices(titles)
    return AccountForms(forms, sent, titles)


def choices(titles: Titles) -> list[tuple[str, str]]:
    """What somebody can be an editor of, by title."""
    things = sorted(titles.items(), key=lambda thing: thing[1].casefold())
    return [(editor_role(*thing.split(":")), title) for thing, title in things]
