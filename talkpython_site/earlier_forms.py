"""The forms that a form goes on with, as it names them: what was typed into them is its own."""

import re

from pyramid.request import Request

EARLIER = "draft"  # the field, and the parameter, that names drafts
ONE_EARLIER = re.compile(r"(?P<nonce>[\w-]{16})\.(?P<count>\d{1,16})", re.ASCII)
MOST_EARLIER = 4


def earlier_in(request: Request) -> list[tuple[str, int]]:
    """Of each its nonce, and how far it was read."""
    words = str(request.POST.get(EARLIER, "")).split()[-MOST_EARLIER:]
    found = filter(None, map(ONE_EARLIER.fullmatch, words))
    return [(each["nonce"], int(each["count"])) for each in found]
