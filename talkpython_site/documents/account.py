"""An account: each change of it with its audit line and its mail in the same write."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Self

from bson import ObjectId

from talkpython_site.documents.account_fields import AccountQuerySet, SignIn
from talkpython_site.documents.account_parts import AccountParts
from talkpython_site.documents.admins import Roster
from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.base import SaveConditionError, follow_up
from talkpython_site.documents.email_address import email_digest, email_key
from talkpython_site.documents.moments import utc_now
from talkpython_site.documents.roles import ADMIN

# What an owner who takes an account over writes anew.
TAKEN_OVER = (
    "roles", "password", "sign_ins", "confirmed_at", "new_email", "name", "second_factor",
    "recovery_codes",
)  # fmt: skip


class UnconfirmedError(Exception):
    """Roles and second factors are for confirmed addresses: anybody can register any address."""

    def __init__(self) -> None:
        super().__init__("The address is not confirmed yet: it may be a stranger's.")


class DeletedError(Exception):
    """Who deletes an account gets no role on the way."""

    def __init__(self) -> None:
        super().__init__("The account is deleted: its owner can take it back by signing in.")


class Account(AccountParts):
    """Somebody who can sign in.

    Each change raises ``SaveConditionError`` where somebody else changed it since it was read.
    """

    meta: ClassVar[dict[str, Any]] = {
        "collection": "accounts",
        "queryset_class": AccountQuerySet,
        "indexes": [
            {"fields": ["email_key"], "name": "email_key_unique", "unique": True},
            {"fields": ["name_key"], "name": "name_key", "sparse": True},
            {"fields": ["roles"], "name": "roles", "sparse": True},
            {"fields": ["created_at"], "name": "created_at"},
            {"fields": ["deleted_at"], "name": "deleted_at", "sparse": True},
            {"fields": ["locked_at"], "name": "locked_at", "sparse": True},
            {"fields": ["new_email_at"], "name": "new_email_at", "sparse": True},
        ],
    }

    # Beginnings

    @classmethod
    def register(cls, email: str, name: str, password_hash: str, sign_in: SignIn) -> Self:
        """A new account with its first sign-in, not confirmed yet.

        Raises ``NotUniqueError`` where the address is taken.
        """
        account = cls(id=ObjectId(), email=email, password_hash=password_hash, sign_ins=[sign_in])
        account.email_key = email_key(email)
        account.call(name)
        by = Actor(account.id, sign_in.network)
        audit = account.audited(by, "created", ["email", "name", "password"])
        return account.insert(account.mail("confirm"), audit)

    @classmethod
    def appoint(cls, email: str, name: str, password_hash: str, by: Actor) -> Self:
        """A new admin, made by the owner, who vouches for the address.

        Raises ``NotUniqueError`` where it is taken.
        """
        account = cls(id=ObjectId(), email=email, password_hash=password_hash, roles=[ADMIN])
        account.email_key = email_key(email)
        account.confirmed_at = utc_now()
        account.call(name)
        fields = ["email", "name", "password", "confirmed_at", "roles"]
        audit = account.audited(by, "created", fields, role=ADMIN)
        return account.insert(follow_up("join_admins", account_id=account.id, revision=0), audit)

    def take_over(self, name: str, password_hash: str, by: Actor) -> None:
        """Make an admin of an account that anybody may have begun: nothing of theirs stays.

        Raises ``SaveConditionError`` where it is being erased.
        """
        self.refuse_if_over()
        was_shut = [each for each in ("locked_at", "deleted_at") if self[each]]
        fields = [*TAKEN_OVER, *was_shut]
        self.confirmed_at, self.password_hash = utc_now(), password_hash
        self.new_email = self.locked_at = self.deleted_at = None
        self.forget_second_factor()
        self.call(name)
        self.give(ADMIN)
        self.end_all_but(None)
        audit = self.audited(by, "made anew", fields, role=ADMIN)
        self.stand_up(self.mail("password_changed"), audit)

    # By whom it belongs to

    def rename(self, name: str, by: Actor) -> None:
        self.call(name)
        self.change(self.audited(by, "name changed", ["name"]))

    def ask_for_confirmation(self) -> None:
        """Send the mail that confirms the address once more."""
        self.change(self.mail("confirm"))

    def confirm(self, by: Actor) -> None:
        self.confirmed_at = utc_now()
        granted = self.claim_grants(self.email_key)
        self.change(granted, self.audited(by, "address confirmed", ["confirmed_at"]))

    def ask_for_email(self, email: str, by: Actor) -> None:
        """Ask at a new address whether it is theirs, and tell the old one."""
        self.new_email, self.new_email_at = email, utc_now()
        self.change(
            self.mail("confirm_new_email", at=email_digest(email)),
            self.mail("email_change_asked"),
            self.audited(by, "new address asked for", ["new_email"]),
        )

    def take_new_email(self, by: Actor) -> None:
        """Use the new address from now on. Raises ``NotUniqueError`` where it was taken since.

        The old one is told, unless it was never confirmed: then it may be a stranger's.
        """
        told = (self.mail("email_changed", to=self.email),) if self.confirmed_at else ()
        confirmed = [self.email_key] if self.confirmed_at else []
        self.email = self.new_email or self.email
        self.email_key = email_key(self.email)
        granted = self.claim_grants(*confirmed, self.email_key)
        self.new_email = None
        self.confirmed_at = utc_now()
        audit = self.audited(by, "address changed", ["email", "confirmed_at"])
        self.change(*told, granted, audit)

    def keep_email(self, by: Actor) -> None:
        """Give up the new address that was asked for."""
        self.new_email = None
        self.change(self.audited(by, "new address given up", ["new_email"]))

    def set_password(
        self, password_hash: str, by: Actor, *, kept: str | None = None, also: Collection[str] = ()
    ) -> None:
        """Change the password and end every sign-in but that with the hash ``kept``.

        An address that is not confirmed yet is forgotten: a stranger may have asked for it.
        ``also`` says what else was changed.
        """
        self.password_hash = password_hash
        fields = ["password", "sign_ins", *also, *(["new_email"] if self.new_email else ())]
        self.new_email = None
        granted = [self.claim_grants(self.email_key)] if "confirmed_at" in also else []
        self.change(
            *granted,
            self.mail("password_changed"),
            self.audited(by, "password changed", fields),
            pull=self.end_all_but(kept),
        )

    def reset_password(self, password_hash: str, by: Actor) -> None:
        """Change the password by a link that came to the address, which proves it.

        Whoever registered an address that was not theirs is left with nothing. Raises
        ``SaveConditionError`` where the account is being erased.
        """
        self.refuse_if_over()
        also: list[str] = []
        if self.confirmed_at is None:
            self.confirmed_at = utc_now()
            self.forget_second_factor()
            self.name = self.name_key = None
            also = ["confirmed_at", "second_factor", "recovery_codes", "name"]
        self.set_password(password_hash, by, also=also)

    def turn_on_second_factor(
        self, secret: str, step: int, recovery_hashes: Iterable[str], by: Actor
    ) -> None:
        """``step`` is that of the code which proved the secret: it is taken.

        Raises ``UnconfirmedError`` where the address may be a stranger's: they would be locked out.
        """
        if self.confirmed_at is None:
            raise UnconfirmedError
        self.totp_secret, self.totp_step = secret, step
        self.recovery_hashes = list(recovery_hashes)
        fields = ["second_factor", "recovery_codes"]
        self.change(
            self.mail("second_factor_on"), self.audited(by, "second factor turned on", fields)
        )

    def turn_off_second_factor(self, by: Actor) -> None:
        self.forget_second_factor()
        fields = ["second_factor", "recovery_codes"]
        self.change(
            self.mail("second_factor_off"), self.audited(by, "second factor turned off", fields)
        )

    def renew_recovery_codes(self, recovery_hashes: Iterable[str], by: Actor) -> None:
        self.recovery_hashes = list(recovery_hashes)
        self.change(
            self.mail("recovery_codes_renewed"),
            self.audited(by, "recovery codes renewed", ["recovery_codes"]),
        )

    def end_sign_ins(self, by: Actor, *, kept: str | None = None) -> None:
        """End every sign-in but that with the hash ``kept``."""
        audit = self.audited(by, "sign-ins ended", ["sign_ins"])
        self.change(audit, pull=self.end_all_but(kept))

    def end_sign_in(self, token_hash: str, by: Actor) -> None:
        """End one of them; twice is once.

        No revision comes of it: a change that somebody makes at this moment is not refused.
        """
        audit = self.audited(by, "sign-in ended", ["sign_ins"])
        audit["data"]["revision"] = self.revision or 0
        ended = {"$pull": {"sign_ins": {"hash": token_hash}}, "$push": {"pending": audit}}
        held = {"_id": self.id, "sign_ins.hash": token_hash}
        if self.collection().update_one(held, ended).matched_count:
            self.finish(audit)

    def discard(self, by: Actor) -> None:
        """Hide it, to be erased in 14 days. Raises ``LastAdminError``."""
        self.deleted_at = self.deleted_at or utc_now()
        self.end_all_but(None)
        self.step_down(
            self.mail("deleted"),
            self.audited(by, "deleted", ["deleted_at", "sign_ins"], state="deleted"),
        )

    def take_back(self, by: Actor) -> None:
        """Raises ``SaveConditionError`` where its time is over."""
        self.refuse_if_over()
        self.deleted_at = None
        self.stand_up(self.audited(by, "taken back", ["deleted_at"], state="active"))

    # By admins and the command line

    def lock(self, by: Actor) -> None:
        """Let nobody in, from now on. Raises ``LastAdminError``."""
        self.locked_at = utc_now()
        self.end_all_but(None)
        self.step_down(self.audited(by, "locked", ["locked_at", "sign_ins"], lock="locked"))

    def unlock(self, by: Actor) -> None:
        self.locked_at = None
        self.stand_up(self.audited(by, "unlocked", ["locked_at"], lock="unlocked"))

    def add_role(self, role: str, by: Actor) -> None:
        """Raises ``UnconfirmedError`` where the address may be a stranger's, ``DeletedError``."""
        if self.confirmed_at is None:
            raise UnconfirmedError
        if self.deleted_at:
            raise DeletedError
        self.give(role)
        self.end_all_but(None)
        self.stand_up(self.audited(by, "role added", ["roles", "sign_ins"], role=role))

    def remove_role(self, role: str, by: Actor) -> None:
        """Raises ``LastAdminError``."""
        self.roles = [each for each in self.roles if each != role]
        self.end_all_but(None)
        audit = self.audited(by, "role removed", ["roles", "sign_ins"], role=role)
        if role == ADMIN:
            self.step_down(audit)
        else:
            self.change(audit)

    # On the roster

    def step_down(self, *follow: dict[str, Any]) -> None:
        """Change it so that it is no admin who can act. Raises ``LastAdminError``."""
        if self.rejoin():  # whose writer died before that joins here, and leaves
            Roster.leave(self.id, self.revision or 0)
        try:
            self.change(*follow)
        except SaveConditionError:
            self.rejoin()
            raise

    def stand_up(self, *follow: dict[str, Any]) -> None:
        """Change it so that it may be an admin who can act."""
        join = follow_up("join_admins", account_id=self.id, revision=(self.revision or 0) + 1)
        self.change(*((join,) if self.acts else ()), *follow)

    def rejoin(self) -> bool:
        """Put it on the roster if it is an admin who can act, as it is stored; gives whether."""
        stored = type(self).objects(id=self.id).first()
        acts = stored is not None and stored.acts
        if acts:
            Roster.join(self.id, stored.revision or 0)
        return acts
