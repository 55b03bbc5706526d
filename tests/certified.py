"""Lectures marked as done, and the certificates that come of it."""

from typing import Any

from talkpython_site.documents import Certificate
from talkpython_site.documents.certificate import shown_code
from tests.conftest import Visit
from tests.visitors import send


def mark(student: Visit, *keys: int) -> None:
    for key in keys:
        send(student, f"/courses/tides/{key}/done", {"done": "yes"}, status=303)


def codes() -> list[str]:
    """Those of valid certificates, as they are shown."""
    return [shown_code(each.id) for each in Certificate.objects(replaced_at=None)]


def code() -> str:
    (only,) = codes()
    return only


def main(page: Any) -> str:
    return " ".join(page.html.select_one("main").get_text(" ").split())
