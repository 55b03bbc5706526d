"""Every state of a course at every door for everybody: ``course_doors.txt``, for people to read.

"Shown": the course, or a way to it, or its own author and topic; "hidden": a page without them;
"leads on": to where everybody finds it; "locked": its page, and nothing of what the lecture holds;
"kept": what a player told; "to join": to where one enrols.
What was scheduled or made a draft was out before for who is enrolled. A certificate of it is shown
for ever: it holds what it says.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import Course, Enclosure, Enrolment, Lecture, utc_now
from talkpython_site.documents.certificate import read_code
from talkpython_site.documents.lecture import Captions, Download
from talkpython_site.media import MediaFolder
from tests.conftest import Visit
from tests.factories import (
    make_account,
    make_certificate,
    make_course,
    make_episode,
    make_grant,
    make_lecture,
    make_person,
    make_podcast,
    make_topic,
)
from tests.visitors import admin, send, signed_in

TABLE = Path(__file__).with_name("course_doors.txt")
VISITORS = ("anonymous", "signed in", "granted", "enrolled", "left", "admin")
STATES = (
    "draft", "scheduled", "at its second", "published", "by invitation", "unpublished",
    "out again", "binned",
)  # fmt: skip
TITLE, REASON, SAID = "Knots in the dark", "Its author asked us to.", "The tide comes in twice"
# Nothing but this course gives away any of these.
TRACES = (TITLE, "knots-in-the-dark", "Undertones", "Ben Shy", SAID)
WAIT, MOMENT = timedelta(hours=1), timedelta(milliseconds=1)
DOORS = {
    "page": "/courses/knots-in-the-dark",
    "an old address": "/courses/knots",
    "preview lecture": "/courses/knots-in-the-dark/3/lecture-3",
    "other lecture": "/courses/knots-in-the-dark/4/lecture-4",
    "lecture's bare address": "/courses/knots-in-the-dark/4",
    "preview's video": "/courses/knots-in-the-dark/3/video.mp4",
    "preview's captions": "/courses/knots/3/captions.en.vtt",
    "other video": "/courses/knots-in-the-dark/4/video.mp4",
    "other captions": "/courses/knots/4/captions.en.vtt",
    "other file": "/courses/knots-in-the-dark/4/files/knots.zip",
    "telling how far": "/courses/knots-in-the-dark/4/progress",
    "joining": "/courses/knots-in-the-dark/enrol",
    "own courses": "/account/courses",
    "home": "/",
    "list": "/courses",
    "list on its topic": "/courses?topic=echoes",
    "list of its author": "/courses?author=ines-okafor",
    "another course": "/courses/other",
    "topics": "/topics",
    "a topic of it": "/topics/echoes",
    "its own topic": "/topics/undertones",
    "people": "/people",
    "an author of it": "/people/ines-okafor",
    "its own author": "/people/ben-shy",
    "episode on its topic": "/episodes/deep/7/ebb",
    "sitemap": "/sitemap.xml",
    "llms.txt": "/llms.txt",
    "certificate": "/certificates/7K3M-Q20V-XB9T-CDR5-H1WZ",
    "admin": "/admin",
    "admin's list": "/admin/courses",
    "admin's search": "/admin/courses?q=knots",
    "bin": "/admin/courses/bin",
    "its form": "/admin/courses/{id}",
    "its revisions": "/admin/courses/{id}/revisions",
    "its students": "/admin/courses/{id}/students",
    "its grants": "/admin/courses/{id}/grants",
    "its lecture's form": "/admin/lectures/{lecture}",
    "marking as done": "/courses/knots-in-the-dark/4/done",
    "enrolling": "/courses/knots-in-the-dark/enrol",
    "leaving": "/courses/knots-in-the-dark/leave",
}  # fmt: skip
# What is sent where something is changed; all else is asked for.
SENT: dict[str, dict[str, Any]] = {
    "telling how far": {"session": 1, "count": 1, "position": 1, "first": 1, "second": 0},
    "marking as done": {"done": "yes"},
    "enrolling": {},
    "leaving": {},
}
MEDIA = [door for door in DOORS if door.endswith(("video", "captions", "file"))]


def written() -> dict[tuple[str, str], list[str]]:
    """What each visitor finds of a course in a state, by door."""
    rows = [re.split(r"\s{2,}", line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
    assert tuple(rows[0][2:]) == VISITORS
    return {(state, door): outcomes for state, door, *outcomes in rows[1:]}


def stored(state: str, now: datetime) -> dict[str, Any]:
    """A course in a state; what is scheduled is so for an hour from now."""
    out: dict[str, Any] = {"state": "published", "published_at": now - WAIT}
    coming: dict[str, Any] = {"state": "published", "published_at": now + WAIT}
    binned: dict[str, Any] = {"state_before": "published", "is_restorable": True, "binned_at": now}
    return {
        "draft": {"state": "draft", "published_at": None},
        "scheduled": coming,
        "at its second": coming,
        "published": out,
        "by invitation": {**out, "access": "grant"},
        "unpublished": {**out, "state": "unpublished", "unpublished_reason": REASON},
        "out again": {**coming, "unpublished_reason": REASON},
        "binned": {**out, **binned, "state": "binned"},
    }[state]


def seen_at(state: str, now: datetime) -> datetime:
    return {"scheduled": now + WAIT - MOMENT, "at its second": now + WAIT}.get(state, now)


def make_knots(state: str, now: datetime, media: MediaFolder) -> Course:
    """The course, beside another one and an episode that share a topic and a person with it."""
    topic, person = make_topic("echoes"), make_person("Ines Okafor")
    shared: dict[str, Any] = {"topics": [topic], "people": [person]}
    make_course("Other", slug="other", published_at=now - WAIT, **shared)
    make_episode(make_podcast(slug="deep"), number=7, slug="ebb", **shared)
    made = make_course(
        TITLE, slug="knots-in-the-dark", slugs=["knots-in-the-dark", "knots"],
        topics=[topic, make_topic("Undertones")], people=[person, make_person("Ben Shy")],
        **stored(state, now),
    )  # fmt: skip
    for entry in made.lectures:
        make_lecture(made, entry.key, **held(media))
    code = read_code(DOORS["certificate"].rpartition("/")[2])
    make_certificate(make_account(), id=code, course=made.id, course_title=TITLE)
    return made


def held(media: MediaFolder) -> dict[str, Any]:
    """What a lecture has beside its transcript; each says the same."""
    film, knots = (media.keep(io.BytesIO(SAID.encode()), ending) for ending in ("mp4", "bin"))
    return {
        "video": Enclosure(media=film.key),
        "captions": [Captions(language="en", vtt=f"WEBVTT\n\n{SAID}")],
        "downloads": [Download(name="knots.zip", media=knots.key, size_bytes=knots.size_bytes)],
    }


def browsers(visit: Visit, made: Course) -> Iterator[Visit]:
    """In the order of ``VISITORS``."""
    new, granted, inside, left = (make_account() for _ in range(4))
    make_grant(made, granted.email)
    for account in (inside, left):
        Enrolment.enrol(made.id, account.id)
    Enrolment.leave(made.id, left.id)
    Enrolment.begin_player(made.id, inside.id)
    yield visit
    yield from (signed_in(visit, each) for each in (new, granted, inside, left))
    yield admin(visit)


def outcome(browser: Visit, door: str, address: str) -> str:
    """What somebody finds there."""
    ask = partial(send, browser) if door in SENT else browser.get
    answer = ask(address, SENT.get(door), status="*")
    if location := answer.headers.get("Location", ""):
        is_to_join = location.endswith("/enrol")
        return "sign in" if "/sign-in?" in location else "to join" if is_to_join else "leads on"
    words = answer.body.decode(errors="replace")
    if answer.status_int == 403 and TITLE in words:
        assert SAID not in words
        return "locked"
    if answer.status_int not in {200, 204}:
        assert not any(trace in words for trace in (TITLE, SAID))
        assert (REASON in words) == (answer.status_int == 410)
        return str(answer.status_int)
    is_shown = any(trace in words for trace in TRACES)
    return "kept" if door in SENT else "shown" if is_shown else "hidden"


def its_ids(made: Course) -> dict[str, Any]:
    """What addresses of admins name."""
    return {"id": made.id, "lecture": Lecture.objects.get(course=made.id, key=4).id}


@pytest.mark.parametrize("state", STATES)
def test_every_state_at_every_door_for_everybody(app: Any, visit: Visit, state: str) -> None:
    now, found = utc_now(), {door: list[str]() for door in DOORS}
    made = make_knots(state, now, app.registry.media)
    named = its_ids(made)
    with time_machine.travel(seen_at(state, now), tick=False):
        for browser in browsers(visit, made):
            for door, address in DOORS.items():
                found[door].append(outcome(browser, door, address.format(**named)))
    expected = {door: outcomes for (there, door), outcomes in written().items() if there == state}
    assert found == expected


@pytest.mark.parametrize("state", STATES)
def test_heads_and_parts_of_media_are_for_who_gets_the_whole(
    app: Any, visit: Visit, state: str
) -> None:
    now = utc_now()
    made = make_knots(state, now, app.registry.media)
    with time_machine.travel(seen_at(state, now), tick=False):
        for browser in browsers(visit, made):
            for address in map(DOORS.get, MEDIA):
                whole = browser.get(address, status="*")
                few = {"Range": "bytes=0-3"}
                told, part = (
                    ask(address, headers=few, status="*") for ask in (browser.head, browser.get)
                )
                assert told.status_int == whole.status_int
                assert told.body == b""
                is_open = whole.status_int == 200
                assert part.status_int == (206 if is_open else whole.status_int)
                assert part.body == (whole.body[:4] if is_open else part.body)
                assert (SAID.encode() in whole.body) == is_open


def test_the_table_is_whole() -> None:
    assert list(written()) == [(state, door) for state in STATES for door in DOORS]
