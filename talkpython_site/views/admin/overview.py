"""The first page of the admin area: what needs attention, what is theirs, what is new."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from mongoengine import QuerySet
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import (
    account_rows,
    audit_rows,
    course_overview,
    episode_finding,
    episode_rows,
    interview_overview,
    show_rows,
    wording,
)
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Account, AuditLine, ImportRun, Mail
from talkpython_site.documents.states import Status
from talkpython_site.draft_offers import beginnings
from talkpython_site.editing import own_podcasts
from talkpython_site.episode_checks import checks_now
from talkpython_site.episode_finding import BLOCKED, Standing, of_podcasts, time_order
from talkpython_site.importing.runs import DEAD_AFTER
from talkpython_site.newest import MOST, lately
from talkpython_site.notices import Notice
from talkpython_site.role_words import Titles, titles_now
from talkpython_site.security import Permission

FEW = 5
MOST_SCHEDULED = 20


@view_config(
    route_name="admin.overview", renderer="admin/overview.pt", permission=Permission.ADMIN_READ
)
def overview(request: Request) -> dict[str, Any]:
    """Of the site for admins; editors see what they edit and nothing else."""
    titles = titles_now(request)
    is_admin = bool(request.has_permission(Permission.ACCOUNTS_READ))
    nothing = {"courses": (), "interviews": (), "more_interviews": 0}
    shown = {"is_admin": is_admin, **nothing, **content(request)}
    if is_admin:
        for kind in (course_overview, interview_overview):
            found = kind.content(request, request.registry.catalogue.all())
            found["notices"] = [*shown["notices"], *found["notices"]]
            shown |= found
        shown["notices"] += notices(request)
        shown |= state(request, titles)
    return shown


def content(request: Request) -> dict[str, Any]:
    """Of what they edit: what blocks, when the next are due, what is scheduled, what is begun."""
    snapshot = request.registry.catalogue.all()
    own = own_podcasts(request, snapshot)
    standing = of_podcasts(snapshot, own, request.now)
    scheduled, drafts = in_order(standing)
    shown = [*scheduled, *drafts[:FEW]]
    found = checks_now(snapshot, [each.card for each in shown])
    rows = episode_rows.rows(request, shown, own, snapshot, found)
    waiting = rows[: len(scheduled)]
    return {
        "notices": [*blocked(waiting), *lacking(request, snapshot, standing)],
        "podcasts": show_rows.rows(request, own, standing),
        "scheduled": waiting[:MOST_SCHEDULED],
        "drafts": rows[len(scheduled) :],
        "unsaved": beginnings(request, "episode"),
        "counts": {"scheduled": len(scheduled), "drafts": len(drafts)},
    }


def in_order(standing: Iterable[Standing]) -> tuple[list[Standing], list[Standing]]:
    """What is scheduled, the next one first, and drafts, the newest first."""
    of: dict[Status, list[Standing]] = defaultdict(list)
    for each in standing:
        of[each.status].append(each)
    drafts = sorted(of[Status.DRAFT], key=lambda each: each.card.id, reverse=True)
    return sorted(of[Status.SCHEDULED], key=time_order), drafts


def blocked(scheduled: Iterable[episode_rows.EpisodeRow]) -> Iterator[Notice]:
    """What appears at its time, though something would keep it from being published now."""
    for row in scheduled:
        if row.blocks:
            title = f"\u2068{wording.excerpt(row.title, 80)}\u2069"
            told = f"“{title}” appears on {row.when}, and is blocked: {row.blocks.lower()}."
            yield Notice(told, f"{row.address}#checks", is_blocking=True)


def lacking(request: Request, snapshot: Snapshot, standing: Iterable[Standing]) -> Iterator[Notice]:
    """How many are out that would be blocked now, as many that were imported are."""
    out = [each for each in standing if each.status is Status.PUBLISHED]
    found = len(episode_finding.blocked(snapshot, out))
    if found:
        counted = wording.counted(found, "published episode has", "published episodes have")
        query = {"state": Status.PUBLISHED.value, "checks": BLOCKED}
        address = request.route_path("admin.episodes", _query=query)
        yield Notice(f"{counted} checks that block.", address)


def state(request: Request, titles: Titles) -> dict[str, Any]:
    """What the last seven days brought."""
    accounts = Account.objects.only(*account_rows.FIELDS).as_pymongo()
    newcomers = lately(accounts, "created_at", FEW)
    lines = lately(AuditLine.objects.as_pymongo(), "at", FEW)
    return {
        "newcomers": account_rows.rows(request, newcomers, titles),
        "days": audit_rows.days(request, lines, titles),
    }


def notices(request: Request) -> Iterator[Notice]:
    """What somebody should see to, each in a sentence."""
    mails = request.route_path("admin.mails")
    locked = request.route_path("admin.accounts", _query={"show": "locked"})
    if count := counted(Mail.objects.failed(), "mail was given up", "mails were given up"):
        yield Notice(count, mails)
    if not (request.site.mail_host or request.site.mail_development):
        yield Notice("No mail goes out: mail.host names no mail server.", mails)
    if count := counted(Account.objects.locked(), "account is locked", "accounts are locked"):
        yield Notice(count, locked)
    for source in silent_imports(request):
        yield Notice(f"The import of “{source}” stopped midway: the same command finishes it.")
    if "privacy" not in request.owner_pages.pages:
        yield Notice(
            f"There is no page on privacy: write it as {request.site.var / 'pages' / 'privacy.md'}."
        )


def silent_imports(request: Request) -> Iterator[str]:
    """Runs that hold a show and do not go on."""
    for run in ImportRun.objects.holding_any().as_pymongo().limit(MOST):
        if request.now - (run.get("renewed_at") or request.now) > DEAD_AFTER:
            yield str(run.get("source", ""))


def counted(found: QuerySet, one: str, many: str) -> str:
    """How many there are, "" for none; nobody waits for more to be counted."""
    number = len(list(found.only("id").as_pymongo().limit(MOST + 1)))
    if number > MOST:
        return f"More than {MOST} {many}."
    return f"{wording.counted(number, one, many)}." if number else ""
