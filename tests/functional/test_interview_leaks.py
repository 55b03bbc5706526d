"""What the secret link of an interview shows, in every state, to whoever has it, had it or guesses.

"Shown": what the interview says; "leads on": to its page, once it is out.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import Interview, utc_now
from talkpython_site.documents.previewed import PREVIEW_KEPT
from talkpython_site.documents.roles import editor_role
from talkpython_site.previews import token_of
from talkpython_site.sign_ins import hash_of
from tests.conftest import Visit
from tests.editors import DRAFT
from tests.factories import make_interview, make_person, make_podcast, make_topic, said
from tests.moves import EDITOR
from tests.visitors import admin, signed_in

TITLE, SAID, LATER = "Kept Secret", "Nobody read this yet.", datetime(2999, 1, 1, tzinfo=UTC)
REASON = "She asked us to."
GUESSED = 32 * "0"
STATES: dict[str, dict[str, Any]] = {
    "draft": DRAFT,
    "scheduled": {"published_at": LATER},
    "published": {},
    "unpublished": {"state": "unpublished", "unpublished_reason": REASON},
    "out again": {"published_at": LATER, "unpublished_reason": REASON},
    "binned": {"state": "binned"},
    "invented later": {"state": "invented later"},
}
LINKED = {
    "draft": "shown", "scheduled": "shown", "published": "leads on", "unpublished": "shown",
    "out again": "shown",
}  # fmt: skip
HIDDEN = ("draft", "scheduled", "unpublished", "out again")
ELSEWHERE = (
    "/", "/interviews", "/interviews/feed.xml", "/interviews?topic=shared", "/topics",
    "/topics/shared", "/people", "/people/ines-okafor", "/sitemap.xml", "/llms.txt", "/episodes",
    "/courses", "/interviews/other",
)  # fmt: skip


def token(app: Any, interview: Interview, salt: str) -> str:
    return token_of(app.registry.signer, interview.card_key, salt)


def linked(app: Any, state: str) -> tuple[Interview, str, str]:
    """One beside another that shares a topic and a person; its link, and one that was ended."""
    shared, ines = make_topic("shared"), make_person("Ines Okafor")
    make_interview("Other", slug="other", people=[ines], topics=[shared])
    made = make_interview(
        TITLE, slug="secret", slugs=["secret", "former"], topics=[shared, make_topic("Kept")],
        people=[ines, make_person("Ben Shy")],
        blocks=[said("question", "Why?"), said("answer", SAID)], **STATES[state],
    )  # fmt: skip
    live, ended = (token(app, made, salt) for salt in ("new", "old"))
    made.preview_salt, made.preview_hash = "new", hash_of(live)
    made.preview_until = utc_now() + timedelta(days=1)
    made.change()
    return made, live, ended


def browsers(visit: Visit) -> list[Visit]:
    editor = signed_in(visit, roles=[editor_role("podcast", make_podcast().id)])
    return [visit, signed_in(visit), editor, admin(visit)]


def met(browser: Visit, address: str) -> str:
    answer = browser.get(address, status="*")
    given = any(each in answer for each in (TITLE, SAID, "Ben Shy"))
    assert given == (answer.status_int == 200), address
    assert (REASON in answer) == (answer.status_int == 410)
    return {200: "shown", 302: "leads on"}.get(answer.status_int, str(answer.status_int))


@pytest.mark.parametrize("state", STATES)
def test_what_a_link_opens_for_everybody(app: Any, visit: Visit, state: str) -> None:
    _made, live, ended = linked(app, state)
    for browser in browsers(visit):
        assert met(browser, f"/preview/{live}") == LINKED.get(state, "404")
        assert met(browser, f"/preview/{live}?draft=of-a-form") == LINKED.get(state, "404")
        for other in (ended, GUESSED, live.upper(), live[:-1]):
            assert met(browser, f"/preview/{other}") == "404"


@pytest.mark.parametrize("below", ["audio.mp3", "chapters.json", "item.xml", "3", "3/video.mp4"])
def test_nothing_lies_below_it(app: Any, visit: Visit, below: str) -> None:
    _made, live, _ended = linked(app, "draft")
    assert met(visit, f"/preview/{live}/{below}") == "404"


@pytest.mark.parametrize("state", HIDDEN)
def test_who_has_opened_it_finds_nothing_elsewhere(app: Any, visit: Visit, state: str) -> None:
    _made, live, _ended = linked(app, state)
    for browser in browsers(visit):
        browser.get(f"/preview/{live}")
        for address in ELSEWHERE:
            page = browser.get(address)
            traces = (TITLE, SAID, "/secret", "/kept", "Ben Shy")
            assert not [each for each in traces if each in page], address
        for address in ("/interviews/secret", "/interviews/former"):
            assert met(browser, address) == (
                "410" if "unpublished_reason" in STATES[state] else "404"
            )
        for address in ("/topics/kept", "/people/ben-shy"):
            assert met(browser, address) == "404"


def test_its_page_is_told_to_no_machine_and_kept_by_nobody(app: Any, visit: Visit) -> None:
    _made, live, _ended = linked(app, "draft")
    page = visit.get(f"/preview/{live}")
    assert page.lxml.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page.lxml.xpath("//link[@rel='canonical'] | //script[@type='application/ld+json']")
    assert "ETag" not in page.headers
    assert "public" not in page.headers.get("Cache-Control", "")


def test_it_ends_by_itself_when_it_is_replaced_and_with_the_secret(app: Any, visit: Visit) -> None:
    made, live, _ended = linked(app, "draft")
    with time_machine.travel(utc_now() + PREVIEW_KEPT, tick=False):
        assert met(visit, f"/preview/{live}") == "404"
    newer = token(app, made, "newer")
    made.begin_preview("newer", hash_of(newer), EDITOR)
    assert (met(visit, f"/preview/{live}"), met(visit, f"/preview/{newer}")) == ("404", "shown")
    made.begin_preview("foreign", hash_of(GUESSED), EDITOR)  # of another secret of the site
    assert met(visit, f"/preview/{GUESSED}") == "404"


def test_taken_down_it_is_shown_by_a_new_link_alone(app: Any, visit: Visit) -> None:
    made, live, _ended = linked(app, "draft")
    made.publish(EDITOR)
    assert met(visit, f"/preview/{live}") == "leads on"
    made.unpublish(REASON, EDITOR)
    assert met(visit, f"/preview/{live}") == "404"
    newer = token(app, made, "newer")
    made.begin_preview("newer", hash_of(newer), EDITOR)
    assert met(visit, f"/preview/{newer}") == "shown"
