"""How roles are written, and which of them let their holders edit what."""

import pytest
from bson import ObjectId

from talkpython_site.documents.roles import ADMIN, EDITABLE, Edited, edited, editor_role

SHOW = ObjectId("65f0c1d2e3f4a5b6c7d8e9f0")


@pytest.mark.parametrize("kind", EDITABLE)
def test_an_editor_edits_one_thing(kind: str) -> None:
    role = editor_role(kind, SHOW)
    assert role == f"editor:{kind}:65f0c1d2e3f4a5b6c7d8e9f0"
    assert edited(role) == Edited(kind, str(SHOW))


@pytest.mark.parametrize(
    "role",
    ["", ADMIN, "editor", "editor:podcast", "editor:podcast:", "editor:planet:1", "owner:podcast:1",
     "podcast:1", "Editor:podcast:1"],
)  # fmt: skip
def test_no_other_role_edits_anything(role: str) -> None:
    assert edited(role) is None


@pytest.mark.parametrize("kind", EDITABLE)
def test_what_has_editors_can_be_named(kind: str) -> None:
    assert {"slug", "title"} <= set(EDITABLE[kind]._fields)
