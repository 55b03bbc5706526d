"""Audit lines as sentences: who did what to whom, when and from where."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from bson import ObjectId

from talkpython_site.documents import (
    Account,
    Course,
    Episode,
    Interview,
    Lecture,
    Person,
    Podcast,
    Stored,
    Topic,
)
from talkpython_site.role_words import Titles, as_somebody

Line = Mapping[str, Any]  # as it is stored
ACCOUNT = "account"
# What somebody did to their own account, and to that of somebody else.
WORDS = {
    "created": ("made an account", "made the account of {}"),
    "made anew": ("made their account anew", "made the account of {} anew"),
    "name changed": ("changed their name", "changed the name of {}"),
    "address confirmed": ("confirmed their address", "confirmed the address of {}"),
    "new address asked for": ("asked for a new address", "asked for a new address for {}"),
    "new address given up": ("gave up a new address", "gave up a new address for {}"),
    "address changed": ("changed their address", "changed the address of {}"),
    "password changed": ("changed their password", "changed the password of {}"),
    "second factor turned on": (
        "turned on their second factor", "turned on the second factor of {}",
    ),
    "second factor turned off": (
        "turned off their second factor", "turned off the second factor of {}",
    ),
    "recovery codes renewed": ("made new recovery codes", "made new recovery codes for {}"),
    "sign-in ended": ("ended one of their sign-ins", "ended a sign-in of {}"),
    "sign-ins ended": ("ended their sign-ins", "ended the sign-ins of {}"),
    "deleted": ("deleted their account", "deleted the account of {}"),
    "taken back": ("took their account back", "took back the account of {}"),
    "locked": ("locked their own account", "locked the account of {}"),
    "unlocked": ("unlocked their own account", "unlocked the account of {}"),
    "role added": ("made themselves {role}", "made {} {role}"),
    "role removed": ("stepped down as {role}", "removed {} as {role}"),
    "sent again": ("had {} sent again",) * 2,
}  # fmt: skip
# What somebody did to what the site shows.
CONTENT_WORDS = {
    "begun": "began {}",
    "imported": "imported {}",
    "saved": "saved {}",
    "lecture saved": "saved a lecture of {}",
    "brought back": "brought back revision {number} of {}",
    "published": "published {}",
    "scheduled": "scheduled {} for {at}",
    "called off": "called off {}",
    "unpublished": "took {} down",
    "binned": "put {} into the bin",
    "restored": "took {} out of the bin",
    "preview link made": "made a preview link for {}",
    "preview link ended": "ended the preview link of {}",
    "granted": "invited students to {}",
    "grant removed": "took back an invitation to {}",
}
# And to people and topics alone, and to redirects.
NAME_WORDS = {
    "merged": "merged {} into another one",
    "parted": "let {} stand for itself again",
}
REDIRECT_WORDS = {"added": "added the {}", "removed": "removed the {}"}
CONTENT: dict[str, type[Stored]] = {
    "episode": Episode,
    "podcast": Podcast,
    "course": Course,
    "lecture": Lecture,
    "interview": Interview,
    "person": Person,
    "topic": Topic,
}
NAMING = {"title": 1, "name": 1, "course": 1, "key": 1}
GONE = {
    "episode": "an episode that is gone",
    "podcast": "a podcast that is gone",
    "course": "a course that is gone",
    "lecture": "a lecture that stands in no course",
    "interview": "an interview that is gone",
    "person": "a person who is gone",
    "topic": "a topic that is gone",
}


class Named(NamedTuple):
    """Somebody or something in a sentence; ``id`` where there is something to lead to."""

    name: str
    id: ObjectId | None = None
    kind: str = ACCOUNT


SOMEBODY_ERASED = Named("Somebody erased")
COMMAND_LINE = Named("The command line")
SIGNED_OUT = Named("Somebody signed out")


class Sentence(NamedTuple):
    """One change: ``who before whom after``, as in "Ines — made — Teodor — an admin"."""

    at: datetime
    who: Named
    before: str
    whom: Named | None  # or what; None where it was their own account
    after: str
    network: str  # from where; "" where that is not known
    fields: str  # which were changed
    revision: int | None  # of what was changed, after it; mails have none

    @property
    def text(self) -> str:
        whom = f" {self.whom.name}" if self.whom else ""
        return f"{self.who.name} {self.before}{whom}{self.after}"


def accounts_in(lines: Iterable[Line]) -> dict[ObjectId, str]:
    """What everybody is called whom these lines name: one query."""
    wanted = {line["account"] for line in lines if line.get("account")}
    wanted |= {whose for line in lines if (whose := account_of(line.get("thing", "")))}
    return names_of(wanted)


def titles_in(lines: Iterable[Line]) -> dict[str, str]:
    """What the content is called that these lines name, by thing.

    One query for each kind, and one more for lectures: their courses name them.
    """
    things = {line.get("thing", "") for line in lines}
    found: dict[str, str] = {}
    for kind, document in CONTENT.items():
        if ids := [content_id for each in things if (content_id := id_of(each, kind))]:
            stored = document.collection().find({"_id": {"$in": ids}}, NAMING)
            named = outlined(stored) if document is Lecture else stored
            found |= {
                f"{kind}:{each['_id']}": str(each.get("title") or each.get("name", ""))
                for each in named
            }
    return found


def outlined(lectures: Iterable[Line]) -> list[Line]:
    """Lectures with the titles that they have in their courses."""
    found = list(lectures)
    query = {"_id": {"$in": list({each["course"] for each in found})}}
    titles = {
        (course["_id"], entry["key"]): entry.get("title")
        for course in Course.collection().find(query, {"lectures.key": 1, "lectures.title": 1})
        for entry in course.get("lectures", ())
    }
    return [{**each, "title": titles.get((each["course"], each["key"]))} for each in found]


def names_of(account_ids: Collection[ObjectId]) -> dict[ObjectId, str]:
    """What these accounts are called: one query, and none for nobody."""
    if not account_ids:
        return {}
    found = Account.collection().find({"_id": {"$in": list(account_ids)}}, {"name": 1, "email": 1})
    return {stored["_id"]: called(stored) for stored in found}


def called(stored: Mapping[str, Any]) -> str:
    """The name of an account, or its address where it has none."""
    return str(stored.get("name") or stored["email"])


def account_of(thing: str) -> ObjectId | None:
    """Whose account it is that was changed."""
    return id_of(thing, ACCOUNT)


def id_of(thing: str, kind: str) -> ObjectId | None:
    """The id in "account:<id>", if it is of this kind."""
    found, _, thing_id = thing.partition(":")
    return ObjectId(thing_id) if found == kind and ObjectId.is_valid(thing_id) else None


def sentences(
    lines: Iterable[Line], accounts_by_id: Mapping[ObjectId, str], titles: Titles
) -> list[Sentence]:
    """Lines in words; values are told of roles, locks and states alone, and no others are kept.

    ``titles`` are those of what has editors, and of what the lines name.
    """
    return [sentence(line, accounts_by_id, titles) for line in lines]


def sentence(line: Line, accounts_by_id: Mapping[ObjectId, str], titles: Titles) -> Sentence:
    whose = account_of(line.get("thing", ""))
    is_own = bool(whose) and whose == line.get("account")
    before, after = words(line, titles, is_own=is_own)
    whom = named(whose, accounts_by_id) if whose else content(line.get("thing", ""), titles)
    return Sentence(
        at=line["at"],
        who=author(line, accounts_by_id),
        before=before,
        whom=None if is_own else whom or Named("somebody erased"),
        after=after,
        network=line.get("network") or "",
        fields=", ".join(line.get("fields", ())),
        revision=line.get("revision"),
    )


def words(line: Line, titles: Titles, *, is_own: bool) -> tuple[str, str]:
    """What stands before and after whom or what it was done to; unknown actions are quoted."""
    values = dict(line.get("values", {}))
    told = template(line, is_own=is_own)
    if "role" in values and "{role}" not in told:
        told += ", {role}"
    values["role"] = as_somebody(values.get("role", ""), titles)
    before, _, after = told.partition("{}")
    return filled(before, values).strip(), filled(after, values)


def template(line: Line, *, is_own: bool) -> str:
    action, kind = line.get("action", ""), line.get("thing", "").partition(":")[0]
    if kind in CONTENT or kind == "redirect":
        words = CONTENT_WORDS | NAME_WORDS if kind in CONTENT else REDIRECT_WORDS
        return words.get(action, f"“{action}”, {{}}")
    own, others = WORDS.get(action, (f"“{action}”, their own account", f"“{action}”, {{}}"))
    return own if is_own else others


def filled(words: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], "?"), words)


def content(thing: str, titles: Titles) -> Named:
    """What was changed; leads there while it is not purged."""
    kind, _, _id = thing.partition(":")
    if kind not in CONTENT:
        return Named(thing.replace(":", " "))
    title = titles.get(thing)
    return Named(title, id_of(thing, kind), kind) if title else Named(GONE[kind])


def author(line: Line, accounts_by_id: Mapping[ObjectId, str]) -> Named:
    if line.get("account"):
        return named(line["account"], accounts_by_id) or SOMEBODY_ERASED
    if line.get("is_erased"):
        return SOMEBODY_ERASED
    return SIGNED_OUT if line.get("network") else COMMAND_LINE


def named(account_id: ObjectId | None, accounts_by_id: Mapping[ObjectId, str]) -> Named | None:
    name = accounts_by_id.get(account_id) if account_id else None
    return Named(name, account_id) if name else None
