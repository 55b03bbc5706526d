"""Back to the page where somebody was: an address of this site or none."""

import re
from urllib.parse import unquote_to_bytes, urlsplit

from pyramid.request import Request

from talkpython_site.forms import text_in
from talkpython_site.refusals import is_page

LONGEST = 2_000
# Browsers drop tabs and line breaks, and read a backslash as a slash.
OWN_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")


def next_address(request: Request, otherwise: str = "home") -> str:
    """Where ``next`` says to go on; another page where it says nothing, or no page of the site.

    What is only ever posted to, such as signing out, would be answered by a page that says so.
    """
    given = text_in(request.params, "next")
    other: str = request.route_path(otherwise)
    is_own = len(given) <= LONGEST and OWN_PATH.fullmatch(given)
    is_good = is_own and is_page(request, unquote_to_bytes(urlsplit(given).path))
    return given if is_good else other
