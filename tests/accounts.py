"""Every change of an account: what it begins with, what it does, and what follows from it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from talkpython_site.documents import Account, Actor, SignIn, utc_now
from talkpython_site.documents.roles import ADMIN
from tests.factories import FIRST_DAY, make_account

NETWORK = "203.0.113.9"
OLD, NEW = "old@example.org", "new@example.org"
EDITOR = "editor:podcast:65f0c1d2e3f4a5b6c7d8e9f0"
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody


NOTHING: Mapping[str, Any] = MappingProxyType({})


class Change(NamedTuple):
    """One change of an account that was ``begin`` before, with the kinds of mails it sends."""

    do: Callable[[Account, Actor], None]
    said: str | None  # in the audit line
    fields: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    values: Mapping[str, str] = NOTHING
    begin: Mapping[str, Any] = NOTHING
    leaves: Mapping[str, Any] = NOTHING  # what is stored afterwards, among else
    signs_out: bool = False
    acts: bool = True  # whether it can do afterwards what admins do


DELETED, LOCKED = {"deleted_at": utc_now()}, {"locked_at": utc_now()}
NO_FACTOR: dict[str, Any] = {"totp_secret": None, "totp_step": None, "recovery_hashes": []}
STRANGE: dict[str, Any] = {"totp_secret": SECRET, "totp_step": 7, "recovery_hashes": ["one"]}
TAKEN_OVER = (
    "roles", "password", "sign_ins", "confirmed_at", "new_email", "name", "second_factor",
    "recovery_codes",
)  # fmt: skip
CHANGES = {
    "rename": Change(
        lambda it, by: it.rename("Ádá  Lind", by),
        "name changed",
        ("name",),
        leaves={"name": "Ádá  Lind"},
    ),
    "ask_for_confirmation": Change(
        lambda it, _by: it.ask_for_confirmation(), None, mails=("confirm",)
    ),
    "confirm": Change(
        lambda it, by: it.confirm(by),
        "address confirmed",
        ("confirmed_at",),
        begin={"confirmed_at": None},
    ),
    "ask_for_email": Change(
        lambda it, by: it.ask_for_email(NEW, by),
        "new address asked for",
        ("new_email",),
        ("confirm_new_email", "email_change_asked"),
        leaves={"new_email": NEW, "email": OLD},
    ),
    "take_new_email": Change(
        lambda it, by: it.take_new_email(by),
        "address changed",
        ("email", "confirmed_at"),
        ("email_changed",),
        begin={"new_email": NEW},
        leaves={"email": NEW, "email_key": NEW, "new_email": None},
    ),
    "keep_email": Change(
        lambda it, by: it.keep_email(by),
        "new address given up",
        ("new_email",),
        begin={"new_email": NEW},
        leaves={"email": OLD, "new_email": None},
    ),
    "set_password": Change(
        lambda it, by: it.set_password("new hash", by),
        "password changed",
        ("password", "sign_ins", "new_email"),
        ("password_changed",),
        begin={"new_email": NEW},
        leaves={"password_hash": "new hash", "new_email": None},
        signs_out=True,
    ),
    "reset_password": Change(
        lambda it, by: it.reset_password("new hash", by),
        "password changed",
        ("password", "sign_ins"),
        ("password_changed",),
        begin={"totp_secret": SECRET},
        leaves={"password_hash": "new hash", "totp_secret": SECRET, "name": "Ines Okafor"},
        signs_out=True,
    ),
    "turn_on_second_factor": Change(
        lambda it, by: it.turn_on_second_factor(SECRET, 7, ["one", "two"], by),
        "second factor turned on",
        ("second_factor", "recovery_codes"),
        ("second_factor_on",),
        leaves={"totp_secret": SECRET, "totp_step": 7, "recovery_hashes": ["one", "two"]},
    ),
    "turn_off_second_factor": Change(
        lambda it, by: it.turn_off_second_factor(by),
        "second factor turned off",
        ("second_factor", "recovery_codes"),
        ("second_factor_off",),
        begin={"totp_secret": SECRET, "totp_step": 7, "recovery_hashes": ["one"]},
        leaves=NO_FACTOR,
    ),
    "renew_recovery_codes": Change(
        lambda it, by: it.renew_recovery_codes(["two"], by),
        "recovery codes renewed",
        ("recovery_codes",),
        ("recovery_codes_renewed",),
        begin={"recovery_hashes": ["one"]},
        leaves={"recovery_hashes": ["two"]},
    ),
    "take_over": Change(
        lambda it, by: it.take_over("Ines", "new hash", by),
        "made anew",
        TAKEN_OVER,
        values={"role": ADMIN},
        begin={"confirmed_at": None, "roles": [EDITOR], "new_email": NEW, **STRANGE},
        leaves={
            "name": "Ines",
            "name_key": "ines",
            "password_hash": "new hash",
            "new_email": None,
            "roles": [EDITOR, ADMIN],
            **NO_FACTOR,
        },
        mails=("password_changed",),
        signs_out=True,
    ),
    "end_sign_ins": Change(
        lambda it, by: it.end_sign_ins(by), "sign-ins ended", ("sign_ins",), signs_out=True
    ),
    "discard": Change(
        lambda it, by: it.discard(by),
        "deleted",
        ("deleted_at", "sign_ins"),
        ("deleted",),
        {"state": "deleted"},
        signs_out=True,
        acts=False,
    ),
    "take_back": Change(
        lambda it, by: it.take_back(by),
        "taken back",
        ("deleted_at",),
        values={"state": "active"},
        begin=DELETED,
        leaves={"deleted_at": None},
    ),
    "lock": Change(
        lambda it, by: it.lock(by),
        "locked",
        ("locked_at", "sign_ins"),
        values={"lock": "locked"},
        signs_out=True,
        acts=False,
    ),
    "unlock": Change(
        lambda it, by: it.unlock(by),
        "unlocked",
        ("locked_at",),
        values={"lock": "unlocked"},
        begin=LOCKED,
        leaves={"locked_at": None},
    ),
    "add_role": Change(
        lambda it, by: it.add_role(ADMIN, by),
        "role added",
        ("roles", "sign_ins"),
        values={"role": ADMIN},
        begin={"roles": [EDITOR]},
        leaves={"roles": [EDITOR, ADMIN]},
        signs_out=True,
    ),
    "remove_role": Change(
        lambda it, by: it.remove_role(ADMIN, by),
        "role removed",
        ("roles", "sign_ins"),
        values={"role": ADMIN},
        begin={"roles": [ADMIN, EDITOR]},
        leaves={"roles": [EDITOR]},
        signs_out=True,
        acts=False,
    ),
    "remove_role of an editor": Change(
        lambda it, by: it.remove_role(EDITOR, by),
        "role removed",
        ("roles", "sign_ins"),
        values={"role": EDITOR},
        begin={"roles": [ADMIN, EDITOR]},
        leaves={"roles": [ADMIN]},
        signs_out=True,
    ),
}


def begun(name: str) -> Account:
    """An account as it is before a change, with a sign-in; an admin, with another one beside."""
    make_account(roles=[ADMIN])
    sign_in = SignIn(hash="h", made_at=FIRST_DAY, seen_at=FIRST_DAY, expires_at=FIRST_DAY)
    begin = {"email": OLD, "roles": [ADMIN], "sign_ins": [sign_in], **CHANGES[name].begin}
    account = make_account(**begin)
    found: Account = Account.objects.get(id=account.id)
    return found


def do(name: str) -> None:
    """The change of the account that was begun."""
    account = Account.objects(email=OLD).first()
    CHANGES[name].do(account, Actor(account.id, NETWORK))
