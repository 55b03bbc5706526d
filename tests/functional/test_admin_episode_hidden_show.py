"""Episodes of a podcast that only its editors see: nothing says that everybody does."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import Episode, Podcast, utc_now
from tests.conftest import Visit
from tests.editors import DRAFT, do, editor_of, make_tides, now_of
from tests.episode_forms import address_of, form_at, sent
from tests.factories import make_podcast
from tests.reading import texts
from tests.visitors import led_to

LATER = "Everybody sees it once its podcast is shown to everybody."


@pytest.fixture
def hidden(visit: Visit) -> Podcast:  # noqa: ARG001 - the database is emptied first
    return make_podcast("Under Water", slug="water", state="draft")


def beside(browser: Visit, made: Episode) -> str:
    return " ".join(texts(browser.get(address_of(made)), "//body"))


def test_what_is_published_is_seen_later(visit: Visit, hidden: Podcast) -> None:
    browser, made = editor_of(visit, hidden), make_tides(hidden, **DRAFT)
    assert LATER in beside(browser, made)
    said = led_to(do(browser, made, "publish"))[1]
    assert said == "The episode is published."
    told = beside(browser, made)
    assert f". {LATER}" in told
    assert "It is published, since " in told
    assert "Everybody sees it," not in told
    assert "at once" not in told


def test_what_is_scheduled_is_seen_later(visit: Visit, hidden: Podcast) -> None:
    made = make_tides(hidden, published_at=utc_now() + timedelta(days=3))
    told = beside(editor_of(visit, hidden), made)
    assert "It is published on " in told
    assert f"by the clocks of UTC. {LATER}" in told
    assert f"Do not wait. {LATER}" in told
    assert "Everybody sees it from" not in told


def test_what_is_saved_is_not_live(visit: Visit, hidden: Podcast) -> None:
    browser, made = editor_of(visit, hidden), make_tides(hidden)
    page: Any = browser.get(address_of(made))
    assert "Save – live at once" not in page
    answer = sent(form_at(browser, address_of(made)), title="Ebb")
    assert led_to(answer)[1] == "The episode is saved."
    page = browser.get(f"{address_of(made)}/revisions/0")
    assert "for everybody at once" not in page
    assert now_of(made).title == "Ebb"
