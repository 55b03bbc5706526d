"""Interviews for their editors: the list of them, what lies in the bin, the form of one."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import (
    form_actions,
    form_pages,
    form_pictures,
    interview_actions,  # noqa: F401 - actions of the form
    interview_edited_rows,
    interview_finding,
    interview_pasting,
    interview_preview,
)
from talkpython_site.admin_lists import Wanted, read_key, ways
from talkpython_site.documents import Draft, Interview, Status
from talkpython_site.draft_offers import beginnings
from talkpython_site.editing import wanted_interview
from talkpython_site.form_views import FormViews, form_views
from talkpython_site.interview_rows import block_rows
from talkpython_site.interview_saving import INTERVIEWS
from talkpython_site.interview_texts import is_html
from talkpython_site.moves import is_any_begun, moves_of
from talkpython_site.newest import newest
from talkpython_site.notes_preview import SEE
from talkpython_site.preview_links import link_of
from talkpython_site.security import Permission
from talkpython_site.sent_forms import Sent
from talkpython_site.standing_lists import shows_drafts

FORM = "interview-form"  # the id
SAVES = {Status.DRAFT: "Save draft", Status.PUBLISHED: "Save – live at once"}
MAKE = "Make the interview"


@view_config(
    route_name="admin.interviews",
    renderer="admin/interviews.pt",
    permission=Permission.INTERVIEWS_READ,
)
def index(request: Request) -> dict[str, Any]:
    """All, or what filters and words leave of them."""
    found = interview_finding.find(request)
    wanted = found.list.wanted
    return {
        "found": found.list,
        "page": found.list.page,
        "topics": found.topics,
        "unsaved": beginnings(request, INTERVIEWS.kind) if shows_drafts(wanted) else (),
        "rows": interview_edited_rows.rows(request, found.list.shown, found.snapshot),
    }


@view_config(
    route_name="admin.interviews_binned",
    renderer="admin/interviews_bin.pt",
    permission=Permission.INTERVIEWS_READ,
)
def binned(request: Request) -> dict[str, Any]:
    """What lies in the bin, what was put there last first."""
    before = read_key(request)
    stored = Interview.objects.only(*interview_edited_rows.BINNED_FIELDS).as_pymongo()
    part = newest(stored.filter(is_restorable=True), "binned_at", before)
    here = Wanted(request.route_path("admin.interviews_binned"), {})
    return {
        "rows": [interview_edited_rows.binned_row(request, each) for each in part.rows],
        **ways(here, before, part)._asdict(),
    }


def page(request: Request, sent: Sent, draft: Draft | None = None) -> dict[str, Any]:
    """``draft`` is the one that the form goes on with."""
    interview, form = sent.thing, sent.form
    return {
        **form_pages.facts(request, sent, draft),
        "title": interview.title or "A new interview",
        "files": form_actions.address(request, interview),
        "drawing": interview_edited_rows.drawing_of(request, interview),
        "artwork_note": form_pictures.unsaved(form),
        "is_html": is_html(interview),
        "blocks": block_rows(request, form.conversation, form.people.data or ""),
        "pastes": interview_pasting.kept(request, interview) if interview.id else (),
        "notes": {},
        **seen(request),
        **(of_made(request, interview, sent.key.nonce) if interview.id else of_new(request)),
    }


def seen(request: Request) -> dict[str, Any]:
    """How what was typed will look, for who asked to see it."""
    if request.method != "POST" or SEE not in request.POST:
        return {"preview": None, "seen": None}
    found = interview_preview.tried(request)
    return {
        "preview": interview_preview.introduction(found),
        "seen": interview_preview.talk(request, found),
    }


def of_made(request: Request, interview: Interview, nonce: str) -> dict[str, Any]:
    status = interview.status(request.now)
    return {
        "interview": interview,
        "address": request.route_path("admin.interview", id=str(interview.id)),
        "saves": None if status is Status.BINNED else SAVES.get(status, "Save"),
        "moves": moves_of(request, interview, within=FORM),
        "link": link_of(request, interview, nonce),
        "link_said": None,
    }


def of_new(request: Request) -> dict[str, Any]:
    address = request.route_path("admin.interview_new")
    nothing = dict.fromkeys(("interview", "moves", "link", "link_said"))
    return {**nothing, "address": address, "saves": MAKE}


@form_views(
    "admin/interview.pt",
    read=Permission.INTERVIEWS_READ,
    change=Permission.INTERVIEWS_CHANGE,
    make=Permission.INTERVIEWS_CHANGE,
)
class InterviewViews(FormViews):
    """The form of an interview, its portrait and its conversation."""

    saver = INTERVIEWS
    wanted = staticmethod(wanted_interview)
    page = staticmethod(page)
    is_any_begun = staticmethod(is_any_begun)
