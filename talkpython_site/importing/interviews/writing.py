"""Writes an interview from a file: a draft, or what no editor changed of one that is here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

import pymongo
from bson import ObjectId

from talkpython_site.catalogue.snapshot import Snapshot, read_everything
from talkpython_site.conversation_limits import LargeHtmlError
from talkpython_site.documents import COMMAND_LINE, Credit, Interview, Paste, utc_now
from talkpython_site.documents.base import follow_up
from talkpython_site.documents.folding import fold
from talkpython_site.documents.interview import INTERVIEWEE
from talkpython_site.documents.moments import EVER
from talkpython_site.documents.visibility import BINNED, DRAFT
from talkpython_site.episode_lines import Line
from talkpython_site.episode_names import Said
from talkpython_site.importing.feeds.choosing import free_slug
from talkpython_site.importing.feeds.merging import hashed
from talkpython_site.importing.interviews.files import InterviewError, ParsedInterview
from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.namesakes import namesakes
from talkpython_site.importing.interviews.parsed import Doubt
from talkpython_site.importing.runs import Run, undisturbed
from talkpython_site.interview_checks import TAKEN_BACK, blocking_in, missed
from talkpython_site.interview_checks import Found as Checked
from talkpython_site.interview_writing import Made, Place, write
from talkpython_site.pictures import PictureFolder

RUN_SECONDS = 600.0
FILE = "file"  # in ``imported``: the hash of all of it
DATE = "published_at"
LEAD = "introduction_source"
FIELDS = ("title", "language", "people", "topics", DATE, LEAD, "blocks")
VALUES = {LEAD: "introduction", "blocks": "conversation"}  # as forms call them
IN_BLOCKS = ("kind", "person", "label", "text_source")
NEW, CHANGED, SAME, IN_BIN = "new", "changed", "same", "in the bin"

NOTHING = hashed(None)  # of a field that the file never gave
Address = Callable[[str], str]  # of the page of a slug, whole


@dataclass(frozen=True, slots=True)
class InterviewOutcome:
    """What was done, and which fields stay as they are here: as an editor wrote them, or because
    what everybody sees, or will, would lack something.
    """

    interview: Interview
    did: str
    kept: tuple[str, ...] = field(default=())
    lacking: tuple[str, ...] = field(default=())  # what it would lack, as a sentence each
    doubts: tuple[Doubt, ...] = field(default=())  # of its names beside those that are here
    is_introduced: bool = False  # by what stands before anybody speaks


def write_interview(
    parsed: ParsedInterview, slug: str | None, address: Address, pictures: PictureFolder
) -> InterviewOutcome:
    """Write a file; the same one again writes nothing but its run.

    Raises ``InterviewError`` where the slug is another's, ``BusyError`` where another import of
    the file runs, ``PyMongoError`` where the database goes away.
    """
    source = parsed.source

    def written(write_it: Callable[[Here], InterviewOutcome]) -> InterviewOutcome:
        here = Here(address, pictures, Snapshot(None, read_everything()), {})
        known = Known(site=here.snapshot.names_of_people.values())
        found = tuple(namesakes(parsed, known))
        return replace(write_it(here), doubts=found)

    with pymongo.timeout(RUN_SECONDS), Run(source, f"interviews/{source}") as run:
        with run.step():
            stored = Interview.objects(source=source).first()
        if stored is None:
            return undisturbed(lambda: written(lambda here: inserted(parsed, slug, here, run)))
        if stored.state == BINNED:
            return written(lambda _here: InterviewOutcome(stored, IN_BIN))
        if slug and slug not in (stored.slug, *stored.slugs):
            raise InterviewError(
                f"“{source}” is here already as {stored.slug}: leave --slug out, or change its"
                " address in the admin area."
            )
        return undisturbed(lambda: written(lambda here: updated(parsed, stored.id, here, run)))


class Here(NamedTuple):
    """What a site has, as an import asks for it."""

    address: Address
    pictures: PictureFolder
    snapshot: Snapshot
    made: Made

    @property
    def place(self) -> Place:
        return Place(lambda interview: self.address(interview.slug), lambda _key: None, self.made)


def inserted(parsed: ParsedInterview, slug: str | None, here: Here, run: Run) -> InterviewOutcome:
    """A new draft. Raises ``NotUniqueError`` where somebody took its address at this moment."""
    if slug and Interview.objects.by_any_slug(slug).first():
        raise InterviewError(f"Another interview is called {slug} already.")
    interview = Interview(id=ObjectId(), state=DRAFT, source=parsed.source)
    with run.step():
        interview.slug = slug or free_slug(parsed.title, Interview)
        run.has_written = True
        values = values_of(parsed, with_lead=True)
        fill(interview, values, here)
        interview.imported = {**hashes(interview), FILE: file_hash(parsed)}
        Paste.keep(interview.id, parsed.text, utc_now())
        interview.insert(told(interview, 0))
    return InterviewOutcome(interview, NEW, is_introduced=bool(parsed.lead.words))


def updated(
    parsed: ParsedInterview, interview_id: ObjectId, here: Here, run: Run
) -> InterviewOutcome:
    """The fields that still are as the file gave them last become what it gives now."""
    with run.step():
        interview = Interview.objects(id=interview_id).first()
        imported, before = dict(interview.imported or {}), hashes(interview)
        if imported.get(FILE) == file_hash(parsed):
            return InterviewOutcome(interview, SAME, is_introduced=is_led(parsed, interview))
        imported.setdefault(LEAD, NOTHING)
        values = values_of(parsed, with_lead=may_lead(interview, imported))
        edited = {n for n in map(field_of, values) if before[n] != imported.get(n)}
        edited |= {DATE} if is_dated(interview, values[DATE]) else set()
        given = {name: value for name, value in values.items() if field_of(name) not in edited}
        run.has_written = True
        lacks = lacks_of(interview, given, here)
        written = without(given, lacks)
        if "conversation" not in written and imported[LEAD] == NOTHING:  # a note there, so far
            written = without(written, {"introduction"})
        fill(interview, written, here)
        now, left = hashes(interview), {*FIELDS} - {*map(field_of, written)}
        left |= {FILE} if lacks else set()
        kept = {name: imported[name] for name in left if name in imported}
        interview.imported = {**now, FILE: file_hash(parsed), **kept}
        Paste.keep(interview.id, parsed.text, utc_now())
        follow = [told(interview, (interview.revision or 0) + 1)] if now != before else []
        interview.change(*follow, *Paste.follow_ups(interview.id))
    did = CHANGED if now != before else SAME
    return InterviewOutcome(
        interview, did, tuple(sorted(edited)), tuple(lacks.values()),
        is_introduced=is_led(parsed, interview),
    )  # fmt: skip


def is_led(parsed: ParsedInterview, interview: Interview) -> bool:
    """Whether what stands before anybody speaks is no note of the conversation."""
    return bool(parsed.lead.words) and (interview.imported or {}).get(LEAD, NOTHING) != NOTHING


def may_lead(interview: Interview, imported: Mapping[str, str]) -> bool:
    """Whether what stands before anybody speaks is the introduction, not a note: there is no other
    one but what came from the file.
    """
    is_there = interview.introduction_source or interview.introduction_html
    return imported[LEAD] != NOTHING or not is_there


def told(interview: Interview, revision: int) -> dict[str, Any]:
    """How that revision came to be, for its editors."""
    return follow_up(
        "audit", **COMMAND_LINE._asdict(), thing=interview.card_key, action="imported", fields=[],
        revision=revision, values={},
    )  # fmt: skip


def is_dated(interview: Interview, moment: datetime | None) -> bool:
    """Whether an editor decided when it is seen: no file shows it, or takes it down."""
    is_other = (interview.published_at or EVER) != (moment or EVER)
    return interview.state != DRAFT and is_other


def lacks_of(interview: Interview, given: Mapping[str, Any], here: Here) -> dict[str, str]:
    """Of what everybody sees, or will: the values with which it would newly lack something that
    it must have, and what that is. Tried on copies.
    """
    status, lacks = interview.status(utc_now()), dict[str, str]()
    if status not in TAKEN_BACK:
        return lacks
    before = blocking_in(Checked(interview, here.pictures))
    while True:
        copy = Interview.from_stored(interview.to_mongo())
        fill(copy, without(given, lacks), here)
        found = missed(status, before, blocking_in(Checked(copy, here.pictures)))
        if not {check.field for check in found} - lacks.keys():
            return lacks
        lacks |= {check.field: check.sentence for check in found}


def without(given: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in names}


def field_of(name: str) -> str:
    return next((each for each, value in VALUES.items() if value == name), name)


def values_of(parsed: ParsedInterview, *, with_lead: bool) -> dict[str, Any]:
    """What a file gives, as a form gives it."""
    front = parsed.front
    people = [Said(name, role or INTERVIEWEE) for name, role in parsed.people]
    passages = parsed.lead.rest if with_lead else parsed.conversation.passages
    return {
        "title": parsed.title,
        "language": front.language,
        "published_at": front.published_at,
        "people": people,
        "topics": list(front.topics),
        "conversation": list(passages),
        **({"introduction": parsed.lead.words} if with_lead else {}),
    }


def fill(interview: Interview, given: Mapping[str, Any], here: Here) -> None:
    """Through the same writing as forms; the page is that of its slug."""
    values = dict(given)
    if "people" in values:
        names = here.snapshot.names_of_people
        values["people"] = lines_of(values["people"], interview.people, names)
    if "published_at" in values:
        moment = values.pop("published_at")
        precision = "day" if moment else None
        if (interview.published_at or EVER) != (moment or EVER):
            interview.published_at, interview.published_precision = moment, precision
    try:
        write(interview, values, here.snapshot, here.place)
    except LargeHtmlError as error:
        raise InterviewError(str(error)) from error


def lines_of(
    people: list[Said], credits_now: list[Credit], names: Mapping[Any, str]
) -> list[Line[Credit]]:
    """Who is there already stays who that is."""
    there = {fold(names.get(each.person, "")): each for each in credits_now}
    found = ((said, there.get(fold(said.name))) for said in people)
    return [
        Line(said, part, is_same=part is not None and part.role == said.role)
        for said, part in found
    ]


def hashes(interview: Interview) -> dict[str, str]:
    """Of its fields, as they are stored; keys of blocks, and what is made of them, count for
    nothing.
    """
    stored: dict[str, Any] = interview.to_mongo().to_dict()
    blocks = [{name: block.get(name) for name in IN_BLOCKS} for block in stored.get("blocks") or ()]
    return {name: hashed(stored.get(name)) for name in FIELDS} | {"blocks": hashed(blocks)}


def file_hash(parsed: ParsedInterview) -> str:
    return sha256(parsed.text.encode()).hexdigest()[:16]
