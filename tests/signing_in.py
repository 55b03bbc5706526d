"""What tests of registering and signing in do and look for."""

from typing import Any

from tests.conftest import Visit
from tests.factories import PASSWORD
from tests.visitors import send

INES = "ines@example.org"
GUESS = "seven calm heron"  # not quite ``PASSWORD``
ORIGIN = {"Origin": "https://longwave.example"}


def try_to(visit: Visit, email: str = INES, password: str = PASSWORD, **fields: Any) -> Any:
    """Send the form to sign in."""
    return send(visit, "/sign-in", {"email": email, "password": password, **fields}, status="*")


def is_signed_in(visit: Visit) -> bool:
    return bool(visit.get("/").lxml.xpath("//header//details[@class='who']"))


def wrong(page: Any) -> list[str]:
    """What a page says below its fields."""
    return [each.text for each in page.lxml.xpath("//p[@class='wrong']")]


def another(visit: Visit) -> Visit:
    """Another browser."""
    return Visit(visit.app, extra_environ=visit.extra_environ)
