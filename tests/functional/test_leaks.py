"""Every state of an episode at every door for every visitor: ``leaks.txt``, for people to read.

"Shown": the episode, or a way to it, or its own people and topics; "hidden": a page without them;
"leads on": to where everybody finds it. Who has a preview link, one that holds or an ended one, is
signed out; its editors see the one that holds; all others guess. The editor has typed something
into its form that is not saved: "as typed" and "admin's unsaved words" are of that.

Pictures are no door: whoever knows the address of one may see it, and that is a hash of what it
shows.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine

from talkpython_site.documents import (
    COMMAND_LINE,
    Account,
    Chapter,
    Draft,
    Episode,
    Podcast,
    utc_now,
)
from talkpython_site.documents.draft import Origin
from talkpython_site.documents.roles import ADMIN, editor_role
from talkpython_site.previews import token_of
from talkpython_site.refusals import named_route
from talkpython_site.sign_ins import hash_of
from tests.audio import keep_audio, mp3
from tests.conftest import Visit
from tests.editors import editor_of
from tests.factories import (
    make_account,
    make_course,
    make_episode,
    make_interview,
    make_lecture,
    make_person,
    make_podcast,
    make_topic,
)
from tests.visitors import TOTP_SECRET, signed_in

TABLE = Path(__file__).with_name("leaks.txt")
VISITORS = (
    "anonymous", "signed in", "live link", "ended link", "other editor", "editor", "admin",
)  # fmt: skip
STATES = (
    "draft", "scheduled", "at its second", "published", "unpublished", "out again", "binned",
)  # fmt: skip
TITLE, REASON = "How whispers travel", "Its guest asked us to."
# Nothing but this episode gives away any of these.
TRACES = (TITLE, "whispers-travel", "Undertones", "Ben Shy")
NONCE = "of-a-form-of-its"  # of the form into which its editor has typed
WAIT, MOMENT = timedelta(hours=1), timedelta(milliseconds=1)
DOORS = {
    "page": "/episodes/deep/7/whispers-travel",
    "page from a second": "/episodes/deep/7/whispers-travel?t=60",
    "bare address": "/episodes/deep/7",
    "page, other words": "/episodes/deep/7/rumours-travel",
    "page, former podcast": "/episodes/shallow/7/whispers-travel",
    "audio kept here": "/episodes/deep/7/whispers-travel.mp3",
    "chapters": "/episodes/deep/7/chapters.json",
    "home": "/",
    "list": "/episodes",
    "list of its podcast": "/episodes?podcast=deep",
    "podcasts": "/podcasts",
    "its podcast": "/podcasts/deep",
    "podcast's former name": "/podcasts/shallow",
    "feed": "/podcasts/deep/feed.xml",
    "topics": "/topics",
    "a topic of it": "/topics/echoes",
    "its own topic": "/topics/undertones",
    "people": "/people",
    "a person of it": "/people/ines-okafor",
    "its own person": "/people/ben-shy",
    "neighbour's page": "/episodes/deep/6/before",
    "related one's page": "/episodes/wide/1/elsewhere",
    "courses": "/courses",
    "a course on a topic": "/courses/sounds",
    "its lecture": "/courses/sounds/2/lecture-2",
    "its lecture, bare": "/courses/sounds/2",
    "interviews": "/interviews",
    "one on a topic": "/interviews/sounds-asked",
    "sitemap": "/sitemap.xml",
    "llms.txt": "/llms.txt",
    "preview": "/preview/{token}",
    "preview from a second": "/preview/{token}?t=60",
    "preview as typed": "/preview/{token}?draft=" + NONCE,
    "preview's audio": "/preview/{token}/audio.mp3",
    "preview's chapters": "/preview/{token}/chapters.json",
    "preview's feed item": "/preview/{token}/item.xml",
    "admin": "/admin",
    "admin's list": "/admin/episodes",
    "admin's search": "/admin/episodes?q=travel",
    "admin's people": "/admin/people",
    "admin's topics": "/admin/topics",
    "its person's form": "/admin/people/{people[1].person}",
    "its person merged": "/admin/people/{people[1].person}/merge",
    "its topic's form": "/admin/topics/{topics[1]}",
    "its topic merged": "/admin/topics/{topics[1]}/merge",
    "admin's podcasts": "/admin/podcasts",
    "its podcast's form": "/admin/podcasts/{podcast}",
    "podcast's revisions": "/admin/podcasts/{podcast}/revisions",
    "one of its podcast": "/admin/podcasts/{podcast}/revisions/0",
    "redirects": "/admin/redirects",
    "form of the next one": "/admin/episodes/new?podcast={podcast}",
    "people while typing": "/admin/names?kind=people&q=ben",
    "topics while typing": "/admin/names?kind=topics&q=under",
    "admin's unsaved words": "/admin/drafts",
    "admin's changes": "/admin/audit",
    "bin": "/admin/episodes/bin",
    "its form": "/admin/episodes/{id}",
    "its revisions": "/admin/episodes/{id}/revisions",
    "one of them": "/admin/episodes/{id}/revisions/0",
}
# Routes that are no doors, and why.
NO_DOORS = {
    "of an account alone": (
        "account.register", "account.sign_in", "account.courses", "courses.enrol",
        "account.signed_out", "account.forgotten", "account.reset_sent", "account.reset_done",
        "account.reset", "account.confirm", "account.confirmed", "account.show", "account.name",
        "account.email", "account.password", "account.second_factor",
        "account.second_factor_off", "account.recovery_codes", "account.sign_ins",
        "account.export", "account.delete", "account.deleted", "admin.accounts", "admin.account",
    ),
    "of a course that somebody has finished, whatever becomes of it": ("certificates.show",),
    "of courses and interviews, which have tables of their own": (
        "admin.courses", "admin.courses_binned", "admin.course_new", "admin.course",
        "admin.course_files", "admin.course_revisions", "admin.course_revision",
        "admin.course_students", "admin.course_grants", "admin.lecture", "admin.lecture_files",
        "admin.lecture_revisions", "admin.lecture_revision",
        "courses.video", "courses.captions", "courses.file",
        "preview.lecture", "preview.video", "preview.captions", "preview.file",
        "interviews.feed", "admin.interviews", "admin.interviews_binned", "admin.interview_new",
        "admin.interview", "admin.interview_files", "admin.interview_paste",
        "admin.interview_revisions", "admin.interview_revision",
    ),
    "of mails, which go to accounts": ("admin.mails", "dev.mails", "dev.mail"),
    "made of what was typed, or read from a form that is not made yet": (
        "admin.slugs", "admin.podcast_new", "admin.podcast_files", "admin.episode_files",
    ),
    "of a file of who asks": ("admin.upload",),
    "a picture, at an address that nobody guesses": (
        "pictures.drawing", "pictures.large_drawing", "pictures.show",
        "machines.favicon", "machines.touch_icon",
    ),
    "the same whatever is stored": (
        "pages.show", "machines.robots", "health.healthz", "health.readyz", "metrics",
    ),
}  # fmt: skip
Table = dict[tuple[str, str], list[str]]


def written() -> Table:
    """What each visitor finds of an episode in a state, by door."""
    rows = [re.split(r"\s{2,}", line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
    assert tuple(rows[0][2:]) == VISITORS
    return {(state, door): outcomes for state, door, *outcomes in rows[1:]}


def stored(state: str, now: datetime) -> dict[str, Any]:
    """An episode in a state; what is scheduled is so for an hour from now."""
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


def make_deep() -> Podcast:
    """Its podcast, which once had another address."""
    deep = make_podcast(slug="shallow")
    deep.rename("deep")
    return deep.save_as(COMMAND_LINE, "saved")


def make_whispers(app: Any, deep: Podcast, state: str, now: datetime) -> Episode:
    """The episode, among others that share its podcast, a topic and a person, with a revision."""
    topic, person = make_topic("echoes"), make_person("Ines Okafor")
    shared: dict[str, Any] = {"topics": [topic], "published_at": now - 2 * WAIT}
    make_episode(deep, title="Before", number=6, slug="before", people=[person], **shared)
    wide = make_podcast(slug="wide")
    make_episode(wide, number=1, slug="elsewhere", **shared)
    for number in (2, 3):  # what more than half of all share relates nothing
        make_episode(wide, number=number)
    make_lecture(make_course(slug="sounds", topics=[topic], outline=(1,)))
    make_interview(slug="sounds-asked", topics=[topic], people=[person])
    made = make_episode(
        deep, title=f"{TITLE} once", number=7, slug="whispers-travel",
        enclosure=keep_audio(app.registry.media),
        chapters=[Chapter(start_seconds=0.0, title="Hello")],
        topics=[topic, make_topic("Undertones")], people=[person, make_person("Ben Shy")],
        **stored(state, now),
    )  # fmt: skip
    made.title = TITLE
    give_link(app, made, now)
    return made.save_as(COMMAND_LINE, "saved")


def link_token(app: Any, made: Episode, salt: str) -> str:
    return token_of(app.registry.signer, made.card_key, salt)


def give_link(app: Any, made: Episode, now: datetime) -> None:
    """As if it had one from before it was out, or since it is down, and another one before."""
    made.preview_salt, made.preview_hash = "live", hash_of(link_token(app, made, "live"))
    made.preview_until = now + 2 * WAIT


def who_types(deep: Podcast, made: Episode) -> Account:
    """Its editor, who has typed something and not saved it."""
    editor = make_account(roles=[editor_role("podcast", deep.id)])
    origin = Origin(made.card_key, editor.id, NONCE, made.revision or 0, "")
    Draft.keep(origin, {"title": f"{TITLE} far"}, 1)
    return editor


def visitors(app: Any, visit: Visit, deep: Podcast, made: Episode) -> Iterator[tuple[Visit, str]]:
    """A browser of each, and the token that it has or guesses."""
    live, ended = (link_token(app, made, salt) for salt in ("live", "ended"))
    guessed = 32 * "0"
    yield visit, guessed
    yield signed_in(visit, make_account()), guessed
    yield visit, live
    yield visit, ended
    yield editor_of(visit, make_podcast(slug="foreign")), guessed
    yield signed_in(visit, who_types(deep, made)), live
    yield signed_in(visit, make_account(roles=[ADMIN], totp_secret=TOTP_SECRET)), live


def outcome(browser: Visit, address: str) -> str:
    """What somebody finds there."""
    answer = browser.get(address, status="*")
    location = answer.headers.get("Location", "")
    if location:
        return "sign in" if "/sign-in?" in location else "leads on"
    words = answer.body.decode(errors="replace")
    if answer.status_int != 200:
        assert TITLE not in words
        assert (REASON in words) == (answer.status_int == 410)
        return {403: "no"}.get(answer.status_int, str(answer.status_int))
    return "shown" if answer.body == mp3() or any(trace in words for trace in TRACES) else "hidden"


@pytest.mark.parametrize("state", STATES)
def test_every_state_at_every_door_for_everybody(app: Any, visit: Visit, state: str) -> None:
    now, found = utc_now(), {door: list[str]() for door in DOORS}
    deep = make_deep()
    made = make_whispers(app, deep, state, now)
    of_it = {name: made[name] for name in ("id", "podcast", "people", "topics")}
    with time_machine.travel(seen_at(state, now), tick=False):
        for browser, token in visitors(app, visit, deep, made):
            for door, address in DOORS.items():
                found[door].append(outcome(browser, address.format(token=token, **of_it)))
    expected = {door: outcomes for (there, door), outcomes in written().items() if there == state}
    assert found == expected


@pytest.mark.parametrize("state", STATES)
def test_heads_tell_what_is_there_and_no_more(app: Any, visit: Visit, state: str) -> None:
    made = make_whispers(app, make_deep(), state, utc_now())
    of_it = {name: made[name] for name in ("id", "podcast", "people", "topics")}
    token = link_token(app, made, "live")
    for address in (each.format(token=token, **of_it) for each in DOORS.values()):
        answers = [ask(address, status="*") for ask in (visit.get, visit.head)]
        (got, told) = [(each.status_int, each.headers.get("Location")) for each in answers]
        assert (told, answers[1].body) == (got, b"")


def test_every_page_is_a_door_or_named_as_none(app: Any) -> None:
    """What can be asked for, by its route; of a new one somebody says what it shows, or why not."""
    entries = app.registry.introspector.get_category("routes")
    routes = {entry["introspectable"]["name"] for entry in entries}
    asked = {name for name in routes if "GET" in app.registry.methods.of(name)}
    doors = {named_route(app.registry, urlsplit(address).path) for address in DOORS.values()}
    others = [name for names in NO_DOORS.values() for name in names]
    assert sorted([*doors, *others]) == sorted(asked)


def test_the_table_is_whole() -> None:
    assert list(written()) == [(state, door) for state in STATES for door in DOORS]
