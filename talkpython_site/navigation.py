"""The kinds of things that the site has, for its header, and how an empty one is filled."""

from typing import NamedTuple

from pyramid.config import Configurator
from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.catalogue import NotLoadedError
from talkpython_site.program import program
from talkpython_site.security import Permission

ONE_SHOW = "podcast"
# What the site is made of, by what the header calls it.
MADE_OF = {
    "Podcasts": "podcasts", "The show": ONE_SHOW, "Courses": "courses", "Interviews": "interviews",
}  # fmt: skip

CALLS = {
    "listen": {"Episodes", "The show", "Podcasts"},
    "learn": {"Courses"},
    "read": {"Interviews"},
}


class Kind(NamedTuple):
    """A link of the header; ``current`` is what ``aria-current`` says, None elsewhere."""

    label: str
    address: str
    current: str | None


def kinds(request: Request) -> tuple[Kind, ...]:
    """What exists: nothing on an empty site or before anything could be read."""
    try:
        public = request.catalogue
    except NotLoadedError:
        return ()
    shows = list(public.podcasts.values())
    path = request.route_path
    offered = [
        ("Episodes", "episodes", path("episodes.index"), bool(public.episodes)),
        ("Podcasts", "podcasts", path("podcasts.index"), len(shows) > 1),
        ("Courses", "courses", path("courses.index"), bool(public.courses.all)),
        ("Interviews", "interviews", path("interviews.index"), bool(public.interviews.all)),
        ("Topics", "topics", path("topics.index"), bool(public.topics)),
        ("People", "people", path("people.index"), bool(public.people)),
    ]
    if len(shows) == 1:
        offered[1] = ("The show", "podcasts", path("podcasts.show", podcast=shows[0].slug), True)
    return tuple(
        Kind(label, address, current(request, feature, address))
        for label, feature, address, exists in offered
        if exists
    )


def tagline(request: Request) -> str:
    """The site in one sentence: its owner's, else made of what there is."""
    given: str | None = request.site.site_description
    if given:
        return given
    words: str = request.things
    whose = "its" if words == ONE_SHOW else "their"
    has_one = "The show" in [kind.label for kind in request.kinds]
    start = f"A {words}" if has_one else words.capitalize()
    return f"{start}, with {whose} people and topics."


def things(request: Request) -> str:
    """The kinds that the site is made of, within a sentence: ``podcasts and interviews``."""
    there = [MADE_OF[kind.label] for kind in request.kinds if kind.label in MADE_OF]
    names = there or [name for name in MADE_OF.values() if name != ONE_SHOW]
    return "".join(name + after for name, after in wording.listed(names))


def calls(request: Request) -> str:
    """What to do here, by the kinds that there are: ``Listen, learn and read``."""
    labels = {kind.label for kind in request.kinds}
    found = [verb for verb, of in CALLS.items() if labels & of]
    return "".join(verb + after for verb, after in wording.listed(found)).capitalize()


def admin_kinds(request: Request) -> tuple[Kind, ...]:
    """The pages of the admin area that this visitor may see."""
    offered = (
        ("Overview", "admin.overview", Permission.ADMIN_READ),
        ("Episodes", "admin.episodes", Permission.EPISODES_READ),
        ("Podcasts", "admin.podcasts", Permission.PODCASTS_READ),
        ("Courses", "admin.courses", Permission.COURSES_READ),
        ("Interviews", "admin.interviews", Permission.INTERVIEWS_READ),
        ("People", "admin.people", Permission.NAMES_READ),
        ("Topics", "admin.topics", Permission.NAMES_READ),
        ("Redirects", "admin.redirects", Permission.REDIRECTS_READ),
        ("Accounts", "admin.accounts", Permission.ACCOUNTS_READ),
        ("Mails", "admin.mails", Permission.MAILS_READ),
        ("Audit", "admin.audit", Permission.AUDIT_READ),
    )
    here = request.matched_route.name
    return tuple(
        Kind(label, request.route_path(name), admin_current(name, here))
        for label, name, permission in offered
        if request.has_permission(permission)
    )


def admin_current(name: str, here: str) -> str | None:
    """An account's page is one of the accounts'."""
    return "page" if here == name else "true" if here.startswith(name.removesuffix("s")) else None


def has_courses(request: Request) -> bool:
    """Whether the menu of who is signed in leads to their courses: where the site has some."""
    try:
        return bool(request.registry.catalogue.all().courses)
    except NotLoadedError:
        return False


def current(request: Request, feature: str, address: str) -> str | None:
    route = getattr(request, "matched_route", None)  # none where an address cannot be read
    if route is None or route.name.partition(".")[0] != feature:
        return None
    return "page" if request.path == address and not request.query_string else "true"


def includeme(config: Configurator) -> None:
    config.add_request_method(kinds, reify=True)
    config.add_request_method(things, reify=True)
    config.add_request_method(calls, reify=True)
    config.add_request_method(tagline, reify=True)
    config.add_request_method(admin_kinds, reify=True)
    config.add_request_method(has_courses, reify=True)
    config.add_request_method(lambda _request: program(), "program", reify=True)
