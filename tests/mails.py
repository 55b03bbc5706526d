"""Mails of tests: what sends them, without the rest of a site around it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bson import ObjectId
from pyramid.config import Configurator

from talkpython_site.documents import Account, Mail, utc_now
from talkpython_site.mail.composing import Composer
from talkpython_site.mail.outbox import Outbox
from talkpython_site.settings import Settings

AT = datetime(2026, 11, 19, 13, 2, tzinfo=UTC)

Open = Callable[..., Outbox]  # one that sends to a port of this machine


def account_of(email: str = "ines@example.org", **changes: Any) -> Account:
    """One that is confirmed and stored nowhere."""
    values = {"name": "Ines Okafor", "confirmed_at": AT, **changes}
    return Account(id=ObjectId(), email=email, email_key=email, **values)


def make_registry(settings: Settings) -> Any:
    """What mails are made with."""
    with Configurator() as config:
        config.registry.site = settings
        for part in ("rendering", "signing", "routes"):
            config.include(f"talkpython_site.{part}")
    return config.registry


def make_composer(settings: Settings) -> Composer:
    return Composer(make_registry(settings))


def make_outbox(settings: Settings, seconds: float = 10.0) -> Outbox:
    return Outbox(settings, make_composer(settings), seconds)


def send_all(outbox: Outbox) -> None:
    while outbox.send_next():
        pass


def make_mail(account: Account, kind: str = "password_changed", **changes: Any) -> Mail:
    """A mail that is due."""
    entry = account.mail(kind)
    now = utc_now()
    values = {"created_at": now, "due_at": now, "attempts": 0, "account": account.id, **changes}
    return Mail(id=entry["id"], kind=kind, **values).insert()


def stored(mail: Mail) -> dict[str, Any]:
    """The row as it is now; {} where it is gone."""
    return Mail.collection().find_one({"_id": mail.id}) or {}


def make_due(mail: Mail, at: datetime | None = None) -> None:
    """Let the pause before the next try be over, and with it any lease."""
    over = {"$set": {"due_at": at or utc_now()}, "$unset": {"lease": True, "leased_until": True}}
    Mail.collection().update_one({"_id": mail.id, "due_at": {"$exists": True}}, over)
