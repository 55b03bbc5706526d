"""What each kind of mail says: who asks, what for, and what to do if it was not you."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from talkpython_site import wording
from talkpython_site.documents import Account
from talkpython_site.documents.email_address import email_digest
from talkpython_site.mail.links import Links
from talkpython_site.settings import Settings


class Button(NamedTuple):
    """What a mail leads to."""

    label: str
    address: str


class Letter(NamedTuple):
    """The words of one mail. No name stands in them: whoever registered chose it."""

    to: str
    subject: str
    paragraphs: tuple[str, ...]
    button: Button | None
    closing: str


@dataclass(frozen=True)
class Case:
    """What a letter is about."""

    account: Account
    data: dict[str, str]
    at: datetime  # when it was asked for, or done
    links: Links
    site: Settings

    @property
    def site_name(self) -> str:
        return wording.excerpt(self.site.site_name)

    @property
    def when(self) -> str:
        """The moment in the site's own time: ``on 19 November 2026 at 14:02 (UTC)``."""
        zone = self.site.site_zone
        hour = wording.clock(self.at, zone)
        return f"on {self.day(self.at)} at {hour} ({self.site.site_timezone})"

    def day(self, moment: datetime) -> str:
        return wording.plain_date(moment.astimezone(self.site.site_zone).date())


INVITED = "invited"  # of mails to addresses that may be nobody's here
NOT_YOU = "If it was not you, do nothing: nobody confirms the address without this mail."


def confirm(case: Case) -> Letter:
    to = case.account.email
    return Letter(
        to,
        f"Confirm your address at {case.site_name}",
        paragraphs(f"""
            Somebody made an account at {case.site_name} with this address.

            If that was you, confirm that the address is yours: the link leads to a page with one
            button. It holds for three days.
        """),
        Button("Confirm the address", case.links.confirm(case.account, to)),
        NOT_YOU,
    )


def confirm_new_email(case: Case) -> Letter:
    to = case.account.new_email or case.account.email
    return Letter(
        to,
        f"Confirm your new address at {case.site_name}",
        paragraphs(f"""
            Somebody with an account at {case.site_name} wants to use this address for it from now
            on.

            If that was you, confirm that the address is yours: the link leads to a page with one
            button. It holds for three days.
        """),
        Button("Confirm the address", case.links.confirm(case.account, to)),
        NOT_YOU,
    )


def email_change_asked(case: Case) -> Letter:
    return Letter(
        case.account.email,
        f"A new address for your account at {case.site_name}",
        paragraphs(f"""
            Somebody who is signed in to your account at {case.site_name} asked {case.when} to use
            another address for it.

            Nothing has changed yet. It will once that address is confirmed by a link that was sent
            there.
        """),
        new_password(case),
        "If it was you, there is nothing to do here. If it was not, set a new password now:"
        " that also stops the new address.",
    )


def email_changed(case: Case) -> Letter:
    """To the address that it was before, as it stood on the account."""
    return Letter(
        case.data["to"],
        f"Your account at {case.site_name} has a new address",
        paragraphs(f"""
            The account at {case.site_name} that had this address was given another one {case.when}.
            Mails about it go there from now on.
        """),
        None,
        "If it was you, there is nothing to do here. If it was not, tell the people who run"
        f" {case.site_name}, at {case.site.site_url}",
    )


def password_changed(case: Case) -> Letter:
    return notice(
        case,
        f"Your password at {case.site_name} was changed",
        f"""
        The password of your account at {case.site_name} was changed {case.when}. Other browsers
        that were signed in are signed out.
        """,
    )


def second_factor_on(case: Case) -> Letter:
    return notice(
        case,
        f"The second factor is on at {case.site_name}",
        f"""
        The second factor of your account at {case.site_name} was turned on {case.when}. From now on
        signing in asks for a code from your app. Keep the recovery codes where you find them
        without your phone.
        """,
    )


def second_factor_off(case: Case) -> Letter:
    return notice(
        case,
        f"The second factor is off at {case.site_name}",
        f"""
        The second factor of your account at {case.site_name} was turned off {case.when}. From now
        on signing in asks for the password alone.
        """,
    )


