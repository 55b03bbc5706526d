"""What an episode needs while everybody sees it, or will: no change takes that away."""

from collections.abc import Callable, Iterable, Mapping

from pyramid.request import Request

from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.checks import Check
from talkpython_site.documents import Episode, Status
from talkpython_site.episode_checks import blocking, checks_of
from talkpython_site.forms import refuse
from talkpython_site.forms.episodes import EpisodeForm

# What makes such a change possible, by the state that does not allow it.
FIRST: Mapping[Status, str] = {
    Status.PUBLISHED: "Take the episode down first",
    Status.SCHEDULED: "Call it off first",
}


def missed(status: Status, before: Iterable[str], after: Iterable[str]) -> list[Check]:
    """What would newly block; what blocked before, as of imports, stays as it is."""
    return blocking(set(after) - set(before)) if status in FIRST else []


def is_refused(
    request: Request, episode: Episode, form: EpisodeForm, snapshot: Snapshot,
    change: Callable[[Episode], None],
) -> bool:  # fmt: skip
    """Whether a change takes away what is needed, said at the fields; tried on a copy."""
    status = episode.status(request.now)
    if status not in FIRST:
        return False
    copy = Episode.from_stored(episode.to_mongo())
    change(copy)
    found = missed(status, checks_of(episode, snapshot), checks_of(copy, snapshot))
    for check in found:
        refuse(request, form[check.field], f"{check.sentence} {FIRST[status]}, or mend this.")
    return bool(found)
