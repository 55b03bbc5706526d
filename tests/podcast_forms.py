"""The form of a podcast in a browser: opened, filled and sent."""

from typing import Any

from talkpython_site.documents import Podcast
from tests.conftest import Visit
from tests.episode_forms import form_at, sent

LIST, NEW = "/admin/podcasts", "/admin/podcasts/new"


def address_of(podcast: Podcast, rest: str = "") -> str:
    return f"/admin/podcasts/{podcast.id}{rest}"


def form_of(browser: Visit, podcast: Podcast) -> Any:
    """As a browser sends it to be saved: without the file beside it."""
    form = form_at(browser, address_of(podcast))
    form.field_order = [(name, field) for name, field in form.field_order if name != "artwork_file"]
    return form


def stored(podcast: Podcast) -> dict[str, Any]:
    return dict(Podcast.collection().find_one({"_id": podcast.id}) or {})


def saved(browser: Visit, podcast: Podcast, **values: Any) -> dict[str, Any]:
    """What is stored once these values are typed and saved."""
    sent(form_of(browser, podcast), **values)
    return stored(podcast)
