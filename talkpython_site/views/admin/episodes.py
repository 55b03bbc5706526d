"""Episodes for their editors: the list of all, and what lies in the bin."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import episode_finding, episode_rows, show_rows
from talkpython_site.admin_lists import Wanted, read_key, ways
from talkpython_site.documents import Episode, Status
from talkpython_site.draft_offers import beginnings
from talkpython_site.editing import cards_now, own_podcasts
from talkpython_site.episode_checks import checks_now
from talkpython_site.newest import newest
from talkpython_site.security import Permission


@view_config(
    route_name="admin.episodes", renderer="admin/episodes.pt", permission=Permission.EPISODES_READ
)
def index(request: Request) -> dict[str, Any]:
    """All that is theirs, or what filters and words leave of it."""
    found = episode_finding.find(request)
    shown, wanted = found.list.shown, found.list.wanted
    cards = [each.card for each in shown]
    checks = checks_now(found.snapshot, cards) if wanted.given["checks"] else None
    return {
        "found": found.list,
        "page": found.list.page,
        "podcasts": list(found.podcasts.values()),
        "new_address": show_rows.begin_address(request, found.podcast),
        "unsaved": beginnings(request, "episode") if shows_drafts(wanted) else (),
        "rows": episode_rows.rows(request, shown, found.podcasts, found.snapshot, checks),
    }


def shows_drafts(wanted: Wanted) -> bool:
    """Whether a list begins with what nobody has saved yet: that has no card to be found by."""
    given = wanted.given
    is_whole = not (given["q"] or given["podcast"] or given["checks"]) and wanted.page == 1
    return is_whole and given["state"] in ("", Status.DRAFT)


@view_config(
    route_name="admin.episodes_binned",
    renderer="admin/episodes_bin.pt",
    permission=Permission.EPISODES_READ,
)
def binned(request: Request) -> dict[str, Any]:
    """What lies in the bin of theirs, what was put there last first."""
    podcasts, before = own_podcasts(request, cards_now(request)), read_key(request)
    stored = Episode.objects.only(*episode_rows.BINNED_FIELDS).as_pymongo()
    own = stored.filter(is_restorable=True, podcast__in=list(podcasts))
    part = newest(own, "binned_at", before)
    return {
        "rows": episode_rows.binned_rows(request, part.rows, podcasts),
        **ways(Wanted(request.route_path("admin.episodes_binned"), {}), before, part)._asdict(),
    }
