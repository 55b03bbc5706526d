"""Roles: admin, or editor of one named thing. Everybody else has none."""

from typing import NamedTuple

from talkpython_site.documents.podcast import Podcast

ADMIN = "admin"
EDITOR = "editor"
# What has editors, by the word for it. Each class has a ``slug`` and a ``title``.
EDITABLE = {"podcast": Podcast}


class Edited(NamedTuple):
    """The thing that an editor's role names."""

    kind: str
    id: str


def editor_role(kind: str, thing_id: object) -> str:
    """As it is stored: ``editor:podcast:65f0c1d2e3f4a5b6c7d8e9f0``."""
    return f"{EDITOR}:{kind}:{thing_id}"


def edited(role: str) -> Edited | None:
    """What a role lets its holder edit; None for admins and for roles of later versions."""
    word, _, thing = role.partition(":")
    kind, _, thing_id = thing.partition(":")
    return Edited(kind, thing_id) if word == EDITOR and kind in EDITABLE and thing_id else None
