"""Links of mails that do not hold: why, and what to do instead."""

from typing import Any, NamedTuple

from pyramid.request import Request
from pyramid.view import exception_view_config

from talkpython_site.mail.links import GoneError, UsedError
from talkpython_site.signing import ExpiredError, ForgedError, LinkError


class ForeignError(LinkError):
    """Somebody else than its owner is signed in here."""


class TakenError(LinkError):
    """The address that it confirms belongs to another account since."""


class Problem(NamedTuple):
    """What a page says of a link."""

    status: int
    title: str
    sentence: str


NOT_WHOLE = "A part of it was lost on the way. Open it from the mail once more."
IS_GONE = "This link does not hold any more"
OF_CONFIRM = {
    ForgedError: Problem(400, "This link is not whole", NOT_WHOLE),
    ExpiredError: Problem(410, "This link is too old", "It held for three days."),
    GoneError: Problem(
        410, IS_GONE, "The account that it was for is gone, or does not ask for this address now."
    ),
    ForeignError: Problem(
        403,
        "This link is for another account",
        "Somebody else is signed in here. Sign out, then open the link once more.",
    ),
    TakenError: Problem(
        409,
        "This address is taken",
        "Another account uses it since. Yours keeps the address that it has.",
    ),
}
OF_RESET = {
    ForgedError: Problem(400, "This link is not whole", NOT_WHOLE),
    ExpiredError: Problem(410, "This link is too old", "It held for one hour."),
    GoneError: Problem(410, IS_GONE, "The account that it was for is gone, or locked."),
    UsedError: Problem(
        410,
        "This link is used up",
        "It works once, and not after the password or the address was changed another way.",
    ),
}


@exception_view_config(LinkError, route_name="account.confirm", renderer="account/link_problem.pt")
def confirming(error: LinkError, request: Request) -> dict[str, Any]:
    return told(request, OF_CONFIRM[type(error)], "account.show")


@exception_view_config(LinkError, route_name="account.reset", renderer="account/link_problem.pt")
def resetting(error: LinkError, request: Request) -> dict[str, Any]:
    return told(request, OF_RESET[type(error)], "account.forgotten")


def told(request: Request, problem: Problem, way_on: str) -> dict[str, Any]:
    request.response.status_int = problem.status
    return {"problem": problem, "way_on": way_on}
