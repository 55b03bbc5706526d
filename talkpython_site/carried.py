"""What was typed, when a form could not be taken: on the page that says so, to be sent again."""

from typing import NamedTuple

from pyramid.request import Request

TOKEN = "csrf_token"  # noqa: S105 - the name of a field
# Asked for again: a page never holds what was typed there.
SECRETS = {
    "password": "Password",
    "new_password": "New password",
    "current_password": "Current password",
    "code": "Code",
}


class Typed(NamedTuple):
    """A field of a form as it was sent; ``label`` where it has to be typed again."""

    name: str
    value: str
    label: str | None


def carried(request: Request, apart: frozenset[str] = frozenset()) -> list[Typed]:
    """The fields of the form that this request sent, but its token, its files and ``apart``."""
    if request.method != "POST":
        return []
    return [
        Typed(name, "" if secret(name) else value, secret(name))
        for name, value in request.POST.items()
        if isinstance(value, str) and name != TOKEN and name not in apart
    ]


def secret(name: str) -> str | None:
    """The label of what has to be typed again, whatever prefix its form has."""
    return SECRETS.get(name.rpartition("-")[2])
