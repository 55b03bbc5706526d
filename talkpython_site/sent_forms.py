"""What came of a form that was sent."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from talkpython_site.form_key import FormKey
from talkpython_site.forms.content import ContentForm
from talkpython_site.text_fields import Differing, Texts


class Conflict(NamedTuple):
    """A field that two changed, each in their own way; ``base`` is None where nobody knows it."""

    name: str
    label: str
    base: str | None
    theirs: str
    yours: str
    parts: Sequence[Differing] = ()  # those of it, where all else is made one


class Sent(NamedTuple):
    """What came of a form: ``said`` once it is saved, else the form as it is to be shown."""

    thing: Any
    form: Any  # a ContentForm
    key: FormKey
    said: str | None = None
    problem: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    is_merged: bool = False  # with what others changed meanwhile


class UnwrittenError(Exception):
    """What was typed will not do after all, as its form says by now: ``args`` is what was sent."""

    @property
    def sent(self) -> Sent:
        found: Sent = self.args[0]
        return found


def conflict(form: ContentForm, name: str, base: Texts | None) -> Conflict:
    before, theirs = base[name] if base else None, form.theirs[name]
    compare = form.fields.differing.get(name) if before is not None else None
    parts = compare(before or "", theirs, form.texts[name]) if compare else ()
    return Conflict(name, form[name].label.text, before, theirs, form.wanted[name], parts)
