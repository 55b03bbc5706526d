"""What tests of the second factor do and look for."""

from datetime import timedelta
from typing import Any

import pyotp

from talkpython_site.documents import Account, utc_now
from talkpython_site.second_factor import STEP_SECONDS, recovery_hash
from tests.conftest import Visit
from tests.factories import PASSWORD, make_account

SET_UP = "/account/second-factor"
WRONG = "wrong horse"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody
A_STEP = timedelta(seconds=STEP_SECONDS)


def code(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(utc_now() + steps * A_STEP)


def secret_on(page: Any) -> str:
    return str(page.lxml.findtext(".//p[@class='key']")).replace(" ", "")


def codes_on(page: Any) -> list[str]:
    return [str(each) for each in page.lxml.xpath("//ul[@class='codes']/li/text()")]


def form_of(page: Any, action: str) -> Any:
    return next(form for form in page.forms.values() if form.action == action)


def fill(page: Any, action: str = SET_UP, **fields: str) -> Any:
    """The page's form, filled in: the password is right unless given."""
    form = form_of(page, action)
    for name, value in {"current_password": PASSWORD, **fields}.items():
        form[name] = value
    return form


def submit(form: Any, **options: Any) -> Any:
    return form.submit(headers={"Origin": "https://longwave.example"}, **options)


def turn_on(browser: Visit) -> Any:
    page = browser.get(SET_UP)
    return submit(fill(page, code=code(secret_on(page))))


def with_factor(**changes: Any) -> Account:
    hashes = [recovery_hash("abcd-efgh-jkmn")]
    return make_account(totp_secret=SECRET, totp_step=0, recovery_hashes=hashes, **changes)


def stored(account: Account) -> Account:
    return Account.objects.get(id=account.id)
