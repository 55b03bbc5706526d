"""The revisions of content: which there are, who made each, when, and what they changed."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import audit_rows, wording
from talkpython_site.auditing import accounts_in, author
from talkpython_site.documents import AuditLine, Revised, Revision
from talkpython_site.field_labels import MADE, label_of, labels_of
from talkpython_site.security import Permission

MOST = 50


class RevisionRow(NamedTuple):
    """One revision; ``address`` is None for the one that is now."""

    number: int
    address: str | None
    moment: str  # for machines
    when: str
    who: audit_rows.Who | None  # None where nobody noted it
    what: str


class Part(NamedTuple):
    """Some revisions, newest first, and the number before which older ones go on."""

    rows: list[RevisionRow]
    older: int | None


def revisions(request: Request, thing: Revised, before: int | None) -> Part:
    """Those that are kept, fifty at a time, in three queries at most."""
    known = thing.revision or 0
    numbers = kept_numbers(thing.card_key, known if before is None else min(before, known))
    shown = numbers[:MOST]
    older = shown[-1] if len(numbers) > MOST else None
    return Part(rows(request, thing, [*([known] if before is None else []), *shown]), older)


def kept_numbers(thing: str, before: int) -> list[int]:
    """The numbers of those that are kept, one more than are shown."""
    found = Revision.objects.of(thing).before(before).newest_first().limit(MOST + 1)
    return [each["number"] for each in found.only("number").as_pymongo()]


def rows(request: Request, thing: Revised, numbers: list[int]) -> list[RevisionRow]:
    found = AuditLine.objects.about(thing.card_key).filter(revision__in=numbers).as_pymongo()
    lines = {line["revision"]: line for line in found}
    names = accounts_in(lines.values())
    return [
        RevisionRow(
            number=number,
            address=address_of(request, thing, number) if number != thing.revision else None,
            moment=lines[number]["at"].isoformat() if number in lines else "",
            when=lately(request, lines.get(number)),
            who=who(request, lines[number], names) if number in lines else None,
            what=what(lines.get(number), type(thing)),
        )
        for number in numbers
    ]


def address_of(request: Request, thing: Revised, number: int) -> str:
    name = f"admin.{thing.card_kind}_revision"
    address: str = request.route_path(name, id=str(thing.id), number=str(number))
    return address


def lately(request: Request, line: Mapping[str, Any] | None) -> str:
    return wording.lately(line["at"], request.site.site_zone, request.now) if line else ""


def who(request: Request, line: Mapping[str, Any], names: Mapping[Any, str]) -> audit_rows.Who:
    """Editors see who it was, admins also their account."""
    told = audit_rows.who(request, author(line, names))
    is_led = request.has_permission(Permission.ACCOUNTS_READ)
    return told if is_led else told._replace(address=None)


def what(line: Mapping[str, Any] | None, content: type[Revised]) -> str:
    """What was done, and to which fields: "Saved: Title, Notes"."""
    if line is None:
        return ""
    action = line.get("action") or ""
    told = action[:1].upper() + action[1:]
    number = line.get("values", {}).get("number")
    labels = ", ".join(field_labels(line.get("fields", ()), content))
    return f"{told}{f' revision {number}' if number else ''}{f': {labels}' if labels else ''}"


def field_labels(fields: Iterable[str], content: type[Revised]) -> list[str]:
    """What was changed, without what follows from it."""
    kind = content.card_kind
    untold = (MADE | content.kept_apart) - labels_of(kind).keys()
    kept = [name for name in fields if name not in untold]
    return list(dict.fromkeys(label_of(kind, name) for name in kept))
