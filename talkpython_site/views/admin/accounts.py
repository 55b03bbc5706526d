"""Accounts for admins: lists of them, and one with all that may be done to it."""

from typing import Any

from bson import ObjectId
from pyramid.httpexceptions import HTTPBadRequest, HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import account_finding, account_rows, audit_rows, done
from talkpython_site.documents import Account, AuditLine
from talkpython_site.forms import SiteForm, is_sent, text_in
from talkpython_site.forms.admin_accounts import (
    ACTION,
    CHANGES,
    REFUSALS,
    AccountForms,
    account_forms,
)
from talkpython_site.forms.proof import ProofForm, proved
from talkpython_site.newest import newest_equal
from talkpython_site.role_words import role_name, titles_now
from talkpython_site.security import Permission
from talkpython_site.sign_ins import actor

MOST_LINES = 10


@view_config(
    route_name="admin.accounts",
    renderer="admin/accounts.pt",
    permission=Permission.ACCOUNTS_READ,
)
def index(request: Request) -> dict[str, Any]:
    """The newest, those with a role or in a state, or those whose address or name begins so."""
    found = account_finding.find(request)
    return {
        "query": found.query,
        "choices": found.choices,
        "sentence": found.sentence,
        "rows": account_rows.rows(request, found.rows, titles_now(request)),
        "newer": found.newer,
        "older": found.older,
    }


@view_config(
    route_name="admin.account",
    request_method="GET",
    renderer="admin/account.pt",
    permission=Permission.ACCOUNTS_READ,
)
def show(request: Request) -> dict[str, Any]:
    forms = account_forms(request, titles_now(request))
    return page(request, wanted_account(request), forms)


@view_config(
    route_name="admin.account",
    request_method="POST",
    renderer="admin/account.pt",
    permission=Permission.ACCOUNTS_CHANGE,
)
def change(request: Request) -> Any:
    """Do what a form says, once it is proved where that is asked; else its page says why not."""
    account, word = wanted_account(request), wanted_word(request)
    forms, problem = account_forms(request, titles_now(request)), None
    form = forms.by_word[word]
    if is_sent(request, form) and is_proved(request, form):
        try:
            is_changed = CHANGES[word].carry_out(account, form, actor(request))
            said = word if is_changed else "as-it-was"
            return done.see(request, "admin.account", said, id=str(account.id))
        except REFUSALS as error:
            request.response.status_int, problem = 409, str(error)
    return page(request, wanted_account(request), forms, problem)


def wanted_account(request: Request) -> Account:
    """Raises ``HTTPNotFound``."""
    given = request.matchdict["id"]
    account = Account.objects(id=given).first() if ObjectId.is_valid(given) else None
    if account is None:
        raise HTTPNotFound("There is no such account, or it was erased.")
    return account


def wanted_word(request: Request) -> str:
    """What is to be done; raises ``HTTPBadRequest``."""
    word = text_in(request.POST, ACTION)
    if word not in CHANGES:
        raise HTTPBadRequest("Nothing can be done to an account by this form.")
    return word


def is_proved(request: Request, form: SiteForm) -> bool:
    """Whether it is really the admin who sits there, where that matters."""
    if not isinstance(form, ProofForm):
        return True
    admin = request.account()
    return admin is not None and proved(request, form, admin)


def page(
    request: Request, account: Account, forms: AccountForms, problem: str | None = None
) -> dict[str, Any]:
    """The page of an account; ``problem`` says why what was asked cannot be done."""
    lines = AuditLine.objects.about(account.thing).as_pymongo()
    changes = newest_equal(lines, field="at", most=MOST_LINES)
    return {
        "account": account,
        "row": account_rows.row(request, account.to_mongo(), forms.titles),
        "facts": account_rows.facts(request, account),
        "roles": [(role, role_name(role, forms.titles)) for role in account.roles],
        "sign_ins": account_rows.sign_in_rows(request, account),
        "is_own": account.id == request.signed_in.account_id,
        "may_change": request.has_permission(Permission.ACCOUNTS_CHANGE),
        "forms": forms.by_word,
        "sent": forms.sent,
        "problem": problem,
        "days": audit_rows.days(request, changes.rows, forms.titles),
        "has_more": changes.older is not None,
    }
