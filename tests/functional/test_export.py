"""All that is known of somebody, handed out to them alone."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from bson import Decimal128

from talkpython_site.documents import Account, Actor, AuditLine, Mail, SignIn
from talkpython_site.documents.account_fields import SHOWN, SHOWN_OF_SIGN_INS
from talkpython_site.second_factor import recovery_hash
from tests.conftest import Visit
from tests.factories import PASSWORD, make_account, make_sign_in
from tests.visitors import send, signed_in

ADDRESS = "/account/export"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody
NETWORK = "203.0.113.9"


def busy_account() -> Account:
    """Somebody of whom there is something everywhere."""
    account = make_account("ines@example.org", name="Ines Okafor", roles=["editor:podcast:x"])
    make_sign_in(account, agent="Firefox on a boat")
    own = Actor(account.id, NETWORK)
    account.rename("Ines Adaeze Okafor", own)
    account.turn_on_second_factor(SECRET, 0, [recovery_hash("abcd-efgh-jkmn")], own)
    account.ask_for_email("new@example.org", own)
    found: Account = Account.objects.get(id=account.id)
    return found


def download(visit: Visit, account: Account) -> Any:
    fields = {"current_password": PASSWORD, "code": "abcd-efgh-jkmn"}
    return send(signed_in(visit, account), ADDRESS, fields)


def texts(value: Any) -> Iterator[str]:
    """Every key and every value, as text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield str(value)


def test_it_is_a_file_to_keep(visit: Visit) -> None:
    answer = download(visit, busy_account())
    assert answer.content_type == "application/json"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="account-2')
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "  " in answer.text


def test_it_holds_what_is_known(visit: Visit) -> None:
    account = busy_account()
    known = json.loads(download(visit, account).text)
    (own,) = known["accounts"]
    assert (own["id"], own["email"]) == (str(account.id), "ines@example.org")
    assert (own["name"], own["new_email"]) == ("Ines Adaeze Okafor", "new@example.org")
    assert (own["roles"], own["has_second_factor"]) == (["editor:podcast:x"], True)
    assert own["recovery_codes_left"] == 0  # one was used to get this
    assert own["sign_ins"][0]["agent"] == "Firefox on a boat"
    assert {each["kind"] for each in known["mails"]} == {
        "second_factor_on",
        "confirm_new_email",
        "email_change_asked",
    }
    lines = known["audit_lines"]
    assert [each["action"] for each in lines] == [each.action for each in AuditLine.objects]
    assert {each["network"] for each in lines} == {NETWORK}


def test_no_hash_secret_or_token_is_in_it(visit: Visit, app: Any) -> None:
    account = busy_account()
    known = json.loads(download(visit, account).text)
    stored = Account.collection().find_one({"_id": account.id}) or {}
    hidden = {stored["password_hash"], SECRET, recovery_hash("abcd-efgh-jkmn")}
    hidden |= {each["hash"] for each in stored["sign_ins"]} | {app.registry.site.site_secret}
    said = list(texts(known))
    assert not [each for each in said for secret in hidden if secret and secret in each]
    words = {"hash", "password_hash", "totp_secret", "totp_step", "recovery_hashes", "_id", "token"}
    assert not words & set(said)


def test_it_holds_nothing_of_others(visit: Visit) -> None:
    other = make_account("teodor@example.org", name="Teodor Brandt")
    account = busy_account()
    account.lock(Actor(other.id, "198.51.100.7"))
    account.unlock(Actor(other.id, "198.51.100.7"))
    other.rename("Teodor B.", Actor(other.id, "198.51.100.7"))
    known = json.loads(download(visit, Account.objects.get(id=account.id)).text)
    assert [each["action"] for each in known["audit_lines"]][-2:] == ["locked", "unlocked"]
    theirs = {str(other.id), "teodor@example.org", "Teodor Brandt", "Teodor B.", "198.51.100.7"}
    assert not [each for each in texts(known) for their in theirs if their in each]


@pytest.mark.parametrize("left_out", ["current_password", "code"])
def test_it_takes_password_and_code(visit: Visit, left_out: str) -> None:
    fields = {"current_password": PASSWORD, "code": "abcd-efgh-jkmn", left_out: ""}
    browser = signed_in(visit, busy_account())
    page = send(browser, ADDRESS, fields, status=422)
    assert page.content_type == "text/html"
    assert page.lxml.find(".//div[@class='errors']") is not None


def test_who_has_no_second_factor_needs_no_code(visit: Visit) -> None:
    browser = signed_in(visit)
    assert browser.get(ADDRESS).lxml.find(".//input[@id='code']") is None
    assert send(browser, ADDRESS, {"current_password": PASSWORD}).content_type == "application/json"


def test_opening_the_page_hands_out_nothing(visit: Visit) -> None:
    page = signed_in(visit, busy_account()).get(ADDRESS)
    assert page.content_type == "text/html"
    assert NETWORK not in page
    assert len(Mail.objects) == 3


def test_what_newer_code_wrote_may_be_a_secret(visit: Visit) -> None:
    account = busy_account()
    newer = {"passkeys": ["of-newer-code"], "sign_ins.0.secret": "of-newer-code"}
    Account.collection().update_one({"_id": account.id}, {"$set": newer})
    assert "of-newer-code" not in download(visit, account).text


def test_what_is_known_may_be_of_any_type(visit: Visit) -> None:
    account = busy_account()
    Mail.collection().update_one({}, {"$set": {"data": {"amount": Decimal128("1.50")}}})
    known = json.loads(download(visit, account).text)
    assert {"amount": "1.50"} in [each.get("data") for each in known["mails"]]


def test_every_field_is_handed_out_or_a_secret() -> None:
    """One that is new stands in ``SHOWN`` or here."""
    secret = {"password_hash", "totp_secret", "totp_step", "recovery_hashes", "pending"}
    fields = {each.db_field for each in Account._fields.values()}
    assert fields == {*SHOWN, "sign_ins", *secret}
    assert {*SignIn._fields} == {*SHOWN_OF_SIGN_INS, "hash"}
