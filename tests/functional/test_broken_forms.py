"""Forms that no page of the site sends: of too many fields, in other letters, of nested parts."""

from typing import Any

import pytest

from tests.conftest import Visit
from tests.factories import make_account, make_episode, make_person
from tests.visitors import admin, signed_in, token_of

NAME = "/account/name"
ORIGIN = {"Origin": "https://longwave.example"}
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
NAMED = b'Content-Disposition: form-data; name="a"'
CLOSE = b"\r\n--x--\r\n"


def part(*headers: bytes, text: bytes = b"a=&b=") -> bytes:
    return b"--x\r\n" + b"\r\n".join([NAMED, *headers]) + b"\r\n\r\n" + text + CLOSE


def post(visit: Visit, body: bytes, content_type: str, address: str = NAME) -> Any:
    headers = {**ORIGIN, "X-CSRF-Token": token_of(visit), "Content-Type": content_type}
    return visit.post(address, body, headers, status="*")


def typed(page: Any) -> list[str]:
    return list(page.lxml.xpath("//input[@name='a']/@value"))


# Headers


@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_a_header_that_is_no_address_counts_as_none(visit: Visit, header: str) -> None:
    for broken in ("http://[", "https://[x"):
        headers = {"X-CSRF-Token": token_of(visit), header: broken}
        page = visit.post("/sign-in", {"email": "a"}, headers, status=400)
        assert "Nothing was saved yet" in page
        visit.get("/", headers={header: broken}, status=200)


# Too many fields


def test_a_thousand_fields_are_kept_and_no_more(visit: Visit) -> None:
    page = post(visit, b"&".join([b"a=1"] * 1_000), URLENCODED)
    assert (page.status_int, typed(page)) == (403, ["1"] * 1_000)
    page = post(visit, b"&".join([b"a=1"] * 1_001), URLENCODED)
    assert (page.status_int, typed(page)) == (413, [])
    assert page.lxml.findtext(".//h1") == "That is more than this page can take"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"a=&" * 300_000, URLENCODED),
        (b"&" * 300_000, URLENCODED),
        ((b"--x\r\n" + NAMED + b"\r\n\r\n1\r\n") * 1_001 + b"--x--\r\n", MULTIPART),
        (b"--x\n\n\n" * 1_001 + b"--x--\n", MULTIPART),
        (b"--x\n" * 1_001 + CLOSE, MULTIPART),
        (part(*[b"x:"] * 20_000), MULTIPART),
        (part(b"Content-Type: multipart/mixed; boundary=y", text=b"--y\n\n\n" * 1_001), MULTIPART),
        (part(b"Content-Type: " + URLENCODED.encode(), text=b"a=&" * 300_000), MULTIPART),
    ],
)
@pytest.mark.parametrize("is_known", [False, True])
def test_what_takes_long_to_read_is_not_read(
    visit: Visit, body: bytes, content_type: str, *, is_known: bool
) -> None:
    browser = signed_in(visit) if is_known else visit
    page = post(browser, body, content_type)
    assert (page.status_int, typed(page)) == (413, [])


@pytest.mark.parametrize(
    "kind", [URLENCODED, f"{URLENCODED}; charset=bogus", "multipart/form-data"]
)
def test_only_what_is_posted_is_a_form(visit: Visit, kind: str) -> None:
    many = {"body": b"next=/people&" * 70_000, "headers": {"Content-Type": kind}}
    page = visit.request("/sign-in", method="GET", **many, status=200)
    assert page.forms[0]["next"].value == "/"


def test_a_long_text_is_one_field(visit: Visit) -> None:
    text = b"a=" + b"x%26" * 100_000
    page = post(visit, text, URLENCODED)
    assert (page.status_int, typed(page)) == (403, ["x&" * 100_000])
    assert post(visit, b"&" * 2_000, "text/plain").status_int == 403


# Letters and parts that cannot be read


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-16", "bogus", '"latin-1"', "hex", "utf_8"])
@pytest.mark.parametrize("kind", [URLENCODED, MULTIPART])
def test_forms_are_utf_8(visit: Visit, kind: str, charset: str) -> None:
    page = post(visit, b"a=1", f"{kind}; charset={charset}")
    assert page.status_int == 400
    assert "This form cannot be read." in page


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf8"'])
def test_who_says_utf_8_is_read(visit: Visit, charset: str) -> None:
    page = post(visit, "a=é".encode(), f"{URLENCODED}; charset={charset}")
    assert (page.status_int, typed(page)) == (403, ["é"])


@pytest.mark.parametrize(
    "headers",
    [
        [b"Content-Type: text/plain; charset=bogus"],
        [b"Content-Type: text/plain; charset=hex"],
        [b"Content-Transfer-Encoding: base64"],
        [b"Content-Type: application/x-www-form-urlencoded; charset=ascii"],
        [b"Content-Type: application/x-www-form-urlencoded", b"Content-Transfer-Encoding: base64"],
        [b"Content-Type: multipart/mixed; boundary="],
    ],
)
def test_parts_that_cannot_be_read_are_a_bad_request(visit: Visit, headers: list[bytes]) -> None:
    page = post(visit, part(*headers), MULTIPART)
    assert page.status_int == 400
    assert "This form cannot be read." in page


def test_fields_that_sign_in_may_come_twice(visit: Visit) -> None:
    browser = signed_in(visit, make_account("bo@example.org"))
    page = post(browser, b"sign_in-email=a&sign_in-email=b&name=Bo", URLENCODED)
    assert page.status_int == 200
    assert page.lxml.xpath("//input[@name='name']/@value") == ["Bo"]
    assert not page.lxml.xpath("//input[starts-with(@name, 'sign_in-')]")


# Files in the place of texts


@pytest.mark.parametrize(
    ("address", "name", "status"),
    [
        ("/account/sign-ins", "end", 303),
        ("/admin/accounts/{account}", "do", 400),
        ("/admin/episodes/new", "podcast", 422),
        ("/admin/episodes/{episode}/move", "do", 400),
        ("/admin/episodes/{episode}/preview", "do", 400),
        ("/admin/people/{person}/merge", "into", 200),
        ("/admin/redirects/removed", "path", 303),
        ("/sign-in", "next", 303),
    ],
)
def test_a_file_is_no_text(visit: Visit, address: str, name: str, status: int) -> None:
    episode, browser = make_episode(state="draft"), admin(visit)
    things = {"account": make_account().id, "episode": episode.id, "person": make_person().id}
    sent = part(text=b"x").replace(b'"a"', f'"{name}"; filename="a.txt"'.encode())
    page = post(browser, sent, MULTIPART, address.format(**things))
    assert page.status_int == status
