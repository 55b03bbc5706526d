"""The browsers in which an account is signed in, and how each is ended."""

from datetime import datetime
from typing import Any, NamedTuple

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import wording
from talkpython_site.account_rows import holds
from talkpython_site.browsers import browser_words
from talkpython_site.documents import Account, SignIn
from talkpython_site.done import see
from talkpython_site.forms import SiteForm, is_sent, text_in
from talkpython_site.security import Permission
from talkpython_site.signing_in import own_change

OTHERS = "others"
NAME_LETTERS = 32  # 128 bits


class ShownSignIn(NamedTuple):
    """A sign-in in a list."""

    name: str  # stands for it in the form, and gives away nothing of its cookie
    browser: str
    seen: str
    seen_at: datetime
    network: str
    is_this: bool


@view_config(
    route_name="account.sign_ins", renderer="account/sign_ins.pt", permission=Permission.ACCOUNT_OWN
)
def index(request: Request) -> dict[str, Any]:
    return {"sign_ins": shown_sign_ins(request, request.account())}


@view_config(
    route_name="account.sign_ins", request_method="POST", permission=Permission.ACCOUNT_OWN
)
def end(request: Request) -> HTTPSeeOther:
    """End one of them, or all but that of this browser."""
    wanted, account = text_in(request.POST, "end"), request.account()
    if not is_sent(request, SiteForm()) or not wanted:
        return HTTPSeeOther(request.route_path("account.sign_ins"))
    if wanted == OTHERS:
        account.end_sign_ins(own_change(request), kept=request.signed_in.sign_in_hash)
        return see(request, "account.sign_ins", "sign-ins")
    for each in account.sign_ins:
        if name_of(request, each) == wanted:
            account.end_sign_in(each.hash, own_change(request))
    # What is not there any more was ended in another tab, or by itself.
    return see(request, "account.sign_ins", "sign-in")


def shown_sign_ins(request: Request, account: Account) -> list[ShownSignIn]:
    """Those that hold: of this browser first, then who was here last."""
    held = [each for each in account.sign_ins if holds(each, request.now)]
    shown = [shown_sign_in(request, each) for each in held]
    newest_first = sorted(shown, key=lambda each: each.seen_at, reverse=True)
    return sorted(newest_first, key=lambda each: not each.is_this)


def shown_sign_in(request: Request, stored: SignIn) -> ShownSignIn:
    return ShownSignIn(
        name=name_of(request, stored),
        browser=browser_words(stored.agent),
        seen=wording.lately(stored.seen_at, request.site.site_zone, request.now),
        seen_at=stored.seen_at,
        network=stored.network or "",
        is_this=stored.hash == request.signed_in.sign_in_hash,
    )


def name_of(request: Request, stored: SignIn) -> str:
    name: str = request.registry.signer.digest(f"sign-in:{stored.hash}")[:NAME_LETTERS]
    return name
