"""Mails while the site is worked on: read on this machine, nowhere else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import Account, Mail, utc_now
from tests.conftest import Visit
from tests.factories import make_account
from tests.mails import make_mail

HERE = {"HTTP_HOST": "localhost:6543", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http"}


@pytest.fixture
def here(app: Any, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """A browser on the machine that the site is worked on."""
    monkeypatch.setattr(app.registry, "site", replace(app.registry.site, mail_development=True))
    visit.extra_environ = HERE
    return visit


def sent(account: Account, kind: str = "password_changed", minutes: float = 0, **data: str) -> str:
    """The address of a mail that went so long ago."""
    at = utc_now() - timedelta(minutes=minutes)
    return f"/dev/mail/{make_mail(account, kind, sent_at=at, due_at=None, data=data).id}"


def test_what_went_is_listed_newest_first(here: Visit) -> None:
    assert "There is none yet." in here.get("/dev/mail").html.main.text
    account = make_account("ines@example.org")
    old, new = sent(account, minutes=5), sent(account, "second_factor_on")
    sent(make_account("gone@example.org"))
    Account.erase(Account.objects.with_email("gone@example.org").id)
    make_mail(account, "recovery_codes_renewed")  # it waits
    rows = here.get("/dev/mail").html.main.select("li")
    assert [row.a["href"] for row in rows] == [new, old]
    assert rows[0].a.text == "The second factor is on at Longwave"
    assert "to ines@example.org" in rows[0].text


def test_a_mail_with_a_link_that_works(here: Visit) -> None:
    address = sent(make_account("ines@example.org", confirmed_at=None), "confirm")
    page = here.get("/dev/mail").click("Confirm your address at Longwave")
    assert page.request.path == address
    link = page.html.main.find("a", class_="button")["href"]
    assert link.startswith("https://longwave.example/confirm/")
    assert f"Confirm the address:\n{link}\n" in page.html.pre.text
    assert "no-store" in page.headers["Cache-Control"]
    headers = {row.text: row.find_next_sibling("dd").text for row in page.html.select("dt")}
    assert headers["To"] == "ines@example.org"
    assert headers["Message-ID"] == f"<{address.rpartition('/')[2]}@longwave.example>"
    here.get(link.removeprefix("https://longwave.example"), status=200)


def test_a_mail_as_mail_programs_show_it(here: Visit) -> None:
    page = here.get(sent(make_account(), "reset")).click("As mail programs show it")
    assert page.html.h1.text == "A new password at Longwave"
    assert page.html.find("a", class_="button")["href"].startswith(
        "https://longwave.example/reset/"
    )
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert "script" not in policy


def test_a_mail_without_a_button(here: Visit) -> None:
    page = here.get(sent(make_account(), "email_changed", to="old@example.org"))
    assert "old@example.org" in page.html.main.header.text
    assert not page.html.main.find("a", class_="button")


@pytest.mark.parametrize("path", ["/dev/mail/no-such-mail", "/dev/mail/%E2%82%AC"])
def test_no_such_mail(path: str, here: Visit) -> None:
    here.get(path, status=404)


def test_a_mail_that_waits_or_is_empty(here: Visit) -> None:
    account = make_account()
    here.get(f"/dev/mail/{make_mail(account).id}", status=404)
    address = sent(account)
    Mail.empty_old(utc_now() + timedelta(days=31))
    Account.erase(account.id)
    page = here.get(address, status=404)
    assert "for nobody any more" in page.text


@pytest.mark.parametrize(
    "environ",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_HOST": "longwave.example"},
        {"HTTP_HOST": "longwave.example:6543"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
)
def test_from_elsewhere_nothing_is_there(environ: dict[str, str], here: Visit) -> None:
    address = sent(make_account())
    for path in ("/dev/mail", address, f"{address}?part=html"):
        here.get(path, extra_environ={**HERE, **environ}, status=404)


def test_on_a_site_that_sends_mails_nothing_is_there(visit: Visit) -> None:
    for path in ("/dev/mail", sent(make_account())):
        visit.get(path, extra_environ=HERE, status=404)
