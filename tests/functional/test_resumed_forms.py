"""Whatever was sent while signed out: nothing is done by it, before it is sent once more."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyotp

from talkpython_site.documents import Account, AuditLine, Mail, utc_now
from talkpython_site.documents.roles import ADMIN, editor_role
from talkpython_site.forms.admin_accounts import CHANGES
from talkpython_site.second_factor import recovery_hash
from tests.conftest import Visit
from tests.factories import PASSWORD, make_account, make_podcast, make_sign_in
from tests.signing_in import another
from tests.visitors import TOTP_SECRET, send

SET_UP = "/account/second-factor"
RECOVERY_CODE = "abcd-efgh-jkmn"
CONTENT = (
    "/admin/courses", "/admin/drafts", "/admin/episodes", "/admin/interviews", "/admin/lectures",
    "/admin/notes", "/admin/people", "/admin/pictures", "/admin/podcasts", "/admin/redirects",
    "/admin/topics", "/admin/uploads",
)  # fmt: skip
WORDS = {"/admin/accounts/{id}": [*CHANGES], "/account/email": ["keep", ""]}


class Case(NamedTuple):
    """An address at which something is changed, and who changes it; of whom, for admins."""

    address: str
    own: Account
    typed: dict[str, str]  # does it, once its sender is known


def addresses(app: Any) -> Iterator[tuple[str, str]]:
    """Every address at which something is changed that not everybody may change, with a word.

    Forms of content are filled on their pages: test_resumed_{episode_forms,content}.py.
    """
    for entry in app.registry.introspector.get_category("routes"):
        name, address = entry["introspectable"]["name"], entry["introspectable"]["pattern"]
        is_own = address.startswith(("/account/", "/admin/")) and not address.startswith(CONTENT)
        if is_own and "POST" in app.registry.methods.of(name):
            yield from ((address, word) for word in WORDS.get(address, [""]))


def case_of(app: Any, number: int, address: str, word: str, role: str) -> Case:
    own = make_account(
        f"own-{number}@example.org",
        roles=[ADMIN] if address.startswith("/admin/") else [],
        totp_secret=None if address == SET_UP else TOTP_SECRET,
        recovery_hashes=[recovery_hash(RECOVERY_CODE)],
        new_email="new@example.org" if word == "keep" else None,
        **({"confirmed_at": None} if address == "/account/confirmation" else {}),
    )
    make_sign_in(own)
    roles = {"no-admin": [ADMIN], "no-editor": [role]}.get(word, [])
    other = make_account(roles=roles, locked_at=utc_now() if word == "unlocked" else None)
    Mail(id=str(other.id), kind="confirm", account=other.id, failed_at=utc_now()).insert()
    purpose = address.rpartition("/")[2]
    typed = {
        "do": word, "role": role, "end": "others", "name": "Bo", "new_password": "tin owl quarries",
        "email": f"new-{number}@example.org", "current_password": PASSWORD,
        "code": RECOVERY_CODE if own.totp_secret else pyotp.TOTP(TOTP_SECRET).at(utc_now()),
        "offer": app.registry.signer.sign(purpose, [str(own.id), TOTP_SECRET]),  # of nobody's page
        **({"keep": "1"} if word == "keep" else {}),
    }  # fmt: skip
    return Case(address.replace("{id}", str(other.id)), own, typed)


def sign_in_at(browser: Visit, case: Case) -> Any:
    """All that a form says, sent by somebody who signs in there; gives the last answer."""
    by_password = {"sign_in-email": case.own.email, "sign_in-password": PASSWORD}
    page = send(browser, case.address, {**case.typed, **by_password}, status="*")
    if not case.own.totp_secret:
        return page
    step = page.lxml.xpath("//input[@name='sign_in-step']/@value")[0]
    by_code = {"sign_in-step": step, "sign_in-code": pyotp.TOTP(TOTP_SECRET).at(utc_now())}
    return send(browser, case.address, {**case.typed, **by_code}, status="*")


def sent_again(case: Case, page: Any) -> dict[str, str]:
    """What stands in the form by now: where something is offered, it is for this sign-in alone."""
    if page.location:
        return case.typed
    offers = page.lxml.xpath("//input[@name='offer']/@value")
    key = page.lxml.xpath("string(//p[@class='key'])").replace(" ", "")
    code = {"code": pyotp.TOTP(key).at(utc_now())} if key else {}
    return {**case.typed, **({"offer": offers[0]} if offers else {}), **code}


def state() -> list[Any]:
    """All that a form can change; signing in leaves it as it is."""
    accounts = [(each["_id"], each["revision"]) for each in Account.collection().find()]
    mails = [(each["_id"], each.get("failed_at")) for each in Mail.collection().find()]
    return [accounts, mails, AuditLine.objects.count()]


def test_nothing_is_done_by_what_was_sent_signed_out(visit: Visit) -> None:
    """Not even where the view takes a button for enough; sent again, each of them does it."""
    role = editor_role("podcast", make_podcast().id)
    for number, (address, word) in enumerate(addresses(visit.app)):
        case, browser = case_of(visit.app, number, address, word, role), another(visit)
        before = state()
        page = sign_in_at(browser, case)
        # What was offered to another sign-in is offered anew: the key has to be scanned again.
        shown = 422 if address == SET_UP else 200
        is_reached = page.status_int == shown or page.location.endswith(("/account", "/sign-ins"))
        assert is_reached, (address, word, page.status)
        assert state() == before, (address, word)
        assert page.content_type != "application/json"  # the export
        answer = send(browser, case.address, sent_again(case, page), status="*")
        is_done = state() != before or answer.content_type == "application/json"
        assert is_done, (address, word, answer.status)
