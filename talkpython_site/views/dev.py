"""While the site is worked on: the mails that it would send, read instead of sent."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any, NamedTuple

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import wording
from talkpython_site.documents import Account, Mail
from talkpython_site.mail.inviting import recipient
from talkpython_site.metrics import is_local
from talkpython_site.security import Permission

SHOWN = timedelta(days=7)  # what is older is empty
MOST = 100
# The styles of a mail stand in its elements, where mail programs read them.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
POLICY += " frame-ancestors 'none'"


class Row(NamedTuple):
    """A mail in a list."""

    address: str
    subject: str
    to: str
    at: str


@view_config(route_name="dev.mails", renderer="dev/mails.pt", permission=Permission.DEV_READ)
def mails(request: Request) -> dict[str, Any]:
    """What went lately, newest first."""
    refuse_elsewhere(request)
    sent = list(Mail.objects.sent_since(request.now - SHOWN).limit(MOST))
    known = ((mail, recipient(mail, request.now)) for mail in sent)
    return {"rows": [row(request, mail, account) for mail, account in known if account]}


@view_config(route_name="dev.mail", renderer="dev/mail.pt", permission=Permission.DEV_READ)
def mail(request: Request) -> Any:
    """One mail with links that work; ``?part=html`` alone is what mail programs show."""
    refuse_elsewhere(request)
    found, account = asked_for(request)
    message = request.registry.composer.compose(found, account, found.sent_at)
    if request.GET.get("part") == "html":
        return whole(part(message, "html"))
    return {
        "row": row(request, found, account),
        "button": request.registry.composer.letter(found, account).button,
        "text": part(message, "plain"),
        "headers": [(name, str(message[name])) for name in message],
        "html_address": request.route_path("dev.mail", id=found.id, _query={"part": "html"}),
    }


def refuse_elsewhere(request: Request) -> None:
    """Mails open accounts: they are shown to this machine alone, and only in development."""
    if not (request.site.mail_development and is_local(request)):
        raise HTTPNotFound


def asked_for(request: Request) -> tuple[Mail, Account]:
    found = Mail.objects(id=request.matchdict["id"], sent_at__ne=None).first()
    account = recipient(found, request.now) if found else None
    if account is None:
        raise HTTPNotFound("There is no such mail here, or it is for nobody any more.")
    return found, account


def row(request: Request, mail: Mail, account: Account) -> Row:
    letter, zone = request.registry.composer.letter(mail, account), request.site.site_zone
    sent_at = (mail.sent_at or mail.created_at).astimezone(zone)
    at = f"{wording.plain_date(sent_at.date())}, {wording.clock(sent_at, zone)}"
    return Row(request.route_path("dev.mail", id=mail.id), letter.subject, letter.to, at)


def whole(html: str) -> Response:
    response = Response(html)
    response.headers["Content-Security-Policy"] = POLICY
    return response


def part(message: EmailMessage, kind: str) -> str:
    found: Any = message.get_body(preferencelist=(kind,))
    return str(found.get_content())
