"""Mails as mail programs read them, whatever people call themselves."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.assets import asset_folder
from talkpython_site.documents import Account, Mail
from talkpython_site.mail.composing import Composer, UnusableAddressError, filled, spoken_name
from talkpython_site.mail.letters import LETTERS
from talkpython_site.settings import Settings
from tests.mails import AT, account_of, make_composer

SITE = "https://longwave.example"
HOSTILE = [
    "Ines\r\nBcc: all@example.org",
    "<script>alert(1)</script>",
    "x" * 10_000,
    "\u202e\u2067senI\u200f",
    "&lt;b&gt;",
    "\x00\x1b[31mInes",
    "${7*7}",
    "\u2028",
]


@pytest.fixture(scope="module")
def composer(settings: Settings) -> Composer:
    site = replace(settings, site_url=SITE, site_timezone="Europe/Berlin")
    return make_composer(site)


def compose(composer: Composer, whom: Account, kind: str = "reset", **data: str) -> EmailMessage:
    told = {"course": "tides", "title": "Tides by Hand", "words": "", **data}
    mail = Mail(id="65f0c1d2e3f4a5b6c7d8e9f0", kind=kind, data=told, created_at=AT)
    return composer.compose(mail, whom, AT)


def received(message: EmailMessage) -> Any:
    """As it comes out at the other end."""
    return message_from_bytes(message.as_bytes(), policy=default)


def plain(message: EmailMessage) -> str:
    body = received(message).get_body(preferencelist=("plain",))
    return str(body.get_content()).replace("\r\n", "\n")


def page(message: EmailMessage) -> Any:
    """The part in HTML, as it is understood."""
    body = received(message).get_body(preferencelist=("html",))
    return lxml.html.document_fromstring(body.get_content())


def test_the_head_of_a_mail(composer: Composer) -> None:
    arrived = received(compose(composer, account_of()))
    assert arrived["From"] == "Longwave <noreply@longwave.example>"
    assert arrived["To"] == "ines@example.org"
    assert arrived["Subject"] == "A new password at Longwave"
    assert arrived["Date"].datetime == AT
    assert arrived["Message-ID"] == "<65f0c1d2e3f4a5b6c7d8e9f0@longwave.example>"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived.get_content_type() == "multipart/alternative"
    kinds = [each.get_content_type() for each in arrived.iter_parts()]
    assert kinds == ["text/plain", "text/html"]


def test_both_parts_say_the_same(composer: Composer) -> None:
    message = compose(composer, account_of())
    text, said = plain(message), page(message).text_content().split()
    link = page(message).xpath("//a[@class='button']/@href")[0]
    assert re.fullmatch(r"https://longwave\.example/reset/[\w.-]+", link)
    assert f"Set a new password:\n{link}\n" in text
    assert "asked on 19 November 2026 at 14:02 (Europe/Berlin)" in " ".join(said)
    assert {word.rstrip(":") for word in text.split()} <= {word.rstrip(":") for word in said}
    assert max(len(line) for line in text.splitlines() if "://" not in line) <= 72


def test_its_styles_stand_in_it(composer: Composer) -> None:
    html = page(compose(composer, account_of()))
    assert html.xpath("//a[@class='button' and contains(@style, '#14161b')]")
    assert "@media (prefers-color-scheme: dark)" in html.xpath("string(//style)")
    assert not html.xpath("//table | //img | //script | //link")


def test_its_colours_are_those_of_the_site() -> None:
    tokens = (asset_folder("static") / "css" / "tokens.css").read_text()
    style = (asset_folder("templates") / "emails" / "letter.css").read_text()
    colours = set(re.findall(r"#[0-9a-f]{6}", style))
    assert len(colours) > 6
    assert colours <= set(re.findall(r"#[0-9a-f]{6}", tokens))


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_injects_nothing(kind: str, name: str, composer: Composer) -> None:
    whom = account_of(name=name, new_email="new@example.org", deleted_at=AT)
    mine = received(compose(composer, whom, kind, to="old@example.org"))
    theirs = received(compose(composer, account_of(), kind, to="old@example.org"))
    assert mine.keys() == theirs.keys()
    assert mine["Subject"] == theirs["Subject"]
    elements = [each.tag for each in page(theirs).iter() if each.tag != "bdi"]
    assert [each.tag for each in page(mine).iter() if each.tag != "bdi"] == elements
    assert len(plain(mine).splitlines()[0]) < 60
    words = plain(mine) + page(mine).text_content()
    assert not re.search("[\u202e\u2067\u200f\u2028\x00\x1b]", words)


@given(name=st.text(max_size=300))
def test_whatever_the_name_a_greeting_is_one_short_line(name: str) -> None:
    spoken = spoken_name(account_of(name=name))
    assert len(spoken) <= 40
    assert len(f"Hello {spoken},".splitlines()) == 1
    assert not set(spoken) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f")


@pytest.mark.parametrize(
    ("changes", "greeting"),
    [
        ({}, "Hello Ines,"),
        ({"name": "आ\u200dदित्य राव"}, "Hello आ\u200dदित्य,"),
        ({"name": None}, "Hello,"),
        # Whoever registered with somebody else's address chose the name.
        ({"confirmed_at": None}, "Hello,"),
    ],
)
def test_who_is_called_by_name(changes: dict[str, Any], greeting: str, composer: Composer) -> None:
    message = compose(composer, account_of(**changes))
    assert plain(message).splitlines()[0] == greeting
    assert greeting in page(message).text_content()


@pytest.mark.parametrize("kind", ["confirm_new_email", "email_changed"])
def test_nobody_is_called_by_name_at_another_address(kind: str, composer: Composer) -> None:
    message = compose(composer, account_of(new_email="new@example.org"), kind, to="old@example.org")
    assert plain(message).splitlines()[0] == "Hello,"
    assert "Ines" not in message.as_string()
    assert "ines@example.org" not in message.as_string()


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("ines@bücher.example", "ines@xn--bcher-kva.example"),
        ("инес@пример.example", "инес@xn--e1afmkfd.example"),
        ("o'brien+pod@example.org", "o'brien+pod@example.org"),
    ],
)
def test_addresses_of_any_script(address: str, written: str, composer: Composer) -> None:
    message = compose(composer, account_of(email=address))
    assert message["To"].addresses[0].addr_spec == written


@pytest.mark.parametrize("address", ["", "ines", "a@b\r\nBcc: c@example.org", "x" * 10_000])
def test_what_is_no_address_gets_no_mail(address: str, composer: Composer) -> None:
    with pytest.raises(UnusableAddressError):
        compose(composer, account_of(email=address))


@pytest.mark.parametrize(
    ("changes", "sender"),
    [
        ({"site_url": "http://127.0.0.1:6543"}, "Longwave <noreply@localhost>"),
        ({"mail_sender": "post@bücher.example"}, "Longwave <post@xn--bcher-kva.example>"),
        (
            {"site_name": "Deep,\n  Harbour <x@y>"},
            '"Deep, Harbour <x@y>" <noreply@longwave.example>',
        ),
        (
            {"site_name": "Lange Welle – für alle"},
            "Lange Welle – für alle <noreply@longwave.example>",
        ),
    ],
)
def test_who_sends_it(changes: dict[str, Any], sender: str, settings: Settings) -> None:
    composer = make_composer(replace(settings, **{"site_url": SITE, **changes}))
    arrived = received(compose(composer, account_of()))
    assert arrived["From"] == sender
    domain = sender.rpartition("@")[2].rstrip(">")
    assert arrived["Message-ID"].endswith(f"@{domain}>")


def test_long_words_stay_whole() -> None:
    address = f"https://longwave.example/{'x' * 90}"
    assert address in filled(f"{'word ' * 20}{address} and more")


def test_it_passes_a_server_of_the_old_days(composer: Composer) -> None:
    """Seven bits, lines of 998 characters at most (RFC 5321, 4.5.3.1.6)."""
    written = compose(composer, account_of(name="Инес")).as_bytes()
    assert written.isascii()
    assert max(map(len, written.split(b"\r\n"))) <= 998
