"""No migration, ever: documents of every past shape, and of future ones, work under this code.

A file here is a document as some version wrote it and never changes again; a new field comes with
a new file, ``<kind>-<version>.json``. The ``-future`` ones hold what no version knows yet.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId, json_util
from mongoengine import EmbeddedDocumentField, EmbeddedDocumentListField, get_db

from talkpython_site.catalogue import Public
from talkpython_site.catalogue.cards import CourseCard, EpisodeCard, PodcastCard
from talkpython_site.catalogue.facets import Selection
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.snapshot import SOURCES, Snapshot, read_everything
from talkpython_site.documents import (
    DOCUMENTS,
    Account,
    AuditLine,
    Certificate,
    Changeable,
    Course,
    CourseFigures,
    Draft,
    Enrolment,
    Episode,
    Grant,
    ImportRun,
    Interview,
    Invitation,
    Lecture,
    LetGo,
    Listed,
    Mail,
    Paste,
    Person,
    Podcast,
    Redirect,
    Revision,
    Roster,
    SampleLoad,
    Tombstone,
    Topic,
    Tries,
    Upload,
    utc_now,
)
from talkpython_site.documents.base import Part
from talkpython_site.documents.stamp import announce, read_stamp
from talkpython_site.documents.visibility import PUBLISHED
from talkpython_site.housekeeping import OVERDUE, finish_overdue

FOLDER = Path(__file__).parent
KINDS: dict[str, Any] = {re.sub(r"\B[A-Z]", r"_\g<0>", d.__name__).lower(): d for d in DOCUMENTS}
STRANGE = "invented_later"
AS_JSON = json_util.JSONOptions(tz_aware=True)


def shapes(kind: str) -> dict[str, dict[str, Any]]:
    """The frozen documents of a kind by file name."""
    return {
        path.stem: json_util.loads(path.read_text(encoding="utf-8"), json_options=AS_JSON)
        for path in sorted(FOLDER.glob(f"{kind}-*.json"))
    }


EVERY = [(kind, name, shape) for kind in KINDS for name, shape in shapes(kind).items()]
every_shape = pytest.mark.parametrize(
    ("kind", "shape"), [(k, s) for k, _n, s in EVERY], ids=[name for _k, name, _s in EVERY]
)
CHANGED = [each for each in EVERY if issubclass(KINDS[each[0]], Changeable)]
every_changed_shape = pytest.mark.parametrize(
    ("kind", "shape"), [(k, s) for k, _n, s in CHANGED], ids=[name for _k, name, _s in CHANGED]
)
every_kind = pytest.mark.parametrize("kind", KINDS)
lives = pytest.mark.usefixtures("clean")


def parts(document: Any) -> Iterator[tuple[str, Any, bool]]:
    """Its embedded fields: name, class, and whether it is a list of them."""
    for name, field in document._fields.items():
        if isinstance(field, EmbeddedDocumentListField):
            yield name, field.field.document_type, True
        elif isinstance(field, EmbeddedDocumentField):
            yield name, field.document_type, False


def entries(shape: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = shape.get(name) or []
    return value if isinstance(value, list) else [value]


def put(kind: str, shape: dict[str, Any]) -> Any:
    """The document, read from a database that holds it as it is frozen."""
    KINDS[kind].collection().insert_one(dict(shape))
    return KINDS[kind].objects(id=shape["_id"]).first()


def stored(document: Any) -> dict[str, Any]:
    found: dict[str, Any] = document.collection().find_one({"_id": document.id})
    return found


# What must be here


@every_kind
def test_every_field_stands_in_a_shape(kind: str) -> None:
    frozen = [shape for name, shape in shapes(kind).items() if not name.endswith("-future")]
    known = {field.db_field for field in KINDS[kind]._fields.values()}
    missing = known - {key for shape in frozen for key in shape}
    assert not missing, f"freeze a document with {missing} as {kind}-<version>.json"
    for name, part, _is_list in parts(KINDS[kind]):
        held = {key for shape in frozen for entry in entries(shape, name) for key in entry}
        lacking = set(part._fields) - held
        assert not lacking, f"freeze {name} with {lacking} as {kind}-<version>.json"


@every_kind
def test_every_kind_has_a_bare_and_a_future_shape(kind: str) -> None:
    names = shapes(kind)
    assert any(name.endswith("-bare") for name in names)
    future = names[f"{kind}-future"]
    assert STRANGE in future
    assert future.get("state") not in {"published", "draft", "importing"}
    for name in [name for name, _part, _is_list in parts(KINDS[kind])] + ["pending"]:
        assert all(STRANGE in entry for entry in entries(future, name)), name


def test_every_part_stands_in_a_document() -> None:
    used = {part for document in DOCUMENTS for _name, part, _is_list in parts(document)}
    ours = {each for each in Part.__subclasses__() if each.__module__.startswith("talkpython_site")}
    assert used == ours


# What must work


@lives
@every_changed_shape
def test_it_loads_and_saves_and_loses_nothing(kind: str, shape: dict[str, Any]) -> None:
    document = put(kind, shape)
    document.change()
    assert stored(document) == {**shape, "revision": (shape.get("revision") or 0) + 1}


@lives
@every_changed_shape
def test_it_is_reordered_and_loses_nothing(kind: str, shape: dict[str, Any]) -> None:
    document, turned = put(kind, shape), dict(shape)
    for name, _part, is_list in parts(KINDS[kind]):
        if is_list:
            document[name] = list(reversed(document[name]))
            turned |= {name: shape[name][::-1]} if name in shape else {}
    document.change()
    assert stored(document) == {**turned, "revision": document.revision}


@lives
@every_changed_shape
def test_it_is_edited_and_loses_nothing(kind: str, shape: dict[str, Any]) -> None:
    """Every part is touched, each list loses its first entry."""
    document, edited = put(kind, shape), dict(shape)
    for name, part, is_list in parts(KINDS[kind]):
        if is_list and shape.get(name):
            document[name] = document[name][1:]
            edited[name] = shape[name][1:]
        elif not is_list and shape.get(name):
            first = next(iter(part._fields))
            document[name][first] = "edited"
            edited[name] = {**shape[name], first: "edited"}
    document.change()
    left = {key: value for key, value in edited.items() if value != [] or shape[key] == []}
    assert stored(document) == {**left, "revision": document.revision}


QUERIES: dict[str, Any] = {
    "episode": lambda it: Episode.objects.of(it.podcast).by_guids([it.guid]),
    "podcast": lambda it: Podcast.objects.by_slug(it.slug),
    "course": lambda it: Course.objects.by_any_slug(it.slug),
    "lecture": lambda it: Lecture.objects.of(it.course),
    "interview": lambda it: Interview.objects.by_any_slug(it.slug),
    "paste": lambda it: Paste.objects.of(it.interview),
    "person": lambda it: Person.objects.by_keys([it.key]),
    "revision": lambda it: Revision.objects(id=it.id).of(it.thing),
    "draft": lambda it: Draft.objects(id=it.id),
    "enrolment": lambda it: Enrolment.objects(id=it.id),
    "grant": lambda it: Grant.objects(id=it.id),
    "invitation": lambda it: Invitation.objects.of(it.course),
    "course_figures": lambda it: CourseFigures.objects(id=it.id),
    "certificate": lambda it: Certificate.objects(id=it.id),
    "tombstone": lambda it: Tombstone.objects(id=it.id).of(it.podcast),
    "topic": lambda it: Topic.objects.by_keys([it.key]),
    "redirect": lambda it: Redirect.objects(to=it.to),
    "import_run": lambda it: ImportRun.objects(source=it.source),
    "sample_load": lambda it: SampleLoad.objects(id=it.id),
    "mail": lambda it: Mail.objects(id=it.id),
    "tries": lambda it: Tries.objects(id=it.id),
    "account": lambda it: Account.objects.addressed(it.email),
    "roster": lambda it: Roster.objects(id=it.id),
    "upload": lambda it: Upload.objects.of(it.account),
    "let_go": lambda it: LetGo.objects(id=it.id),
    "audit_line": lambda it: AuditLine.objects.about(it.thing),
}


BINNED = {f"{kind}-0.2.0-binned" for kind in SOURCES} | {
    "episode-0.4.0-binned",
    "course-0.4.0-binned",
    "interview-0.6.0-binned",
}
STATEFUL = (PodcastCard, EpisodeCard, CourseCard, InterviewCard)
KEPT = [each for each in EVERY if each[1] not in BINNED]


@lives
@pytest.mark.parametrize(
    ("kind", "shape"), [(k, s) for k, _n, s in KEPT], ids=[name for _k, name, _s in KEPT]
)
def test_it_is_found(kind: str, shape: dict[str, Any]) -> None:
    document = put(kind, shape)
    for query in (QUERIES[kind](document), KINDS[kind].objects.order_by("-created_at")):
        assert [each.id for each in query] == [document.id]


@lives
@every_shape
def test_what_follows_is_done_where_it_is_known(kind: str, shape: dict[str, Any]) -> None:
    document = put(kind, shape)
    finish_overdue(utc_now() + 2 * OVERDUE)
    unknown = [entry for entry in shape.get("pending", ()) if entry["do"] != "announce"]
    assert stored(document).get("pending", []) == unknown


@lives
@pytest.mark.parametrize("kind", SOURCES)
def test_it_has_a_card(kind: str) -> None:
    for name, shape in shapes(kind).items():
        put(kind, {**shape, **named(name)})
    cards = list(read_everything()[kind].values())
    assert len(cards) == len(shapes(kind).keys() - BINNED)
    assert all(isinstance(document, Listed) for document in KINDS[kind].objects)
    stateful = [card for card in cards if isinstance(card, STATEFUL)]
    known = [card for card in stateful if card.state == PUBLISHED]
    assert [card for card in stateful if card.is_public(utc_now())] == known


def named(name: str) -> dict[str, Any]:
    """What is unique, so that documents of several shapes can stand side by side."""
    unique = dict.fromkeys(("key", "slug", "guid", "source"), name)
    return {"_id": ObjectId(), **unique, "slugs": [name]}


@lives
def test_all_ages_stand_in_one_list() -> None:
    podcast = put("podcast", shapes("podcast")["podcast-0.1.0-bare"])
    for kind in ("person", "topic"):
        put(kind, shapes(kind)[f"{kind}-0.1.0"])
    for name, shape in shapes("episode").items():
        put("episode", {**shape, **named(name), "state": "published"})
    public = Public(Snapshot(None, read_everything()), utc_now(), ZoneInfo("UTC"))
    keys = [card.key for card in public.episodes]
    assert keys == [
        "episode-future", "episode-0.4.0", "episode-0.2.0", "episode-0.1.0",
        "episode-0.4.0-written", "episode-0.4.0-sponsored", "episode-0.4.0-previewed",
        "episode-0.1.0-bare",
    ]  # fmt: skip
    assert public.select(Selection(podcast=podcast.id)) == public.episodes
    assert public.facets(Selection()).years == ((2024, 4),)
    assert [each.key for each in public.neighbours(public.episodes[3]) if each] == [
        "episode-0.4.0-written",
        "episode-0.2.0",
    ]


@lives
@pytest.mark.parametrize("name", shapes("stamp"))
def test_the_stamp_of_every_version_is_read_and_kept(name: str) -> None:
    shape = shapes("stamp")[name]
    get_db()["stamps"].insert_one(dict(shape))
    assert [each.key for each in read_stamp()] == ["episode:0000000000000000000000e1", "*"]
    announce("episode:new")
    kept = get_db()["stamps"].find_one()
    assert kept is not None
    assert {**kept, "recent": kept["recent"][:-1]} == shape
