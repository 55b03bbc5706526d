"""What somebody edits: their podcasts, and everything of these; admins edit all."""

from collections.abc import Mapping

from bson import ObjectId
from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request

from talkpython_site.catalogue.cards import PodcastCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Course, Episode, Interview, Podcast, Status
from talkpython_site.documents.roles import ADMIN, edited

NO_EPISODE = "There is no such episode here."
NO_PODCAST = "There is no such podcast here."
NO_COURSE = "There is no such course here."
NO_INTERVIEW = "There is no such interview here."


def cards_now(request: Request) -> Snapshot:
    """Every card, as of this request. Raises ``NotLoadedError``."""
    request.registry.catalogue.refresh()
    snapshot: Snapshot = request.registry.catalogue.all()
    return snapshot


def own_podcasts(request: Request, snapshot: Snapshot) -> Mapping[ObjectId, PodcastCard]:
    """The podcasts that who is signed in edits, by title."""
    shown = sorted(snapshot.podcasts.values(), key=lambda card: card.title.casefold())
    return {card.id: card for card in shown if may_edit(request, card.id)}


def may_edit(request: Request, podcast_id: ObjectId) -> bool:
    """The one rule for every page and form of the editors."""
    roles = request.signed_in.roles if request.signed_in else ()
    things = filter(None, map(edited, roles))
    return ADMIN in roles or any(
        (thing.kind, thing.id) == ("podcast", str(podcast_id)) for thing in things
    )


def may_edit_courses(request: Request) -> bool:
    """Courses and their lectures are the admins'."""
    return bool(request.signed_in) and ADMIN in request.signed_in.roles


def may_edit_interviews(request: Request) -> bool:
    """Interviews are the admins', as courses are."""
    return may_edit_courses(request)


def is_shown(request: Request, podcast_id: ObjectId) -> bool:
    """Whether everybody sees a podcast, and with it what is published of it."""
    card = request.registry.catalogue.all().podcasts.get(podcast_id)
    return card is not None and card.is_public(request.now)


def is_live(request: Request, episode: Episode) -> bool:
    """Whether everybody sees an episode."""
    is_published = episode.status(request.now) is Status.PUBLISHED
    return is_published and is_shown(request, episode.podcast)


def wanted_episode(request: Request) -> Episode:
    """The episode that the address names, whatever its state.

    Raises ``HTTPNotFound``, and ``HTTPForbidden`` where it is somebody else's.
    """
    given = request.matchdict["id"]
    episode: Episode | None = (
        Episode.objects(id=ObjectId(given)).first() if ObjectId.is_valid(given) else None
    )
    if episode is None:
        raise HTTPNotFound(NO_EPISODE)
    if not may_edit(request, episode.podcast):
        raise HTTPForbidden
    return episode


def wanted_podcast(request: Request) -> Podcast:
    """The podcast that the address names, whatever its state.

    Raises ``HTTPNotFound``, and ``HTTPForbidden`` where it is somebody else's.
    """
    given = request.matchdict["id"]
    podcast: Podcast | None = (
        Podcast.objects(id=ObjectId(given)).first() if ObjectId.is_valid(given) else None
    )
    if podcast is None or podcast.is_discarded:
        raise HTTPNotFound(NO_PODCAST)
    if not may_edit(request, podcast.id):
        raise HTTPForbidden
    return podcast


def wanted_course(request: Request) -> Course:
    """The course that the address names, whatever its state.

    Raises ``HTTPNotFound``, and ``HTTPForbidden`` to who edits none.
    """
    given = request.matchdict["id"]
    course: Course | None = (
        Course.objects(id=ObjectId(given)).first() if ObjectId.is_valid(given) else None
    )
    if course is None or course.is_discarded:
        raise HTTPNotFound(NO_COURSE)
    if not may_edit_courses(request):
        raise HTTPForbidden
    return course


def wanted_interview(request: Request) -> Interview:
    """The interview that the address names, whatever its state.

    Raises ``HTTPNotFound``, and ``HTTPForbidden`` to who edits none.
    """
    given = request.matchdict["id"]
    interview: Interview | None = (
        Interview.objects(id=ObjectId(given)).first() if ObjectId.is_valid(given) else None
    )
    if interview is None or interview.is_discarded:
        raise HTTPNotFound(NO_INTERVIEW)
    if not may_edit_interviews(request):
        raise HTTPForbidden
    return interview
