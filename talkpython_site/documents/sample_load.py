"""What the sample content brought, so that it alone can be removed again."""

from datetime import datetime
from typing import Any, ClassVar

from mongoengine import ListField, StringField

from talkpython_site.documents.base import Changeable
from talkpython_site.documents.moments import MomentField

THE_ONE = "sample"


class SampleLoad(Changeable):
    """The one load of the sample, ``_id`` "sample", written before anything that it brings.

    It stays after a removal: what an owner removed never comes back by itself.
    """

    id: str = StringField(primary_key=True)
    day: datetime | None = MomentField()  # episodes are dated back from its midnight, UTC
    brought: list[str] = ListField(StringField())  # "episode:<id>", also what it was still to bring
    files: list[str] = ListField(StringField())  # "media:<key>" or "picture:<hash>"
    loaded_at: datetime | None = MomentField()
    removed_at: datetime | None = MomentField()

    meta: ClassVar[dict[str, Any]] = {"collection": "sample_loads"}
