"""What roles are called: "Admin", "Editor of Deep Harbour"."""

from collections.abc import Mapping

from pyramid.request import Request

from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents.roles import ADMIN, EDITABLE, edited

Titles = Mapping[str, str]  # of what has editors, by "podcast:<id>"


def titles_of(snapshot: Snapshot) -> Titles:
    """Of everything in the catalogue that has editors, in whatever state."""
    return {
        f"{kind}:{card.id}": card.title
        for kind in EDITABLE
        for card in snapshot.cards[kind].values()
    }


def titles_now(request: Request) -> Titles:
    """The same as of this request; raises ``NotLoadedError``."""
    request.registry.catalogue.refresh()
    return titles_of(request.registry.catalogue.all())


def stored_titles() -> Titles:
    """The same where no catalogue is loaded, as on the command line: a query for each kind."""
    return {
        f"{kind}:{stored['_id']}": stored["title"]
        for kind, document in EDITABLE.items()
        for stored in document.collection().find({}, {"title": 1})
    }


def role_name(role: str, titles: Titles) -> str:
    """A role as a list has it; roles of later versions stay as they are."""
    thing = edited(role)
    if thing:
        return f"Editor of {titles.get(f'{thing.kind}:{thing.id}', f'a {thing.kind} that is gone')}"
    return "Admin" if role == ADMIN else role


def as_somebody(role: str, titles: Titles) -> str:
    """A role within a sentence: ``an admin``, ``an editor of Deep Harbour``."""
    name = role_name(role, titles)
    return f"an {name[0].lower()}{name[1:]}" if role == ADMIN or edited(role) else f"“{role}”"
