"""What a person or topic was before each change, and how it is brought back."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site import audit_rows, wording
from talkpython_site.auditing import accounts_in
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import AuditLine, Revision, SaveConditionError
from talkpython_site.documents.named import MergeError
from talkpython_site.form_key import FormKey
from talkpython_site.name_kinds import NameKind
from talkpython_site.name_merging import CHANGED, Named
from talkpython_site.revision_rows import lately, who
from talkpython_site.sign_ins import actor

MOST = 20
DONE = {
    "saved": "changed",
    "merged": "merged into another one",
    "parted": "parted from another one",
    "brought back": "brought back to what it was",
}
FIELDS = {"name": "Name", "slug": "Address", "url": "Link", "description_source": "Description"}
LONGEST = 300


class Before(NamedTuple):
    """What it was, and what was then done to it."""

    number: int
    address: str  # where it is brought back
    facts: list[tuple[str, str]]
    what: str
    who: audit_rows.Who | None
    when: str
    moment: str
    parts: bool  # whether it stands for itself again then


def rows(request: Request, kind: NameKind, named: Named, snapshot: Snapshot) -> list[Before]:
    """The last twenty, newest first; two queries, and one for names of accounts."""
    found = Revision.objects.of(named.card_key).before(named.revision or 0).newest_first()
    kept = list(found.limit(MOST).as_pymongo())
    after = [each["number"] + 1 for each in kept]  # a line has the number that came of it
    told = AuditLine.objects.about(named.card_key).filter(revision__in=after).as_pymongo()
    lines = {line["revision"] - 1: line for line in told} if kept else {}
    names = accounts_in(lines.values())
    return [
        Before(
            number=number,
            address=kind.address(request, named.id, "back", number=str(number)),
            facts=facts(each["content"], snapshot, kind),
            what=DONE.get(line.get("action") or "", "changed") if line else "changed",
            who=who(request, line, names) if line else None,
            when=lately(request, line),
            moment=line["at"].isoformat() if line else "",
            parts=number + 1 == named.revision and is_parting(named, each["content"]),
        )
        for each in kept
        for number, line in [(each["number"], lines.get(each["number"]))]
    ]


def is_parting(named: Named, content: Mapping[str, Any]) -> bool:
    return named.merged_into is not None and content.get("merged_into") is None


def facts(content: Mapping[str, Any], snapshot: Snapshot, kind: NameKind) -> list[tuple[str, str]]:
    """What it said, in words."""
    said = [
        (label, wording.excerpt(str(content[name]), LONGEST))
        for name, label in FIELDS.items()
        if content.get(name)
    ]
    other = snapshot.cards[kind.word].get(content.get("merged_into"))  # type: ignore[arg-type] # None is no key
    return [*said, *([("Merged into", other.name)] if other else [])]


def bring_back(request: Request, named: Named, key: FormKey | None) -> str | None:
    """Make what it was the newest revision; what speaks against it in a sentence.

    ``key`` is of the page that was looked at. Raises ``HTTPNotFound``.
    """
    number = request.matchdict["number"]
    revision = Revision.objects(id=f"{named.card_key}:{number}").first()
    if revision is None:
        raise HTTPNotFound("There is no such revision any more.")
    if key is None or key.revision != (named.revision or 0):
        return CHANGED
    try:
        named.bring_back(revision, actor(request), key.nonce)
    except MergeError as error:
        return str(error)
    except SaveConditionError:
        return CHANGED
    return None
