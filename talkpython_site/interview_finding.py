"""Which interviews an editor sees: filtered, searched and put in order, from the cards."""

from functools import partial

from pyramid.request import Request

from talkpython_site import admin_lists, standing_lists
from talkpython_site.admin_lists import Sort, Sorts
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.editing import cards_now
from talkpython_site.episode_finding import STATES
from talkpython_site.standing_lists import (
    Found,
    Listed,
    about,
    standing,
    state_order,
    test_of,
    time_order,
    title_order,
    topics_of,
)

SORTS: Sorts[Listed[InterviewCard]] = {
    "": Sort("Newest", time_order, is_reversed=True),
    "title": Sort("Title", title_order),
    "length": Sort("Length", lambda each: (-each.card.minutes, *title_order(each))),
    "state": Sort("State", state_order),
}
KNOWN = {"topic": None, "state": STATES, "q": None, "sort": SORTS}


def find(request: Request) -> Found[InterviewCard]:
    """What the address asks for. Raises ``HTTPBadRequest``, ``HTTPNotFound``."""
    snapshot = cards_now(request)
    wanted = admin_lists.read(request, request.route_path("admin.interviews"), KNOWN, "interviews")
    given, every = wanted.given, listed(request, snapshot)
    topics = topics_of(snapshot, every)
    those = about(every, topics, given["topic"], "interview") if given["topic"] else every
    matching = admin_lists.searched(those, given["q"], partial(test_of, snapshot))
    in_bin = request.route_path("admin.interviews_binned")
    return Found(standing_lists.found(wanted, matching, SORTS, in_bin), topics, snapshot)


def listed(request: Request, snapshot: Snapshot) -> list[Listed[InterviewCard]]:
    return standing(request, snapshot.interviews.values())
