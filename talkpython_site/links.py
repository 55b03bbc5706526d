"""Links that lead away from the site, as pages offer them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from talkpython_site.addresses import web_address


class Link(NamedTuple):
    """A link that leads away from the site."""

    words: str
    address: str
    host: str


def host_of(address: str) -> str:
    """Where a link leads, for people: ``example.org``."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def link(address: str | None, words: str | None = None) -> Link | None:
    """A link to another site, by its host where it has no words; None where it cannot be one."""
    found = web_address(address)
    if found is None:
        return None
    return Link((words or "").strip() or host_of(found), found, host_of(found))


def links(stored: Iterable[Mapping[str, Any]] | None) -> list[Link]:
    """Stored links, ``{label, url}``, without those that lead nowhere; where several look alike
    each tells its path too.
    """
    made = (link(each.get("url"), each.get("label")) for each in stored or ())
    found = [each for each in made if each]
    alike = Counter((each.words, each.host) for each in found)
    return [
        each._replace(host=each.host + urlsplit(each.address).path.rstrip("/"))
        if alike[each.words, each.host] > 1
        else each
        for each in found
    ]
