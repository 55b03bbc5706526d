"""Content: every change of it keeps what was there before, and says who made it."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from mongoengine import StringField

from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.base import Listed, SaveConditionError, follow_up
from talkpython_site.documents.revision import Revision


class Revised(Listed):
    """A document whose every revision can be looked at again, and brought back."""

    meta: ClassVar[dict[str, Any]] = {"abstract": True, "strict": False}
    kept_apart: ClassVar[frozenset[str]]  # what an older revision never brings back

    nonce: str | None = StringField()  # of the form that wrote the newest revision

    @property
    def changed_fields(self) -> list[str]:
        """Those that differ from what was read."""
        return sorted({name.partition(".")[0] for name in self._get_changed_fields()})

    def save_as(
        self,
        by: Actor,
        action: str,
        *follow: dict[str, Any],
        nonce: str | None = None,
        **values: str,
    ) -> Self:
        """Write the changed fields as the next revision, for everybody to see.

        ``follow`` is what else must follow.
        ``nonce`` is the form's: the same form sent twice is saved once, and with other words in it
        (a browser went back to it) it is a second one. ``values`` stand in the audit line, which
        holds those of states alone. Raises ``SaveConditionError`` where somebody else wrote since
        this document was read, ``NotUniqueError`` where a key is taken.
        """
        fields = self.changed_fields
        self.nonce = nonce
        try:
            before = self._stored_now()
            Revision.keep(self.card_key, before)
            self.change(
                follow_up("announce", key=self.card_key),
                follow_up(
                    "audit", **by._asdict(), thing=self.card_key, action=action, fields=fields,
                    revision=(self.revision or 0) + 1, values=values,
                ),
                *follow,
                *self.consequences(before, by),
            )  # fmt: skip
        except SaveConditionError:
            if not self._was_saved_by(nonce, fields):
                raise
            self.reload()
        return self

    def consequences(self, before: Mapping[str, Any], by: Actor) -> list[dict[str, Any]]:  # noqa: ARG002 - of things that name files
        """What must follow from what is no longer as it was stored before."""
        return []

    def take(self, content: Mapping[str, Any]) -> None:
        """What an older revision said, to be saved as the next one."""
        older = self.from_stored(content)
        for name in self._fields:
            if name not in self.kept_apart and self[name] != older[name]:
                self[name] = older[name]

    def _stored_now(self) -> Mapping[str, Any]:
        """As it is stored; raises ``SaveConditionError`` where that is no longer what was read."""
        known = self.revision or 0
        same = {"_id": self.id, "revision": {"$in": [known] if known else [0, None]}}
        stored = self.collection().find_one(same)
        if stored is None:
            raise SaveConditionError(f"revision {known} is not the last one any more")
        return stored

    def _was_saved_by(self, nonce: str | None, fields: Iterable[str]) -> bool:
        """Whether what is stored is what this form wrote; when it was sent makes no difference."""
        stored = self.collection().find_one({"_id": self.id, "nonce": nonce}) if nonce else None
        if stored is None:
            return False
        there = self.from_stored(stored)
        return all(there[name] == self[name] for name in fields if name not in self.kept_apart)
