"""A whole text that was pasted into the form of an interview: it becomes its conversation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.conversation_limits import LARGEST_CONVERSATION
from talkpython_site.documents import Paste
from talkpython_site.documents.folding import fold
from talkpython_site.documents.interview import INTERVIEWER
from talkpython_site.episode_lines import lines_of
from talkpython_site.episode_names import person_line
from talkpython_site.form_actions import ActionError, action
from talkpython_site.form_key import FormKey
from talkpython_site.forms.paste_field import PasteField, people_in
from talkpython_site.importing.interviews.lead import Led, doubts_behind, headed, led, titled
from talkpython_site.importing.interviews.parsed import Conversation, WhoError
from talkpython_site.importing.interviews.reader import Reading
from talkpython_site.importing.interviews.speakers import MOST
from talkpython_site.interview_text import MOST_BLOCKS, Passage, read_passages, text_of
from talkpython_site.interview_texts import is_html
from talkpython_site.interview_told import (
    INTRODUCED,
    SAME_TITLE,
    TITLED,
    counts,
    doubts,
    left_out,
    taken_as,
)

NOTHING = "Paste a text first."
WHO = "Look at the names below, then press “Take it”. Nothing is in it yet."
MANY = " It has {} more names than the {} below: what those say becomes notes."
NO_FORM = "This form is too old, or another account’s: save it first, then paste the text."
NOT_SAVED = "Not saved yet."
TOO_MANY = "With it the conversation would have {:,} blocks: {:,} are the most."
TOO_LONG = "With it the conversation would have {}: {} are the most."


@action("paste", "paste", "interview")
def read_in(request: Request, form: Any, told: str) -> str:
    """``read``: where nothing of it is doubtful it is taken; ``take``: as was chosen."""
    field: PasteField = form["paste"]
    if not field.text.strip():
        raise ActionError(NOTHING)
    if field.too_large:
        raise ActionError(field.too_large)
    reading = field.reading
    if told != "take" and reading.is_doubtful:
        field.is_asked = True
        return WHO + (MANY.format(reading.left, MOST) if reading.left else "")
    try:
        found = reading.conversation(field.choices)
    except WhoError as error:
        raise ActionError(str(error)) from error
    return taken(request, form, field, reading, found)


def taken(
    request: Request, form: Any, field: PasteField, reading: Reading, found: Conversation
) -> str:
    """Put it below what is there. Raises ``ActionError`` where that is too much."""
    there = form["conversation"].data or ""
    lead = lead_of(form, headed(field.heading, found.passages))
    left = doubts_behind(found) if "introduction" in lead.texts else found.doubts
    found = replace(found, passages=lead.rest, doubts=left)
    conversation = below(there, found.passages)
    interview_id = thing_id(request, form)
    key = FormKey.read(request)
    Paste.keep(interview_id, field.text, request.now, key.nonce if key else None)
    for name, text in lead.texts.items():
        form[name].data = text
    form["conversation"].data = conversation
    form["people"].data = with_people(form["people"].data or "", found.people)
    field.empty()
    field.first = len(read_passages(there)) + 1
    return told(found, reading.left, lead.told)


class Lead(NamedTuple):
    """What stands before anybody speaks, as it goes into fields that are empty."""

    texts: Mapping[str, str]  # by field
    told: Sequence[str]
    rest: tuple[Passage, ...]


def lead_of(form: Any, passages: tuple[Passage, ...]) -> Lead:
    texts, told = dict[str, str](), []
    title, found = form["title"].data or "", titled(passages)
    if found and (not title.strip() or found.is_said(title)):
        texts = {} if title.strip() else {"title": found.title}
        told, passages = [TITLED if texts else SAME_TITLE], found.rest
    is_there = any((form[name].data or "").strip() for name in ("introduction", "conversation"))
    begun = Led("", passages) if is_there or is_html(form.thing) else led(passages)
    if begun.words:
        texts["introduction"] = begun.words
        told.append(INTRODUCED)
    return Lead(texts, told, begun.rest)


def below(there: str, passages: Sequence[Passage]) -> str:
    """A conversation with more at its end. Raises ``ActionError``."""
    every = [*read_passages(there), *passages]
    if len(every) > MOST_BLOCKS:
        raise ActionError(TOO_MANY.format(len(every), MOST_BLOCKS))
    text = text_of(every)
    if (size := len(text.encode())) > LARGEST_CONVERSATION:
        most = wording.size(LARGEST_CONVERSATION)
        raise ActionError(TOO_LONG.format(wording.size(size), most))
    return text


def thing_id(request: Request, form: Any) -> ObjectId:
    """The interview's, also before it is made."""
    key = FormKey.read(request)
    found = key.id if key and key.kind == "interview" else form.thing.id
    if found is None:
        raise ActionError(NO_FORM)
    return found


def with_people(text: str, people: Iterable[tuple[str, bool]]) -> str:
    """The lines of a form's people, with those who are missing."""
    lines = lines_of(text)
    there = {fold(name) for name, _role in people_in(text)}
    lines += [
        person_line(name, INTERVIEWER if asks else None)
        for name, asks in people
        if fold(name) not in there
    ]
    return "\n".join(lines)


def told(found: Conversation, left: int, lead: Sequence[str]) -> str:
    """What came of it, in sentences."""
    sentences = [f"{counts(found)}.", left_out(found), *lead, *taken_as(found)]
    sentences += doubts(found.doubts)
    if left:
        sentences.append(f"What {left:,} others say became notes, with their names.")
    return " ".join([*sentences, NOT_SAVED])


def kept(request: Request, interview: Any) -> list[tuple[str, str]]:
    """Where each text that an interview was made of can be had, and what that is called."""
    return [
        (
            request.route_path("admin.interview_paste", id=str(interview.id), paste=each.name),
            kept_words(each, request.site.site_zone),
        )
        for each in Paste.objects.of(interview.id).kept()
    ]


def kept_words(paste: Paste, zone: ZoneInfo) -> str:
    """ "1 December 2026, 34 kB"."""
    day = [wording.plain_date(paste.pasted_at.astimezone(zone).date())] if paste.pasted_at else []
    return ", ".join([*day, wording.size(paste.size_bytes or 0)])
