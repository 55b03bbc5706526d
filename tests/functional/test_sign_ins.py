"""Sign-ins: how they end while something else happens, what is told, what a try reads."""

from collections.abc import Mapping
from typing import Any

from talkpython_site.documents import Account, AuditLine
from talkpython_site.documents.account_fields import MOST_SIGN_INS
from talkpython_site.passwords import Passwords
from tests.conftest import Visit, watch
from tests.factories import PASSWORD, make_account, make_sign_in
from tests.interleaving import Meanwhile
from tests.signing_in import GUESS, INES, try_to
from tests.visitors import SIGN_IN_COOKIE, send, signed_in, token_of

NEW = "eleven brass lanterns"


def tab_of(browser: Visit) -> Visit:
    """Another tab of the same browser, with a token of its own."""
    tab = Visit(browser.app, extra_environ=browser.extra_environ)
    tab.set_cookie(SIGN_IN_COOKIE, browser.cookies[SIGN_IN_COOKIE].strip('"'))
    return tab


def change_password(browser: Visit) -> Any:
    fields = {"current_password": PASSWORD, "new_password": NEW}
    return send(browser, "/account/password", fields, status=303)


def test_who_signs_out_in_another_tab_meanwhile_stays_signed_out(visit: Visit) -> None:
    account = make_account()
    here = signed_in(visit, account)
    tab, late = tab_of(here), tab_of(here)
    here.get("/account")
    sign_out = Meanwhile(lambda: send(tab, "/sign-out", status=303), before="update accounts")
    with watch.accompanied(sign_out):
        change_password(here)
    now = Account.objects.get(id=account.id)
    assert Passwords().is_right(now.password_hash, NEW)
    assert now.sign_ins == []
    assert "/sign-in" in late.get("/account", status=303).location


class Answers:
    """What finding accounts answers."""

    def __init__(self) -> None:
        self.found: list[Mapping[str, Any]] = []

    def before(self, _name: str, _command: object) -> None: ...

    def after(self, name: str, _command: object, reply: Mapping[str, Any]) -> None:
        if name == "find accounts":
            self.found += reply["cursor"]["firstBatch"]


def test_how_many_there_are_makes_no_try_slower(visit: Visit) -> None:
    """Whoever measures would know that there is an account."""
    account = make_account(INES, roles=["editor:podcast:x"])
    for _ in range(MOST_SIGN_INS):
        make_sign_in(account)
    token_of(visit)
    answers = Answers()
    with watch.accompanied(answers):
        assert try_to(visit, password=GUESS).status_int == 422
        assert try_to(visit).status_int == 303
    assert [each["email"] for each in answers.found] == [INES, INES]
    assert not [each for each in answers.found if "sign_ins" in each]
    now = Account.objects.get(id=account.id)
    assert (len(now.sign_ins), now.roles) == (MOST_SIGN_INS, ["editor:podcast:x"])


def test_one_that_is_ended_is_told(visit: Visit) -> None:
    account = make_account()
    here, there = signed_in(visit, account), signed_in(visit, account)
    other = here.get("/account/sign-ins").html.select_one("main button")["value"]
    for _ in range(2):
        send(here, "/account/sign-ins", {"end": other}, status=303)
    assert "/sign-in" in there.get("/account", status=303).location
    (line,) = AuditLine.objects
    assert (line.action, line.account, line.thing) == ("sign-in ended", account.id, account.thing)
