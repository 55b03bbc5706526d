"""Every state of an interview at every door for everybody: ``interview_doors.txt``, for people to
read.

"Shown": the interview, or its own person and topic; "hidden": a page without them; "leads on": to
where everybody finds it.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import Interview, utc_now
from talkpython_site.documents.roles import editor_role
from tests.conftest import Visit
from tests.factories import (
    make_account,
    make_episode,
    make_interview,
    make_person,
    make_podcast,
    make_topic,
    said,
)
from tests.visitors import admin, signed_in

TABLE = Path(__file__).with_name("interview_doors.txt")
VISITORS = ("anonymous", "signed in", "editor", "admin")
STATES = (
    "draft", "scheduled", "at its second", "published", "unpublished", "out again", "binned",
)  # fmt: skip
TITLE, REASON, SAID = "Knots in the dark", "Its people asked us to.", "The tide comes in twice"
# Nothing but this interview gives away any of these.
TRACES = (TITLE, "knots-in-the-dark", "Undertones", "Ben Shy", SAID)
WAIT, MOMENT = timedelta(hours=1), timedelta(milliseconds=1)
DOORS = {
    "page": "/interviews/knots-in-the-dark",
    "an old address": "/interviews/knots",
    "home": "/",
    "list": "/interviews",
    "list on its topic": "/interviews?topic=echoes",
    "list of its person": "/interviews?person=ines-okafor",
    "feed": "/interviews/feed.xml",
    "another interview": "/interviews/other",
    "topics": "/topics",
    "a topic of it": "/topics/echoes",
    "its own topic": "/topics/undertones",
    "people": "/people",
    "a person of it": "/people/ines-okafor",
    "its own person": "/people/ben-shy",
    "episode on its topic": "/episodes/deep/7/ebb",
    "sitemap": "/sitemap.xml",
    "llms.txt": "/llms.txt",
    "admin": "/admin",
    "admin's list": "/admin/interviews",
    "admin's search": "/admin/interviews?q=knots",
    "bin": "/admin/interviews/bin",
    "its form": "/admin/interviews/{id}",
    "its revisions": "/admin/interviews/{id}/revisions",
    "one of them": "/admin/interviews/{id}/revisions/0",
}


def written() -> dict[tuple[str, str], list[str]]:
    """What each visitor finds of an interview in a state, by door."""
    rows = [re.split(r"\s{2,}", line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
    assert tuple(rows[0][2:]) == VISITORS
    return {(state, door): outcomes for state, door, *outcomes in rows[1:]}


def stored(state: str, now: datetime) -> dict[str, Any]:
    """An interview in a state; what is scheduled is so for an hour from now."""
    out: dict[str, Any] = {"state": "published", "published_at": now - WAIT}
    coming: dict[str, Any] = {"state": "published", "published_at": now + WAIT}
    binned: dict[str, Any] = {"state_before": "published", "is_restorable": True, "binned_at": now}
    return {
        "draft": {"state": "draft", "published_at": None},
        "scheduled": coming,
        "at its second": coming,
        "published": out,
        "unpublished": {**out, "state": "unpublished", "unpublished_reason": REASON},
        "out again": {**coming, "unpublished_reason": REASON},
        "binned": {**out, **binned, "state": "binned"},
    }[state]


def seen_at(state: str, now: datetime) -> datetime:
    return {"scheduled": now + WAIT - MOMENT, "at its second": now + WAIT}.get(state, now)


def make_knots(state: str, now: datetime) -> Interview:
    """The interview, beside another one and an episode that share a topic and a person with it."""
    topic, person = make_topic("echoes"), make_person("Ines Okafor")
    shared: dict[str, Any] = {"topics": [topic], "people": [person]}
    make_interview("Other", slug="other", published_at=now - WAIT, **shared)
    make_episode(make_podcast(slug="deep"), number=7, slug="ebb", **shared)
    return make_interview(
        TITLE, slug="knots-in-the-dark", slugs=["knots-in-the-dark", "knots"],
        topics=[topic, make_topic("Undertones")], people=[person, make_person("Ben Shy")],
        blocks=[said("question", "Why?"), said("answer", SAID)], **stored(state, now),
    )  # fmt: skip


def browsers(visit: Visit) -> Iterator[Visit]:
    """In the order of ``VISITORS``."""
    yield visit
    yield signed_in(visit, make_account())
    yield signed_in(visit, roles=[editor_role("podcast", make_podcast().id)])
    yield admin(visit)


def outcome(browser: Visit, address: str) -> str:
    """What somebody finds there."""
    answer = browser.get(address, status="*")
    if location := answer.headers.get("Location", ""):
        return "sign in" if "/sign-in?" in location else "leads on"
    words = answer.body.decode(errors="replace")
    if answer.status_int != 200:
        assert not any(trace in words for trace in (TITLE, SAID))
        assert (REASON in words) == (answer.status_int == 410)
        return str(answer.status_int)
    return "shown" if any(trace in words for trace in TRACES) else "hidden"


@pytest.mark.parametrize("state", STATES)
def test_every_state_at_every_door_for_everybody(visit: Visit, state: str) -> None:
    now, found = utc_now(), {door: list[str]() for door in DOORS}
    made = make_knots(state, now)
    with time_machine.travel(seen_at(state, now), tick=False):
        for browser in browsers(visit):
            for door, address in DOORS.items():
                found[door].append(outcome(browser, address.format(id=made.id)))
    expected = {door: outcomes for (there, door), outcomes in written().items() if there == state}
    assert found == expected


def test_the_table_is_whole() -> None:
    assert list(written()) == [(state, door) for state in STATES for door in DOORS]
