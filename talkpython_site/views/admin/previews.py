"""The preview link of a thing: made, made anew, ended."""

from typing import Any

from pyramid.httpexceptions import HTTPBadRequest
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import done
from talkpython_site.draft_kinds import DRAFTED
from talkpython_site.editing import wanted_course, wanted_episode, wanted_interview
from talkpython_site.form_key import FormKey
from talkpython_site.forms import text_in
from talkpython_site.moving import is_with_words
from talkpython_site.preview_links import CHANGES, change
from talkpython_site.security import Permission
from talkpython_site.views.admin.moves import PAGES

NOT_SAVED = "{} It shows what is saved; what you typed is not saved yet."


@view_config(
    route_name="admin.episode_preview",
    request_method="POST",
    renderer="admin/episode.pt",
    permission=Permission.EPISODES_CHANGE,
)
def episode_preview(request: Request) -> Any:
    return preview(request, wanted_episode(request))


@view_config(
    route_name="admin.course_preview",
    request_method="POST",
    renderer="admin/course.pt",
    permission=Permission.COURSES_CHANGE,
)
def course_preview(request: Request) -> Any:
    return preview(request, wanted_course(request))


@view_config(
    route_name="admin.interview_preview",
    request_method="POST",
    renderer="admin/interview.pt",
    permission=Permission.INTERVIEWS_CHANGE,
)
def interview_preview(request: Request) -> Any:
    return preview(request, wanted_interview(request))


def preview(request: Request, thing: Any) -> Any:
    """Do what a button says, and go back to the thing; what was typed there stays typed."""
    kind, word = thing.card_kind, text_in(request.POST, "do")
    if word not in CHANGES:
        raise HTTPBadRequest("Nothing can be done to a preview by this form.")
    said = change(request, thing, word, text_in(request.POST, "link"))
    if is_with_words(request, thing):
        sent = DRAFTED[kind].compared(request, thing, FormKey.read_of(request, thing))
        if sent.form.news:
            told = NOT_SAVED.format(done.SENTENCES[said])
            sent = sent._replace(problem=None, conflicts=())
            return {**PAGES[kind].values(request, sent), "link_said": told}
    return done.see(request, f"admin.{kind}", said, id=str(thing.id))
