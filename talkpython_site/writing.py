"""What forms of every kind write: a field, where that changes it; an address of its own."""

from itertools import count
from typing import Any

from talkpython_site.documents import Revised
from talkpython_site.documents.addressed import Addressed
from talkpython_site.importing.feeds.merging import is_empty
from talkpython_site.importing.feeds.slugs import slug_of


def put(document: Revised, name: str, value: Any) -> None:
    """Change a field where that is one: what is written as it was would be a change all the same.

    Nothing, "" and [] are one.
    """
    both_empty = is_empty(document[name]) and is_empty(value)
    if document[name] != value and not both_empty:
        document[name] = None if value == "" else value  # what says nothing is not stored


def put_slug(document: Addressed, given: str) -> None:
    """Give it this address, or one that is made of its title."""
    slug = given or free_slug(document)
    if slug != document.slug:
        document.rename(slug)


def free_slug(document: Addressed) -> str:
    """Made of the title, with a number where another of its kind has or had that."""
    base = slug_of(document["title"], document.card_kind)
    candidates = (base if n == 1 else f"{base}-{n}" for n in count(1))
    return next(slug for slug in candidates if is_free(slug, document))


def is_free(slug: str, document: Addressed) -> bool:
    other = type(document).objects.by_any_slug(slug).first()
    return other is None or other.id == document.id
