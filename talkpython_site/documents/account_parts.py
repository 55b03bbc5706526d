"""What the changes of an account are made of."""

from typing import Any, ClassVar

from bson import ObjectId

from talkpython_site.documents.account_fields import AccountFields
from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.base import SaveConditionError, follow_up
from talkpython_site.documents.folding import fold
from talkpython_site.documents.moments import utc_now


class AccountParts(AccountFields):
    """Steps of changes, which write nothing by themselves."""

    meta: ClassVar[dict[str, Any]] = {"abstract": True, "strict": False}

    def call(self, name: str) -> None:
        self.name = name
        self.name_key = fold(name) or None

    def give(self, role: str) -> None:
        self.roles = [*(each for each in self.roles if each != role), role]

    def forget_second_factor(self) -> None:
        self.totp_secret = self.totp_step = None
        self.recovery_hashes = []

    def end_all_but(self, kept: str | None) -> dict[str, Any] | None:
        """End all of them with the next change; or give what that is to pull, where one is kept.

        The list as it was read is never written: what was ended since would be alive again.
        Marked as changed also where nothing is to end: one may be added at this moment.
        """
        if kept:
            return {"sign_ins": {"hash": {"$ne": kept}}}
        self.sign_ins = []
        self._mark_as_changed("sign_ins")
        return None

    def refuse_if_over(self) -> None:
        """Raises ``SaveConditionError`` where it is being erased."""
        if self.erased_at and self.erased_at <= utc_now():
            raise SaveConditionError(f"{self.thing} is being erased")

    def mail(self, kind: str, **data: str) -> dict[str, Any]:
        """The entry from which a mail to this account is made."""
        self.id = self.id or ObjectId()
        return follow_up("mail", kind=kind, account=self.id, data=data)

    def claim_grants(self, *email_keys: str) -> dict[str, Any]:
        """The entry by which what was granted to addresses that it confirmed becomes its own."""
        return follow_up("claim grants", account=self.id, email_keys=list(email_keys))

    def audited(self, by: Actor, action: str, fields: list[str], **values: str) -> dict[str, Any]:
        """The entry from which an audit line is made; values of roles, locks and states alone."""
        return follow_up(
            "audit",
            **by._asdict(),
            thing=self.thing,
            action=action,
            fields=fields,
            revision=self.revision + 1 if self.created_at else 0,
            values=values,
        )