def recovery_codes_renewed(case: Case) -> Letter:
    return notice(
        case,
        f"New recovery codes at {case.site_name}",
        f"""
        Your account at {case.site_name} was given new recovery codes {case.when}. The old ones do
        not work any more.
        """,
    )


def deleted(case: Case) -> Letter:
    until = case.account.erased_at or case.at
    return Letter(
        case.account.email,
        f"Your account at {case.site_name} is deleted",
        paragraphs(f"""
            Your account at {case.site_name} was deleted {case.when}. Nobody sees or uses it any
            more.

            On {case.day(until)} it is erased with all that belongs to it. Until then you can sign
            in and take it back.
        """),
        Button("Sign in", case.links.to("account.sign_in")),
        "If it was not you, take it back and set a new password.",
    )


def reset(case: Case) -> Letter:
    return Letter(
        case.account.email,
        f"A new password at {case.site_name}",
        paragraphs(f"""
            Somebody asked {case.when} for a new password for the account at {case.site_name} with
            this address.

            If that was you, set one: the link works once, within an hour of this mail.
        """),
        Button("Set a new password", case.links.reset(case.account)),
        "If it was not you, do nothing: your password stays as it is.",
    )


def invited(case: Case) -> Letter:
    """To an address that may have no account: to whom, it must say."""
    title, to = wording.excerpt(case.data["title"]), case.account.email
    opening, way = paragraphs(f"""
        You are invited to the course “{title}” at {case.site_name}. It is open to those alone who
        are invited.

        The link leads to it. Sign in there, or register, with this address, {to}, and enrol.
    """)
    words = filter(None, paragraphs(case.data["words"]))
    return Letter(
        to,
        f"You are invited to “{title}” at {case.site_name}",
        (opening, *words, way),
        Button("See the course", case.links.to("courses.show", course=case.data["course"])),
        "If it was not meant for you, do nothing: nobody is enrolled who did not do so themselves.",
    )


def notice(case: Case, subject: str, words: str) -> Letter:
    """What was changed, and the way to take it away from whoever did, if it was a stranger."""
    closing = "If it was you, there is nothing to do here. If it was not, set a new password now."
    return Letter(case.account.email, subject, paragraphs(words), new_password(case), closing)


def new_password(case: Case) -> Button:
    return Button("It was not me: set a new password", case.links.to("account.forgotten"))


def paragraphs(words: str) -> tuple[str, ...]:
    """Paragraphs stand apart by an empty line; where their lines break means nothing."""
    return tuple(" ".join(each.split()) for each in words.split("\n\n"))


LETTERS: dict[str, Callable[[Case], Letter]] = {
    "confirm": confirm,
    "confirm_new_email": confirm_new_email,
    "email_change_asked": email_change_asked,
    "email_changed": email_changed,
    "password_changed": password_changed,
    "second_factor_on": second_factor_on,
    "second_factor_off": second_factor_off,
    "recovery_codes_renewed": recovery_codes_renewed,
    "deleted": deleted,
    "reset": reset,
    INVITED: invited,
}


def is_confirmed(account: Account) -> bool:
    """Nobody is told by mail what a stranger does to an account with their address."""
    return account.confirmed_at is not None


# For the others it is enough that the account is there.
WANTED: dict[str, Callable[[Account], bool]] = {
    "confirm": lambda account: account.is_open and not is_confirmed(account),
    "confirm_new_email": lambda account: account.is_open and bool(account.new_email),
    "email_change_asked": lambda account: is_confirmed(account) and bool(account.new_email),
    "password_changed": is_confirmed,
    "second_factor_on": is_confirmed,
    "second_factor_off": is_confirmed,
    "recovery_codes_renewed": is_confirmed,
    "deleted": lambda account: is_confirmed(account) and account.deleted_at is not None,
    # One that is deleted is taken back by signing in.
    "reset": lambda account: account.locked_at is None,
}


def is_wanted(kind: str, account: Account, data: Mapping[str, str]) -> bool:
    """Whether a mail still makes sense, as the account is now that it goes out.

    One that asks at a new address goes to the address that it was made for, or nowhere.
    """
    wanted = WANTED.get(kind)
    present = email_digest(account.new_email or "")
    is_for_another = kind == "confirm_new_email" and data.get("at") != present
    if is_for_another or data.get("is_taken"):
        return False
    return wanted is None or wanted(account)
