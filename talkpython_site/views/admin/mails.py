"""Mails: which wait, which were given up, which went lately."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import done, mail_rows
from talkpython_site.documents import AuditLine, Mail
from talkpython_site.newest import MOST, lately
from talkpython_site.security import Permission
from talkpython_site.sign_ins import actor

MOST_SENT = 20


@view_config(route_name="admin.mails", renderer="admin/mails.pt", permission=Permission.MAILS_READ)
def mails(request: Request) -> dict[str, Any]:
    """All that wait and were given up; of those that went, the last few."""
    stored = Mail.objects.only(*mail_rows.FIELDS).as_pymongo()
    waiting = list(stored.waiting().order_by("due_at").limit(MOST + 1))
    failed = list(stored.failed().order_by("-failed_at").limit(MOST))
    sent = lately(stored, "sent_at", MOST_SENT)
    names = mail_rows.receivers(waiting, failed, sent)
    return {
        "waiting": mail_rows.rows(request, waiting[:MOST], names),
        "more_wait": len(waiting) > MOST,
        "failed": mail_rows.rows(request, failed, names),
        "sent": mail_rows.rows(request, sent, names),
        "goes_out": bool(request.site.mail_host),
        "may_change": request.has_permission(Permission.MAILS_CHANGE),
    }


@view_config(
    route_name="admin.mail_retry", request_method="POST", permission=Permission.MAILS_CHANGE
)
def retry(request: Request) -> HTTPSeeOther:
    """Let one go out now; housekeeping is woken by every answer to a form."""
    mail_id = request.matchdict["id"]
    mail = Mail.objects(id=mail_id, sent_at=None, emptied_at=None).first()
    if mail:
        since = mail.failed_at or mail.due_at
        AuditLine.write(actor(request), "sent again", f"mail:{mail_id}", since)
    if not mail or not Mail.retry(mail_id):
        raise HTTPNotFound("No such mail waits: it went out, or it is too old.")
    return done.see(request, "admin.mails", "mail")
