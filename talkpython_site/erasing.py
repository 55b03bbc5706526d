"""Accounts whose 14 days are over: nothing stays that says who they were."""

from datetime import datetime

from bson import ObjectId

from talkpython_site.documents import PERSONAL, Account


def erase_due(now: datetime) -> int:
    """Erase the accounts whose time has come; gives how many those were.

    Whoever is killed here leaves the account, and with it the work, to the next one.
    Raises ``PyMongoError``.
    """
    due = Account.objects.to_be_erased(now).only("id").as_pymongo()
    return sum(erased(stored["_id"]) for stored in due)


def erased(account_id: ObjectId) -> bool:
    """Erase all that belongs to an account, itself last."""
    for each in PERSONAL:
        each.erase(account_id)
    return True
