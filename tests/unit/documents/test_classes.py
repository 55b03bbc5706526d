"""What holds for every document class; DATABASE.md 5 says why."""

from collections.abc import Iterator
from typing import Any

import mongoengine
import pytest
from mongoengine import Document, EmbeddedDocument
from mongoengine.base import BaseField

from talkpython_site.documents import DOCUMENTS
from talkpython_site.documents.base import Part, PlainQuerySet, Stored
from talkpython_site.documents.moments import MomentField

FORBIDDEN_FIELDS = (
    mongoengine.ReferenceField,
    mongoengine.CachedReferenceField,
    mongoengine.LazyReferenceField,
    mongoengine.GenericReferenceField,
    mongoengine.EnumField,
    mongoengine.SequenceField,
    mongoengine.FileField,
)


def below(base: type) -> Iterator[Any]:
    """Our classes under a base, without the abstract ones."""
    classes: list[Any] = base.__subclasses__()
    for each in classes:
        yield from below(each)
        if each.__module__.startswith("talkpython_site.") and not each._meta.get("abstract"):
            yield each


CLASSES = sorted({*below(Document), *below(EmbeddedDocument)}, key=lambda each: each.__name__)
PARTS = [each for each in CLASSES if issubclass(each, EmbeddedDocument)]
every_class = pytest.mark.parametrize("each", CLASSES, ids=lambda each: each.__name__)
every_document = pytest.mark.parametrize("each", DOCUMENTS, ids=lambda each: each.__name__)


def fields_of(each: Any) -> Iterator[BaseField]:
    """The fields of a class, and what its lists hold."""
    for field in each._fields.values():
        inner: BaseField | None = field
        while inner is not None:
            yield inner
            inner = getattr(inner, "field", None)


def test_none_is_forgotten() -> None:
    assert set(DOCUMENTS) == set(CLASSES) - set(PARTS)
    assert all(issubclass(each, Stored) for each in DOCUMENTS)
    assert all(issubclass(each, Part) for each in PARTS)


@every_class
def test_unknown_fields_are_let_in(each: Any) -> None:
    assert each._meta["strict"] is False


@every_class
def test_no_class_has_kinds(each: Any) -> None:
    assert not each._meta.get("allow_inheritance")


@every_class
def test_fields_can_be_read_by_every_version(each: Any) -> None:
    for field in fields_of(each):
        assert field.choices is None, f"{field.name}: a later value would be refused"
        assert not isinstance(field, FORBIDDEN_FIELDS), f"{field.name}: {type(field).__name__}"
        assert field.db_field in {field.name, "_id"}, f"{field.name}: stored under another name"
        assert not field.unique, f"{field.name}: unique belongs to an index with a name"
        is_time = isinstance(field, mongoengine.DateTimeField)
        assert isinstance(field, MomentField) or not is_time, f"{field.name}: not a MomentField"


@every_class
def test_defaults_are_empty(each: Any) -> None:
    """No clock and no chance: an old document would get another value each time it is read."""
    for field in each._fields.values():
        assert field.default in (None, list, dict) or field.name == "id", field.name
        if isinstance(field.default, type):
            assert field.default() in ([], {})


@every_document
def test_indexes_are_built_before_serving(each: Any) -> None:
    assert each._meta["auto_create_index"] is False
    assert not each._meta.get("auto_create_index_on_save")
    assert issubclass(each._meta["queryset_class"], PlainQuerySet)


@every_document
def test_indexes_have_names_and_both_engines_build_them(each: Any) -> None:
    specs = each.indexes()
    names = [spec["name"] for spec in specs]
    assert len(set(names)) == len(names)
    for spec in specs:
        assert {direction for _field, direction in spec["fields"]} <= {1, -1}, spec["name"]
        assert "expireAfterSeconds" not in spec or "." not in spec["fields"][0][0], spec["name"]


@every_document
def test_unique_on_what_may_be_missing_is_partial(each: Any) -> None:
    for spec in each.indexes():
        fields = [name for name, _direction in spec["fields"]]
        if spec.get("unique") and not all(each._fields[name].required for name in fields):
            exists = {name: {"$exists": True} for name in fields}
            assert spec["partialFilterExpression"] == exists, spec["name"]
            assert "sparse" not in spec, spec["name"]
