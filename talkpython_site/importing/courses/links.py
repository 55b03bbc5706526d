"""Where a README says that its course is."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from talkpython_site.addresses import web_address
from talkpython_site.importing.courses.blocks import Block

ELSEWHERE = re.compile(r"(?:^|\.)(?:github\.com|githubusercontent\.com|mybinder\.org)$")
COURSE = re.compile(r"course", re.IGNORECASE)


def original_url(blocks: Sequence[Block]) -> str | None:
    """The first link that has "course" in it or its label, that of the title before all others."""
    links = [link for block in blocks for link in block.links]
    titles = [link for block in blocks if block.tag == "h1" for link in block.links]
    for label, given in [*titles[:1], *links]:
        address = web_address(given)
        is_good = COURSE.search(f"{label} {given}") or (label, given) in titles
        if address and is_good and not ELSEWHERE.search(urlsplit(address).hostname or ""):
            return untracked(address)
    return None


def untracked(address: str) -> str:
    """Without a place in the page and without what counts visitors."""
    parts = urlsplit(address)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not key.startswith("utm_")]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))
