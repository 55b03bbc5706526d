"""Episodes of a show in its editor's browser, and what is done to them there."""

from typing import Any, TypeVar

from talkpython_site.documents import Episode, Podcast, Publishable
from talkpython_site.documents.roles import editor_role
from tests.conftest import Visit
from tests.factories import make_episode
from tests.visitors import send, signed_in

Thing = TypeVar("Thing", bound=Publishable)

DRAFT: dict[str, Any] = {"state": "draft", "published_at": None}


def editor_of(visit: Visit, *podcasts: Podcast) -> Visit:
    """A browser of who edits these and nothing else."""
    return signed_in(visit, roles=[editor_role("podcast", each.id) for each in podcasts])


def make_tides(show: Podcast, **changes: Any) -> Episode:
    return make_episode(show, **{"number": 7, "slug": "tides", "title": "Tides", **changes})


def do(browser: Visit, made: Publishable, word: str, status: int = 303, /, **fields: Any) -> Any:
    """Send the form of a move, made from the revision that is at hand."""
    sent = {"do": word, "revision": str(made.revision or 0), **fields}
    return send(browser, f"/admin/{made.card_kind}s/{made.id}/move", sent, status=status)


def now_of(made: Thing) -> Thing:
    """As it is stored now."""
    found: Thing = type(made).objects(id=made.id).first()
    return found


def key_at(browser: Visit, address: str) -> str:
    """What the button of a page is signed with; "" where there is none."""
    page = browser.get(address)
    return str(page.lxml.xpath("string(//main//input[@name='revision']/@value)"))
